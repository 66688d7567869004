import Diagnostics
import Transcripts

/// The course of a transcript: who speaks in each turn and where it begins, one turn after another.
struct TurnCourse {
  private let setting: TurnSetting
  private let times: LabelTimes
  private var finder: SpeakerFinder
  private var explainer: TurnExplainer?
  private var interpretations: [(interpreter: Int, speaker: Int)] = []
  private(set) var isInterpreted = false
  /// The roles of those who speak, in the order of their first turn.
  private(set) var roles: [Participant.Role] = []
  private var hasAudience = false
  /// The indexes of lines before which a label seems to be lost.
  private(set) var lostLabels: [Int] = []
  /// How far the turns reach that were there already.
  private var position: TurnPosition

  /// Creates a course that begins at an offset.
  init(
    from start: Int, setting: TurnSetting, finder: SpeakerFinder, times: LabelTimes,
    explainer: TurnExplainer?
  ) {
    self.setting = setting
    self.finder = finder
    self.times = times
    self.explainer = explainer
    position = TurnPosition(offset: start)
  }

  /// Who takes part.
  var cast: Cast { finder.cast }

  /// What each paragraph became, and why.
  var decisions: [Decision] { explainer?.decisions ?? [] }

  /// Who interprets for whom.
  var relations: [Relation] {
    interpretations.map { interpreter, speaker in
      Relation(
        name: "interpreterFor", active: finder.cast.pointers[interpreter],
        passive: finder.cast.pointers[speaker])
    }
  }

  // MARK: Going on

  /// What stands before the first turn.
  mutating func begin(
    with plan: TurnPlan, of paragraphs: ArraySlice<SourceParagraph>
  ) -> TurnStretch {
    if plan.hasAudience { hasAudience = true }
    finder.noteExaminer(in: plan)
    explainer?.explain(leading: plan, paragraphs)
    defer { position.pass(plan, in: setting.inline.text) }
    return stretch(.leading(plan))
  }

  /// The next turns.
  mutating func goOn(with drafts: [TurnDraft]) -> TurnStretch {
    var turns: [PlannedTurn] = []
    turns.reserveCapacity(drafts.count)
    for draft in drafts { turns.append(turn(draft)) }
    defer { for draft in drafts { position.pass(draft, in: setting.inline.text) } }
    return stretch(.turns(turns))
  }

  /// What stands after the last turn: numbers of lines may, up to an offset.
  mutating func end(numbersEnd: Int?) -> TurnStretch {
    if hasAudience { _ = finder.single("audience", isGroup: true, role: .audience) }
    return stretch(.end(numbersEnd: numbersEnd))
  }

  private func stretch(_ content: TurnStretch.Content) -> TurnStretch {
    TurnStretch(content: content, start: position, setting: setting)
  }

  private mutating func turn(_ draft: TurnDraft) -> PlannedTurn {
    var found = finder.find(draft)
    // A note for the whole document is less certain than a mark on the turn.
    if draft.isNoted, draft.plan.isInterpreted { found.certainty = found.certainty ?? .medium }
    // A turn that seems to be two: somebody is given the floor by name, and thanks follow.
    for (words, line) in draft.plan.thanked where finder.handsOver(in: words, from: found.index) {
      lostLabels.append(line)
    }
    let interpreter = interpreter(of: draft.plan, found)
    if CategoryPointers.roles.contains(found.role), !roles.contains(found.role) {
      roles.append(found.role)
    }
    if draft.plan.hasAudience { hasAudience = true }
    explainer?.explain(draft, found, by: finder.cast.participants[found.index])
    return PlannedTurn(
      draft, found: found, speaker: finder.cast.pointers[found.index],
      interpreter: interpreter.map { finder.cast.pointers[$0] },
      start: draft.label.time.flatMap { times.pointer(to: $0) })
  }

  /// Who renders what is interpreted in a turn, if anything is; takes note of it.
  private mutating func interpreter(of plan: TurnPlan, _ found: FoundSpeaker) -> Int? {
    guard plan.isInterpreted || found.interpreter != nil else { return nil }
    let index =
      found.interpreter ?? finder.single("interpreter", isGroup: false, role: .interpreter)
    isInterpreted = true
    let isKnown = interpretations.contains { $0.interpreter == index && $0.speaker == found.index }
    if found.role != .questioner, !isKnown { interpretations.append((index, found.index)) }
    return index
  }
}
