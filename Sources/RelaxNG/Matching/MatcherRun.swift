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
  private var locator: XMLLocator?
  /// Where the next text begins.
  private var textPosition = XMLPosition()
  private var symbols: [Symbol] = []
  private var identifiers = IdentifierTable()
  /// What was said and done about elements that were not allowed.
  var recoveries: [RecoveryKey: Recovery] = [:]
  /// By symbol: whether attributes of the name may be identifiers.
  private var mayIdentify: [Bool]
  private let needsNamespaces: Bool

  init(automaton: consuming Automaton, names: XMLNameTable, file: String) {
    self.automaton = automaton
    self.names = names
    self.file = file
    state = self.automaton.initial
    mayIdentify = Array(repeating: false, count: self.automaton.schema.names.alphabet.count)
    needsNamespaces = self.automaton.schema.needsNamespaces
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
    settleText(beforeEnd: false, at: tag.position)
    textPosition = tag.position
    if locator == nil { locator = tag.locator }
    if automaton.isTooLarge { makeRoom() }
    let namespaceCount = Int32(automaton.workspace.namespaces.count)
    if needsNamespaces { automaton.workspace.namespaces += tag.namespaces }
    let name = symbol(of: tag.name)
    var opening = automaton.opening(in: state, name)
    let parent = state
    if opening < 0 {
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
    let (attributes, values) = tag.contents
    var start = 0
    for index in attributes.indices {
      let end = attributes[index].end
      let attribute = symbol(of: attributes[index].name)
      current = read(
        attribute, values.span.extracting(start..<end), index, of: tag, on: name, in: current)
      start = end
    }
    let closed = automaton.close(current)
    state = closed >= 0 ? closed : recoverMissingAttributes(tag, in: current)
    _ = checkLimit(at: tag.position)
  }

  /// Text: what it means depends on the state, and for values on all of it.
  mutating func text(_ bytes: Span<UInt8>) {
    if skippedDepth > 0 || isOver || bytes.isEmpty { return }
    switch automaton.states[Int(state)].mode {
    case .anything: break
    case .step:
      if WhiteSpace.isAll(bytes) {
        advance(over: bytes, to: bytes.count)
        return
      }
      let next = automaton.stepOverText(state)
      if next >= 0 { state = next } else { forbid(bytes) }
    case .whiteSpace:
      if hasForbiddenText { return }
      if WhiteSpace.isAll(bytes) { advance(over: bytes, to: bytes.count) } else { forbid(bytes) }
    case .value:
      hasText = true
      gathered.append(contentsOf: [UInt8](copying: bytes))
    }
  }

  /// Keeps text that may not stand here; it is reported with the tag that ends it.
  private mutating func forbid(_ bytes: Span<UInt8>) {
    if hasForbiddenText { return }
    hasForbiddenText = true
    let start = WhiteSpace.trimmed(bytes).lowerBound
    forbiddenText = [UInt8](copying: bytes.extracting(start..<min(bytes.count, start + 200)))
    advance(over: bytes, to: start)
    forbiddenPosition = textPosition
  }

  /// Moves the place where the next piece of text begins: a parser does not tell it.
  private mutating func advance(over bytes: Span<UInt8>, to end: Int) {
    for index in 0..<end {
      if bytes[index] == 0x0A {
        textPosition.line += 1
        textPosition.column = 1
      } else if bytes[index] & 0xC0 != 0x80 {
        textPosition.column += 1
      }
    }
  }

  /// Something that is no text ends here.
  mutating func resumeText() {
    if let locator { textPosition = locator.position }
  }

  /// The innermost element ends.
  mutating func endElement(at position: XMLPosition) {
    if isOver { return }
    if skippedDepth > 0 {
      skippedDepth -= 1
      return
    }
    guard let frame = frames.last else { return }
    settleText(beforeEnd: true, at: position)
    textPosition = position
    let opening = frame.opening
    if automaton.states[Int(state)].isComplete, automaton.openings[Int(opening)].rest >= 0 {
      state = automaton.openings[Int(opening)].rest
    } else {
      let next = automaton.end(state, opening)
      state = next >= 0 ? next : recoverIncomplete(opening, at: position)
    }
    frames.removeLast()
    if needsNamespaces {
      let count = automaton.workspace.namespaces.count
      automaton.workspace.namespaces.removeLast(count - Int(frame.namespaceCount))
    }
    _ = checkLimit(at: position)
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
    let index = Int(name.index)
    if index < symbols.count, symbols[index] >= 0 { return symbols[index] }
    while symbols.count <= index { symbols.append(-1) }
    symbols[index] = automaton.schema.names.alphabet.symbol(of: names[name].name)
    return symbols[index]
  }

  /// Reads one attribute and returns the state after it.
  private mutating func read(
    _ name: Symbol, _ value: Span<UInt8>, _ index: Int, of tag: XMLStartTag, on element: Symbol,
    in state: Int32
  ) -> Int32 {
    let number = automaton.attributeStep(in: state, name)
    guard number >= 0 else {
      reportAttribute(index, of: tag, in: state)
      return state
    }
    let step = automaton.attributeSteps[Int(number)]
    var result = step.next
    if result < 0 {
      result = chooseAmong(automaton.valueChoices[Int(step.details)], value, index, of: tag)
    } else if step.test >= 0, !automaton.passes(step.test, value) {
      reportValue(index, of: tag, automaton.valueChoices[Int(step.details)].values)
    }
    if mayIdentify[Int(name)] {
      noteIdentifier(value, of: tag, automaton.schema.identities.type(of: name, on: element))
    }
    return result
  }

  /// An attribute that several patterns describe: all those whose values match go on.
  private mutating func chooseAmong(
    _ step: Automaton.ValueChoice, _ bytes: Span<UInt8>, _ index: Int, of tag: XMLStartTag
  ) -> Int32 {
    var sum = PatternID.notAllowed
    var all = PatternID.notAllowed
    for (test, state) in zip(step.tests, step.states) {
      let pattern = automaton.states[Int(state)].pattern
      all = automaton.derivatives.table.choice(all, pattern)
      if automaton.passes(test, bytes) {
        sum = automaton.derivatives.table.choice(sum, pattern)
      }
    }
    if sum == .notAllowed {
      reportValue(index, of: tag, step.values)
      sum = all
    }
    return automaton.state(of: sum)
  }

  /// Deals with the text before a tag, which is complete now.
  private mutating func settleText(beforeEnd: Bool, at position: XMLPosition) {
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
    settleValue(text, beforeEnd: beforeEnd, at: position)
    if text.capacity < 1 << 16 {
      text.removeAll(keepingCapacity: true)
      swap(&text, &gathered)
    }
  }

  /// Deals with text that must be a value.
  private mutating func settleValue(_ gathered: [UInt8], beforeEnd: Bool, at position: XMLPosition)
  {
    let isSpace = WhiteSpace.isAll(gathered.span)
    if !beforeEnd, isSpace { return }
    let pattern = automaton.states[Int(state)].pattern
    // Where an element may be empty, white space is as good as nothing.
    if isSpace, automaton.states[Int(state)].isComplete { return }
    var next = automaton.step(from: pattern, over: gathered.span)
    if isSpace { next = automaton.derivatives.table.choice(pattern, next) }
    if automaton.derivatives.endTagDerivative(of: next) == .notAllowed, beforeEnd {
      if next != .notAllowed, next != pattern {
        state = automaton.state(of: next)
      } else if !reportContent(gathered, pattern, at: position) {
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
      reportText(at: position)
    } else {
      state = automaton.state(of: next)
    }
  }

  private mutating func noteIdentifier(
    _ bytes: Span<UInt8>, of tag: XMLStartTag, _ type: IdentityType
  ) {
    guard type != .none else { return }
    var offset = 0
    while let token = WhiteSpace.nextToken(in: bytes, from: offset) {
      offset = token.upperBound
      let value = bytes.extracting(token)
      if type == .id {
        if case .known(let line) = identifiers.define(value, line: tag.position.line) {
          let text = String(decoding: [UInt8](copying: value), as: UTF8.self)
          let first = Diagnostic.Note(
            "it was given first here", at: SourceLocation(file: file, line: line))
          complain(
            .idDuplicate, "identifier '\(text)' of '\(names[tag.name].qualified)' is already taken",
            at: tag.position, notes: line == 0 ? [] : [first])
        }
      } else {
        identifiers.refer(value, at: tag.position)
      }
      if type != .idrefs { break }
    }
  }

  private mutating func makeRoom() {
    var open = frames.map(\.opening)
    automaton.restart(keeping: &state, open: &open)
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
