/// What a pattern would take next: for messages only.
struct Expectations {
  let table: PatternTable
  let names: NameClassTable

  /// The elements that may begin next, the names in the order of the content model; `nil` stands
  /// for "any name".
  func elements(of pattern: PatternID) -> [Symbol] {
    collect(pattern) { pattern, pending in
      switch table[pattern] {
      case .group(let first, let second):
        if table.isNullable(first) { pending.append(second) }
        pending.append(first)
      case .choice(let first, let second), .interleave(let first, let second):
        pending.append(second)
        pending.append(first)
      case .oneOrMore(let content), .after(let content, _): pending.append(content)
      default: break
      }
    }
  }

  /// The elements one of which must come before the pattern is complete.
  func neededElements(of pattern: PatternID) -> [Symbol] {
    collect(pattern) { pattern, pending in
      switch table[pattern] {
      case .group(let first, let second):
        pending.append(table.isNullable(first) ? second : first)
      case .interleave(let first, let second):
        if !table.isNullable(second) { pending.append(second) }
        if !table.isNullable(first) { pending.append(first) }
      case .choice(let first, let second):
        pending.append(second)
        pending.append(first)
      case .oneOrMore(let content), .after(let content, _): pending.append(content)
      default: break
      }
    }
  }

  private func collect(
    _ pattern: PatternID, _ expand: (PatternID, inout [PatternID]) -> Void
  ) -> [Symbol] {
    var result: [Symbol] = []
    var known: Set<Symbol> = []
    var visited: Set<PatternID> = []
    var pending = [pattern]
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      if case .element(let names, _) = table[next] {
        for symbol in self.names.names(in: names) where known.insert(symbol).inserted {
          result.append(symbol)
        }
      } else {
        expand(next, &pending)
      }
    }
    return result
  }

  /// The attributes that a pattern knows, outside elements.
  func attributes(of pattern: PatternID) -> [Symbol] {
    var result: [Symbol] = []
    var known: Set<Symbol> = []
    var visited: Set<PatternID> = []
    var pending = [pattern]
    while let next = pending.popLast() {
      guard table.traits(of: next).contains(.hasAttribute), visited.insert(next).inserted else {
        continue
      }
      switch table[next] {
      case .attribute(let names, _):
        for symbol in self.names.names(in: names) where known.insert(symbol).inserted {
          result.append(symbol)
        }
      case .group(let first, let second), .choice(let first, let second),
        .interleave(let first, let second):
        pending.append(second)
        pending.append(first)
      case .oneOrMore(let content), .after(let content, _): pending.append(content)
      default: break
      }
    }
    return result
  }

  /// The attributes without which a start tag cannot end.
  ///
  /// Of a choice: those that all arms lack, else those of any arm.
  func missingAttributes(of pattern: PatternID) -> [Symbol] {
    guard table.traits(of: pattern).contains(.hasAttribute) else { return [] }
    switch table[pattern] {
    case .attribute(let names, _): return Array(self.names.names(in: names).prefix(1))
    case .group(let first, let second), .interleave(let first, let second):
      let one = missingAttributes(of: first)
      return one + missingAttributes(of: second).filter { !one.contains($0) }
    case .choice(let first, let second):
      let (one, two) = (missingAttributes(of: first), missingAttributes(of: second))
      if one.isEmpty || two.isEmpty { return [] }
      let common = one.filter { two.contains($0) }
      return common.isEmpty ? one + two : common
    case .oneOrMore(let content), .after(let content, _): return missingAttributes(of: content)
    default: return []
    }
  }

  /// Whether `text` or a value may come next.
  func allowsText(_ pattern: PatternID) -> Bool {
    let traits = table.traits(of: pattern)
    return traits.contains(.hasText) || traits.contains(.hasData)
  }
}
