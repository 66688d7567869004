/// All patterns, equal ones once; the constructors simplify, so derivatives need not.
struct PatternTable: Sendable {
  private struct Node: Sendable {
    var kind: UInt8
    var traits: PatternTraits
    var depth: UInt16
    var first: Int32
    var second: Int32
  }

  private var nodes: [Node] = []
  private var slots: [Int32]
  /// The contents of the elements, by the number in ``Pattern/element(_:_:)``.
  private(set) var contents: [PatternID] = []
  /// Whether a limit was met; what was built since then means nothing.
  private(set) var isExhausted = false
  /// The number of patterns at which building stops.
  var limit = 1 << 22

  /// The nesting at which building stops, so that recursion over patterns is bounded.
  static let depthLimit = 1000

  init() {
    slots = Array(repeating: -1, count: 1 << 12)
    for pattern in [Pattern.empty, .notAllowed, .text] { _ = intern(pattern) }
  }

  /// The number of patterns.
  var count: Int { nodes.count }

  /// The pattern with a number.
  subscript(id: PatternID) -> Pattern {
    let node = nodes[Int(id.index)]
    let first = PatternID(index: node.first)
    let second = PatternID(index: node.second)
    switch node.kind {
    case 0: return .empty
    case 1: return .notAllowed
    case 2: return .text
    case 3: return .choice(first, second)
    case 4: return .interleave(first, second)
    case 5: return .group(first, second)
    case 6: return .oneOrMore(first)
    case 7: return .list(first)
    case 8: return .data(node.first)
    case 9: return .dataExcept(node.first, second)
    case 10: return .value(node.first)
    case 11: return .attribute(node.first, second)
    case 12: return .element(node.first, node.second)
    case 13: return .after(first, second)
    default: return .slot(node.first)
    }
  }

  func traits(of id: PatternID) -> PatternTraits { nodes[Int(id.index)].traits }

  /// `nullable` of the paper.
  func isNullable(_ id: PatternID) -> Bool { traits(of: id).contains(.nullable) }

  /// Reserves the number of an element whose content is not built yet.
  mutating func reserveElement() -> Int32 {
    contents.append(.notAllowed)
    return Int32(contents.count - 1)
  }

  mutating func setContent(of element: Int32, _ content: PatternID) {
    contents[Int(element)] = content
  }

  func content(of element: Int32) -> PatternID { contents[Int(element)] }

  /// The number of `pattern`, as it is; see the constructors for what should be simplified first.
  mutating func intern(_ pattern: Pattern) -> PatternID {
    let node = self.node(pattern)
    let mask = slots.count - 1
    var index = Self.hash(node) & mask
    while slots[index] >= 0 {
      let other = nodes[Int(slots[index])]
      if other.kind == node.kind, other.first == node.first, other.second == node.second {
        return PatternID(index: slots[index])
      }
      index = (index + 1) & mask
    }
    if nodes.count >= limit || Int(node.depth) > Self.depthLimit {
      isExhausted = true
      return .notAllowed
    }
    let id = Int32(nodes.count)
    slots[index] = id
    nodes.append(node)
    if nodes.count * 2 > slots.count { grow() }
    return PatternID(index: id)
  }

  private static func hash(_ node: Node) -> Int {
    var mixed =
      UInt64(UInt32(bitPattern: node.first)) << 32 | UInt64(UInt32(bitPattern: node.second))
    mixed = (mixed ^ (UInt64(node.kind) << 57)) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    mixed = mixed &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed >> 16)
  }

  private mutating func grow() {
    let size = slots.count * 4
    slots = Array(repeating: -1, count: size)
    for (id, node) in nodes.enumerated() {
      var index = Self.hash(node) & (size - 1)
      while slots[index] >= 0 { index = (index + 1) & (size - 1) }
      slots[index] = Int32(id)
    }
  }

  private func node(_ pattern: Pattern) -> Node {
    func make(
      _ kind: UInt8, _ first: Int32, _ second: Int32, _ traits: PatternTraits, _ depth: Int = 0
    ) -> Node {
      Node(
        kind: kind, traits: traits, depth: UInt16(clamping: depth), first: first, second: second)
    }
    func depth(_ id: PatternID) -> Int { Int(nodes[Int(id.index)].depth) + 1 }
    let parts: PatternTraits = [.hasAttribute, .hasText, .hasData, .hasElement]
    switch pattern {
    case .empty: return make(0, 0, 0, .nullable)
    case .notAllowed: return make(1, 0, 0, [])
    case .text: return make(2, 0, 0, [.nullable, .hasText])
    case .choice(let first, let second):
      let (one, two) = (traits(of: first), traits(of: second))
      let own = one.union(two).subtracting(.isData).union(one.intersection(two))
      // The right arm of a long choice is walked in a loop, so it adds no depth.
      return make(3, first.index, second.index, own, max(depth(first), depth(second) - 1))
    case .interleave(let first, let second):
      let (one, two) = (traits(of: first), traits(of: second))
      let own = one.union(two).intersection(parts)
        .union(one.intersection(two).intersection(.nullable))
      return make(4, first.index, second.index, own, max(depth(first), depth(second)))
    case .group(let first, let second):
      let (one, two) = (traits(of: first), traits(of: second))
      let own = one.union(two).intersection(parts)
        .union(one.intersection(two).intersection(.nullable))
      return make(5, first.index, second.index, own, max(depth(first), depth(second)))
    case .oneOrMore(let content):
      return make(6, content.index, 0, traits(of: content).subtracting(.isData), depth(content))
    case .list(let content): return make(7, content.index, 0, [.hasData, .isData], depth(content))
    case .data(let datatype): return make(8, datatype, 0, [.hasData, .isData])
    case .dataExcept(let datatype, let except):
      return make(9, datatype, except.index, [.hasData, .isData], depth(except))
    case .value(let value): return make(10, value, 0, [.hasData, .isData])
    case .attribute(let names, let content):
      return make(11, names, content.index, .hasAttribute, depth(content))
    case .element(let names, let number): return make(12, names, number, .hasElement)
    case .after(let content, let rest):
      return make(
        13, content.index, rest.index, traits(of: content).intersection(parts),
        max(depth(content), depth(rest)))
    case .slot(let number): return make(14, number, 0, [])
    }
  }
}
