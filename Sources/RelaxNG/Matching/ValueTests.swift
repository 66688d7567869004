/// Tells whether texts match patterns of text: attribute values, list tokens, simple content.
struct ValueTests: Sendable {
  /// A pattern of values, made quick to try: numbers only, for tests are read at every attribute.
  private enum Test {
    /// A datatype without parameters, or with one `pattern`, collapsed.
    case simple(BuiltInType, regex: Int32)
    /// The same where white space is kept as it is.
    case verbatim(BuiltInType, regex: Int32)
    case datatype(Int32)
    case dataExcept(Int32, except: Int32)
    case value(Int32)
    /// A number in `choices`.
    case choice(Int32)
    /// A number in `listStates`.
    case list(Int32)
    case pattern(PatternID)
  }

  private struct Choice {
    /// Values of type `token`.
    var texts: ByteStringSet
    /// Tests of what else may match.
    var others: [Int32]
  }

  /// A pattern inside a list, or of simple content, with what its next token may match.
  private struct ListState {
    var pattern: PatternID
    var leaves: [PatternID]
    var tests: [Int32]
    /// The list states that follow, by which leaves match: -1 for none.
    var next = IntegerMap(capacity: 4)
    /// The state that follows a match of the only leaf; -2 where it is not known.
    var onlyNext: Int32 = -2
    var isNullable: Bool
  }

  private let datatypes: [Datatype]
  private let values: [SchemaValue]
  private var tests: [Test] = []
  private var testIndexes = IntegerMap()
  private var choices: [Choice] = []
  private var listStates: [ListState] = []
  private var listIndexes = IntegerMap()
  private var cache = VerdictCache()
  /// By test: whether its verdict depends on the value alone, and costs more than to look it up.
  private var isCached: [Bool] = []
  /// By test: how often its verdicts were looked up lately, and found.
  private var uses: [CacheUse] = []
  private let dependsOnContext: Bool

  private struct CacheUse {
    var tries: Int32 = 0
    var hits: Int32 = 0
  }

  init(schema: RelaxNGSchema) {
    datatypes = schema.datatypes
    values = schema.values
    dependsOnContext =
      schema.needsNamespaces
      || schema.datatypes.contains { $0.type == .entity || $0.type == .entities }
  }

  /// The number of a test; -1 where any text will do.
  mutating func test(for pattern: PatternID, _ derivatives: Derivatives) -> Int32 {
    if pattern == .text { return -1 }
    if let known = testIndexes[UInt64(pattern.index)] { return known }
    let test = makeTest(pattern, derivatives)
    var index: Int32 = -1
    if let test {
      index = Int32(tests.count)
      tests.append(test)
      isCached.append(!dependsOnContext && Self.isCostly(test))
      uses.append(CacheUse())
    }
    testIndexes.set(UInt64(pattern.index), index)
    return index
  }

  private mutating func makeTest(_ pattern: PatternID, _ derivatives: Derivatives) -> Test? {
    let table = derivatives.table
    switch table[pattern] {
    case .data(let number):
      let datatype = datatypes[Int(number)]
      if datatype.allowsAll { return nil }
      if datatype.type.whiteSpace == .collapse, datatype.isPlain {
        return .simple(datatype.type, regex: Int32(datatype.patterns.first ?? -1))
      }
      if datatype.type.whiteSpace == .preserve, datatype.isPlain {
        return .verbatim(datatype.type, regex: Int32(datatype.patterns.first ?? -1))
      }
      return .datatype(number)
    case .dataExcept(let number, let except):
      return .dataExcept(number, except: test(for: except, derivatives))
    case .value(let number): return .value(number)
    case .list(let content): return .list(listState(content, derivatives))
    case .choice where table.traits(of: pattern).contains(.isData):
      var texts: [[UInt8]] = []
      var others: [Int32] = []
      for alternative in table.alternatives(of: pattern) {
        if case .value(let number) = table[alternative], values[Int(number)].type == .token,
          case .text(let bytes) = values[Int(number)].value
        {
          texts.append(bytes)
        } else {
          let other = self.test(for: alternative, derivatives)
          if other < 0 { return nil }
          others.append(other)
        }
      }
      choices.append(Choice(texts: ByteStringSet(texts), others: others))
      return .choice(Int32(choices.count - 1))
    default: return .pattern(pattern)
    }
  }

  /// Whether a test costs more than a look-up; identifiers never come again.
  private static func isCostly(_ test: Test) -> Bool {
    switch test {
    case .simple(let type, let regex): regex >= 0 || type == .anyURI
    case .list, .datatype, .verbatim: true
    default: false
    }
  }

  /// Whether an attribute's value passes a test; remembered where that is quicker.
  mutating func passesAgain(
    _ test: Int32, _ bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: inout DatatypeWorkspace
  ) -> Bool {
    guard isCached[Int(test)], bytes.count <= VerdictCache.lengthLimit else {
      return passes(test, bytes, &derivatives, &workspace)
    }
    let hash = VerdictCache.hash(bytes, test)
    uses[Int(test)].tries &+= 1
    if let known = cache.verdict(on: bytes, test, hash) {
      uses[Int(test)].hits &+= 1
      return known
    }
    // Values that do not come again are not worth looking up.
    if uses[Int(test)].tries >= 4096 {
      isCached[Int(test)] = uses[Int(test)].hits > 2048
      uses[Int(test)] = CacheUse()
    }
    let verdict = passes(test, bytes, &derivatives, &workspace)
    cache.keep(verdict, on: bytes, test, hash)
    return verdict
  }

  /// Whether `bytes` pass a test, that is, match its pattern: `valueMatch` of the paper.
  ///
  /// - Parameter isToken: whether there is no white space in `bytes`.
  mutating func passes(
    _ test: Int32, _ bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: inout DatatypeWorkspace, isToken: Bool = false
  ) -> Bool {
    if test < 0 { return true }
    switch tests[Int(test)] {
    case .simple(let type, let regex):
      // What is a name as it stands has no white space to collapse.
      if regex < 0, type == .id || type == .ncName || type == .idref, XMLNames.isNCName(bytes) {
        return true
      }
      if isToken || ByteScan.isSpaceless(bytes) {
        return Self.isSimple(type, regex, bytes, &workspace)
      }
      let inner = bytes.extracting(WhiteSpace.trimmed(bytes))
      if !WhiteSpace.isCollapsed(inner) {
        return Self.isSimple(type, regex, WhiteSpace.collapsed(inner).span, &workspace)
      }
      return Self.isSimple(type, regex, inner, &workspace)
    case .verbatim(let type, let regex): return Self.isSimple(type, regex, bytes, &workspace)
    case .datatype(let number): return datatypes[Int(number)].allows(bytes, &workspace)
    case .dataExcept(let number, let except):
      return datatypes[Int(number)].allows(bytes, &workspace)
        && !passes(except, bytes, &derivatives, &workspace)
    case .value(let number): return equals(Int(number), bytes, &workspace)
    case .choice(let number):
      let inner = bytes.extracting(WhiteSpace.trimmed(bytes))
      if isToken || ByteScan.isSpaceless(inner) || WhiteSpace.isCollapsed(inner) {
        if choices[Int(number)].texts.contains(inner) { return true }
      } else if choices[Int(number)].texts.contains(WhiteSpace.collapsed(inner).span) {
        return true
      }
      for index in choices[Int(number)].others.indices {
        let other = choices[Int(number)].others[index]
        if passes(other, bytes, &derivatives, &workspace) { return true }
      }
      return false
    case .list(let start):
      var state = start
      var offset = 0
      while let token = WhiteSpace.nextToken(in: bytes, from: offset) {
        state = step(
          fromList: state, over: bytes.extracting(token), &derivatives, &workspace, isToken: true)
        if state < 0 { return false }
        offset = token.upperBound
      }
      return listStates[Int(state)].isNullable
    case .pattern(let pattern):
      if derivatives.table.isNullable(pattern), WhiteSpace.isAll(bytes) { return true }
      let after = step(from: pattern, over: bytes, &derivatives, &workspace)
      return derivatives.table.isNullable(after)
    }
  }

  @inline(__always)
  private static func isSimple(
    _ type: BuiltInType, _ regex: Int32, _ bytes: Span<UInt8>, _ workspace: inout DatatypeWorkspace
  ) -> Bool {
    type.isLexical(bytes, &workspace) && (regex < 0 || workspace.matches(Int(regex), bytes))
  }

  private func equals(_ number: Int, _ bytes: Span<UInt8>, _ workspace: inout DatatypeWorkspace)
    -> Bool
  {
    let value = values[number]
    switch value.type.whiteSpace {
    case .preserve:
      guard case .text(let own) = value.value else { return false }
      return Self.isSame(own, bytes)
    case .replace:
      let normal = [UInt8](copying: bytes).map { WhiteSpace.contains($0) ? 0x20 : $0 }
      return value.value == .text(normal)
    case .collapse:
      let inner = bytes.extracting(WhiteSpace.trimmed(bytes))
      if case .text(let own) = value.value, WhiteSpace.isCollapsed(inner) {
        return Self.isSame(own, inner) && value.type.isLexical(inner, &workspace)
      }
      let normal = WhiteSpace.collapsed(inner)
      if case .text(let own) = value.value {
        return own == normal && value.type.isLexical(normal.span, &workspace)
      }
      guard let other = value.type.value(normal.span, &workspace) else { return false }
      return TypedValue.areEqual(value.value, other)
    }
  }

  private static func isSame(_ own: [UInt8], _ bytes: Span<UInt8>) -> Bool {
    if own.count != bytes.count { return false }
    for index in own.indices where own[index] != bytes[index] { return false }
    return true
  }

  // MARK: Steps

  private mutating func listState(_ pattern: PatternID, _ derivatives: Derivatives) -> Int32 {
    if let known = listIndexes[UInt64(pattern.index)] { return known }
    let leaves = derivatives.dataLeaves(of: pattern)
    let index = Int32(listStates.count)
    listStates.append(
      ListState(
        pattern: pattern, leaves: leaves, tests: [],
        isNullable: derivatives.table.isNullable(pattern)))
    listIndexes.set(UInt64(pattern.index), index)
    let tests = leaves.map { test(for: $0, derivatives) }
    listStates[Int(index)].tests = tests
    return index
  }

  /// What may follow the text `bytes`: `textDeriv`, remembered by which values it matches.
  mutating func step(
    from pattern: PatternID, over bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: inout DatatypeWorkspace
  ) -> PatternID {
    let next = step(
      fromList: listState(pattern, derivatives), over: bytes, &derivatives, &workspace)
    return next < 0 ? .notAllowed : listStates[Int(next)].pattern
  }

  private mutating func step(
    fromList state: Int32, over bytes: Span<UInt8>, _ derivatives: inout Derivatives,
    _ workspace: inout DatatypeWorkspace, isToken: Bool = false
  ) -> Int32 {
    let count = listStates[Int(state)].tests.count
    var mask: UInt64 = 0
    for index in 0..<min(count, 63) {
      let test = listStates[Int(state)].tests[index]
      if passes(test, bytes, &derivatives, &workspace, isToken: isToken) {
        mask |= 1 << UInt64(index)
      }
    }
    if count == 1, mask == 1, listStates[Int(state)].onlyNext != -2 {
      return listStates[Int(state)].onlyNext
    }
    if count <= 63, let known = listStates[Int(state)].next[mask] { return known }
    var matching: Set<PatternID> = []
    for index in 0..<count {
      let leaf = listStates[Int(state)].leaves[index]
      if index < 63
        ? mask & (1 << UInt64(index)) != 0
        : passes(listStates[Int(state)].tests[index], bytes, &derivatives, &workspace)
      {
        matching.insert(leaf)
      }
    }
    derivatives.matching = matching
    let result = derivatives.textDerivative(of: listStates[Int(state)].pattern)
    let next = result == .notAllowed ? -1 : listState(result, derivatives)
    if count <= 63 { listStates[Int(state)].next.set(mask, next) }
    if count == 1, mask == 1 { listStates[Int(state)].onlyNext = next }
    return next
  }
}
