/// A turn, taken apart: what follows its label, in order.
struct TurnPlan {
  /// A part of an utterance.
  struct Part {
    enum Kind {
      /// A paragraph, or the part of one that is in one voice.
      case segment
      /// A line of events.
      case events
      /// A line that belongs to the page or tells about the document.
      case line(LineKind)
    }

    var kind: Kind
    var range: Range<Int>
    var marks: [Mark]
    /// The indexes of the lines that it begins and ends in, at the utmost.
    var lines: Range<Int>
    /// Whether the words before it were lost, which a mark of the voice says as well.
    var beginsLost = false
    /// Whether its words begin with thanks.
    var opensWithThanks = false
  }

  enum Item {
    /// A mark of the voice: whose words follow.
    case voice(Range<Int>, MarkClass.Interpreter)
    /// Words in one voice.
    case utterance([Part], isInterpreted: Bool)
    /// A heading, which opens a division.
    case heading(Range<Int>, line: Int)
    /// What stands after the last words: events, furniture, times.
    case after(Part)
    /// A paragraph that nobody says.
    case prose(Part)

    /// Whether it is a heading that begins at `offset`.
    func isHeading(at offset: Int) -> Bool {
      if case .heading(let range, _) = self { range.lowerBound == offset } else { false }
    }
  }

  /// A part of an utterance that stays a segment, by its place in the turn.
  struct Place {
    var part: Part
    /// The number of its utterance, and its number in it, from 0.
    var utterance: Int
    var segment: Int
  }

  fileprivate(set) var items: [Item] = []
  /// Words behind which thanks follow, in a paragraph that begins on this line.
  ///
  /// Whoever is given the floor tends to thank, so there a label may be lost.
  fileprivate(set) var thanked: [(words: Range<Int>, line: Int)] = []
  /// How many utterances it has.
  fileprivate(set) var utteranceCount = 0
  /// Whether any of it is an interpreter's rendition.
  fileprivate(set) var isInterpreted = false
  /// Whether the room is heard in it.
  fileprivate(set) var hasAudience = false
  /// Where the first words are: the item, and the part of it.
  private var first: (item: Int, part: Int)?
  /// Where the last words are, and which segment they are.
  private var last: (item: Int, part: Int, utterance: Int, segment: Int)?

  /// The name in a line that says who examines from there on: `BY MR. LUND:`.
  var examiner: Range<Int>?

  /// The first words, where questioners introduce themselves.
  var opening: Part? { first.flatMap { part($0.part, ofItem: $0.item) } }

  /// The last words, where somebody is given the floor.
  var closing: Place? {
    guard let last, let part = part(last.part, ofItem: last.item) else { return nil }
    return Place(part: part, utterance: last.utterance, segment: last.segment)
  }

  private func part(_ part: Int, ofItem item: Int) -> Part? {
    if case .utterance(let parts, _) = items[item] { parts[part] } else { nil }
  }

  /// The mark of the voice that the turn begins with.
  var voice: MarkClass.Interpreter? {
    if case .voice(_, let kind)? = items.first { kind } else { nil }
  }

  /// All parts, in order.
  var parts: [Part] {
    items.flatMap { item -> [Part] in
      switch item {
      case .utterance(let parts, _): parts
      case .after(let part), .prose(let part): [part]
      case .voice, .heading: []
      }
    }
  }

  /// Appends an utterance, and remembers its first and last words.
  fileprivate mutating func append(_ parts: [Part], isInterpreted: Bool) {
    var segment = 0
    var previous = closing?.part.range
    let each = parts.span
    for index in each.indices {
      guard case .segment = each[index].kind else { continue }
      if first == nil { first = (items.count, index) }
      if each[index].opensWithThanks, let previous {
        thanked.append((previous, each[index].lines.lowerBound))
      }
      previous = each[index].range
      last = (items.count, index, utteranceCount, segment)
      segment += 1
    }
    items.append(.utterance(parts, isInterpreted: isInterpreted))
    utteranceCount += 1
    if isInterpreted { self.isInterpreted = true }
  }
}

/// Collects the paragraphs of a turn, and splits them where the voice changes.
///
/// It is lent the text wherever it has to look: to hold it would count a reference to it at every
/// turn, and the threads that do so hold each other up.
struct TurnPlanner {
  private var plan = TurnPlan()
  private var parts: [TurnPlan.Part] = []
  private var isInterpreted: Bool
  private var beginsLost = false

  init(isInterpreted: Bool) {
    self.isInterpreted = isInterpreted
  }

  /// Adds the words in `range`, whose marks are `marks`.
  mutating func add(_ range: Range<Int>, marks: [Mark], lines: Range<Int>, of text: [UInt8]) {
    guard marks.contains(where: { $0.interpreter != nil }) else {
      addPart(range, marks[...], lines, text)
      return
    }
    var start = range.lowerBound
    var first = marks.startIndex
    for (index, mark) in marks.enumerated() {
      guard let interpreter = mark.interpreter else { continue }
      addPart(text.trimmed(start..<mark.range.lowerBound), marks[first..<index], lines, text)
      var end = mark.range.upperBound
      // `(THROUGH TRANSLATOR):` is set off like a label.
      if end < range.upperBound, text[end] == UInt8(ascii: ":") {
        end += 1
        while end + 1 < range.upperBound, text[end] == 0xC2, text[end + 1] == 0xA0 { end += 2 }
      }
      flush()
      plan.items.append(.voice(mark.range.lowerBound..<end, interpreter))
      isInterpreted = interpreter != .return
      beginsLost = mark.meanings.contains { $0.markClass == .gap(.lost) }
      start = end
      first = index + 1
    }
    addPart(text.trimmed(start..<range.upperBound), marks[first...], lines, text)
  }

  /// Adds a line that is no part of the talk.
  mutating func add(_ kind: LineKind, _ range: Range<Int>, line: Int) {
    parts.append(TurnPlan.Part(kind: .line(kind), range: range, marks: [], lines: line..<line + 1))
  }

  /// Takes note of who examines from here on.
  mutating func setExaminer(_ name: Range<Int>) {
    plan.examiner = name
  }

  /// Whether there are words, or events to stand for them: a heading before that would part the
  /// label from what was said.
  var hasBegun: Bool {
    if plan.utteranceCount > 0 { return true }
    if case .after(let part)? = plan.items.first, case .events = part.kind { return true }
    if plan.items.isEmpty, case .events? = parts.first?.kind { return true }
    return parts.contains { if case .segment = $0.kind { true } else { false } }
  }

  /// Adds a heading.
  mutating func addHeading(_ range: Range<Int>, line: Int) {
    flush()
    promoteEvents()
    plan.items.append(.heading(range, line: line))
  }

  /// Adds a paragraph that nobody says; one of nothing but events is what it was.
  mutating func addProse(_ range: Range<Int>, marks: [Mark], lines: Range<Int>, of text: [UInt8]) {
    addPart(range, marks[...], lines, text)
    guard let part = parts.last, case .segment = part.kind else { return }
    parts.removeLast()
    flush()
    plan.items.append(.prose(part))
  }

  /// Gives away the plan.
  mutating func finish() -> TurnPlan {
    flush()
    promoteEvents()
    return takePlan()
  }

  /// Gives away what stands before the first turn: nobody utters its events.
  mutating func finishLeading() -> TurnPlan {
    flush()
    return takePlan()
  }

  private mutating func takePlan() -> TurnPlan {
    var taken = TurnPlan()
    swap(&taken, &plan)
    return taken
  }

  /// Lets the events be what is uttered, where nothing else is.
  private mutating func promoteEvents() {
    // A turn of nothing but events: `AUDIENCE: (Applause.)`
    if plan.utteranceCount == 0, case .after(let part)? = plan.items.first, case .events = part.kind
    {
      plan.items.removeFirst()
      let rest = plan.items
      plan.items = []
      plan.append([part], isInterpreted: isInterpreted)
      plan.items += rest
    }
  }

  private mutating func addPart(
    _ range: Range<Int>, _ marks: ArraySlice<Mark>, _ lines: Range<Int>, _ text: [UInt8]
  ) {
    guard !range.isEmpty || beginsLost else { return }
    if marks.contains(where: { $0.meanings.contains(where: \.isByAudience) }) {
      plan.hasAudience = true
    }
    let isEvents =
      !marks.isEmpty && marks.allSatisfy(\.isEvent) && !text.holdsWords(range, around: marks)
    parts.append(
      TurnPlan.Part(
        kind: isEvents ? .events : .segment, range: range, marks: Array(marks), lines: lines,
        beginsLost: beginsLost, opensWithThanks: text.starts(range, with: "Thank")))
    beginsLost = false
  }

  private mutating func flush() {
    if case .segment? = parts.last?.kind {
      plan.append(parts, isInterpreted: isInterpreted)
      parts = []
      return
    }
    let last = parts.lastIndex { if case .segment = $0.kind { true } else { false } }
    let words = parts[..<(last.map { $0 + 1 } ?? 0)]
    if !words.isEmpty {
      plan.append(Array(words), isInterpreted: isInterpreted)
    }
    for part in parts[words.count...] { plan.items.append(.after(part)) }
    parts.removeAll(keepingCapacity: true)
  }
}

extension [UInt8] {
  /// Whether anything but white space stands between the marks, be it only a dash.
  fileprivate func holdsWords(_ range: Range<Int>, around marks: ArraySlice<Mark>) -> Bool {
    var index = range.lowerBound
    for mark in marks {
      if !isBlank(index..<mark.range.lowerBound) { return true }
      index = mark.range.upperBound
    }
    return !isBlank(index..<range.upperBound)
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let length = lengthOfSpace(at: index)
      if length == 0 { return false }
      index += length
    }
    return true
  }

  fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isASCIISpace(self[start]) { start += 1 }
    while end > start, isASCIISpace(self[end - 1]) { end -= 1 }
    return start..<end
  }
}
