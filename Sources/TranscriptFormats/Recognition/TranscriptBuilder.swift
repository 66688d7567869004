import Diagnostics
import Transcripts

/// Reads the body of a transcript, turn by turn: takes it apart, finds who speaks, hands it on.
struct TranscriptBuilder {
  /// What is known of the transcript when all turns have been handed on.
  struct Result {
    var participants: [Participant]
    var relations: [Relation]
    /// The roles of those who speak, in the order of their first turn.
    var roles: [Participant.Role]
    var isInterpreted: Bool
    var decisions: [Decision]
    /// The indexes of lines before which a label seems to be lost.
    var lostLabels: [Int]
    /// Labels and names that nearly lead to somebody in a participants file.
    var doubts: [KnownPeopleDoubt]
  }

  private let documentID: String
  private let evidence: LabelEvidence
  private let keepsDecisions: Bool
  private var reader: TurnReader
  private var finder: SpeakerFinder
  private var turnCount = 0
  private var interpretations: [(interpreter: Int, speaker: Int)] = []
  private var isInterpreted = false
  private var roles: [Participant.Role] = []
  private var hasAudience = false
  private var lostLabels: [Int] = []
  /// Those whose words are all an interpreter's, by a note.
  private let interpreted: Set<Int>
  private let times: LabelTimes
  private var decisions: [Decision] = []
  /// The turns that have not been handed on.
  private var planned: [PlannedTurn] = []
  /// How far those reach that have been handed on.
  private var position: TurnPosition
  private let setting: TurnSetting

  /// How many turns are handed on together.
  private static let passageLength = 64

  init(
    documentID: String, evidence: LabelEvidence, reader: TurnReader, finder: SpeakerFinder,
    interpreted: Set<Int>, times: LabelTimes, setting: TurnSetting, start: Int, keepsDecisions: Bool
  ) {
    self.setting = setting
    position = TurnPosition(offset: start)
    self.times = times
    self.interpreted = interpreted
    self.documentID = documentID
    self.evidence = evidence
    self.reader = reader
    self.finder = finder
    self.keepsDecisions = keepsDecisions
  }

  /// Hands everything on from the first turn on; `labels` belong to `paragraphs` of the same index,
  /// and numbers of lines stand before `numbersEnd`.
  mutating func build(
    _ paragraphs: ArraySlice<SourceParagraph>, labels: ParagraphLabels, numbersEnd: Int?,
    deliver: (Passage) -> Void
  ) -> Result {
    var index = labels.nextLabelled(from: paragraphs.startIndex)
    if index > paragraphs.startIndex { handOn(leading: paragraphs[..<index], deliver) }
    while index < paragraphs.endIndex {
      let end = labels.nextLabelled(from: index + 1)
      if let label = labels[index] {
        plan(label, paragraphs[index..<end], isFollowed: end < paragraphs.endIndex)
      }
      if planned.count == Self.passageLength { handOn(deliver) }
      index = end
    }
    handOn(deliver)
    handOn(.end(numbersEnd: numbersEnd), deliver)
    if hasAudience { _ = finder.single("audience", isGroup: true, role: .audience) }
    return Result(
      participants: finder.cast.participants, relations: relations, roles: roles,
      isInterpreted: isInterpreted, decisions: decisions,
      lostLabels: lostLabels, doubts: finder.cast.doubts)
  }

  /// Hands on what stands before the first turn.
  private mutating func handOn(
    leading paragraphs: ArraySlice<SourceParagraph>, _ deliver: (Passage) -> Void
  ) {
    let plan = reader.leading(paragraphs)
    if plan.hasAudience { hasAudience = true }
    finder.noteExaminer(in: plan)
    handOn(.leading(plan), deliver)
    position.pass(plan, in: reader.text)
    guard keepsDecisions else { return }
    decisions += LeadExplainer(plan: plan, headings: reader.headings).decisions(on: paragraphs)
  }

  private mutating func handOn(_ deliver: (Passage) -> Void) {
    var turns: [PlannedTurn] = []
    turns.reserveCapacity(Self.passageLength)
    swap(&turns, &planned)
    handOn(.turns(turns), deliver)
    for turn in turns { position.pass(turn, in: reader.text) }
  }

  private func handOn(_ content: TurnStretch.Content, _ deliver: (Passage) -> Void) {
    deliver(Passage(.turns(TurnStretch(content: content, start: position, setting: setting))))
  }

  private mutating func plan(
    _ label: LabelCandidate, _ paragraphs: ArraySlice<SourceParagraph>, isFollowed: Bool
  ) {
    turnCount += 1
    let key = evidence.key(label)
    let labelled = finder.cast.speaker(of: key).index
    let isNoted = labelled.map(interpreted.contains) ?? false
    let plan = reader.plan(
      label, paragraphs, isInterpreted: isNoted, isFollowed: isFollowed)
    let identifiers = TurnIdentifiers(
      turn: "\(documentID).u\(turnCount)", count: plan.utteranceCount)
    var found = finder.find(labelled: key, plan, identifiers)
    // A note for the whole document is less certain than a mark on the turn.
    if isNoted, plan.isInterpreted { found.certainty = found.certainty ?? .medium }
    noteLostLabels(plan, by: found.index)
    var interpreter: Int?
    if plan.isInterpreted || found.interpreter != nil {
      let index =
        found.interpreter ?? finder.single("interpreter", isGroup: false, role: .interpreter)
      interpreter = index
      isInterpreted = true
      let isKnown = interpretations.contains {
        $0.interpreter == index && $0.speaker == found.index
      }
      if found.role != .questioner, !isKnown { interpretations.append((index, found.index)) }
    }
    if CategoryPointers.roles.contains(found.role), !roles.contains(found.role) {
      roles.append(found.role)
    }
    if plan.hasAudience { hasAudience = true }
    if keepsDecisions { decide(label, plan, found, paragraphs) }
    planned.append(
      PlannedTurn(
        plan: plan, label: label, line: paragraphs.first?.lines.lowerBound ?? 0,
        identifiers: identifiers, found: found, speaker: finder.cast.pointers[found.index],
        interpreter: interpreter.map { finder.cast.pointers[$0] },
        start: label.time.flatMap { times.pointer(to: $0) }))
  }

  /// Notes where a turn seems to be two: somebody is given the floor by name, and thanks follow.
  private mutating func noteLostLabels(_ plan: TurnPlan, by speaker: Int) {
    var previous: Range<Int>?
    for case .utterance(let parts, _) in plan.items {
      let parts = parts.span
      for index in parts.indices {
        guard case .segment = parts[index].kind else { continue }
        let range = parts[index].range
        if let previous, reader.text[range].starts(with: "Thank".utf8),
          finder.handsOver(in: previous, from: speaker)
        {
          lostLabels.append(parts[index].line)
        }
        previous = range
      }
    }
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
      if plan.items.contains(where: { $0.isHeading(at: paragraph.content.lowerBound) }) {
        let isMarked = reader.headings[paragraph.content.lowerBound] != nil
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
