import Transcripts

/// A turn that has been taken apart, before it is known who speaks.
///
/// A class, since it is handed on with much to copy.
final class TurnDraft: Sendable {
  let plan: TurnPlan
  let label: LabelCandidate
  /// The label's key: labels of one person or office may have the same.
  let key: String
  /// The indexes of its paragraphs.
  let paragraphs: Range<Int>
  /// The index of the label's line.
  let line: Int
  let identifiers: TurnIdentifiers
  /// Whether a note says that all words of its speaker are an interpreter's.
  let isNoted: Bool

  init(
    plan: TurnPlan, label: LabelCandidate, key: String, paragraphs: Range<Int>, line: Int,
    identifiers: TurnIdentifiers, isNoted: Bool
  ) {
    self.plan = plan
    self.label = label
    self.key = key
    self.paragraphs = paragraphs
    self.line = line
    self.identifiers = identifiers
    self.isNoted = isNoted
  }
}

/// Takes turns apart.
///
/// That needs nothing of the turns above, so every thread may have a drafter of its own.
struct TurnDrafter {
  let paragraphs: ArraySlice<SourceParagraph>
  /// The labels of the paragraphs of the same index.
  let labels: ParagraphLabels
  let evidence: LabelEvidence
  let documentID: String
  /// The keys of those whose words are all an interpreter's, by a note.
  let noted: Set<String>
  var reader: TurnReader

  /// The turns of a batch, taken apart.
  mutating func drafts(of batch: TurnBatch) -> [TurnDraft] {
    var drafts: [TurnDraft] = []
    var number = batch.turnsBefore
    var start = batch.paragraphs.lowerBound
    while start < batch.paragraphs.upperBound, let label = labels[start] {
      let end = labels.nextLabelled(from: start + 1)
      number += 1
      drafts.append(draft(label, start..<end, number: number))
      start = end
    }
    return drafts
  }

  /// Takes a turn apart; its number is from 1.
  private mutating func draft(
    _ label: LabelCandidate, _ range: Range<Int>, number: Int
  ) -> TurnDraft {
    let key = evidence.key(label)
    let isNoted = !noted.isEmpty && noted.contains(key)
    let plan = reader.plan(
      label, paragraphs[range], isInterpreted: isNoted,
      isFollowed: range.upperBound < paragraphs.endIndex)
    return TurnDraft(
      plan: plan, label: label, key: key, paragraphs: range,
      line: paragraphs[range.lowerBound].lines.lowerBound,
      identifiers: TurnIdentifiers(
        turn: ElementID(documentID, ".u", number).rawValue, count: plan.utteranceCount),
      isNoted: isNoted)
  }
}
