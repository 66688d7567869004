// The constructors of the paper (§"Optimizing the derivative algorithm"): they simplify by §4.20 and
// §4.21 of the specification, and by laws that change no language.
extension PatternTable {
  /// What `first` or `second` matches; the alternatives stand in the order of their numbers, each
  /// once, in a list that leans to the right.
  mutating func choice(_ first: PatternID, _ second: PatternID) -> PatternID {
    if first == second || second == .notAllowed { return first }
    if first == .notAllowed { return second }
    if first == .empty, isNullable(second) { return second }
    if second == .empty, isNullable(first) { return first }
    var alternatives: [PatternID] = []
    appendAlternatives(of: first, to: &alternatives)
    appendAlternatives(of: second, to: &alternatives)
    alternatives.sort { $0.index < $1.index }
    if alternatives.first == .empty, alternatives.dropFirst().contains(where: isNullable) {
      alternatives.removeFirst()
    }
    var result: PatternID?
    var previous: PatternID?
    for alternative in alternatives.reversed() where alternative != previous {
      previous = alternative
      result = result.map { intern(.choice(alternative, $0)) } ?? alternative
    }
    return result ?? .notAllowed
  }

  private func appendAlternatives(of id: PatternID, to list: inout [PatternID]) {
    var rest = id
    while case .choice(let first, let second) = self[rest] {
      appendAlternatives(of: first, to: &list)
      rest = second
    }
    list.append(rest)
  }

  /// A choice as a schema writes it, without flattening: a class of two hundred elements that is
  /// part of other classes is kept once.
  mutating func schemaChoice(_ first: PatternID, _ second: PatternID) -> PatternID {
    if first == second || second == .notAllowed { return first }
    if first == .notAllowed { return second }
    if first == .empty, isNullable(second) { return second }
    if second == .empty, isNullable(first) { return first }
    return intern(.choice(first, second))
  }

  mutating func group(_ first: PatternID, _ second: PatternID) -> PatternID {
    if first == .notAllowed || second == .notAllowed { return .notAllowed }
    if first == .empty { return second }
    if second == .empty { return first }
    return intern(.group(first, second))
  }

  mutating func interleave(_ first: PatternID, _ second: PatternID) -> PatternID {
    if first == .notAllowed || second == .notAllowed { return .notAllowed }
    if first == .empty { return second }
    if second == .empty { return first }
    return first.index <= second.index
      ? intern(.interleave(first, second)) : intern(.interleave(second, first))
  }

  mutating func oneOrMore(_ content: PatternID) -> PatternID {
    if content == .notAllowed || content == .empty || content == .text { return content }
    if case .oneOrMore = self[content] { return content }
    return intern(.oneOrMore(content))
  }

  mutating func list(_ content: PatternID) -> PatternID {
    content == .notAllowed ? .notAllowed : intern(.list(content))
  }

  mutating func attribute(_ names: NameClassID, _ content: PatternID) -> PatternID {
    content == .notAllowed ? .notAllowed : intern(.attribute(names, content))
  }

  mutating func after(_ content: PatternID, _ rest: PatternID) -> PatternID {
    content == .notAllowed || rest == .notAllowed ? .notAllowed : intern(.after(content, rest))
  }

  /// The alternatives of a choice, or the pattern itself.
  func alternatives(of id: PatternID) -> [PatternID] {
    var list: [PatternID] = []
    appendAlternatives(of: id, to: &list)
    return list
  }
}
