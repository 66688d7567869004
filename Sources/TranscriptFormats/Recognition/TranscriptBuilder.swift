import Diagnostics
import Transcripts

/// Builds the body of a transcript from its paragraphs: turns, voices, events, headings.
///
/// A class, because it is large and changes with every turn.
final class TranscriptBuilder {
  /// What the builder made.
  struct Result {
    var nodes: [Node] = []
    var cast: Cast
    var relations: [Relation] = []
    var origins = Origins()
    var usesAudience = false
    var isInterpreted = false
    var roles: [Participant.Role] = []
    var decisions: [Decision] = []
  }

  private let text: [UInt8]
  private let lines: [Line]
  private let documentID: String
  private let conventions: Conventions
  private let classifier: LineClassifier
  private let introductions: IntroductionReader
  private let evidence: LabelEvidence
  private let keepsDecisions: Bool
  private let inline: InlineReader
  private let language: String?

  private var marks: MarkScanner
  private var result: Result
  private var body: BodyAssembler
  private var questioners = Questioners()
  private var previous: (part: TurnPlan.Part, segment: ElementID, asks: Bool, interjects: Bool)?
  private var previousSpeaker: Int?
  private var turnCount = 0
  private var interpreted: [Int] = []
  private var hasHost = false

  init(
    text: [UInt8], lines: [Line], documentID: String, conventions: Conventions,
    classifier: LineClassifier, evidence: LabelEvidence, marks: MarkScanner, cast: Cast,
    language: String?, start: Int, keepsDecisions: Bool
  ) {
    inline = InlineReader(
      text: text, audience: ElementID(rawValue: "\(documentID).audience"),
      language: conventions.file.language)
    self.text = text
    self.lines = lines
    self.documentID = documentID
    self.conventions = conventions
    self.classifier = classifier
    self.evidence = evidence
    self.marks = marks
    self.language = language
    self.keepsDecisions = keepsDecisions
    introductions = IntroductionReader(text: text, conventions: conventions)
    result = Result(cast: cast)
    body = BodyAssembler(text: text, start: start)
  }

  /// Builds everything from the first turn on; `labels` belong to `paragraphs` of the same index.
  func build(_ paragraphs: ArraySlice<SourceParagraph>, labels: ArraySlice<LabelCandidate?>)
    -> Result
  {
    var index = paragraphs.startIndex
    while index < paragraphs.endIndex {
      var end = index + 1
      while end < paragraphs.endIndex, labels[end] == nil { end += 1 }
      if let label = labels[index] { buildTurn(label, paragraphs[index..<end]) }
      index = end
    }
    result.nodes = body.finish()
    for speaker in interpreted {
      let interpreter = result.cast.single("interpreter", isGroup: false, role: .interpreter)
      result.relations.append(
        Relation(
          name: "interpreterFor",
          active: Pointers(to: result.cast.participants[interpreter].id),
          passive: Pointers(to: result.cast.participants[speaker].id)))
    }
    if result.usesAudience { _ = result.cast.single("audience", isGroup: true, role: .audience) }
    return result
  }

  // MARK: One turn

  private func buildTurn(_ label: LabelCandidate, _ paragraphs: ArraySlice<SourceParagraph>) {
    turnCount += 1
    let speaker = result.cast.speaker(of: evidence.key(label))
    let isMarked = label.brackets.map { bracket in
      marks.marks(in: bracket).contains { $0.interpreter == .begin }
    }
    var plan = plan(label, paragraphs, isInterpreted: isMarked ?? false)
    let turnID = "\(documentID).u\(turnCount)"
    let who = identify(speaker, label, &plan, turnID: turnID)
    emit(label, plan, who: who, turnID: turnID, lines: paragraphs)
    let closing = plan.closing
    let asks = speaker.role == .questioner
    let breaksIn = previous?.asks ?? false
    previous = closing.map {
      (
        $0, segmentID(of: $0, in: plan, turnID: turnID), asks,
        breaksIn && $0.range == plan.opening?.range
      )
    }
    previousSpeaker = who.index
    if !asks {
      let isModerator = speaker.role == .moderator || speaker.role == .staff
      questioners.interrupt(
        handsOver: isModerator || (closing.map { introductions.isHandover(in: $0.range) } ?? false))
    }
  }

  /// Takes the paragraphs of a turn apart.
  private func plan(
    _ label: LabelCandidate, _ paragraphs: ArraySlice<SourceParagraph>, isInterpreted: Bool
  ) -> TurnPlan {
    var planner = TurnPlanner(text: text, isInterpreted: isInterpreted)
    var isOver = false
    for (number, paragraph) in paragraphs.enumerated() {
      let line = paragraph.lines.lowerBound
      if number == 0 {
        var start = label.label.upperBound
        while start < paragraph.content.upperBound, isASCIISpace(text[start]) { start += 1 }
        let rest = min(start, paragraph.content.upperBound)..<paragraph.content.upperBound
        if !rest.isEmpty { planner.add(rest, marks: marks.marks(in: rest), line: line) }
        continue
      }
      if isOver {
        for index in paragraph.lines {
          let kind =
            classifier.kind(of: lines[index].content)
            ?? LineKind(kind: .meta(.editorial), rule: "foot: other")
          planner.add(kind, lines[index].content, line: index)
        }
        continue
      }
      if let kind = classifier.kindAmongTurns(of: text.trimmedAtEnd(paragraph.content)) {
        isOver = kind.kind == .end || kind.kind == .furniture(.related)
        planner.add(kind, paragraph.content, line: line)
      } else if addEnd(paragraph, to: &planner) {
        isOver = true
      } else if isHeading(paragraph) {
        planner.addHeading(paragraph.content, line: line)
      } else {
        planner.add(paragraph.content, marks: marks.marks(in: paragraph.content), line: line)
      }
    }
    return planner.finish()
  }

  /// Adds a paragraph line by line, if it is `END` and a time below it; returns whether it was.
  private func addEnd(_ paragraph: SourceParagraph, to planner: inout TurnPlanner) -> Bool {
    guard paragraph.lines.count > 1,
      let kind = classifier.kindAmongTurns(of: lines[paragraph.lines.lowerBound].content),
      kind.kind == .end
    else { return false }
    for index in paragraph.lines {
      planner.add(
        classifier.kind(of: lines[index].content)
          ?? LineKind(kind: .meta(.editorial), rule: "foot: other"), lines[index].content,
        line: index)
    }
    return true
  }

  /// Whether a paragraph is a heading: a short line in capitals that ends without punctuation.
  private func isHeading(_ paragraph: SourceParagraph) -> Bool {
    guard paragraph.lines.count == 1, paragraph.content.count <= 80, paragraph.content.count >= 8
    else { return false }
    var letters = 0
    var words = 1
    for index in paragraph.content {
      let byte = text[index]
      if isLowerCaseASCII(byte) || byte >= 0x80 || byte == UInt8(ascii: "(") { return false }
      if isUpperCaseASCII(byte) { letters += 1 }
      if byte == UInt8(ascii: " ") { words += 1 }
    }
    let last = text[paragraph.content.upperBound - 1]
    return words >= 2 && letters * 10 >= paragraph.content.count * 7
      && (isUpperCaseASCII(last) || isDigit(last))
  }

  // MARK: Who speaks

  private struct Who {
    var index: Int
    var certainty: Certainty?
    var role: Participant.Role
    var reason: String
    /// The interpreter whose words they are, where the label says so.
    var interpreter: Int?
    /// The utterance that says the same.
    var corresponding: ElementID?
  }

  private func identify(
    _ speaker: Cast.Speaker, _ label: LabelCandidate, _ plan: inout TurnPlan, turnID: String
  ) -> Who {
    if let index = speaker.index { return principal(index, speaker, plan) }
    switch speaker.role {
    case .questioner: return questioner(plan, turnID: turnID)
    case .staff:
      return Who(
        index: result.cast.single("staff", isGroup: true, role: .staff), role: .moderator,
        reason: "a group label")
    case .audience:
      result.usesAudience = true
      return Who(
        index: result.cast.single("audience", isGroup: true, role: .audience), role: .audience,
        reason: "a group label")
    case .moderator:
      return Who(
        index: result.cast.single("moderator-1", isGroup: false, role: .moderator),
        role: .moderator,
        reason: "a role label")
    case .interpreter:
      let index = result.cast.single("interpreter", isGroup: false, role: .interpreter)
      if case .voice(_, .renders)? = plan.items.first, let previousSpeaker {
        return Who(
          index: previousSpeaker, role: role(of: previousSpeaker),
          reason: "the interpreter renders the speaker before", interpreter: index)
      }
      return Who(index: index, role: .interpreter, reason: "the interpreter's own label")
    case .unnamed, nil:
      return Who(
        index: result.cast.unknown(role: .speaker), role: .speaker,
        reason: "a label without a name, which need not be the same person each time")
    }
  }

  private func principal(
    _ index: Int, _ speaker: Cast.Speaker, _ plan: TurnPlan
  ) -> Who {
    if case .voice(_, .renders)? = plan.items.first, let previousSpeaker, previousSpeaker != index {
      return Who(
        index: previousSpeaker, role: role(of: previousSpeaker),
        reason: "the labelled person renders the speaker before", interpreter: index)
    }
    if result.cast.participants[index].role == nil {
      let isInterpreted = plan.items.contains {
        if case .utterance(_, isInterpreted: true) = $0 { true } else { false }
      }
      let role: Participant.Role = isInterpreted ? .guest : hasHost ? .speaker : .host
      if role == .host { hasHost = true }
      result.cast.setRole(role, of: index)
    }
    return Who(
      index: index, certainty: speaker.isInferred ? .medium : nil, role: role(of: index),
      reason: speaker.isInferred ? "the only holder of that office" : "the name in the label")
  }

  private func role(of index: Int) -> Participant.Role {
    result.cast.participants[index].role ?? .speaker
  }

  private func questioner(_ plan: TurnPlan, turnID: String) -> Who {
    if case .voice(_, .earlier)? = plan.items.first, let earlier = questioners.untranscribed {
      return Who(
        index: earlier.index, role: .questioner,
        reason: "renders a question that was asked before", corresponding: earlier.utterance)
    }
    var called: Questioners.Evidence?
    var own: Questioners.Evidence?
    if let previous, !previous.asks,
      let introduction = introductions.call(in: previous.part.range, marks: previous.part.marks),
      !isKnown(introduction)
    {
      called = Questioners.Evidence(introduction: introduction, segment: previous.segment)
    }
    let opening = plan.opening
    if let opening, let introduction = introductions.own(in: opening.range, marks: opening.marks),
      !isKnown(introduction)
    {
      own = Questioners.Evidence(
        introduction: introduction,
        segment: ElementID(rawValue: "\(firstUtterance(of: plan, turnID: turnID)).p1"))
    }
    let found = questioners.find(
      called: called, own: own, follows: previous?.asks ?? false,
      goesOn: opening.map { goesOn($0.range) && !isLost(plan) } ?? false,
      followsUp: isInterjection
        || (opening.map { introductions.isFollowUp(in: $0.range) } ?? false),
      in: &result.cast)
    let isForeign = opening?.marks.contains { mark in
      mark.meanings.contains { $0.markClass == .gap(.foreign) }
    }
    if isForeign ?? false {
      questioners.remember(
        untranscribed: found.index,
        utterance: ElementID(rawValue: firstUtterance(of: plan, turnID: turnID)))
    }
    return Who(
      index: found.index, certainty: found.certainty, role: .questioner, reason: found.reason)
  }

  /// Whether a name is that of somebody who has a label of their own, and so asks nothing.
  private func isKnown(_ introduction: Introduction) -> Bool {
    guard let surname = introduction.name?.split(separator: " ").last else { return false }
    return result.cast.hasLabel(surname: String(surname))
  }

  /// Whether the turn before is so short that it only breaks into a question.
  private var isInterjection: Bool {
    guard let previous, !previous.asks, previous.interjects else { return false }
    return text[previous.part.range].count { $0 == UInt8(ascii: " ") } < 8
  }

  /// Whether the beginning of the words was lost.
  private func isLost(_ plan: TurnPlan) -> Bool {
    for case .utterance(let parts, _) in plan.items { return parts.first?.beginsLost ?? false }
    return false
  }

  /// Whether words go on with a sentence that was broken off: a dash or a small letter first.
  private func goesOn(_ range: Range<Int>) -> Bool {
    let first = text[range.lowerBound]
    if first == UInt8(ascii: "-") || isLowerCaseASCII(first) { return true }
    let start = text[range.lowerBound..<min(range.upperBound, range.lowerBound + 3)]
    return start.elementsEqual("—".utf8) || start.elementsEqual("–".utf8)
      || start.elementsEqual("…".utf8)
  }

  // MARK: Writing nodes

  private func utteranceCount(_ plan: TurnPlan) -> Int {
    plan.items.count { if case .utterance = $0 { true } else { false } }
  }

  private func firstUtterance(of plan: TurnPlan, turnID: String) -> String {
    utteranceCount(plan) > 1 ? turnID + "a" : turnID
  }

  /// The identifier of the segment that `part` becomes.
  private func segmentID(of part: TurnPlan.Part, in plan: TurnPlan, turnID: String) -> ElementID {
    let count = utteranceCount(plan)
    var number = 0
    for case .utterance(let parts, _) in plan.items {
      var paragraph = 0
      for candidate in parts {
        guard case .segment = candidate.kind else { continue }
        paragraph += 1
        if candidate.range == part.range {
          return ElementID(rawValue: "\(turnID)\(letter(number, of: count)).p\(paragraph)")
        }
      }
      number += 1
    }
    return ElementID(rawValue: turnID)
  }

  /// What tells the utterances of one turn apart: nothing, or `a`, `b`, … `z`, `aa`, ….
  private func letter(_ number: Int, of count: Int) -> String {
    guard count > 1 else { return "" }
    var letters = ""
    var rest = number
    repeat {
      letters = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  private func emit(
    _ label: LabelCandidate, _ plan: TurnPlan, who: Who, turnID: String,
    lines paragraphs: ArraySlice<SourceParagraph>
  ) {
    let count = utteranceCount(plan)
    // A label without words governs nothing; it is kept as what it is, a printed note.
    let printed: [Node] = [.text(text.string(label.label))]
    body.append(
      count > 0
        ? .speakerLabel(SpeakerLabel(content: printed))
        : .note(Note(kind: .editorial, content: printed)), covering: label.label)
    var number = 0
    var isRendered = false
    let firstLine = paragraphs.first?.lines.lowerBound ?? 0
    for item in plan.items {
      switch item {
      case .voice(let range, let kind):
        isRendered = kind != .return
        body.append(
          .note(Note(kind: .interpreter, content: [.text(text.string(range))])), covering: range)
      case .heading(let range, _):
        body.open(.heading(Heading(content: [.text(text.string(range))])), covering: range)
      case .after(let part):
        appendLoose(part)
      case .utterance(let parts, let isInterpreted):
        var utterance = Utterance(
          id: ElementID(rawValue: turnID + letter(number, of: count)),
          speaker: Pointers(to: result.cast.participants[who.index].id),
          certainty: who.certainty)
        if number > 0 {
          utterance.previous = Pointers(rawValue: "#\(turnID)\(letter(number - 1, of: count))")
        }
        if number + 1 < count {
          utterance.next = Pointers(rawValue: "#\(turnID)\(letter(number + 1, of: count))")
        }
        if number == 0 || isRendered {
          utterance.corresponding = who.corresponding.map { Pointers(to: $0) }
        }
        deliver(&utterance, who: who, isInterpreted: isInterpreted || who.interpreter != nil)
        append(
          utterance, parts, firstLine: number == 0 ? firstLine : parts.first?.line ?? firstLine)
        number += 1
      }
    }
    decide(label, plan, who: who, paragraphs)
  }

  /// Says in whose voice an utterance is.
  private func deliver(_ utterance: inout Utterance, who: Who, isInterpreted: Bool) {
    var categories: [String] = []
    if Self.categories.contains(who.role) {
      note(who.role)
      categories.append("#\(documentID).\(who.role.rawValue)")
    }
    if isInterpreted {
      let interpreter =
        who.interpreter
        ?? result.cast.single("interpreter", isGroup: false, role: .interpreter)
      categories.append("#\(documentID).interpreted")
      utterance.responsible = Pointers(to: result.cast.participants[interpreter].id)
      utterance.language = language
      result.isInterpreted = true
      if who.role != .questioner, !interpreted.contains(who.index) { interpreted.append(who.index) }
    }
    if !categories.isEmpty {
      utterance.categories = Pointers(rawValue: categories.joined(separator: " "))
    }
  }

  /// The roles that an utterance is classified by.
  private static let categories: [Participant.Role] = [.host, .guest, .moderator, .questioner]

  private func note(_ role: Participant.Role) {
    if !result.roles.contains(role) { result.roles.append(role) }
  }

  private func append(_ utterance: Utterance, _ parts: [TurnPlan.Part], firstLine: Int) {
    guard let first = parts.first, let last = parts.last, let id = utterance.id else { return }
    var utterance = utterance
    var content = NodeAssembler(text, from: first.range.lowerBound)
    var number = 0
    for part in parts {
      guard case .segment = part.kind else {
        append(part, to: &content)
        continue
      }
      number += 1
      var nodes = inline.nodes(of: part.range, marks: part.marks)
      if part.beginsLost { nodes.insert(.gap(Gap(reason: .lost)), at: 0) }
      if part.marks.contains(where: { $0.meanings.contains(where: \.isByAudience) }) {
        result.usesAudience = true
      }
      content.append(
        .segment(Segment(id: ElementID(rawValue: "\(id.rawValue).p\(number)"), content: nodes)),
        covering: part.range)
    }
    utterance.content = content.nodes
    let range = first.range.lowerBound..<last.range.upperBound
    body.append(.utterance(utterance), covering: range)
    var lastLine = last.line
    while lastLine + 1 < lines.count, lines[lastLine + 1].start < range.upperBound { lastLine += 1 }
    result.origins[id.rawValue] = LineRange(firstLine + 1, lastLine + 1)
  }

  /// Appends events, furniture and times that stand between turns.
  private func appendLoose(_ part: TurnPlan.Part) {
    var content = NodeAssembler(text, from: part.range.lowerBound)
    append(part, to: &content)
    body.append(contentsOf: content.nodes, covering: part.range)
  }

  private func append(_ part: TurnPlan.Part, to content: inout NodeAssembler) {
    switch part.kind {
    case .segment: return
    case .events:
      for mark in part.marks {
        content.fillLayout(to: mark.range.lowerBound)
        inline.append(mark, to: &content)
      }
      if part.marks.contains(where: { $0.meanings.contains(where: \.isByAudience) }) {
        result.usesAudience = true
      }
    case .line(let kind):
      let range = text.trimmedAtEnd(part.range)
      let printed: [Node] = [.text(text.string(range))]
      switch kind.kind {
      case .furniture(let type):
        content.append(.furniture(Furniture(kind: type, content: printed)), covering: range)
      case .meta(let type):
        content.append(.note(Note(kind: type, content: printed)), covering: range)
      case .end:
        content.append(.note(Note(kind: .time, content: printed)), covering: range)
      }
    }
    content.fillLayout(to: part.range.upperBound)
  }

  // MARK: Explaining

  private func decide(
    _ label: LabelCandidate, _ plan: TurnPlan, who: Who, _ paragraphs: ArraySlice<SourceParagraph>
  ) {
    guard keepsDecisions else { return }
    let participant = result.cast.participants[who.index]
    let name =
      participant.names.first?.text
      ?? String(participant.id.rawValue.dropFirst(documentID.utf8.count + 1))
    for (number, paragraph) in paragraphs.enumerated() {
      let parts = plan.items.flatMap { item -> [TurnPlan.Part] in
        switch item {
        case .utterance(let parts, _): parts
        case .after(let part): [part]
        case .voice, .heading: []
        }
      }
      let here = parts.first { paragraph.content.contains($0.range.lowerBound) }
      var outcome = number == 0 ? "turn of \(name)" : "goes on: \(name)"
      var rule = number == 0 ? "labels: \(label.form)" : "labels: none"
      var reason = number == 0 ? who.reason : "no label, so it belongs to the turn above"
      switch here?.kind {
      case .events:
        (outcome, rule, reason) = (
          "event", here?.marks.first?.meanings.first?.rule ?? "marks: direction",
          "nothing but a mark"
        )
      case .line(let kind):
        (outcome, rule, reason) = (HeadReader.outcome(kind), kind.rule, "its wording")
      case .segment, nil: break
      }
      result.decisions.append(
        Decision(
          lines: LineRange(paragraph.lines.lowerBound + 1, paragraph.lines.upperBound),
          outcome: outcome, rule: rule, reason: reason))
    }
  }
}
