import Transcripts

/// Whose words a turn is.
struct FoundSpeaker {
  /// The participant to whom the words are ascribed.
  var index: Int
  /// How sure that is, where it was inferred.
  var certainty: Certainty?
  /// What the participant does in the conversation.
  var role: Participant.Role
  /// Why, for explanations.
  var reason: String
  /// The interpreter whose words they are, where the label says so.
  var interpreter: Int?
  /// The utterance that says the same.
  var corresponding: ElementID?
}

/// Finds who speaks in each turn, in their order: from the label, or from what was said before.
struct SpeakerFinder {
  private let text: [UInt8]
  private var introductions: IntroductionReader
  private(set) var cast: Cast
  private var questioners = Questioners()
  /// The last words of the turns since the last question, which may have given somebody the floor.
  private var closings: [Range<Int>] = []
  private var previous: PreviousTurn?
  private var previousSpeaker: Int?
  private var hasHost = false
  /// The one who examines, where a line said so.
  private var examiner: Int?
  /// Those without a name whose label tells them from others: `SPEAKER 2`.
  private var labelled: [String: Int] = [:]

  /// What the turn before says of the one that follows.
  private struct PreviousTurn {
    var closing: TurnPlan.Place
    var identifiers: TurnIdentifiers
    var asks: Bool
    /// Whether it is one paragraph after a question, and so may only break into it.
    var breaksIn: Bool
  }

  init(text: [UInt8], introductions: IntroductionReader, cast: Cast) {
    self.text = text
    self.introductions = introductions
    self.cast = cast
  }

  /// Who speaks in a turn.
  mutating func find(_ turn: TurnDraft) -> FoundSpeaker {
    let (plan, identifiers) = (turn.plan, turn.identifiers)
    let label = cast.speaker(of: turn.key)
    let found = speaker(label, turn.key, plan, identifiers)
    noteExaminer(in: plan)
    let asks = label.role == .questioner
    let breaksIn = (previous?.asks ?? false) && plan.opening?.range == plan.closing?.part.range
    previous = plan.closing.map {
      PreviousTurn(closing: $0, identifiers: identifiers, asks: asks, breaksIn: breaksIn)
    }
    previousSpeaker = found.index
    if label.role == .moderator || label.role == .staff {
      questioners.interrupt()
    } else if !asks, let last = previous?.closing.part.range {
      closings.append(last)
    }
    return found
  }

  /// Takes note of who examines from here on, where a line says so.
  mutating func noteExaminer(in plan: TurnPlan) {
    guard let name = plan.examiner else { return }
    let words = text.string(name).split { $0.isWhitespace }.joined(separator: " ")
    examiner = cast.person(named: words)
  }

  /// Whether the words end by addressing somebody else who has a label, by surname, in a few words.
  ///
  /// For example:
  /// `With that, Secretary Austin?`
  func handsOver(in range: Range<Int>, from speaker: Int) -> Bool {
    guard let last = lastWord(of: range, ofSentenceUpTo: 6) else { return false }
    let other = cast.labelled(surname: text.string(last).filter { $0.isLetter || $0 == "-" })
    return other != nil && other != speaker
  }

  /// The last word of a sentence, unless the sentence has more words than `count`.
  private func lastWord(of range: Range<Int>, ofSentenceUpTo count: Int) -> Range<Int>? {
    var last: Range<Int>?
    var words = 0
    var end = range.upperBound
    while end > range.lowerBound {
      var start = end
      while start > range.lowerBound, text[start - 1] != UInt8(ascii: " ") { start -= 1 }
      if start < end {
        if last != nil, text[end - 1] == UInt8(ascii: "."), end - start > 4 { break }
        last = last ?? start..<end
        words += 1
        if words > count { return nil }
      }
      end = start - 1
    }
    return last
  }

  /// The one participant of a kind: `audience`, `interpreter`.
  mutating func single(_ name: String, isGroup: Bool, role: Participant.Role) -> Int {
    cast.single(name, isGroup: isGroup, role: role)
  }

  private mutating func speaker(
    _ label: Cast.Speaker, _ key: String, _ plan: TurnPlan, _ identifiers: TurnIdentifiers
  ) -> FoundSpeaker {
    if let index = label.index { return principal(index, label, plan) }
    switch label.role {
    case .questioner where isNumbered(key): return unnamed(key, role: .questioner)
    case .audience where isNumbered(key): return unnamed(key, role: .speaker)
    case .questioner: return questioner(plan, identifiers)
    case .examiner:
      if let examiner {
        return FoundSpeaker(
          index: examiner, certainty: .high, role: role(of: examiner),
          reason: "a line above says who examines")
      }
      return FoundSpeaker(
        index: cast.single("examiner-1", isGroup: false, role: .questioner), role: .questioner,
        reason: "the label of who examines a witness")
    case .witness:
      return FoundSpeaker(
        index: cast.single("witness-1", isGroup: false, role: .speaker), role: .speaker,
        reason: "the label of the witness")
    case .staff:
      return FoundSpeaker(
        index: cast.single("staff", isGroup: true, role: .staff), role: .moderator,
        reason: "a group label")
    case .audience:
      return FoundSpeaker(
        index: cast.single("audience", isGroup: true, role: .audience), role: .audience,
        reason: "a group label")
    case .moderator:
      return FoundSpeaker(
        index: cast.single("moderator-1", isGroup: false, role: .moderator), role: .moderator,
        reason: "a role label")
    case .interpreter:
      let index = cast.single("interpreter", isGroup: false, role: .interpreter)
      return rendition(by: index, plan)
        ?? FoundSpeaker(index: index, role: .interpreter, reason: "the interpreter's own label")
    case .unnamed, nil: return unnamed(key, role: .speaker)
    case .unidentified:
      if isNumbered(key) { return unnamed(key, role: .speaker) }
      return FoundSpeaker(
        index: cast.unknown(role: .speaker), role: .speaker,
        reason: "a label without a name, which need not be the same person each time")
    }
  }

  /// The one person without a name whom a label stands for.
  private mutating func unnamed(_ key: String, role: Participant.Role) -> FoundSpeaker {
    let index = labelled[key] ?? cast.unknown(role: role)
    labelled[key] = index
    return FoundSpeaker(
      index: index, role: role, reason: "a label without a name; nothing tells several apart")
  }

  /// Whether a label is told from others like it by a number: `REPORTER 2`.
  private func isNumbered(_ key: String) -> Bool { key.utf8.last.map(isDigit) ?? false }

  // MARK: Labels that name somebody

  private mutating func principal(
    _ index: Int, _ label: Cast.Speaker, _ plan: TurnPlan
  ) -> FoundSpeaker {
    if let rendition = rendition(by: index, plan) { return rendition }
    if cast.participants[index].role == nil {
      let role: Participant.Role = plan.isInterpreted ? .guest : hasHost ? .speaker : .host
      cast.setRole(role, of: index)
    }
    if role(of: index) == .host { hasHost = true }
    return FoundSpeaker(
      index: index, certainty: label.isInferred ? .medium : nil, role: role(of: index),
      reason: label.listing?.reason
        ?? (label.isInferred
          ? "the only one of that first name or office" : "the name in the label"))
  }

  /// `(Interpreting.)`: the labelled person renders what the speaker before them said.
  private mutating func rendition(by interpreter: Int, _ plan: TurnPlan) -> FoundSpeaker? {
    guard plan.voice == .renders, let previousSpeaker, previousSpeaker != interpreter else {
      return nil
    }
    if cast.participants[interpreter].role == nil { cast.setRole(.interpreter, of: interpreter) }
    return FoundSpeaker(
      index: previousSpeaker, role: role(of: previousSpeaker),
      reason: "the labelled person renders the speaker before", interpreter: interpreter)
  }

  private func role(of index: Int) -> Participant.Role { cast.participants[index].role ?? .speaker }

  // MARK: Questioners

  private mutating func questioner(
    _ plan: TurnPlan, _ identifiers: TurnIdentifiers
  ) -> FoundSpeaker {
    if plan.voice == .earlier, let earlier = questioners.untranscribed {
      return FoundSpeaker(
        index: earlier.index, role: .questioner,
        reason: "renders a question that was asked before", corresponding: earlier.utterance)
    }
    let opening = plan.opening
    let called = self.called()
    let own = opening.flatMap { self.own($0, identifiers) }
    let followsUp =
      isInterjection || (opening.map { introductions.isFollowUp(in: $0.range) } ?? false)
    let continues = opening.map { goesOn($0.range) && !$0.beginsLost } ?? false
    // Only for those who may be the one who asked last is it worth looking.
    if continues || followsUp, closings.contains(where: { introductions.isHandover(in: $0) }) {
      questioners.interrupt()
    }
    closings.removeAll(keepingCapacity: true)
    let found = questioners.find(
      called: called, own: own, follows: previous?.asks ?? false, goesOn: continues,
      followsUp: followsUp, in: &cast)
    let isForeign = opening?.marks.contains { mark in
      mark.meanings.contains { $0.markClass == .gap(.foreign) }
    }
    if isForeign ?? false {
      questioners.remember(
        untranscribed: found.index, utterance: ElementID(rawValue: identifiers.utterance(0)))
    }
    return FoundSpeaker(
      index: found.index, certainty: found.certainty, role: .questioner, reason: found.reason)
  }

  /// How the turn before gives somebody the floor.
  private mutating func called() -> Questioners.Evidence? {
    guard let previous, !previous.asks else { return nil }
    let closing = previous.closing
    guard
      let introduction = introductions.call(in: closing.part.range, marks: closing.part.marks),
      !isKnown(introduction)
    else { return nil }
    return Questioners.Evidence(
      introduction: introduction,
      segment: previous.identifiers.segment(closing.segment, of: closing.utterance))
  }

  /// How the questioner introduces themself.
  private mutating func own(
    _ opening: TurnPlan.Part, _ identifiers: TurnIdentifiers
  ) -> Questioners.Evidence? {
    guard let introduction = introductions.own(in: opening.range, marks: opening.marks),
      !isKnown(introduction)
    else { return nil }
    return Questioners.Evidence(
      introduction: introduction, segment: identifiers.segment(0, of: 0))
  }

  /// Whether a name is that of somebody who has a label of their own, and so asks nothing.
  private func isKnown(_ introduction: Introduction) -> Bool {
    guard let name = introduction.name else { return false }
    let start = name.utf8.lastIndex(of: UInt8(ascii: " ")).map { name.utf8.index(after: $0) }
    return cast.hasLabel(surname: String(name[(start ?? name.startIndex)...]))
  }

  /// Whether the turn before is so short that it only breaks into a question.
  private var isInterjection: Bool {
    guard let previous, !previous.asks, previous.breaksIn else { return false }
    return text[previous.closing.part.range].count { $0 == UInt8(ascii: " ") } < 8
  }

  /// Whether words go on with a sentence that was broken off: a dash or a small letter first.
  private func goesOn(_ range: Range<Int>) -> Bool {
    guard let byte = text[range].first else { return false }
    if byte == UInt8(ascii: "-") || isLowerCaseASCII(byte) { return true }
    let start = text[range].prefix(3)
    return start.elementsEqual("—".utf8) || start.elementsEqual("–".utf8)
      || start.elementsEqual("…".utf8)
  }
}
