import Diagnostics
import XMLCore

/// The restrictions of §7 on a schema that has been simplified.
///
/// What is found out about a pattern is kept, for classes are shared by hundreds of elements.
struct Restrictions {
  /// What a pattern stands in (§7.1); fewer than 64 values.
  private struct Context: OptionSet {
    let rawValue: UInt8
    static let attribute = Context(rawValue: 1)
    static let oneOrMore = Context(rawValue: 2)
    /// In a group or interleave in `oneOrMore`.
    static let repeatedGroup = Context(rawValue: 4)
    static let list = Context(rawValue: 8)
    static let dataExcept = Context(rawValue: 16)
    static let start = Context(rawValue: 32)
  }

  /// The content types of §7.2, in their order.
  private enum ContentType: Int {
    case empty, complex, simple
  }

  private let builder: PatternBuilder
  /// By pattern: the contexts that it was checked in, a bit for each.
  private var checked: [UInt64]
  private var interleavesChecked: [Bool]
  private var contentTypes: [ContentType?]
  private var attributeLists: [[PatternID]?]
  private var elementLists: [PatternID: [PatternID]] = [:]
  /// By symbol: the last group that had an attribute of this name.
  private var stamps: [Int32]
  private var lastStamp: Int32 = 0
  /// The elements that the start reaches, in the order they are met.
  private(set) var elements: [(names: NameClassID, number: Int32)] = []
  /// By pattern: whether its elements are in `elements`.
  private var reached: [Bool]
  /// Where a message points if the pattern itself has no place.
  private var place = SourceLocation(file: "")

  init(_ builder: PatternBuilder) {
    self.builder = builder
    table = builder.table
    checked = Array(repeating: 0, count: table.count)
    interleavesChecked = Array(repeating: false, count: table.count)
    contentTypes = Array(repeating: nil, count: table.count)
    attributeLists = Array(repeating: nil, count: table.count)
    reached = interleavesChecked
    stamps = Array(repeating: 0, count: builder.names.alphabet.count)
  }

  private let table: PatternTable

  /// Checks all that can be reached from `start`.
  mutating func check(start: PatternID, at location: SourceLocation) throws(DiagnosticError) {
    place = location
    try checkContext(start, .start)
    collectElements(start)
    var index = 0
    while index < elements.count {
      let element = elements[index]
      place = builder.location(builder.elementNodes[Int(element.number)])
      let content = table.content(of: element.number)
      try checkContext(content, [])
      if try contentType(content) == nil {
        throw failure(
          content, "data and elements, or two pieces of data, stand side by side (§7.2)")
      }
      _ = try attributes(of: content)
      try checkInterleaves(content)
      collectElements(content)
      index += 1
    }
  }

  private func failure(_ pattern: PatternID, _ message: String) -> DiagnosticError {
    let location = builder.origins[pattern.index].map { builder.location($0) } ?? place
    return DiagnosticError(.restriction, message, at: location)
  }

  private mutating func collectElements(_ pattern: PatternID) {
    var pending = [pattern]
    while let next = pending.popLast() {
      if reached[Int(next.index)] || !table.traits(of: next).contains(.hasElement) { continue }
      reached[Int(next.index)] = true
      switch table[next] {
      case .element(let names, let number): elements.append((names, number))
      case .choice(let first, let second), .group(let first, let second),
        .interleave(let first, let second):
        pending.append(second)
        pending.append(first)
      case .oneOrMore(let content): pending.append(content)
      default: break
      }
    }
  }

  /// The elements of a pattern, not those in them.
  private mutating func elementPatterns(in pattern: PatternID) -> [PatternID] {
    if let known = elementLists[pattern] { return known }
    var found: [PatternID] = []
    var visited: Set<PatternID> = []
    var pending = [pattern]
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      switch table[next] {
      case .element: found.append(next)
      case .choice(let first, let second), .group(let first, let second),
        .interleave(let first, let second):
        pending.append(second)
        pending.append(first)
      case .oneOrMore(let content), .list(let content), .attribute(_, let content),
        .dataExcept(_, let content):
        pending.append(content)
      default: break
      }
    }
    elementLists[pattern] = found
    return found
  }

  // MARK: §7.1

  private mutating func checkContext(_ pattern: PatternID, _ context: Context)
    throws(DiagnosticError)
  {
    let bit: UInt64 = 1 << UInt64(context.rawValue)
    if checked[Int(pattern.index)] & bit != 0 { return }
    checked[Int(pattern.index)] |= bit
    func forbid(_ places: Context, _ what: String) throws(DiagnosticError) {
      let hit = context.intersection(places)
      guard !hit.isEmpty else { return }
      let name =
        hit.contains(.start)
        ? "'start' without an element around it (§7.1.5)"
        : hit.contains(.dataExcept)
          ? "the exception of 'data' (§7.1.4)"
          : hit.contains(.list)
            ? "'list' (§7.1.3)"
            : hit.contains(.attribute)
              ? "'attribute' (§7.1.1)" : "a 'group' or 'interleave' in 'oneOrMore' (§7.1.2)"
      throw failure(pattern, "'\(what)' is not allowed in \(name)")
    }
    switch table[pattern] {
    case .empty: try forbid([.dataExcept, .start], "empty")
    case .notAllowed, .slot, .after: break
    case .text: try forbid([.list, .dataExcept, .start], "text")
    case .choice(let first, let second):
      try checkContext(first, context)
      try checkContext(second, context)
    case .interleave(let first, let second), .group(let first, let second):
      if case .interleave = table[pattern] {
        try forbid([.list, .dataExcept, .start], "interleave")
      } else {
        try forbid([.dataExcept, .start], "group")
      }
      let inner = context.contains(.oneOrMore) ? context.union(.repeatedGroup) : context
      try checkContext(first, inner)
      try checkContext(second, inner)
    case .oneOrMore(let content):
      try forbid([.dataExcept, .start], "oneOrMore")
      try checkContext(content, context.union(.oneOrMore))
    case .list(let content):
      try forbid([.list, .dataExcept, .start], "list")
      try checkContext(content, context.union(.list))
    case .data: try forbid(.start, "data")
    case .value: try forbid(.start, "value")
    case .dataExcept(_, let except):
      try forbid(.start, "data")
      try checkContext(except, .dataExcept)
    case .attribute(let names, let content):
      try forbid([.attribute, .repeatedGroup, .list, .dataExcept, .start], "attribute")
      if !builder.names.isFinite(names) {
        // §7.3
        if !context.contains(.oneOrMore) {
          throw failure(pattern, "an attribute of any name must stand in 'oneOrMore' (§7.3)")
        }
      }
      try checkContext(content, .attribute)
    case .element: try forbid([.attribute, .list, .dataExcept], "element")
    }
  }

  // MARK: §7.2

  private mutating func contentType(_ pattern: PatternID) throws(DiagnosticError) -> ContentType? {
    if let known = contentTypes[Int(pattern.index)] { return known }
    let result: ContentType?
    switch table[pattern] {
    case .empty, .notAllowed: result = .empty
    case .text, .element: result = .complex
    case .data, .value, .list: result = .simple
    case .dataExcept(_, let except): result = try contentType(except).map { _ in .simple }
    case .attribute(_, let content): result = try contentType(content).map { _ in .empty }
    case .oneOrMore(let content):
      let inner = try contentType(content)
      result = inner == .simple ? nil : inner
    case .group(let first, let second), .interleave(let first, let second):
      let (one, two) = (try contentType(first), try contentType(second))
      result = Self.groupable(one, two) ? Self.greater(one, two) : nil
    case .choice(let first, let second):
      result = Self.greater(try contentType(first), try contentType(second))
    case .after, .slot: result = .empty
    }
    if result == nil {
      throw failure(
        pattern, "data stands beside other content, or is repeated outside 'list' (§7.2)")
    }
    contentTypes[Int(pattern.index)] = result
    return result
  }

  private static func groupable(_ one: ContentType?, _ two: ContentType?) -> Bool {
    one == .empty || two == .empty || (one == .complex && two == .complex)
  }

  private static func greater(_ one: ContentType?, _ two: ContentType?) -> ContentType? {
    guard let one, let two else { return nil }
    return one.rawValue > two.rawValue ? one : two
  }

  // MARK: §7.3

  /// The attributes of a pattern, each of which may stand beside each in a group only if their
  /// names differ.
  mutating func attributes(of pattern: PatternID) throws(DiagnosticError) -> [PatternID] {
    guard table.traits(of: pattern).contains(.hasAttribute) else { return [] }
    if let known = attributeLists[Int(pattern.index)] { return known }
    var result: [PatternID]
    switch table[pattern] {
    case .attribute(_, let content):
      try checkInterleaves(content)
      result = [pattern]
    case .oneOrMore(let content): result = try attributes(of: content)
    case .choice(let first, let second):
      result = try attributes(of: first)
      for attribute in try attributes(of: second) where !result.contains(attribute) {
        result.append(attribute)
      }
    case .group(let first, let second), .interleave(let first, let second):
      let (one, two) = (try attributes(of: first), try attributes(of: second))
      try checkDistinct(one, two)
      result = one + two
    default: result = []
    }
    attributeLists[Int(pattern.index)] = result
    return result
  }

  private mutating func checkDistinct(_ one: [PatternID], _ two: [PatternID])
    throws(DiagnosticError)
  {
    if one.isEmpty || two.isEmpty { return }
    lastStamp += 1
    var classes: [NameClassID] = []
    var symbols: [Symbol] = []
    for id in one {
      guard case .attribute(let names, _) = table[id] else { continue }
      if case .name(let symbol) = builder.names[names] {
        stamps[Int(symbol)] = lastStamp
        symbols.append(symbol)
      } else {
        classes.append(names)
      }
    }
    for id in two {
      guard case .attribute(let names, _) = table[id] else { continue }
      var isDouble = classes.contains { builder.names.overlaps($0, names) }
      if case .name(let symbol) = builder.names[names] {
        isDouble = isDouble || stamps[Int(symbol)] == lastStamp
      } else {
        isDouble = isDouble || symbols.contains { builder.names.contains(names, $0) }
      }
      if isDouble {
        let name = builder.names.names(in: names).first.flatMap {
          builder.names.alphabet.name(of: $0)
        }
        throw failure(
          id, "attribute '\(name?.local ?? "*")' is defined twice for one element (§7.3)")
      }
    }
  }

  // MARK: §7.4

  private mutating func checkInterleaves(_ pattern: PatternID) throws(DiagnosticError) {
    var pending = [pattern]
    while let next = pending.popLast() {
      let traits = table.traits(of: next)
      guard traits.contains(.hasElement) || traits.contains(.hasText),
        !interleavesChecked[Int(next.index)]
      else { continue }
      interleavesChecked[Int(next.index)] = true
      switch table[next] {
      case .interleave(let first, let second):
        if table.traits(of: first).contains(.hasText), table.traits(of: second).contains(.hasText) {
          throw failure(next, "'text' stands in two parts of one 'interleave' (§7.4)")
        }
        try checkElementNames(next, first, second)
        pending += [first, second]
      case .choice(let first, let second), .group(let first, let second):
        pending += [first, second]
      case .oneOrMore(let content): pending.append(content)
      default: break
      }
    }
  }

  private mutating func checkElementNames(
    _ pattern: PatternID, _ first: PatternID, _ second: PatternID
  )
    throws(DiagnosticError)
  {
    var symbols: Set<Symbol> = []
    var classes: Set<NameClassID> = []
    for id in elementPatterns(in: first) {
      guard case .element(let names, _) = table[id] else { continue }
      if case .name(let symbol) = builder.names[names] {
        symbols.insert(symbol)
      } else {
        classes.insert(names)
      }
    }
    var others: Set<NameClassID> = []
    for id in elementPatterns(in: second) {
      if case .element(let names, _) = table[id] { others.insert(names) }
    }
    for names in others {
      var isDouble = classes.contains { builder.names.overlaps($0, names) }
      if case .name(let symbol) = builder.names[names] {
        isDouble = isDouble || symbols.contains(symbol)
      } else {
        isDouble = isDouble || symbols.contains { builder.names.contains(names, $0) }
      }
      if isDouble {
        let name = builder.names.names(in: names).first.flatMap {
          builder.names.alphabet.name(of: $0)
        }
        throw failure(
          pattern, "element '\(name?.local ?? "*")' stands in two parts of one 'interleave' (§7.4)")
      }
    }
  }
}
