/// Tells whether texts match patterns of text: attribute values, list tokens, simple content.
struct ValueTests {
  /// A pattern of values, made quick to try.
  private enum Test {
    case datatype(Int32)
    /// Values of text types, by length, and what else may match.
    case alternatives(texts: Set<[UInt8]>, others: [PatternID])
    case pattern(PatternID)
  }

  /// A pattern inside a list, with the patterns that its next token may match.
  private struct ListState {
    var leaves: [PatternID]
    /// The patterns that follow, by which leaves match.
    var next: IntegerMap
  }

  private let schema: RelaxNGSchema
  private var tests: [Test] = []
  private var testIndexes: [PatternID: Int32] = [:]
  private var listStates: [PatternID: ListState] = [:]

  init(schema: RelaxNGSchema) {
    self.schema = schema
  }

  /// Forgets what was found out about patterns that derivatives have made.
  mutating func forgetPatterns() {
    listStates = [:]
    tests = []
    testIndexes = [:]
  }

  /// The number of a test; -1 where any text will do.
  mutating func test(for pattern: PatternID, _ table: PatternTable) -> Int32 {
    if pattern == .text { return -1 }
    if let known = testIndexes[pattern] { return known }
    var test = Test.pattern(pattern)
    var isAnything = false
    switch table[pattern] {
    case .data(let number):
      test = .datatype(number)
      isAnything = schema.datatypes[Int(number)].allowsAll
    case .choice where table.traits(of: pattern).contains(.isData):
      test = alternatives(of: pattern, table)
    default: break
    }
    let index = isAnything ? -1 : Int32(tests.count)
    if !isAnything { tests.append(test) }
    testIndexes[pattern] = index
    return index
  }

  private func alternatives(of pattern: PatternID, _ table: PatternTable) -> Test {
    var texts: Set<[UInt8]> = []
    var others: [PatternID] = []
    for alternative in table.alternatives(of: pattern) {
      if case .value(let number) = table[alternative],
        case .text(let bytes) = schema.values[Int(number)].value,
        schema.values[Int(number)].type.whiteSpace == .collapse,
        schema.values[Int(number)].type == .token
      {
        texts.insert(bytes)
      } else {
        others.append(alternative)
      }
    }
    return .alternatives(texts: texts, others: others)
  }

  /// Whether `bytes` pass a test.
  mutating func passes(
    _ test: Int32, _ bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: DatatypeWorkspace
  ) -> Bool {
    switch tests[Int(test)] {
    case .datatype(let number): return schema.datatypes[Int(number)].allows(bytes, workspace)
    case .pattern(let pattern): return matches(pattern, bytes, &derivatives, workspace)
    case .alternatives(let texts, let others):
      if !texts.isEmpty, texts.contains(WhiteSpace.collapsed(bytes)) { return true }
      for other in others where matches(other, bytes, &derivatives, workspace) { return true }
      return false
    }
  }

  /// Whether `bytes` match a pattern: `valueMatch` of the paper.
  mutating func matches(
    _ pattern: PatternID, _ bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: DatatypeWorkspace
  ) -> Bool {
    if pattern == .text { return true }
    if derivatives.table.traits(of: pattern).contains(.isData) {
      return matchesData(pattern, bytes, &derivatives, workspace)
    }
    if derivatives.table.isNullable(pattern), WhiteSpace.isAll(bytes) { return true }
    let after = step(from: pattern, over: bytes, &derivatives, workspace)
    return derivatives.table.isNullable(after)
  }

  private mutating func matchesData(
    _ pattern: PatternID, _ bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: DatatypeWorkspace
  ) -> Bool {
    switch derivatives.table[pattern] {
    case .choice:
      let index = test(for: pattern, derivatives.table)
      return passes(index, bytes, &derivatives, workspace)
    case .data(let number): return schema.datatypes[Int(number)].allows(bytes, workspace)
    case .dataExcept(let number, let except):
      return schema.datatypes[Int(number)].allows(bytes, workspace)
        && !matches(except, bytes, &derivatives, workspace)
    case .value(let number): return equals(schema.values[Int(number)], bytes, workspace)
    case .list(let content):
      var state = content
      var offset = 0
      while let token = WhiteSpace.nextToken(in: bytes, from: offset) {
        state = step(from: state, over: bytes.extracting(token), &derivatives, workspace)
        if state == .notAllowed { return false }
        offset = token.upperBound
      }
      return derivatives.table.isNullable(state)
    default: return false
    }
  }

  private func equals(_ value: SchemaValue, _ bytes: Span<UInt8>, _ workspace: DatatypeWorkspace) -> Bool
  {
    switch value.type.whiteSpace {
    case .preserve:
      guard case .text(let own) = value.value, own.count == bytes.count else { return false }
      for index in own.indices where own[index] != bytes[index] { return false }
      return true
    case .replace:
      let normal = [UInt8](copying: bytes).map { WhiteSpace.contains($0) ? 0x20 : $0 }
      return value.value == .text(normal)
    case .collapse:
      let normal = WhiteSpace.collapsed(bytes)
      if case .text(let own) = value.value {
        return own == normal && value.type.isLexical(normal.span, workspace)
      }
      guard let other = value.type.value(normal.span, workspace) else { return false }
      return TypedValue.areEqual(value.value, other)
    }
  }

  /// What may follow the text `bytes`: `textDeriv`, remembered by which values it matches.
  mutating func step(
    from pattern: PatternID, over bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: DatatypeWorkspace
  ) -> PatternID {
    if listStates[pattern] == nil {
      let leaves = derivatives.dataLeaves(of: pattern)
      listStates[pattern] = ListState(leaves: leaves, next: IntegerMap(capacity: 4))
    }
    let leaves = listStates[pattern]?.leaves ?? []
    var mask: UInt64 = 0
    var matching: Set<PatternID> = []
    for (index, leaf) in leaves.enumerated() where matchesData(leaf, bytes, &derivatives, workspace) {
      if index < 63 { mask |= 1 << UInt64(index) }
      matching.insert(leaf)
    }
    let canRemember = leaves.count <= 63
    if canRemember, let known = listStates[pattern]?.next[mask] { return PatternID(index: known) }
    derivatives.matching = matching
    let result = derivatives.textDerivative(of: pattern)
    if canRemember { listStates[pattern]?.next.set(mask, result.index) }
    return result
  }
}
