import Testing
import Transcripts

@Suite struct TranscriptDifferenceTests {
  @Test func findsNoneBetweenTheSame() {
    #expect(TranscriptDifference(between: briefing(), and: briefing()) == nil)
  }

  @Test func namesTheAttribute() {
    var changed = utterance
    changed.speaker = "#d.b"
    #expect(
      difference(to: briefing(.utterance(changed)))
        == "content/body[1]/utterance[1]#d.u1/speaker: '#d.a' and '#d.b'")
    changed.speaker = nil
    #expect(
      difference(to: briefing(.utterance(changed)))
        == "content/body[1]/utterance[1]#d.u1/speaker: '#d.a' and nothing")
  }

  @Test func countsNodesOfTheSameKind() {
    var changed = utterance
    changed.content[2] = .gap(Gap(reason: .lost))
    #expect(
      difference(to: briefing(.utterance(changed)))
        == "content/body[1]/utterance[1]#d.u1/gap[2]/reason: 'inaudible' and 'lost'")
  }

  @Test func saysWhatIsMissing() {
    var changed = utterance
    changed.content.removeLast()
    #expect(
      difference(to: briefing(.utterance(changed)))
        == "content/body[1]/utterance[1]#d.u1/text[2]: ' e\u{301}' and nothing")
  }

  @Test func showsTheTextAroundTheDifference() {
    let long = String(repeating: "word ", count: 20)
    let found = TranscriptDifference(
      between: [.text(long + "one\nend" + long)], and: [.text(long + "two")])
    #expect(found?.path == "text[1]")
    #expect(found?.first?.hasPrefix("…word word word word one\\nendword") == true)
    #expect(found?.second == "…word word word word two")
  }

  @Test func tellsComposedFromDecomposedLetters() {
    var changed = utterance
    changed.content[3] = .text(" \u{E9}")
    #expect(briefing(.utterance(changed)) == briefing())
    #expect(
      difference(to: briefing(.utterance(changed)))
        == "content/body[1]/utterance[1]#d.u1/text[2]: ' e\u{301}' and ' \u{E9}'")
  }

  @Test func tellsKindsOfNodesApart() {
    let found = TranscriptDifference(
      between: [.paragraph(Paragraph(content: [.text("Yes.")]))],
      and: [.segment(Segment(content: [.text("Yes.")]))])
    #expect(found?.description == "paragraph[1]: 'paragraph Yes.' and 'segment Yes.'")
  }

  @Test func looksIntoHeaderAndPeople() {
    var changed = briefing()
    changed.header.date?.when = "2020-02-01"
    #expect(difference(to: changed) == "header/date/when: '2020-01-31' and '2020-02-01'")
    changed = briefing()
    changed.header.source = SourceDescription(file: "b.txt")
    #expect(TranscriptDifference(between: briefing(), and: changed)?.path == "header/source")
    changed = briefing()
    changed.participants[0].names[0].certainty = .low
    #expect(difference(to: changed) == "participants[1]/names[1]/certainty: nothing and 'low'")
    changed = briefing()
    changed.participants.append(Participant(id: "d.b"))
    #expect(TranscriptDifference(between: briefing(), and: changed)?.path == "participants[2]")
  }

  @Test func tellsComposedFromDecomposedLettersInHeaderAndPeople() {
    var (first, second) = (briefing(), briefing())
    first.participants[0].names[0].text = "Ren\u{E9}"
    second.participants[0].names[0].text = "Rene\u{301}"
    #expect(first == second)
    #expect(
      TranscriptDifference(between: first, and: second)?.path == "participants[1]/names[1]/text")
    first = briefing()
    first.header.title = "\u{212B}"
    second = briefing()
    second.header.title = "\u{C5}"
    #expect(TranscriptDifference(between: first, and: second)?.path == "header/title")
  }

  @Test func looksIntoExtrasAndOpaqueElements() {
    let opaque = Opaque(
      namespace: "urn:x", name: "x",
      extras: Extras([.attribute(prefix: "", namespace: "", name: "n", value: "1")]))
    var changed = opaque
    changed.extras.each[0] = .attribute(prefix: "", namespace: "", name: "n", value: "2")
    #expect(
      TranscriptDifference(between: [.opaque(opaque)], and: [.opaque(changed)])?.description
        == "opaque[1]/extras[1]/attribute/value: '1' and '2'")
    changed = opaque
    changed.name = "y"
    #expect(
      TranscriptDifference(between: [.opaque(opaque)], and: [.opaque(changed)])?.description
        == "opaque[1]/name: 'x' and 'y'")
  }

  @Test func holdsNodesTheSameThatAreNotOnly() {
    let words: [Node] = [.text("Yes.")]
    let nodes: [Node] = [
      .text("Yes."), .text("No."), .cdata("Yes."), .comment("Yes."), .entityReference("Yes."),
      .processingInstruction(target: "a", data: ""), .processingInstruction(target: "a", data: "b"),
      .processingInstruction(target: "b", data: ""), .opaque(Opaque(namespace: "", name: "x")),
      .opaque(Opaque(namespace: "u", name: "x")),
      .opaque(Opaque(namespace: "", name: "x", content: words)), .utterance(utterance),
      .utterance(Utterance(id: "d.u1", speaker: "#d.a", content: words)),
      .segment(Segment()), .segment(Segment(content: words)), .paragraph(Paragraph()),
      .paragraph(Paragraph(extras: Extras([.prefix("p")]))), .speakerLabel(SpeakerLabel()),
      .speakerLabel(SpeakerLabel(content: words)), .description(Description()),
      .description(Description(content: words)), .gap(Gap()), .gap(Gap(content: words)),
      .furniture(Furniture()), .furniture(Furniture(content: words)), .note(Note()),
      .note(Note(content: words)), .quotation(Quotation()), .quotation(Quotation(content: words)),
      .anchor(Anchor()), .anchor(Anchor(content: words)), .vocal(Vocal()),
      .vocal(Vocal(content: words)), .kinesic(Kinesic()), .kinesic(Kinesic(content: words)),
      .incident(Incident()), .incident(Incident(content: words)), .heading(Heading()),
      .heading(Heading(kind: .main)), .heading(Heading(content: words)),
    ]
    for (index, one) in nodes.enumerated() {
      for (other, node) in nodes.enumerated() {
        let difference = TranscriptDifference(between: [one], and: [node])
        #expect((difference == nil) == (index == other), "\(index) and \(other)")
      }
      #expect(TranscriptDifference(between: [one, one], and: [one]) != nil)
    }
  }

  private let utterance = Utterance(
    id: "d.u1", speaker: "#d.a",
    content: [
      .text("Well, "), .gap(Gap(reason: .inaudible)), .gap(Gap(reason: .inaudible)),
      .text(" e\u{301}"),
    ])

  private func briefing(_ node: Node? = nil) -> Transcript {
    Transcript(
      id: "d",
      header: Header(title: "T", date: Dated(when: "2020-01-31", printed: "")),
      participants: [Participant(id: "d.a", names: [Ascription("A")])],
      content: [.body(Body(content: [.text("\n"), node ?? .utterance(utterance)]))])
  }

  private func difference(to other: Transcript) -> String? {
    TranscriptDifference(between: briefing(), and: other)?.description
  }
}
