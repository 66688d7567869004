import Diagnostics
import TestSupport
import Transcripts

/// Makes random transcripts: small, with every kind of node and awkward characters, of no sense.
struct TranscriptGenerator {
  private var random: SeededGenerator
  private var serial = 0
  private(set) var origins = Origins()

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// A transcript; ``origins`` are those of its parts.
  mutating func transcript() -> Transcript {
    serial = 0
    origins = Origins()
    let around = chance(10) ? surroundings() : nil
    var transcript = Transcript(
      id: "d", language: maybe { $0.pick(["en", "it", "ar"]) }, content: nodes(depth: 3),
      surroundings: around)
    if around?.hasHeader == false { return transcript }
    if chance(10) {
      transcript.header.verbatim = foreignHeader()
      return transcript
    }
    transcript.header = header()
    transcript.participants = (0..<below(4)).map { _ in participant() }
    if !transcript.participants.isEmpty, chance(3) {
      transcript.relations = [
        Relation(name: string(), active: pointers(), passive: pointers())
      ]
    }
    return transcript
  }

  // MARK: - Header

  private mutating func header() -> Header {
    Header(
      title: string(), date: maybe { Dated(when: $0.string(), printed: $0.string()) },
      time: maybe { $0.string() }, place: maybe { $0.string() },
      licence: maybe { r in Licence(target: r.maybe { $0.string() }, name: r.string()) },
      source: maybe { $0.source() },
      conventions: (0..<below(3)).map { _ in
        Convention(ident: string(), description: string())
      },
      categories: (0..<below(3)).map { _ in
        Category(taxonomy: pick([.role, .delivery]), id: id(), description: string())
      },
      languages: (0..<below(3)).map { _ in Language(tag: string(), name: string()) },
      writerVersion: chance(10) ? "0.0.9" : nil)
  }

  private mutating func source() -> SourceDescription {
    SourceDescription(
      file: string(), uri: maybe { $0.string() }, bytesDigest: string(), textDigest: string(),
      encoding: string(), lineEnds: pick(SourceDescription.LineEnds.allCases))
  }

  private mutating func participant() -> Participant {
    Participant(
      id: id(), isGroup: chance(3), role: kind(), names: ascriptions(), offices: ascriptions(),
      affiliations: ascriptions(), sameAs: maybe { $0.pointers() })
  }

  private mutating func ascriptions() -> [Ascription] {
    (0..<below(3)).map { _ in
      Ascription(
        string(), certainty: kind(), evidence: maybe { $0.string() },
        source: maybe { $0.pointers() })
    }
  }

  private mutating func foreignHeader() -> Opaque {
    let tei = "http://www.tei-c.org/ns/1.0"
    return Opaque(
      namespace: tei, name: "teiHeader", extras: extras(),
      content: [
        .text(string()), .comment("c"),
        .opaque(
          Opaque(namespace: tei, name: "xenoData", extras: extras(), content: [.text(string())])),
      ])
  }

  private mutating func surroundings() -> Surroundings {
    let hasHeader = chance(2)
    return Surroundings(
      beforeRoot: chance(2) ? [.comment("before"), marker()] : [], root: extras(),
      beforeHeader: hasHeader ? [.text(" "), .comment("x")] : [], hasHeader: hasHeader,
      beforeText: [
        .text("\n\n"),
        .opaque(
          Opaque(
            namespace: "http://www.tei-c.org/ns/1.0", name: "facsimile", extras: extras(),
            content: [node(depth: 1)])),
      ], text: extras(),
      afterText: [.text(string()), marker()], afterRoot: chance(2) ? [.comment("after")] : [])
  }

  // MARK: - Nodes

  private mutating func nodes(depth: Int) -> [Node] {
    (0..<below(depth == 0 ? 2 : 4)).map { _ in node(depth: depth) }
  }

  private mutating func node(depth: Int) -> Node {
    if depth == 0 || chance(4) { return .text(string()) }
    switch below(12) {
    case 0: return .opaque(opaque(depth: depth))
    case 1: return .comment(pick(["", " a comment ", "<&>", "e\u{301}\u{1F600}"]))
    case 2: return marker()
    default: break
    }
    let inside = nodes(depth: depth - 1)
    let extras = extras()
    let id: ElementID? = maybe { $0.id() }
    // A `quote` has a source of its own, in the place of its lines.
    let choice = below(54)
    if let id, choice != 16, chance(2) {
      origins[id.rawValue] = LineRange(1 + below(9), 10 + below(9))
    }
    switch choice {
    case 0: return .frontMatter(FrontMatter(id: id, content: inside, extras: extras))
    case 1: return .body(Body(id: id, content: inside, extras: extras))
    case 2: return .backMatter(BackMatter(id: id, content: inside, extras: extras))
    case 3:
      return .timeline(
        Timeline(id: id, unit: attribute(), origin: kind(), content: inside, extras: extras))
    case 4:
      return .timePoint(
        TimePoint(
          id: id, absolute: attribute(), interval: attribute(), since: kind(), content: inside,
          extras: extras))
    case 5: return .division(Division(id: id, kind: kind(), content: inside, extras: extras))
    case 6: return .heading(Heading(id: id, kind: kind(), content: inside, extras: extras))
    case 7: return .documentTitle(DocumentTitle(id: id, content: inside, extras: extras))
    case 8: return .titlePart(TitlePart(id: id, kind: kind(), content: inside, extras: extras))
    case 9:
      return .documentDate(DocumentDate(id: id, when: attribute(), content: inside, extras: extras))
    case 10: return .byline(Byline(id: id, content: inside, extras: extras))
    case 11: return .dateline(Dateline(id: id, content: inside, extras: extras))
    case 12: return .speakerLabel(SpeakerLabel(id: id, content: inside, extras: extras))
    case 13:
      return .note(Note(id: id, kind: kind(), target: kind(), content: inside, extras: extras))
    case 14: return .furniture(Furniture(id: id, kind: kind(), content: inside, extras: extras))
    case 15:
      return .utterance(
        Utterance(
          id: id, speaker: kind(), categories: kind(), certainty: kind(), responsible: kind(),
          language: attribute(), next: kind(), previous: kind(), corresponding: kind(),
          start: kind(), end: kind(), content: inside, extras: extras))
    case 16:
      return .documentQuotation(
        DocumentQuotation(id: id, source: kind(), content: inside, extras: extras))
    case 17: return .segment(Segment(id: id, kind: kind(), content: inside, extras: extras))
    case 18: return .paragraph(Paragraph(id: id, content: inside, extras: extras))
    case 19: return .figure(Figure(id: id, kind: kind(), content: inside, extras: extras))
    case 20: return .figureDescription(FigureDescription(id: id, content: inside, extras: extras))
    case 21: return .reference(Reference(id: id, content: inside, extras: extras))
    case 22: return .identifier(Identifier(id: id, kind: kind(), content: inside, extras: extras))
    case 23:
      return .gap(
        Gap(
          id: id, reason: kind(), unit: attribute(), quantity: attribute(), language: attribute(),
          start: kind(), end: kind(), content: inside, extras: extras))
    case 24:
      return .description(
        Description(id: id, language: attribute(), content: inside, extras: extras))
    case 25: return .unclear(Unclear(id: id, certainty: kind(), content: inside, extras: extras))
    case 26: return .metamark(Metamark(id: id, function: kind(), content: inside, extras: extras))
    case 27:
      return .vocal(
        Vocal(
          id: id, kind: kind(), who: kind(), start: kind(), end: kind(), content: inside,
          extras: extras))
    case 28:
      return .kinesic(
        Kinesic(
          id: id, kind: kind(), who: kind(), start: kind(), end: kind(), content: inside,
          extras: extras))
    case 29:
      return .incident(
        Incident(
          id: id, kind: kind(), who: kind(), start: kind(), end: kind(), content: inside,
          extras: extras))
    case 30:
      return .pause(
        Pause(
          id: id, duration: attribute(), start: kind(), end: kind(), content: inside,
          extras: extras))
    case 31: return .sic(Sic(id: id, content: inside, extras: extras))
    case 32: return .correction(Correction(id: id, content: inside, extras: extras))
    case 33: return .choice(Choice(id: id, content: inside, extras: extras))
    case 34: return .supplied(Supplied(id: id, reason: kind(), content: inside, extras: extras))
    case 35:
      return .quotation(
        Quotation(
          id: id, speaker: kind(), direct: attribute(), next: kind(), previous: kind(),
          certainty: kind(), content: inside, extras: extras))
    case 36: return .mention(Mention(id: id, content: inside, extras: extras))
    case 37: return .anchor(Anchor(id: id, moment: kind(), content: inside, extras: extras))
    default:
      // What is typed in a family is no extra.
      return family(
        choice - 38, id: id, inside,
        Extras(
          extras.each.filter {
            if case .attribute(_, "", "rend", _) = $0 { return false }
            if case .attribute(_, "", "n", _) = $0 { return false }
            return true
          }))
    }
  }

  private mutating func family(
    _ choice: Int, id: ElementID?, _ inside: [Node], _ extras: Extras
  ) -> Node {
    switch choice {
    case 0:
      return .token(
        Token(
          pick(Token.Form.allCases), id: id, kind: attribute(), lemma: attribute(),
          partOfSpeech: attribute(), morphology: attribute(), normalised: attribute(),
          join: attribute(), analysis: kind(), content: inside, extras: extras))
    case 1:
      return .sentence(
        Sentence(
          pick(Sentence.Form.allCases), id: id, kind: attribute(), number: attribute(),
          analysis: kind(), corresponding: kind(), language: attribute(), content: inside,
          extras: extras))
    case 2:
      return .name(
        Name(
          pick(Name.Form.allCases), id: id, kind: attribute(), reference: kind(), key: attribute(),
          role: attribute(), analysis: kind(), content: inside, extras: extras))
    case 3:
      return .datum(
        Datum(
          pick(Datum.Form.allCases), id: id, kind: attribute(), when: attribute(),
          from: attribute(), to: attribute(), value: attribute(), quantity: attribute(),
          unit: attribute(), analysis: kind(), content: inside, extras: extras))
    case 4:
      return .link(
        Link(
          pick(Link.Form.allCases), id: id, kind: attribute(), target: kind(), analysis: kind(),
          corresponding: kind(), content: inside, extras: extras))
    case 5:
      return .annotationGroup(
        AnnotationGroup(
          pick(AnnotationGroup.Form.allCases), id: id, kind: attribute(), function: attribute(),
          corresponding: kind(), content: inside, extras: extras))
    case 6:
      return .annotationSpan(
        AnnotationSpan(
          id: id, kind: attribute(), first: kind(), last: kind(), target: kind(), analysis: kind(),
          content: inside, extras: extras))
    case 7:
      return .phrase(
        Phrase(
          pick(Phrase.Form.allCases), id: id, kind: attribute(), appearance: attribute(),
          rendition: kind(), analysis: kind(), corresponding: kind(), language: attribute(),
          content: inside, extras: extras))
    case 8:
      return .milestone(
        Milestone(
          pick(Milestone.Form.allCases), id: id, kind: attribute(), number: attribute(),
          unit: attribute(), edition: kind(), facsimile: kind(), content: inside, extras: extras))
    case 9:
      return .speech(
        Speech(
          pick(Speech.Form.allCases), id: id, kind: attribute(), number: attribute(),
          speaker: kind(), analysis: kind(), content: inside, extras: extras))
    case 10:
      return .stageDirection(
        StageDirection(
          pick(StageDirection.Form.allCases), id: id, kind: attribute(), who: kind(),
          analysis: kind(), content: inside, extras: extras))
    case 11:
      return .verse(
        Verse(
          pick(Verse.Form.allCases), id: id, kind: attribute(), number: attribute(),
          part: attribute(), metre: attribute(), rhyme: attribute(), content: inside,
          extras: extras))
    case 12:
      return .block(
        Block(
          pick(Block.Form.allCases), id: id, kind: attribute(), number: attribute(),
          appearance: attribute(), language: attribute(), corresponding: kind(), content: inside,
          extras: extras))
    case 13:
      return .annotationBlock(
        AnnotationBlock(
          id: id, kind: attribute(), speaker: kind(), start: kind(), end: kind(), content: inside,
          extras: extras))
    case 14:
      return .shift(
        Shift(
          id: id, who: kind(), feature: attribute(), change: attribute(), start: kind(),
          end: kind(), content: inside, extras: extras))
    default:
      return .writing(
        Writing(
          id: id, kind: attribute(), who: kind(), start: kind(), end: kind(), content: inside,
          extras: extras))
    }
  }

  private mutating func marker() -> Node {
    .processingInstruction(target: "pi", data: pick(["", "a=\"b\"", "<&> e\u{301}"]))
  }

  /// An element of TEI that the model does not know, or one of another vocabulary.
  private mutating func opaque(depth: Int) -> Opaque {
    var extras = extras()
    serial += 1
    switch below(4) {
    case 0:
      extras.each.append(.namespace(prefix: "f\(serial)", uri: "urn:f"))
      extras.each.append(.prefix("f\(serial)"))
      return Opaque(namespace: "urn:f", name: "x", extras: extras, content: nodes(depth: depth - 1))
    case 1:
      extras.each.append(.namespace(prefix: "", uri: "urn:default"))
      return Opaque(
        namespace: "urn:default", name: "u", extras: extras, content: [.text(string())])
    case 2:
      extras.each.append(.namespace(prefix: "", uri: ""))
      return Opaque(namespace: "", name: "none", extras: extras, content: [.text(string())])
    default:
      return Opaque(
        namespace: "http://www.tei-c.org/ns/1.0", name: pick(["hom", "fDecl", "person"]),
        extras: extras, content: nodes(depth: depth - 1))
    }
  }

  private mutating func extras() -> Extras {
    if !chance(4) { return Extras() }
    var extras: [Extra] = []
    for name in ["rend", "n", "\u{E9}tat"] where chance(2) {
      extras.append(.attribute(prefix: "", namespace: "", name: name, value: string()))
    }
    if chance(3) {
      serial += 1
      extras.append(.namespace(prefix: "x\(serial)", uri: "urn:x&y"))
      extras.append(
        .attribute(prefix: "x\(serial)", namespace: "urn:x&y", name: "a", value: string()))
    }
    if chance(4) {
      extras.append(
        .attribute(
          prefix: "xml", namespace: "http://www.w3.org/XML/1998/namespace", name: "space",
          value: "preserve"))
    }
    return Extras(extras)
  }

  // MARK: - Values

  private mutating func attribute() -> String? { maybe { $0.string() } }

  private mutating func kind<Value: RawRepresentable<String>>() -> Value? {
    maybe { $0.string() }.flatMap { Value(rawValue: $0) }
  }

  private mutating func pointers() -> Pointers { Pointers(rawValue: string()) }

  private mutating func id() -> ElementID {
    serial += 1
    return ElementID(rawValue: "d.x\(serial)")
  }

  private static let pieces = [
    "a", "Thank you. ", " ", "  ", "\n", "\t", "\r", "\r\n", "<", ">", "&", "\"", "'", "]]>",
    "&amp;", "<!--", "\u{A0}", "\u{85}", "\u{2028}", "e\u{301}", "\u{E9}", "\u{5D0}\u{5D1}",
    "\u{202E}", "\u{1F600}", "\u{1F468}\u{200D}\u{1F469}", "\u{FFFD}", "\u{FEFF}", "\u{7F}",
    "\u{10FFFD}", "\u{1100}\u{1161}\u{11A8}", "src:1,2", "#",
  ]

  private mutating func string() -> String {
    var string = ""
    for _ in 0..<below(4) { string += pick(Self.pieces) }
    return string
  }

  private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
    chance(2) ? make(&self) : nil
  }

  private mutating func chance(_ oneIn: Int) -> Bool { below(oneIn) == 0 }

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  private mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
