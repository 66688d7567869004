/// A regular expression of XML Schema, compiled to a nondeterministic automaton over scalars.
struct RegularExpression: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case characters(Int32, next: Int32)
    case split(Int32, Int32)
    case jump(Int32)
    case accept
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [RegexCharacters] = []
  private(set) var start: Int32 = 0
  private var setIndexes: [RegexCharacters: Int32] = [:]

  /// The number of steps beyond which an expression is refused: counters multiply.
  private static let limit = 200_000

  /// Compiles `pattern`.
  init(_ pattern: String) throws(RegexParser.Failure) {
    let tree = try RegexParser.parse(pattern)
    let end = try add(.accept)
    start = try compile(tree, next: end)
    setIndexes = [:]
  }

  private mutating func add(_ step: Step) throws(RegexParser.Failure) -> Int32 {
    if steps.count >= Self.limit {
      throw RegexParser.Failure(reason: "the expression needs more than \(Self.limit) states")
    }
    steps.append(step)
    return Int32(steps.count - 1)
  }

  /// The step at which `tree` begins, which goes on to `next`.
  private mutating func compile(_ tree: RegexParser.Tree, next: Int32) throws(RegexParser.Failure)
    -> Int32
  {
    switch tree {
    case .empty: return next
    case .characters(let set):
      let index = setIndexes[set] ?? Int32(sets.count)
      if index == sets.count {
        sets.append(set)
        setIndexes[set] = index
      }
      return try add(.characters(index, next: next))
    case .sequence(let parts):
      var following = next
      for part in parts.reversed() { following = try compile(part, next: following) }
      return following
    case .choice(let branches):
      var result = try compile(branches[branches.count - 1], next: next)
      for branch in branches.dropLast().reversed() {
        let first = try compile(branch, next: next)
        result = try add(.split(first, result))
      }
      return result
    case .repetition(let inner, let least, let most):
      var following = next
      if let most {
        for _ in least..<max(most, least) {
          let first = try compile(inner, next: following)
          // Leaving early goes straight to the end, so that counters stay linear.
          following = try add(.split(first, next))
        }
      } else {
        let loop = try add(.jump(next))
        let first = try compile(inner, next: loop)
        steps[Int(loop)] = .split(first, next)
        following = loop
      }
      for _ in 0..<least { following = try compile(inner, next: following) }
      return following
    }
  }
}
