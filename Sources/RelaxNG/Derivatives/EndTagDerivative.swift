// `endTagDeriv` of the paper.
extension Derivatives {
  /// What may follow the end tag; `notAllowed` where the content is not complete.
  mutating func endTagDerivative(of pattern: PatternID) -> PatternID {
    var result = PatternID.notAllowed
    for alternative in table.alternatives(of: pattern) {
      if case .after(let content, let rest) = table[alternative], table.isNullable(content) {
        result = table.choice(result, rest)
      }
    }
    return result
  }

  /// The same, as though the content were complete.
  mutating func endTagRecovery(of pattern: PatternID) -> PatternID {
    var result = PatternID.notAllowed
    for alternative in table.alternatives(of: pattern) {
      if case .after(_, let rest) = table[alternative] { result = table.choice(result, rest) }
    }
    return result
  }
}
