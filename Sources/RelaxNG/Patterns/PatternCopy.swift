/// Carries patterns from one table into another that begins with the same ones.
struct PatternCopy {
  private let source: PatternTable
  /// The number of patterns that both tables have.
  private let shared: Int32
  private var known: [PatternID: PatternID] = [:]

  init(from source: PatternTable, shared: Int32) {
    self.source = source
    self.shared = shared
  }

  mutating func copy(_ id: PatternID, into target: inout PatternTable) -> PatternID {
    if id.index < shared { return id }
    if let copied = known[id] { return copied }
    let result: PatternID
    switch source[id] {
    case .choice:
      // A long choice is walked in a loop, as everywhere.
      var sum = PatternID.notAllowed
      for alternative in source.alternatives(of: id) {
        let part = copy(alternative, into: &target)
        sum = target.choice(sum, part)
      }
      result = sum
    case .interleave(let first, let second):
      let (one, two) = (copy(first, into: &target), copy(second, into: &target))
      result = target.interleave(one, two)
    case .group(let first, let second):
      let (one, two) = (copy(first, into: &target), copy(second, into: &target))
      result = target.group(one, two)
    case .after(let first, let second):
      let (one, two) = (copy(first, into: &target), copy(second, into: &target))
      result = target.after(one, two)
    case .oneOrMore(let content):
      let inner = copy(content, into: &target)
      result = target.oneOrMore(inner)
    case .slot(let number): result = target.intern(.slot(number))
    // Derivatives make no others.
    default: result = id
    }
    known[id] = result
    return result
  }
}
