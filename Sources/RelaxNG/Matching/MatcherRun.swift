import Diagnostics
import XMLCore

/// The work of a ``RelaxNGMatcher`` on one document.
struct MatcherRun {
  /// An element that is open.
  struct Frame {
    /// The opening, or -1 where the parent does not know the element.
    var opening: Int32
    /// The number of the name in the table of the document.
    var name: Int32
    /// The state to return to where the opening is -1.
    var parent: Int32
    var namespaceCount: Int32
    /// Whether text was complained about.
    var hasBadText = false
  }

  var automaton: Automaton
  let names: XMLNameTable
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasDiagnostics = false

  var state: Int32
  var frames: [Frame] = []
  /// How deep the parser is in an element that is not checked.
  private var skippedDepth = 0
  private var hasSkipped = false
  /// Whether matching was given up.
  private var isOver = false
  /// Text that must be a value.
  private var gathered: [UInt8] = []
  private var hasText = false
  /// Whether text was met that may not be where it stands.
  private var hasForbiddenText = false
  var forbiddenText: [UInt8] = []
  private var forbiddenPosition = XMLPosition()
  private var locator = XMLLocator()
  /// What is known of the names and tags of the document.
  private(set) var tags: TagKnowledge
  private var identifiers = IdentifierTable()
  /// What was said and done about elements that were not allowed.
  var recoveries: [RecoveryKey: Recovery] = [:]
  /// By symbol: whether attributes of the name may be identifiers.
  private var mayIdentify: [Bool]
  private let needsNamespaces: Bool
  private let identities: IdentityMap

  init(
    automaton: consuming Automaton, tags: consuming TagKnowledge?, names: XMLNameTable, file: String
  ) {
    self.automaton = automaton
    self.tags = tags.flatMap { $0.names === names ? $0 : nil } ?? TagKnowledge(of: names)
    self.names = names
    self.file = file
    state = self.automaton.initial
    mayIdentify = Array(repeating: false, count: self.automaton.schema.names.alphabet.count)
    needsNamespaces = self.automaton.schema.needsNamespaces
    identities = self.automaton.schema.identities
    for symbol in self.automaton.schema.identities.attributes { mayIdentify[Int(symbol)] = true }
    self.automaton.workspace.namespaces = []
    self.automaton.workspace.entities = []
  }

  /// The diagnostics found since the last call.
  mutating func takeDiagnostics() -> [Diagnostic] {
    defer { diagnostics = [] }
    hasDiagnostics = false
    return diagnostics
  }

  // MARK: Events

  /// An element begins.
  mutating func startElement(_ tag: XMLStartTag) {
    if isOver { return }
    if skippedDepth > 0 {
      skippedDepth += 1
      return
    }
    if frames.isEmpty { locator = tag.locator }
    settleText(beforeEnd: false)
    if automaton.isTooLarge { makeRoom() }
    let namespaceCount = Int32(automaton.workspace.namespaces.count)
    if needsNamespaces { automaton.workspace.namespaces += tag.namespaces }
    let parent = state
    let form = tags.memo.find(tag, in: state)
    if form >= 0 { return startElement(tag, form: form, namespaceCount) }
    tags.memo.beginLearning(tag)
    let name = symbol(of: tag.name)
    var opening = automaton.opening(in: state, name)
    if opening < 0 {
      tags.memo.stopLearning()
      if checkLimit(at: tag.position) { return }
      opening = recoverAgain(tag, name)
      if opening < 0 {
        automaton.workspace.namespaces.removeLast(
          automaton.workspace.namespaces.count - Int(namespaceCount))
        skippedDepth = 1
        hasSkipped = true
        return
      }
      frames.append(
        Frame(opening: -1, name: tag.name.index, parent: parent, namespaceCount: namespaceCount))
      frames[frames.count - 1].opening = opening
    } else {
      frames.append(
        Frame(
          opening: opening, name: tag.name.index, parent: parent, namespaceCount: namespaceCount))
    }
    var current = automaton.openings[Int(opening)].state
    let attributes = tag.attributes
    for index in attributes.indices {
      let attribute = symbol(of: attributes[index].name)
      current = read(attribute, attributes[index].value.span, index, of: tag, on: name, in: current)
    }
    let closed = automaton.close(current)
    if closed >= 0 {
      tags.memo.endLearning(tag, in: parent, opening: opening, closed: closed)
      state = closed
    } else {
      state = recoverMissingAttributes(tag, in: current)
    }
    if automaton.isExhausted { _ = checkLimit(at: tag.position) }
  }

  /// The same for a tag of a form that is known: only values are left to be looked at.
  private mutating func startElement(_ tag: XMLStartTag, form slot: Int, _ namespaceCount: Int32) {
    let form = tags.memo[slot]
    frames.append(
      Frame(
        opening: form.opening, name: tag.name.index, parent: state, namespaceCount: namespaceCount))
    let attributes = tag.attributes
    for index in attributes.indices {
      let needed = tags.memo.attribute(index, of: slot)
      let value = attributes[index].value.span
      if needed.test >= 0, !automaton.passes(needed.test, value) {
        let details = automaton.attributeSteps[Int(needed.step)].details
        reportValue(index, of: tag, automaton.valueChoices[Int(details)].values)
      }
      if needed.identity != .none { noteIdentifier(value, of: tag, needed.identity) }
    }
    state = form.closed
  }

  /// Text: what it means depends on the state, and for values on all of it.
  mutating func text(_ bytes: Span<UInt8>) {
    if skippedDepth > 0 || isOver || bytes.isEmpty { return }
    switch automaton.states[Int(state)].mode {
    case .anything: break
    case .step:
      if WhiteSpace.isAll(bytes) { return }
      let next = automaton.stepOverText(state)
      if next >= 0 { state = next } else { forbid(bytes) }
    case .whiteSpace:
      if hasForbiddenText { return }
      if !WhiteSpace.isAll(bytes) { forbid(bytes) }
    case .value:
      hasText = true
      bytes.withUnsafeBufferPointer { gathered.append(contentsOf: $0) }
    }
  }

  /// Keeps text that may not stand here; it is reported with the tag that ends it.
  private mutating func forbid(_ bytes: Span<UInt8>) {
    if hasForbiddenText { return }
    hasForbiddenText = true
    let start = WhiteSpace.trimmed(bytes).lowerBound
    forbiddenText = [UInt8](copying: bytes.extracting(start..<min(bytes.count, start + 200)))
    forbiddenPosition = locator.textStart
    for index in 0..<start {
      if bytes[index] == 0x0A {
        forbiddenPosition.line += 1
        forbiddenPosition.column = 1
      } else {
        forbiddenPosition.column += 1
      }
    }
  }

  /// The innermost element ends.
  mutating func endElement() {
    if isOver { return }
    if skippedDepth > 0 {
      skippedDepth -= 1
      return
    }
    guard let frame = frames.last else { return }
    settleText(beforeEnd: true)
    let opening = frame.opening
    if automaton.states[Int(state)].isComplete, automaton.openings[Int(opening)].rest >= 0 {
      state = automaton.openings[Int(opening)].rest
    } else {
      let next = automaton.end(state, opening)
      state = next >= 0 ? next : recoverIncomplete(opening, at: locator.position)
    }
    frames.removeLast()
    if needsNamespaces {
      let count = automaton.workspace.namespaces.count
      automaton.workspace.namespaces.removeLast(count - Int(frame.namespaceCount))
    }
    if automaton.isExhausted { _ = checkLimit(at: locator.position) }
  }

  /// References to identifiers that nothing has are reported.
  mutating func endDocument() {
    if hasSkipped || isOver { return }
    for missing in identifiers.unresolved() {
      complain(
        .idMissing, "no element has the identifier '\(missing.name)' that is referred to",
        at: XMLPosition(line: missing.line, column: missing.column))
    }
  }

  // MARK: Parts of events

  mutating func symbol(of name: XMLNameTable.ID) -> Symbol {
    if let known = tags.symbol(of: name) { return known }
    let symbol = automaton.schema.names.alphabet.symbol(of: names[name].name)
    tags.enter(symbol, of: name)
    return symbol
  }

  /// Reads one attribute and returns the state after it.
  private mutating func read(
    _ name: Symbol, _ value: Span<UInt8>, _ index: Int, of tag: XMLStartTag, on element: Symbol,
    in state: Int32
  ) -> Int32 {
    let number = automaton.attributeStep(in: state, name)
    guard number >= 0 else {
      tags.memo.stopLearning()
      reportAttribute(index, of: tag, in: state)
      return state
    }
    let step = automaton.attributeSteps[Int(number)]
    var result = step.next
    let identity = mayIdentify[Int(name)] ? identities.type(of: name, on: element) : .none
    tags.memo.learn(tag.attributeName(at: index), step: number, test: step.test, identity)
    if result < 0 {
      tags.memo.stopLearning()
      result = chooseAmong(Int(step.details), value, index, of: tag)
    } else if step.test >= 0, !automaton.passes(step.test, value) {
      reportValue(index, of: tag, automaton.valueChoices[Int(step.details)].values)
    }
    if identity != .none { noteIdentifier(value, of: tag, identity) }
    return result
  }

  /// An attribute that several patterns describe: all those whose values match go on.
  private mutating func chooseAmong(
    _ choice: Int, _ bytes: Span<UInt8>, _ index: Int, of tag: XMLStartTag
  ) -> Int32 {
    let count = automaton.valueChoices[choice].tests.count
    var passed: UInt64 = 0
    for number in 0..<min(count, 62) {
      let test = automaton.valueChoices[choice].tests[number]
      if automaton.passes(test, bytes) { passed |= 1 << UInt64(number) }
    }
    if count <= 62, passed != 0, let known = automaton.valueChoices[choice].outcomes[passed] {
      return known
    }
    let step = automaton.valueChoices[choice]
    var sum = PatternID.notAllowed
    var all = PatternID.notAllowed
    for number in 0..<count {
      let pattern = automaton.states[Int(step.states[number])].pattern
      all = automaton.derivatives.table.choice(all, pattern)
      if number < 62
        ? passed & 1 << UInt64(number) != 0 : automaton.passes(step.tests[number], bytes)
      {
        sum = automaton.derivatives.table.choice(sum, pattern)
      }
    }
    if sum == .notAllowed {
      reportValue(index, of: tag, step.values)
      return automaton.state(of: all)
    }
    let state = automaton.state(of: sum)
    if count <= 62 { automaton.valueChoices[choice].outcomes.set(passed, state) }
    return state
  }

  /// Deals with the text before a tag, which is complete now.
  private mutating func settleText(beforeEnd: Bool) {
    if hasForbiddenText {
      hasForbiddenText = false
      if frames.isEmpty || !frames[frames.count - 1].hasBadText {
        reportText(at: forbiddenPosition)
        if !frames.isEmpty { frames[frames.count - 1].hasBadText = true }
      }
    }
    guard automaton.states[Int(state)].mode == .value, beforeEnd || hasText else { return }
    hasText = false
    var text: [UInt8] = []
    swap(&text, &gathered)
    settleValue(text, beforeEnd: beforeEnd)
    if text.capacity < 1 << 16 {
      text.removeAll(keepingCapacity: true)
      swap(&text, &gathered)
    }
  }

  /// Deals with text that must be a value.
  private mutating func settleValue(_ gathered: [UInt8], beforeEnd: Bool) {
    let isSpace = WhiteSpace.isAll(gathered.span)
    if !beforeEnd, isSpace { return }
    let pattern = automaton.states[Int(state)].pattern
    // Where an element may be empty, white space is as good as nothing.
    if isSpace, automaton.states[Int(state)].isComplete { return }
    var next = automaton.step(from: pattern, over: gathered.span)
    if isSpace { next = automaton.derivatives.table.choice(pattern, next) }
    if next != .notAllowed {
      let after = automaton.state(of: next)
      if !beforeEnd || automaton.states[Int(after)].isComplete {
        state = after
        return
      }
    }
    if automaton.derivatives.endTagDerivative(of: next) == .notAllowed, beforeEnd {
      if next != .notAllowed, next != pattern {
        state = automaton.state(of: next)
      } else if !reportContent(gathered, pattern, at: locator.position) {
        return
      } else {
        // The text is taken for a right one, lest the element is called incomplete as well.
        let leaves = automaton.derivatives.dataLeaves(of: pattern)
        automaton.derivatives.matching = Set(leaves)
        next = automaton.derivatives.textDerivative(of: pattern)
        if next != .notAllowed { state = automaton.state(of: next) }
      }
      return
    }
    if next == .notAllowed {
      forbiddenText = Array(gathered.prefix(200))
      reportText(at: locator.position)
    } else {
      state = automaton.state(of: next)
    }
  }

  private mutating func noteIdentifier(
    _ bytes: Span<UInt8>, of tag: XMLStartTag, _ type: IdentityType
  ) {
    var offset = 0
    while let token = WhiteSpace.nextToken(in: bytes, from: offset) {
      offset = token.upperBound
      let value = bytes.extracting(token)
      if type == .id {
        if case .known(let line) = identifiers.define(value, line: { tag.locator.line }) {
          let text = String(decoding: [UInt8](copying: value), as: UTF8.self)
          let first = Diagnostic.Note(
            "it was given first here", at: SourceLocation(file: file, line: line))
          complain(
            .idDuplicate, "identifier '\(text)' of '\(names[tag.name].qualified)' is already taken",
            at: tag.position, notes: line == 0 ? [] : [first])
        }
      } else {
        identifiers.refer(value) { tag.position }
      }
      if type != .idrefs { break }
    }
  }

  private mutating func makeRoom() {
    var open = frames.map(\.opening)
    automaton.restart(keeping: &state, open: &open)
    tags.memo.clear()
    recoveries = [:]
    for index in frames.indices {
      frames[index].opening = open[index]
      // Only messages look at the parent's state again.
      frames[index].parent = -1
    }
  }

  /// Gives up where the patterns have grown beyond all measure.
  private mutating func checkLimit(at position: XMLPosition) -> Bool {
    guard automaton.isExhausted else { return false }
    isOver = true
    complain(
      .matchingTooComplex, "the schema is too ambiguous to go on matching from here", at: position)
    return true
  }

  mutating func complain(
    _ kind: DiagnosticKind, _ message: String, at position: XMLPosition,
    notes: [Diagnostic.Note] = []
  ) {
    hasDiagnostics = true
    diagnostics.append(
      Diagnostic(
        kind, message,
        at: SourceLocation(file: file, line: position.line, column: position.column), notes: notes))
  }
}
