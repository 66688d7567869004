import Diagnostics
import Transcripts

/// Builds the body of a transcript, turn by turn: takes it apart, finds who speaks, writes it.
struct TranscriptBuilder {
  /// What the builder made.
  struct Result {
    var nodes: [Node]
    var participants: [Participant]
    var relations: [Relation]
    var origins: Origins
    /// The roles of those who speak, in the order of their first turn.
    var roles: [Participant.Role]
    var isInterpreted: Bool
    var decisions: [Decision]
    /// Labels and names that nearly lead to somebody in a participants file.
    var doubts: [KnownPeopleDoubt]
  }

  private let documentID: String
  private let evidence: LabelEvidence
  private let keepsDecisions: Bool
  private var reader: TurnReader
  private var finder: SpeakerFinder
  private var writer: TurnWriter
  private var turnCount = 0
  private var interpretations: [(interpreter: Int, speaker: Int)] = []
  private var isInterpreted = false
  private var roles: [Participant.Role] = []
  private var decisions: [Decision] = []

  init(
    documentID: String, evidence: LabelEvidence, reader: TurnReader, finder: SpeakerFinder,
    writer: TurnWriter, keepsDecisions: Bool
  ) {
    self.documentID = documentID
    self.evidence = evidence
    self.reader = reader
    self.finder = finder
    self.writer = writer
    self.keepsDecisions = keepsDecisions
  }

  /// Builds everything from the first turn on; `labels` belong to `paragraphs` of the same index.
  mutating func build(
    _ paragraphs: ArraySlice<SourceParagraph>, labels: ArraySlice<LabelCandidate?>
  ) -> Result {
    var index = paragraphs.startIndex
    while index < paragraphs.endIndex {
      var end = index + 1
      while end < paragraphs.endIndex, labels[end] == nil { end += 1 }
      if let label = labels[index] { build(label, paragraphs[index..<end]) }
      index = end
    }
    let relations = relations
    if writer.usesAudience { _ = finder.single("audience", isGroup: true, role: .audience) }
    return Result(
      nodes: writer.finish(), participants: finder.cast.participants, relations: relations,
      origins: writer.origins, roles: roles, isInterpreted: isInterpreted, decisions: decisions,
      doubts: finder.cast.doubts)
  }

  private mutating func build(_ label: LabelCandidate, _ paragraphs: ArraySlice<SourceParagraph>) {
    turnCount += 1
    let plan = reader.plan(label, paragraphs)
    let identifiers = TurnIdentifiers(
      turn: "\(documentID).u\(turnCount)", count: plan.utteranceCount)
    let found = finder.find(finder.cast.speaker(of: evidence.key(label)), plan, identifiers)
    var interpreter: Pointers?
    if plan.isInterpreted || found.interpreter != nil {
      let index =
        found.interpreter ?? finder.single("interpreter", isGroup: false, role: .interpreter)
      interpreter = finder.cast.pointers[index]
      isInterpreted = true
      let isKnown = interpretations.contains {
        $0.interpreter == index && $0.speaker == found.index
      }
      if found.role != .questioner, !isKnown { interpretations.append((index, found.index)) }
    }
    if CategoryPointers.roles.contains(found.role), !roles.contains(found.role) {
      roles.append(found.role)
    }
    writer.write(
      plan, label: label.label, by: found, speaker: finder.cast.pointers[found.index],
      interpreter: interpreter, identifiers,
      firstLine: paragraphs.first?.lines.lowerBound ?? 0)
    if keepsDecisions { decide(label, plan, found, paragraphs) }
  }

  private var relations: [Relation] {
    interpretations.map { interpreter, speaker in
      Relation(
        name: "interpreterFor", active: finder.cast.pointers[interpreter],
        passive: finder.cast.pointers[speaker])
    }
  }

  // MARK: Explaining

  private mutating func decide(
    _ label: LabelCandidate, _ plan: TurnPlan, _ found: FoundSpeaker,
    _ paragraphs: ArraySlice<SourceParagraph>
  ) {
    let participant = finder.cast.participants[found.index]
    let name =
      participant.names.first?.text
      ?? String(participant.id.rawValue.dropFirst(documentID.count + 1))
    let parts = plan.parts
    for paragraph in paragraphs {
      let isFirst = paragraph.content.lowerBound == label.label.lowerBound
      let part = parts.first { paragraph.content.contains($0.range.lowerBound) }
      var decision = Decision(
        lines: LineRange(paragraph.lines.lowerBound + 1, paragraph.lines.upperBound),
        outcome: isFirst ? "turn of \(name)" : "goes on: \(name)",
        rule: isFirst ? "labels: \(label.form)" : "labels: none",
        reason: isFirst ? found.reason : "no label, so it belongs to the turn above")
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
      decisions.append(decision)
    }
  }
}
