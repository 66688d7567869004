import Diagnostics
import Transcripts

/// Two documents made by hand, with every construct that the converter writes.
enum SampleTranscripts {
  /// A press briefing with an interpreter, and where it stood in its source.
  static let briefing: (Transcript, Origins) = {
    var origins = Origins()
    origins["b.u1"] = LineRange(3, 4)
    origins["b.u2"] = LineRange(5, 5)
    origins["b.u3a"] = LineRange(7, 9)
    origins["b.u3b"] = LineRange(9, 9)
    let transcript = Transcript(
      id: "b", language: "en", header: header(of: "b", file: "talks/b 1.txt"),
      participants: [
        Participant(
          id: "b.rossi", role: .host, names: [Ascription("Anna Rossi")],
          offices: [Ascription("Minister")]),
        Participant(
          id: "b.lind", role: .questioner,
          names: [
            Ascription(
              "Ole Lind", certainty: .medium, evidence: "internal", source: "#b.u1.p1")
          ],
          affiliations: [
            Ascription("Nordic & Co", certainty: .high, evidence: "internal", source: "#b.u1.p1")
          ]),
        Participant(id: "b.unknown-1", role: .questioner),
        Participant(id: "b.interpreter", role: .interpreter),
        Participant(id: "b.audience", isGroup: true, role: .audience),
      ],
      relations: [
        Relation(name: "interpreterFor", active: "#b.interpreter", passive: "#b.rossi")
      ],
      content: [
        .frontMatter(
          FrontMatter(content: [
            .furniture(Furniture(kind: .banner, content: [.text("Official website")])),
            .text("\n"),
            .documentTitle(
              DocumentTitle(content: [
                .titlePart(TitlePart(kind: .main, content: [.text("Joint  <Briefing>")]))
              ])),
            .text("\n"),
            .documentDate(DocumentDate(when: "2020-01-31", content: [.text("Jan. 31, 2020")])),
            .note(Note(kind: .time, content: [.text("2:12 P.M.")])),
            .note(Note(kind: .place, content: [.text("The Hall")])),
          ])),
        .text("\n\n"),
        .body(Body(content: [.division(Division(kind: .debateSection, content: briefingBody))])),
      ])
    return (transcript, origins)
  }()

  private static let briefingBody: [Node] = [
    label("STAFF:"), .text("  "),
    .utterance(
      Utterance(
        id: "b.u1", speaker: "#b.audience", categories: "#b.moderator",
        content: [
          .segment(Segment(id: "b.u1.p1", content: [.text("Ole Lind, Nordic & Co.")]))
        ])), .text("\n"),
    label("Q:"),
    .utterance(
      Utterance(
        id: "b.u2", speaker: "#b.lind", categories: "#b.questioner", certainty: .medium,
        content: [
          .segment(
            Segment(
              id: "b.u2.p1",
              content: [
                .gap(Gap(reason: .inaudible, content: [description("(inaudible)")])),
                .text(" the "),
                .unclear(Unclear(certainty: .low, content: [.text("Onodera")])),
                .text(" "),
                .metamark(Metamark(function: .uncertain, content: [.text("(ph)")])),
                .text(" plan "),
                .vocal(
                  Vocal(kind: .laughter, who: "#b.audience", content: [description("(Laughter.)")])),
                .kinesic(
                  Kinesic(
                    kind: .applause, who: "#b.audience", content: [description("(Applause.)")])),
                .incident(Incident(kind: .action, content: [description("(A video plays.)")])),
                .sic(Sic(content: [.text("teh")])),
                .metamark(Metamark(function: .sic, content: [.text("[sic]")])),
                .choice(
                  Choice(content: [
                    .sic(Sic(content: [.text("Johnson")])), .text(" "),
                    .correction(Correction(content: [.text("[Thompson]")])),
                  ])),
                .supplied(
                  Supplied(reason: .withheld, content: [.text("[senior official]")])),
              ]))
        ])), .text("\n\n"),
    label("MIN. ROSSI:"), .text(" "),
    .utterance(
      Utterance(
        id: "b.u3a", speaker: "#b.rossi", categories: "#b.host", next: "#b.u3b",
        content: [
          .segment(
            Segment(
              id: "b.u3a.p1",
              content: [
                .gap(
                  Gap(
                    reason: .foreign, language: "it",
                    content: [
                      .description(
                        Description(language: "en", content: [.text("(Speaks Italian.)")]))
                    ])),
                .pause(Pause(duration: "PT2S")),
              ]))
        ])), .text("\n"),
    .note(Note(kind: .interpreter, content: [.text("(THROUGH TRANSLATOR):")])), .text(" "),
    .utterance(
      Utterance(
        id: "b.u3b", speaker: "#b.rossi", categories: "#b.host #b.interpreted",
        responsible: "#b.interpreter", language: "en", previous: "#b.u3a",
        content: [
          .segment(
            Segment(
              id: "b.u3b.p1",
              content: [.text("Grazie, \u{202B}שלום\u{202C} e\u{301}, \u{1F600} ]]> \"'.")]))
        ])), .text("\n"),
  ]

  /// A news story with a photograph and quoted speech, and where it stood in its source.
  static let story: (Transcript, Origins) = {
    var origins = Origins()
    origins["s.p1"] = LineRange(2, 3)
    origins["s.f1"] = LineRange(4, 9)
    var header = Self.header(of: "s", file: "s.txt")
    header.categories = []
    header.licence = nil
    let transcript = Transcript(
      id: "s", language: "en", header: header,
      participants: [Participant(id: "s.rossi", role: .mentioned, names: [Ascription("Rossi")])],
      content: [
        .body(
          Body(content: [
            .division(
              Division(
                kind: .article,
                content: [
                  .heading(Heading(kind: .main, content: [.text("Ministers Meet")])), .text("\n"),
                  .byline(Byline(content: [.text("By A. Writer")])), .text("\n"),
                  .paragraph(Paragraph(id: "s.p1", content: quotedSpeech)), .text("\n"),
                  .figure(Figure(id: "s.f1", kind: .photo, content: photograph)), .text("\n"),
                ]))
          ]))
      ])
    return (transcript, origins)
  }()

  private static let quotedSpeech: [Node] = [
    .segment(Segment(id: "s.p1.d", kind: .dateline, content: [.text("ROME —")])), .text(" \""),
    .quotation(
      Quotation(
        id: "s.q1", speaker: "#s.rossi", direct: "true", next: "#s.q2", content: [.text("Yes")])),
    .text(",\" she said. \""),
    .quotation(
      Quotation(
        id: "s.q2", speaker: "#s.rossi", direct: "true", previous: "#s.q1", content: [.text("No")])
    ),
    .text(".\" The \""), .mention(Mention(content: [.text("plan")])), .text("\" is old."),
  ]

  private static let photograph: [Node] = [
    .figureDescription(FigureDescription(content: [.text("Two people shake hands.")])),
    .text("\n"), .heading(Heading(content: [.text("Handshake")])), .text("\n"),
    .paragraph(Paragraph(content: [.text("The ministers in Rome.")])), .text("\n"),
    .note(Note(kind: .credit, content: [.text("Photo By: A. Camera")])), .text("\n"),
    .reference(
      Reference(content: [
        .text("VIRIN: "), .identifier(Identifier(kind: .virin, content: [.text("1-2-3")])),
      ])),
  ]

  private static func header(of id: String, file: String) -> Header {
    Header(
      title: "Ministers Meet", date: Dated(when: "2020-01-31", printed: "Jan. 31, 2020"),
      time: "2:12 P.M.", place: "The Hall",
      licence: Licence(
        target: "https://creativecommons.org/publicdomain/mark/1.0/", name: "public domain"),
      source: SourceDescription(
        file: file, uri: "https://example.org/b?x=1&y=2",
        bytesDigest: String(repeating: "0a", count: 32),
        textDigest: String(repeating: "1b", count: 32)),
      conventions: [Convention(ident: "briefing-1", description: "labels in capitals")],
      categories: ["host", "moderator", "questioner"].map {
        Category(taxonomy: .role, id: ElementID(rawValue: "\(id).\($0)"), description: $0)
      } + [
        Category(
          taxonomy: .delivery, id: ElementID(rawValue: "\(id).interpreted"),
          description: "an interpreter's rendition")
      ],
      languages: [Language(tag: "en", name: "English"), Language(tag: "it", name: "Italian")])
  }

  private static func label(_ text: String) -> Node {
    .speakerLabel(SpeakerLabel(content: [.text(text)]))
  }

  private static func description(_ text: String) -> Node {
    .description(Description(content: [.text(text)]))
  }
}
