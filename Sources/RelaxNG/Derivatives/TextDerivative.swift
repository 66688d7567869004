// `textDeriv` of the paper. Which datatypes and values the text belongs to has been found out before
// and lies in `matching`; so the function need not know the text.
extension Derivatives {
  /// What may follow the text at hand.
  mutating func textDerivative(of pattern: PatternID) -> PatternID {
    textMemo = IntegerMap(capacity: 8)
    return textStep(pattern)
  }

  private mutating func textStep(_ pattern: PatternID) -> PatternID {
    let traits = table.traits(of: pattern)
    guard traits.contains(.hasText) || traits.contains(.hasData) else { return .notAllowed }
    if traits.contains(.isData) { return matching.contains(pattern) ? .empty : .notAllowed }
    let key = IntegerMap.key(pattern.index, 0)
    if let known = textMemo[key] { return PatternID(index: known) }
    let result: PatternID
    switch table[pattern] {
    case .choice(let first, var rest):
      var sum = textStep(first)
      while case .choice(let next, let more) = table[rest],
        !table.traits(of: rest).contains(.isData)
      {
        sum = table.choice(sum, textStep(next))
        rest = more
      }
      result = table.choice(sum, textStep(rest))
    case .interleave(let first, let second):
      let left = table.interleave(textStep(first), second)
      let right = table.interleave(first, textStep(second))
      result = table.choice(left, right)
    case .group(let first, let second):
      let left = table.group(textStep(first), second)
      result = table.isNullable(first) ? table.choice(left, textStep(second)) : left
    case .after(let content, let rest): result = table.after(textStep(content), rest)
    case .oneOrMore(let content):
      let again = table.choice(pattern, .empty)
      result = table.group(textStep(content), again)
    case .text: result = .text
    default: result = .notAllowed
    }
    textMemo.set(key, result.index)
    return result
  }

  /// The patterns of text whose verdicts ``textDerivative(of:)`` asks for.
  func dataLeaves(of pattern: PatternID) -> [PatternID] {
    var leaves: [PatternID] = []
    var seen: Set<PatternID> = []
    var pending = [pattern]
    while let next = pending.popLast() {
      let traits = table.traits(of: next)
      guard traits.contains(.hasData), seen.insert(next).inserted else { continue }
      if traits.contains(.isData) {
        leaves.append(next)
        continue
      }
      switch table[next] {
      case .choice(let first, let second), .interleave(let first, let second),
        .group(let first, let second):
        pending.append(second)
        pending.append(first)
      case .oneOrMore(let content), .after(let content, _): pending.append(content)
      default: break
      }
    }
    return leaves
  }
}
