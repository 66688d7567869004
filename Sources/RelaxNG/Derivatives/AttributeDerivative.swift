// `attDeriv` of the paper, cut in two: the name is looked at here, so that the result can be
// remembered, and the value by whoever asks.
extension Derivatives {
  /// What may follow an attribute of this name: a choice of `after(value, rest)`.
  mutating func attributeDerivative(of pattern: PatternID, _ name: Symbol) -> PatternID {
    guard table.traits(of: pattern).contains(.hasAttribute) else { return .notAllowed }
    if case .attribute(let names, let value) = table[pattern] {
      return self.names.contains(names, name) ? table.after(value, .empty) : .notAllowed
    }
    let key = IntegerMap.key(pattern.index, name)
    if let known = attributeMemo[key] { return PatternID(index: known) }
    let result: PatternID
    switch table[pattern] {
    case .after(let content, let rest):
      result = applyAfter(.after(rest), attributeDerivative(of: content, name))
    case .choice(let first, var rest):
      var sum = attributeDerivative(of: first, name)
      while case .choice(let next, let more) = table[rest] {
        sum = table.choice(sum, attributeDerivative(of: next, name))
        rest = more
      }
      result = table.choice(sum, attributeDerivative(of: rest, name))
    case .group(let first, let second):
      let left = applyAfter(.groupBefore(second), attributeDerivative(of: first, name))
      let right = applyAfter(.groupBehind(first), attributeDerivative(of: second, name))
      result = table.choice(left, right)
    case .interleave(let first, let second):
      let left = applyAfter(.interleave(second), attributeDerivative(of: first, name))
      let right = applyAfter(.interleave(first), attributeDerivative(of: second, name))
      result = table.choice(left, right)
    case .oneOrMore(let content):
      let again = table.choice(pattern, .empty)
      result = applyAfter(.groupBefore(again), attributeDerivative(of: content, name))
    default: result = .notAllowed
    }
    attributeMemo.set(key, result.index)
    return result
  }
}
