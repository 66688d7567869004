public import Diagnostics
public import XMLCore

/// Matches one document against a schema while it is read, and reports what is wrong in it.
///
/// Memory does not grow with the document, apart from a few bytes for each identifier. A matcher
/// serves one document; its ``RelaxNGAutomaton`` can be handed to the next.
public final class RelaxNGMatcher: XMLEventSink {
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

  let automaton: RelaxNGAutomaton
  let names: XMLNameTable
  let file: String
  let report: (Diagnostic) -> Void
  private(set) var errorCount = 0

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
  private var symbols: [Symbol] = []
  private var identifiers = IdentifierTable()
  private let checksIdentifiers: Bool
  private let needsNamespaces: Bool

  /// Prepares for one document.
  ///
  /// - Parameters:
  ///   - schema: What to match.
  ///   - names: The names of the events that will come.
  ///   - file: What diagnostics call the document.
  ///   - report: Takes what is wrong, in the order of the document.
  public convenience init(
    schema: RelaxNGSchema, names: XMLNameTable, file: String,
    report: @escaping (Diagnostic) -> Void = { _ in }
  ) {
    self.init(automaton: RelaxNGAutomaton(schema: schema), names: names, file: file, report: report)
  }

  /// Prepares for one document, with what was learned from others; no other matcher may use the
  /// automaton before this document has ended.
  public init(
    automaton: RelaxNGAutomaton, names: XMLNameTable, file: String,
    report: @escaping (Diagnostic) -> Void = { _ in }
  ) {
    self.automaton = automaton
    self.names = names
    self.file = file
    self.report = report
    state = automaton.initial
    checksIdentifiers = !automaton.schema.identities.isEmpty
    needsNamespaces = automaton.schema.needsNamespaces
    automaton.workspace.namespaces = []
    automaton.workspace.entities = []
  }

  /// Whether nothing wrong has been found so far.
  public var isValid: Bool { errorCount == 0 }

  // MARK: Events

  /// An element begins.
  public func startElement(_ tag: XMLStartTag) throws {
    if isOver { return }
    if skippedDepth > 0 {
      skippedDepth += 1
      return
    }
    settleText(beforeEnd: false, at: tag.position)
    if automaton.isTooLarge { makeRoom() }
    let namespaceCount = Int32(automaton.workspace.namespaces.count)
    if needsNamespaces { automaton.workspace.namespaces += tag.namespaces }
    let name = symbol(of: tag.name)
    var opening = automaton.opening(in: state, name)
    let parent = state
    if opening < 0 {
      if checkLimit(at: tag.position) { return }
      opening = recover(tag, name)
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
        Frame(opening: opening, name: tag.name.index, parent: parent, namespaceCount: namespaceCount))
    }
    var current = automaton.openings[Int(opening)].state
    for index in 0..<tag.attributeCount {
      current = attribute(index, of: tag, on: name, in: current)
    }
    let closed = automaton.close(current)
    state = closed >= 0 ? closed : recoverMissingAttributes(tag, in: current)
    _ = checkLimit(at: tag.position)
  }

  /// Text: what it means depends on the state, and for values on all of it.
  public func text(_ bytes: Span<UInt8>) throws {
    if skippedDepth > 0 || isOver || bytes.isEmpty { return }
    switch automaton.states[Int(state)].mode {
    case .anything: break
    case .step:
      if WhiteSpace.isAll(bytes) { return }
      let next = automaton.stepOverText(state)
      if next >= 0 { state = next } else { forbid(bytes) }
    case .whiteSpace: if !hasForbiddenText, !WhiteSpace.isAll(bytes) { forbid(bytes) }
    case .value:
      hasText = true
      gathered.append(contentsOf: [UInt8](copying: bytes))
    }
  }

  /// Keeps text that may not stand here; it is reported with the tag that ends it.
  private func forbid(_ bytes: Span<UInt8>) {
    if hasForbiddenText { return }
    hasForbiddenText = true
    forbiddenText = Array([UInt8](copying: bytes).prefix(200))
  }

  /// The innermost element ends.
  public func endElement(at position: XMLPosition) throws {
    if isOver { return }
    if skippedDepth > 0 {
      skippedDepth -= 1
      return
    }
    guard let frame = frames.last else { return }
    settleText(beforeEnd: true, at: position)
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

  /// The declaration may name entities that values of type `ENTITY` refer to.
  public func doctype(name: String, publicID: String?, systemID: String?, internalSubset: String?)
    throws
  {
    automaton.workspace.entities = UnparsedEntities.names(in: internalSubset ?? "")
  }

  /// References to identifiers that nothing has are reported.
  public func endDocument() throws {
    if hasSkipped || isOver { return }
    for missing in identifiers.unresolved() {
      complain(
        .idMissing, "no element has the identifier '\(missing.name)' that is referred to",
        at: XMLPosition(line: missing.line, column: missing.column))
    }
  }

  // MARK: Parts of events

  func symbol(of name: XMLNameTable.ID) -> Symbol {
    let index = Int(name.index)
    if index < symbols.count, symbols[index] >= 0 { return symbols[index] }
    while symbols.count <= index { symbols.append(-1) }
    symbols[index] = automaton.schema.names.alphabet.symbol(of: names[name].name)
    return symbols[index]
  }

  /// Reads one attribute and returns the state after it.
  private func attribute(_ index: Int, of tag: XMLStartTag, on element: Symbol, in state: Int32) -> Int32 {
    let name = symbol(of: tag.attributeName(at: index))
    let number = automaton.attributeStep(in: state, name)
    guard number >= 0 else {
      reportAttribute(index, of: tag, in: state)
      return state
    }
    let range = tag.valueRange(at: index)
    let test = automaton.attributeSteps[Int(number)].test
    var result: Int32
    if automaton.attributeSteps[Int(number)].states.count == 1 {
      result = automaton.attributeSteps[Int(number)].states[0]
      if test >= 0,
        !automaton.values.passes(
          test, tag.values.span.extracting(range), &automaton.derivatives, automaton.workspace)
      {
        reportValue(index, of: tag, automaton.attributeSteps[Int(number)].values)
      }
    } else {
      result = chooseAmong(automaton.attributeSteps[Int(number)], index, of: tag)
    }
    if checksIdentifiers, automaton.schema.identities.attributes.contains(name) {
      noteIdentifier(index, of: tag, automaton.schema.identities.type(of: name, on: element))
    }
    return result
  }

  /// An attribute that several patterns describe: all those whose values match go on.
  private func chooseAmong(_ step: RelaxNGAutomaton.AttributeStep, _ index: Int, of tag: XMLStartTag)
    -> Int32
  {
    let bytes = tag.values.span.extracting(tag.valueRange(at: index))
    var sum = PatternID.notAllowed
    var all = PatternID.notAllowed
    for (value, state) in zip(step.values, step.states) {
      let pattern = automaton.states[Int(state)].pattern
      all = automaton.derivatives.table.choice(all, pattern)
      if automaton.values.matches(value, bytes, &automaton.derivatives, automaton.workspace) {
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
  private func settleText(beforeEnd: Bool, at position: XMLPosition) {
    if hasForbiddenText {
      hasForbiddenText = false
      if frames.isEmpty || !frames[frames.count - 1].hasBadText {
        reportText(at: position)
        if !frames.isEmpty { frames[frames.count - 1].hasBadText = true }
      }
    }
    guard automaton.states[Int(state)].mode == .value, beforeEnd || hasText else { return }
    defer {
      gathered.removeAll(keepingCapacity: gathered.capacity < 1 << 16)
      hasText = false
    }
    let isSpace = WhiteSpace.isAll(gathered.span)
    if !beforeEnd, isSpace { return }
    let pattern = automaton.states[Int(state)].pattern
    // Where an element may be empty, white space is as good as nothing.
    if isSpace, automaton.states[Int(state)].isComplete { return }
    var next = automaton.values.step(
      from: pattern, over: gathered.span, &automaton.derivatives, automaton.workspace)
    if isSpace { next = automaton.derivatives.table.choice(pattern, next) }
    if automaton.derivatives.endTagDerivative(of: next) == .notAllowed, beforeEnd {
      if next != .notAllowed, next != pattern {
        state = automaton.state(of: next)
      } else if !reportContent(gathered, pattern, at: position) {
        return
      } else {
        // The text is taken for a right one, lest the element is called incomplete as well.
        automaton.derivatives.matching = Set(automaton.derivatives.dataLeaves(of: pattern))
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

  private func noteIdentifier(_ index: Int, of tag: XMLStartTag, _ type: IdentityType) {
    guard type != .none else { return }
    let bytes = tag.values.span.extracting(tag.valueRange(at: index))
    var offset = 0
    while let token = WhiteSpace.nextToken(in: bytes, from: offset) {
      offset = token.upperBound
      let value = bytes.extracting(token)
      if type == .id {
        if let line = identifiers.define(value, line: tag.position.line) {
          let text = String(decoding: [UInt8](copying: value), as: UTF8.self)
          complain(
            .idDuplicate, "identifier '\(text)' of '\(names[tag.name].qualified)' is already taken",
            at: tag.position,
            notes: [
              .init("it was given first here", at: SourceLocation(file: file, line: line))
            ])
        }
      } else {
        identifiers.refer(value, at: tag.position)
      }
      if type != .idrefs { break }
    }
  }

  private func makeRoom() {
    var open = frames.map(\.opening)
    automaton.restart(keeping: &state, open: &open)
    for index in frames.indices {
      frames[index].opening = open[index]
      // Only messages look at the parent's state again.
      frames[index].parent = -1
    }
  }

  /// Gives up where the patterns have grown beyond all measure.
  private func checkLimit(at position: XMLPosition) -> Bool {
    guard automaton.isExhausted else { return false }
    isOver = true
    complain(
      .matchingTooComplex, "the schema is too ambiguous to go on matching from here", at: position)
    return true
  }

  func complain(
    _ kind: DiagnosticKind, _ message: String, at position: XMLPosition, notes: [Diagnostic.Note] = []
  ) {
    errorCount += 1
    report(
      Diagnostic(
        kind, message,
        at: SourceLocation(file: file, line: position.line, column: position.column), notes: notes))
  }
}
