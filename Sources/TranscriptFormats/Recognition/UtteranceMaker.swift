import Diagnostics
import Transcripts

/// An utterance, and what it stands for in the source.
struct MadeUtterance: Sendable {
  var utterance: Utterance
  /// Its bytes.
  var range: Range<Int>
  /// Its lines.
  var lines: LineRange
}

/// Makes utterances of the parts of planned turns.
struct UtteranceMaker: Sendable {
  private let text: [UInt8]
  private let lines: [Line]
  private let inline: InlineReader
  private let language: String?
  private let categories: CategoryPointers
  private let documentID: String
  /// Takes the content of one utterance after another.
  private var content: NodeAssembler

  init(
    text: [UInt8], lines: [Line], inline: InlineReader, language: String?, documentID: String
  ) {
    self.text = text
    self.lines = lines
    self.inline = inline
    self.language = language
    self.documentID = documentID
    categories = CategoryPointers(documentID: documentID)
    content = NodeAssembler(text, from: 0)
  }

  /// Makes an utterance of some parts of a turn; its number is from 0.
  mutating func make(
    _ parts: [TurnPlan.Part], _ number: Int, isInterpreted: Bool, of turn: PlannedTurn
  ) -> MadeUtterance? {
    guard let first = parts.first, let last = parts.last else { return nil }
    let identifiers = turn.identifiers
    let nodes = nodes(of: parts, number, identifiers)
    let interpreter = isInterpreted || turn.found.interpreter != nil ? turn.interpreter : nil
    let range = first.range.lowerBound..<last.range.upperBound
    let firstLine = number == 0 ? turn.line : first.line
    return MadeUtterance(
      utterance: Utterance(
        id: ElementID(rawValue: identifiers.utterance(number)),
        speaker: turn.speaker,
        categories: categories.pointers(turn.found.role, isInterpreted: interpreter != nil),
        certainty: turn.found.certainty, responsible: interpreter,
        language: interpreter == nil ? nil : language,
        next: number + 1 < identifiers.count
          ? Pointers(rawValue: "#" + identifiers.utterance(number + 1)) : nil,
        previous: number > 0
          ? Pointers(rawValue: "#" + identifiers.utterance(number - 1)) : nil,
        corresponding: turn.found.corresponding.map { Pointers(to: $0) },
        start: number == 0 ? turn.start : nil, content: nodes),
      range: range, lines: LineRange(firstLine + 1, lastLine(of: range, from: last.line) + 1))
  }

  /// Makes a paragraph that nobody says, with its number among them, from 1.
  func paragraph(
    _ part: TurnPlan.Part, number: Int
  ) -> (paragraph: Paragraph, range: Range<Int>, lines: LineRange) {
    let range = text.trimmedAtEnd(part.range)
    return (
      Paragraph(
        id: ElementID(rawValue: "\(documentID).p\(number)"),
        content: inline.nodes(of: range, marks: part.marks.filter(\.isSupplied))),
      range, LineRange(part.line + 1, lastLine(of: range, from: part.line) + 1)
    )
  }

  /// The index of the line that `range` ends on, which begins on `line` or below.
  private func lastLine(of range: Range<Int>, from line: Int) -> Int {
    var last = line
    while last + 1 < lines.count, lines[last + 1].start < range.upperBound { last += 1 }
    return last
  }

  /// What the parts of an utterance become.
  private mutating func nodes(
    of parts: [TurnPlan.Part], _ utterance: Int, _ identifiers: TurnIdentifiers
  ) -> [Node] {
    // Between two parts there is mostly white space.
    _ = content.take(
      beginningAt: parts.first?.range.lowerBound ?? 0, reserving: parts.count * 2 - 1)
    var segments = 0
    for part in parts {
      guard case .segment = part.kind else {
        append(part, to: &content)
        continue
      }
      var nodes = inline.nodes(of: part.range, marks: part.marks)
      if part.beginsLost { nodes.insert(.gap(Gap(reason: .lost)), at: 0) }
      content.fillLayout(to: part.range.lowerBound)
      content.append(
        .segment(Segment(id: identifiers.segment(segments, of: utterance), content: nodes)),
        covering: part.range)
      segments += 1
    }
    return content.take(beginningAt: 0)
  }

  /// Appends events, furniture and times.
  func append(_ part: TurnPlan.Part, to content: inout NodeAssembler) {
    switch part.kind {
    case .segment: return
    case .events:
      for mark in part.marks {
        content.fillLayout(to: mark.range.lowerBound)
        inline.append(mark, to: &content)
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
}
