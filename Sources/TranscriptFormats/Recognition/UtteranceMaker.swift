import Diagnostics
import Transcripts

/// An utterance without its content, and what it stands for in the source.
struct MadeUtterance: Sendable {
  var utterance: Utterance
  /// Its bytes.
  var range: Range<Int>
  /// Its lines.
  var lines: LineRange
}

/// Makes utterances of planned turns: all but what is inside them.
struct UtteranceMaker: Sendable {
  private let lines: [Line]
  private let language: String?
  private let categories: CategoryPointers

  init(lines: [Line], language: String?, documentID: String) {
    self.lines = lines
    self.language = language
    categories = CategoryPointers(documentID: documentID)
  }

  /// Makes an utterance of some parts of a turn; its number is from 0.
  func make(
    _ parts: [TurnPlan.Part], _ number: Int, isInterpreted: Bool, of turn: PlannedTurn
  ) -> MadeUtterance? {
    guard let first = parts.first, let last = parts.last else { return nil }
    let identifiers = turn.identifiers
    let interpreter = isInterpreted || turn.found.interpreter != nil ? turn.interpreter : nil
    let range = first.range.lowerBound..<last.range.upperBound
    let firstLine = number == 0 ? turn.line : first.line
    var lastLine = last.line
    while lastLine + 1 < lines.count, lines[lastLine + 1].start < range.upperBound { lastLine += 1 }
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
        start: number == 0 ? turn.start : nil),
      range: range, lines: LineRange(firstLine + 1, lastLine + 1))
  }
}
