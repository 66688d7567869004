import Diagnostics
import Transcripts

/// An utterance without its content, and what it stands for in the source.
struct MadeUtterance {
  var utterance: Utterance
  /// Its bytes.
  var range: Range<Int>
  /// Its lines.
  var lines: LineRange
}

/// Makes utterances of planned turns: all but what is inside them.
///
/// A class, since every stretch of turns refers to it.
final class UtteranceMaker: Sendable {
  private let lines: [Line]
  private let language: String?
  private let categories: CategoryPointers
  private let documentID: String

  init(lines: [Line], language: String?, documentID: String) {
    self.lines = lines
    self.language = language
    self.documentID = documentID
    categories = CategoryPointers(documentID: documentID)
  }

  /// Makes an utterance of some parts of a turn; its number is from 0.
  func make(
    _ parts: [TurnPlan.Part], _ number: Int, isInterpreted: Bool, of turn: PlannedTurn
  ) -> MadeUtterance? {
    guard let first = parts.first, let last = parts.last else { return nil }
    let identifiers = turn.draft.identifiers
    let interpreter = isInterpreted || turn.isByInterpreter ? turn.interpreter : nil
    let range = first.range.lowerBound..<last.range.upperBound
    let firstLine = number == 0 ? turn.draft.line : first.lines.lowerBound
    return MadeUtterance(
      utterance: Utterance(
        id: ElementID(rawValue: identifiers.utterance(number)),
        speaker: turn.speaker,
        categories: categories.pointers(turn.role, isInterpreted: interpreter != nil),
        certainty: turn.certainty, responsible: interpreter,
        language: interpreter == nil ? nil : language,
        next: number + 1 < identifiers.count
          ? Pointers(rawValue: "#" + identifiers.utterance(number + 1)) : nil,
        previous: number > 0
          ? Pointers(rawValue: "#" + identifiers.utterance(number - 1)) : nil,
        corresponding: turn.corresponding.map { Pointers(to: $0) },
        start: number == 0 ? turn.start : nil),
      range: range, lines: LineRange(firstLine + 1, lastLine(of: range, in: last.lines) + 1))
  }

  /// Makes a paragraph that nobody says, with its number among them, from 1.
  func paragraph(
    _ part: TurnPlan.Part, number: Int, by inline: InlineReader
  ) -> (paragraph: Paragraph, range: Range<Int>, lines: LineRange) {
    let range = inline.text.trimmedAtEnd(part.range)
    return (
      Paragraph(
        id: ElementID(documentID, ".p", number),
        content: inline.nodes(of: range, marks: part.marks.filter(\.isSupplied))),
      range, LineRange(part.lines.lowerBound + 1, lastLine(of: range, in: part.lines) + 1)
    )
  }

  /// The index of the line that `range` ends on, which is one of some.
  private func lastLine(of range: Range<Int>, in some: Range<Int>) -> Int {
    var last = some.lowerBound
    while last + 1 < some.upperBound, lines[last + 1].start < range.upperBound { last += 1 }
    return last
  }
}
