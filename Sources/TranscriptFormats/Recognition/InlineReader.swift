import Transcripts

/// Turns a run of words with its marks into inline nodes; the text stays the same.
///
/// A class, since what is inside every utterance refers to it.
final class InlineReader: Sendable {
  let text: [UInt8]
  /// The person or group that laughs and claps, where the document has any.
  let audience: ElementID
  /// The language that the marks are worded in.
  let language: String
  /// The moments that marks name, where they name any.
  let times: LabelTimes?

  init(text: [UInt8], audience: ElementID, language: String, times: LabelTimes? = nil) {
    self.text = text
    self.audience = audience
    self.language = language
    self.times = times
  }

  /// The nodes for `range`, whose marks are `marks`.
  func nodes(of range: Range<Int>, marks: [Mark]) -> [Node] {
    if marks.isEmpty { return range.isEmpty ? [] : [.text(text.string(range))] }
    var assembler = NodeAssembler(text, from: range.lowerBound)
    for mark in marks { append(mark, to: &assembler) }
    assembler.fill(to: range.upperBound)
    return assembler.nodes
  }

  /// Appends events, furniture and times.
  func append(_ part: TurnPlan.Part, to content: inout NodeAssembler) {
    switch part.kind {
    case .segment: return
    case .events:
      for mark in part.marks {
        content.fillLayout(to: mark.range.lowerBound)
        append(mark, to: &content)
      }
    case .line(let kind):
      let range = text.trimmedAtEnd(part.range)
      // A line of no-break spaces alone is layout, and no note.
      if !range.isEmpty {
        content.fillLayout(to: range.lowerBound)
        content.append(kind.node(printed: text.string(range)), covering: range)
      }
    }
    content.fillLayout(to: part.range.upperBound)
  }

  /// Appends what a mark stands for.
  func append(_ mark: Mark, to assembler: inout NodeAssembler) {
    switch mark.kind {
    case .lineNumber:
      assembler.append(
        .furniture(Furniture(kind: .lineNum, content: [.text(text.string(mark.range))])),
        covering: mark.range)
    case .guess:
      assembler.fill(to: mark.range.lowerBound)
      if let moment = moment(of: mark) { assembler.insert(.anchor(Anchor(moment: moment))) }
      assembler.append(
        .unclear(Unclear(certainty: .low, content: [.text(text.string(mark.range))])),
        covering: mark.range)
    case .moment:
      // The moment is that of what follows; the code itself stays as it is printed.
      assembler.fill(to: mark.range.lowerBound)
      if let moment = moment(of: mark) { assembler.insert(.anchor(Anchor(moment: moment))) }
      assembler.fill(to: mark.range.upperBound)
    case .direction:
      assembler.append(
        .incident(Incident(kind: .action, content: [description(mark)])), covering: mark.range)
    case .supplied(let isWithheld):
      assembler.append(
        .supplied(
          Supplied(
            reason: isWithheld ? .withheld : nil, content: [.text(text.string(mark.range))])),
        covering: mark.range)
    case .correction(let struck, let given):
      var content: [Node] = [.sic(Sic(content: [.text(text.string(struck))]))]
      if given.lowerBound > struck.upperBound {
        content.append(.text(text.string(struck.upperBound..<given.lowerBound)))
      }
      content.append(.correction(Correction(content: [.text(text.string(given))])))
      assembler.append(.choice(Choice(content: content)), covering: mark.range)
    case .known(let meanings):
      for (index, meaning) in meanings.enumerated() {
        append(mark, meaning, isFirst: index == 0, to: &assembler)
      }
    }
  }

  /// The moment that the time code of a mark names.
  private func moment(of mark: Mark) -> Pointers? {
    mark.time.flatMap { times?.pointer(to: $0) }
  }

  private func append(
    _ mark: Mark, _ meaning: MarkMeaning, isFirst: Bool, to assembler: inout NodeAssembler
  ) {
    let start = moment(of: mark)
    // Of several events in one mark, the first holds its wording.
    let content = isFirst ? [description(mark, meaning)] : []
    let node: Node
    switch meaning.markClass {
    case .gap(let gap):
      node = .gap(
        Gap(
          reason: Gap.Reason(rawValue: gap.rawValue), unit: mark.seconds == nil ? nil : "s",
          quantity: mark.seconds, language: gap == .foreign ? meaning.language : nil,
          start: start, content: content))
    case .vocal(let vocal):
      node = .vocal(
        Vocal(
          kind: Vocal.Kind(rawValue: vocal.rawValue),
          who: meaning.isByAudience ? Pointers(to: audience) : nil, start: start, content: content))
    case .kinesic(let kinesic):
      node = .kinesic(
        Kinesic(
          kind: Kinesic.Kind(rawValue: kinesic.rawValue),
          who: meaning.isByAudience ? Pointers(to: audience) : nil, start: start, content: content))
    case .incident(let incident):
      node = .incident(
        Incident(kind: Incident.Kind(rawValue: incident.rawValue), start: start, content: content))
    case .interpreter(.heard):
      node = .incident(Incident(kind: .action, content: content))
    case .interpreter:
      node = .note(
        Note(kind: .interpreter, content: isFirst ? [.text(text.string(mark.range))] : []))
    case .editorial:
      node = .note(
        Note(kind: .editorial, content: isFirst ? [.text(text.string(mark.range))] : []))
    case .uncertain, .sic:
      appendComment(mark, isSic: meaning.markClass == .sic, to: &assembler)
      return
    }
    if isFirst { assembler.append(node, covering: mark.range) } else { assembler.insert(node) }
  }

  /// A mark that says something of the word before it: the word is marked, the mark follows.
  private func appendComment(_ mark: Mark, isSic: Bool, to assembler: inout NodeAssembler) {
    var end = mark.range.lowerBound
    while end > assembler.position, isASCIISpace(text[end - 1]) { end -= 1 }
    var start = end
    while start > assembler.position, !isASCIISpace(text[start - 1]) { start -= 1 }
    if start < end {
      let word: [Node] = [.text(text.string(start..<end))]
      assembler.append(
        isSic ? .sic(Sic(content: word)) : .unclear(Unclear(certainty: .low, content: word)),
        covering: start..<end)
    }
    assembler.append(
      .metamark(
        Metamark(function: isSic ? .sic : .uncertain, content: [.text(text.string(mark.range))])),
      covering: mark.range)
  }

  private func description(_ mark: Mark, _ meaning: MarkMeaning? = nil) -> Node {
    let isForeign = meaning?.markClass == .gap(.foreign) && meaning?.language != nil
    return .description(
      Description(
        language: isForeign ? self.language : nil, content: [.text(text.string(mark.range))]))
  }
}
