// `startTagCloseDeriv` of the paper.
extension Derivatives {
  /// What may follow the end of the start tag: attributes that are still asked for are missing.
  mutating func startTagCloseDerivative(of pattern: PatternID) -> PatternID {
    guard table.traits(of: pattern).contains(.hasAttribute) else { return pattern }
    if case .attribute = table[pattern] { return .notAllowed }
    let key = IntegerMap.key(pattern.index, 0)
    if let known = closeMemo[key] { return PatternID(index: known) }
    let result = closed(pattern) { $0.startTagCloseDerivative(of: $1) }
    closeMemo.set(key, result.index)
    return result
  }

  /// The same, as though no attribute were missing.
  mutating func startTagCloseRecovery(of pattern: PatternID) -> PatternID {
    guard table.traits(of: pattern).contains(.hasAttribute) else { return pattern }
    if case .attribute = table[pattern] { return .empty }
    let key = IntegerMap.key(pattern.index, 0)
    if let known = closeRecoveryMemo[key] { return PatternID(index: known) }
    let result = closed(pattern) { $0.startTagCloseRecovery(of: $1) }
    closeRecoveryMemo.set(key, result.index)
    return result
  }

  private mutating func closed(
    _ pattern: PatternID, _ close: (inout Derivatives, PatternID) -> PatternID
  ) -> PatternID {
    switch table[pattern] {
    case .after(let content, let rest):
      let closed = close(&self, content)
      return table.after(closed, rest)
    case .choice(let first, var rest):
      var sum = close(&self, first)
      while case .choice(let next, let more) = table[rest] {
        let arm = close(&self, next)
        sum = table.choice(sum, arm)
        rest = more
      }
      let last = close(&self, rest)
      return table.choice(sum, last)
    case .group(let first, let second):
      let left = close(&self, first)
      let right = close(&self, second)
      return table.group(left, right)
    case .interleave(let first, let second):
      let left = close(&self, first)
      let right = close(&self, second)
      return table.interleave(left, right)
    case .oneOrMore(let content):
      let closed = close(&self, content)
      return table.oneOrMore(closed)
    default: return pattern
    }
  }
}
