/// The derivatives of a schema as an automaton with numbers for states; see ``RelaxNGAutomaton``.
///
/// A struct, so that a matcher holds it by itself while it works: what is looked up at every event is
/// then free of reference counts and of checks for exclusive access.
struct Automaton: Sendable {
  let schema: RelaxNGSchema

  /// What text means in a state.
  enum TextMode: UInt8 {
    /// Only white space may be there.
    case whiteSpace
    /// Any text may be there and changes nothing.
    case anything
    /// Any text may be there and leads to another state.
    case step
    /// The text must be gathered, for it must be a value.
    case value
  }

  struct State {
    var pattern: PatternID
    /// Where the rows of this state begin in the tables; -1 where there are none yet.
    var openRow: Int32 = -1
    var attributeRow: Int32 = -1
    /// The state after the start tag; -1 where an attribute is missing, -2 where it is not known.
    var closed: Int32 = -2
    /// The state after text, for ``TextMode/step``; -2 where it is not known.
    var afterText: Int32 = -2
    var mode: TextMode
    /// Whether the element may end, and nothing more need be known for it.
    var isComplete: Bool
  }

  /// What `<name` does in a state.
  struct Opening {
    /// The state in which attributes are read.
    var state: Int32
    /// What each slot of the new state stands for: patterns of the state before.
    var rests: [PatternID]
    /// The state after the element, where there is one slot; else -1.
    var rest: Int32
  }

  /// What an attribute does in a state.
  struct AttributeStep {
    /// The test for the value; -1 if any value will do.
    var test: Int32
    /// The state that a right value leads to; -1 where several patterns describe the attribute.
    var next: Int32
    /// A number in ``valueChoices``.
    var details: Int32
  }

  /// The patterns for the value of an attribute, each with the state that it leads to.
  struct ValueChoice {
    var values: [PatternID] = []
    var tests: [Int32] = []
    var states: [Int32] = []
    /// The states that follow, by which of the tests are passed.
    var outcomes = IntegerMap(capacity: 4)
  }

  var derivatives: Derivatives
  var workspace: DatatypeWorkspace
  var states: [State] = []
  var openings: [Opening] = []
  var attributeSteps: [AttributeStep] = []
  var valueChoices: [ValueChoice] = []
  private var stateIndexes = IntegerMap()
  private var endMemo = IntegerMap()
  private var openTable: [Int32] = []
  private var attributeTable: [Int32] = []
  /// The columns of symbols in the tables, -1 where there is none yet.
  private var openColumns: [Int32]
  private var attributeColumns: [Int32]
  private var openColumnCount: Int32 = 0
  private var attributeColumnCount: Int32 = 0
  private var openWidth: Int32 = 64
  private var attributeWidth: Int32 = 64
  var values: ValueTests
  /// The state before the root element.
  private(set) var initial: Int32 = 0

  /// The sizes at which the automaton is begun anew.
  private static let stateLimit = 40_000
  private static let patternLimit = 400_000
  private static let cellLimit = 2_000_000

  /// Not yet computed.
  static let unknown: Int32 = -2
  /// No way leads on.
  static let none: Int32 = -1

  init(schema: RelaxNGSchema) {
    self.schema = schema
    derivatives = Derivatives(table: schema.table, names: schema.names)
    derivatives.table.limit = schema.table.count + 1_500_000
    workspace = DatatypeWorkspace(expressions: schema.expressions)
    openColumns = Array(repeating: -1, count: schema.names.alphabet.count)
    attributeColumns = openColumns
    values = ValueTests(schema: schema)
    begin()
  }

  private mutating func begin() {
    let slot = derivatives.table.intern(.slot(0))
    let pattern = derivatives.table.after(schema.start, slot)
    initial = state(of: pattern)
  }

  /// Whether matching met a limit, so that states mean nothing any more.
  var isExhausted: Bool { derivatives.table.isExhausted }

  /// Whether the automaton should be begun anew when the next element begins.
  var isTooLarge: Bool {
    states.count > Self.stateLimit
      || derivatives.table.count - schema.table.count > Self.patternLimit
      || openTable.count + attributeTable.count > Self.cellLimit
  }

  // MARK: States

  /// The state of a pattern.
  mutating func state(of pattern: PatternID) -> Int32 {
    if let known = stateIndexes[UInt64(pattern.index)] { return known }
    let index = Int32(states.count)
    let traits = derivatives.table.traits(of: pattern)
    let mode: TextMode =
      traits.contains(.hasData) ? .value : traits.contains(.hasText) ? .step : .whiteSpace
    var isComplete = false
    if case .after(let content, _) = derivatives.table[pattern] {
      isComplete = derivatives.table.isNullable(content)
    }
    var state = State(pattern: pattern, mode: mode, isComplete: isComplete)
    if !traits.contains(.hasAttribute) {
      state.closed = index
      if mode == .step, derivatives.textDerivative(of: pattern) == pattern {
        state.mode = .anything
      }
    }
    states.append(state)
    stateIndexes.set(UInt64(pattern.index), index)
    return index
  }

  /// The opening for an element in a state, or ``none``.
  @inline(__always)
  mutating func opening(in state: Int32, _ name: Symbol) -> Int32 {
    let row = states[Int(state)].openRow
    let column = openColumns[Int(name)]
    if row >= 0, column >= 0 {
      let known = openTable[Int(row + column)]
      if known != Self.unknown { return known }
    }
    return makeOpening(in: state, name)
  }

  private mutating func makeOpening(in state: Int32, _ name: Symbol) -> Int32 {
    let derived = derivatives.startTagOpenDerivative(of: states[Int(state)].pattern, name)
    let result = derived == .notAllowed || isExhausted ? Self.none : addOpening(derived)
    var column = openColumns[Int(name)]
    if column < 0 {
      if openColumnCount == openWidth {
        openWidth *= 2
        openTable = []
        for index in states.indices { states[index].openRow = -1 }
      }
      column = openColumnCount
      openColumns[Int(name)] = column
      openColumnCount += 1
    }
    if states[Int(state)].openRow < 0 {
      states[Int(state)].openRow = Int32(openTable.count)
      openTable.append(contentsOf: repeatElement(Self.unknown, count: Int(openWidth)))
    }
    openTable[Int(states[Int(state)].openRow + column)] = result
    return result
  }

  /// Gives the patterns that follow the element slots, so that the new state does not contain them.
  mutating func addOpening(_ derived: PatternID) -> Int32 {
    var rests: [PatternID] = []
    var pattern = PatternID.notAllowed
    for alternative in derivatives.table.alternatives(of: derived) {
      guard case .after(let content, let rest) = derivatives.table[alternative] else { continue }
      let number = rests.firstIndex(of: rest) ?? rests.count
      if number == rests.count { rests.append(rest) }
      let slot = derivatives.table.intern(.slot(Int32(number)))
      let part = derivatives.table.after(content, slot)
      pattern = derivatives.table.choice(pattern, part)
    }
    let opening = Opening(
      state: state(of: pattern), rests: rests, rest: rests.count == 1 ? state(of: rests[0]) : -1)
    openings.append(opening)
    return Int32(openings.count - 1)
  }

  /// The step for an attribute in a state, or ``none``.
  @inline(__always)
  mutating func attributeStep(in state: Int32, _ name: Symbol) -> Int32 {
    let row = states[Int(state)].attributeRow
    let column = attributeColumns[Int(name)]
    if row >= 0, column >= 0 {
      let known = attributeTable[Int(row + column)]
      if known != Self.unknown { return known }
    }
    return makeAttributeStep(in: state, name)
  }

  private mutating func makeAttributeStep(in state: Int32, _ name: Symbol) -> Int32 {
    let derived = derivatives.attributeDerivative(of: states[Int(state)].pattern, name)
    var result = Self.none
    if derived != .notAllowed, !isExhausted {
      var choice = ValueChoice()
      for alternative in derivatives.table.alternatives(of: derived) {
        guard case .after(let value, let rest) = derivatives.table[alternative] else { continue }
        choice.values.append(value)
        choice.tests.append(values.test(for: value, derivatives))
        choice.states.append(self.state(of: rest))
      }
      let isSingle = choice.values.count == 1
      result = Int32(attributeSteps.count)
      attributeSteps.append(
        AttributeStep(
          test: isSingle ? choice.tests[0] : -1, next: isSingle ? choice.states[0] : -1,
          details: Int32(valueChoices.count)))
      valueChoices.append(choice)
    }
    var column = attributeColumns[Int(name)]
    if column < 0 {
      if attributeColumnCount == attributeWidth {
        attributeWidth *= 2
        attributeTable = []
        for index in states.indices { states[index].attributeRow = -1 }
      }
      column = attributeColumnCount
      attributeColumns[Int(name)] = column
      attributeColumnCount += 1
    }
    if states[Int(state)].attributeRow < 0 {
      states[Int(state)].attributeRow = Int32(attributeTable.count)
      attributeTable.append(contentsOf: repeatElement(Self.unknown, count: Int(attributeWidth)))
    }
    attributeTable[Int(states[Int(state)].attributeRow + column)] = result
    return result
  }

  /// The state after the start tag, or ``none`` where an attribute is missing.
  mutating func close(_ state: Int32) -> Int32 {
    let known = states[Int(state)].closed
    if known != Self.unknown { return known }
    let derived = derivatives.startTagCloseDerivative(of: states[Int(state)].pattern)
    let result = derived == .notAllowed ? Self.none : self.state(of: derived)
    states[Int(state)].closed = result
    return result
  }

  /// The state after text that is not a value, or ``none`` where it may not stand yet.
  mutating func stepOverText(_ state: Int32) -> Int32 {
    let known = states[Int(state)].afterText
    if known != Self.unknown { return known }
    let derived = derivatives.textDerivative(of: states[Int(state)].pattern)
    let result = derived == .notAllowed ? Self.none : self.state(of: derived)
    states[Int(state)].afterText = result
    return result
  }

  /// The state after the end tag of an element with this opening, or ``none`` if it is incomplete.
  mutating func end(_ state: Int32, _ opening: Int32) -> Int32 {
    let key = IntegerMap.key(opening, state)
    if let known = endMemo[key] { return known }
    let derived = derivatives.endTagDerivative(of: states[Int(state)].pattern)
    let result = follow(derived, opening)
    endMemo.set(key, result)
    return result
  }

  /// The state that a choice of slots stands for.
  mutating func follow(_ slots: PatternID, _ opening: Int32) -> Int32 {
    var sum = PatternID.notAllowed
    for alternative in derivatives.table.alternatives(of: slots) {
      guard case .slot(let number) = derivatives.table[alternative] else { continue }
      sum = derivatives.table.choice(sum, openings[Int(opening)].rests[Int(number)])
    }
    return sum == .notAllowed ? Self.none : state(of: sum)
  }

  /// Whether a value passes a test.
  mutating func passes(_ test: Int32, _ bytes: Span<UInt8>) -> Bool {
    test < 0 || values.passesAgain(test, bytes, &derivatives, &workspace)
  }

  /// The pattern after a text that must be a value.
  mutating func step(from pattern: PatternID, over bytes: Span<UInt8>) -> PatternID {
    values.step(from: pattern, over: bytes, &derivatives, &workspace)
  }

  // MARK: Beginning anew

  /// Forgets all but what the open elements need: `state` and `open` are given their new numbers.
  mutating func restart(keeping state: inout Int32, open: inout [Int32]) {
    let old = derivatives.table
    let current = states[Int(state)].pattern
    let kept = open.map { $0 < 0 ? nil : openings[Int($0)] }
    derivatives = Derivatives(table: schema.table, names: schema.names)
    derivatives.table.limit = schema.table.count + 1_500_000
    states = []
    openings = []
    attributeSteps = []
    stateIndexes = IntegerMap()
    endMemo = IntegerMap()
    openTable = []
    attributeTable = []
    valueChoices = []
    values = ValueTests(schema: schema)
    begin()
    var copies = PatternCopy(from: old, shared: Int32(schema.table.count))
    state = self.state(of: copies.copy(current, into: &derivatives.table))
    for (index, opening) in kept.enumerated() {
      guard let opening else { continue }
      let rests = opening.rests.map { copies.copy($0, into: &derivatives.table) }
      openings.append(
        Opening(state: state, rests: rests, rest: rests.count == 1 ? self.state(of: rests[0]) : -1))
      open[index] = Int32(openings.count - 1)
    }
  }
}
