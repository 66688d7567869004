// `startTagOpenDeriv` of the paper.
extension Derivatives {
  /// What may follow `<name`: a choice of `after(content, rest)`.
  mutating func startTagOpenDerivative(of pattern: PatternID, _ name: Symbol) -> PatternID {
    guard table.traits(of: pattern).contains(.hasElement) else { return .notAllowed }
    if case .element(let names, let number) = table[pattern] {
      return self.names.contains(names, name)
        ? table.after(table.content(of: number), .empty) : .notAllowed
    }
    let key = IntegerMap.key(pattern.index, name)
    if let known = openMemo[key] { return PatternID(index: known) }
    let result: PatternID
    switch table[pattern] {
    case .choice(let first, var rest):
      var sum = startTagOpenDerivative(of: first, name)
      while case .choice(let next, let more) = table[rest] {
        sum = table.choice(sum, startTagOpenDerivative(of: next, name))
        rest = more
      }
      result = table.choice(sum, startTagOpenDerivative(of: rest, name))
    case .interleave(let first, let second):
      let left = applyAfter(.interleave(second), startTagOpenDerivative(of: first, name))
      let right = applyAfter(.interleave(first), startTagOpenDerivative(of: second, name))
      result = table.choice(left, right)
    case .oneOrMore(let content):
      let again = table.choice(pattern, .empty)
      result = applyAfter(.groupBefore(again), startTagOpenDerivative(of: content, name))
    case .group(let first, let second):
      let left = applyAfter(.groupBefore(second), startTagOpenDerivative(of: first, name))
      result =
        table.isNullable(first)
        ? table.choice(left, startTagOpenDerivative(of: second, name)) : left
    case .after(let content, let rest):
      result = applyAfter(.after(rest), startTagOpenDerivative(of: content, name))
    default: result = .notAllowed
    }
    openMemo.set(key, result.index)
    return result
  }

  /// The same, as though all that may stand before the element were there: what an element that
  /// comes too early leads to.
  mutating func startTagOpenRecovery(of pattern: PatternID, _ name: Symbol) -> PatternID {
    guard table.traits(of: pattern).contains(.hasElement) else { return .notAllowed }
    if case .element = table[pattern] { return startTagOpenDerivative(of: pattern, name) }
    let key = IntegerMap.key(pattern.index, name)
    if let known = openRecoveryMemo[key] { return PatternID(index: known) }
    let result: PatternID
    switch table[pattern] {
    case .choice(let first, var rest):
      var sum = startTagOpenRecovery(of: first, name)
      while case .choice(let next, let more) = table[rest] {
        sum = table.choice(sum, startTagOpenRecovery(of: next, name))
        rest = more
      }
      result = table.choice(sum, startTagOpenRecovery(of: rest, name))
    case .interleave(let first, let second):
      let left = applyAfter(.interleave(second), startTagOpenRecovery(of: first, name))
      let right = applyAfter(.interleave(first), startTagOpenRecovery(of: second, name))
      result = table.choice(left, right)
    case .oneOrMore(let content):
      let again = table.choice(pattern, .empty)
      result = applyAfter(.groupBefore(again), startTagOpenRecovery(of: content, name))
    case .group(let first, let second):
      let left = applyAfter(.groupBefore(second), startTagOpenRecovery(of: first, name))
      result = left == .notAllowed ? startTagOpenRecovery(of: second, name) : left
    case .after(let content, let rest):
      result = applyAfter(.after(rest), startTagOpenRecovery(of: content, name))
    default: result = .notAllowed
    }
    openRecoveryMemo.set(key, result.index)
    return result
  }
}
