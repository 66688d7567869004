import Diagnostics
import Transcripts

/// Tells of the paragraphs of turns what they became, and why.
struct TurnExplainer {
  private let documentID: String
  private let paragraphs: ArraySlice<SourceParagraph>
  /// Where headings are, if the markup of the source says so.
  private let headings: [Int: Int]
  /// What each paragraph became so far.
  private(set) var decisions: [Decision] = []

  init(documentID: String, paragraphs: ArraySlice<SourceParagraph>, headings: [Int: Int]) {
    self.documentID = documentID
    self.paragraphs = paragraphs
    self.headings = headings
  }

  /// Explains what stands before the first turn.
  mutating func explain(leading plan: TurnPlan, _ paragraphs: ArraySlice<SourceParagraph>) {
    decisions += LeadExplainer(plan: plan, headings: headings).decisions(on: paragraphs)
  }

  /// Explains a turn, whose speaker is known.
  mutating func explain(_ turn: TurnDraft, _ found: FoundSpeaker, by participant: Participant) {
    let name =
      participant.names.first?.text
      ?? String(participant.id.rawValue.dropFirst(documentID.count + 1))
    let (label, parts) = (turn.label, turn.plan.parts)
    for paragraph in paragraphs[turn.paragraphs] {
      let isFirst = paragraph.content.lowerBound == label.label.lowerBound
      let part = parts.first { paragraph.content.contains($0.range.lowerBound) }
      var decision = Decision(
        lines: LineRange(paragraph.lines.lowerBound + 1, paragraph.lines.upperBound),
        outcome: isFirst ? "turn of \(name)" : "goes on: \(name)",
        rule: isFirst ? "labels: \(label.form)" : "labels: none",
        reason: isFirst
          ? "\(label.form.inWords); \(found.reason)"
          : "no label, so it belongs to the turn above")
      switch part?.kind {
      case .events:
        decision.outcome = "event"
        decision.rule = part?.marks.first?.meanings.first?.rule ?? "marks: direction"
        decision.reason = "nothing but a mark"
      case .line(let kind):
        decision.outcome = kind.outcome
        decision.rule = kind.rule
        decision.reason = "its wording"
      case .segment, nil: break
      }
      if turn.plan.items.contains(where: { $0.isHeading(at: paragraph.content.lowerBound) }) {
        let isMarked = headings[paragraph.content.lowerBound] != nil
        decision.outcome = "heading"
        decision.rule = isMarked ? "markup: heading" : "headings: capitals"
        decision.reason =
          isMarked
          ? "the markup says so" : "a short line in capitals that ends without punctuation"
      }
      decisions.append(decision)
    }
  }
}

extension LabelCandidate.Form {
  /// How the label is set off, for explanations.
  fileprivate var inWords: String {
    switch self {
    case .capitals: "a label in capitals before a colon"
    case .mixed: "a name before a colon, as this document has its labels"
    case .letter: "a Q without a colon, as this document has its labels"
    case .court: "Q. and A., which recur"
    case .fullStop: "a title and a name in capitals before a full stop"
    case .marked: "a name that the markup of the source sets off"
    case .mixedFullStop: "a title and a name before a full stop, as this document has its labels"
    case .bare: "a name alone on its line, as this document has its labels"
    }
  }
}
