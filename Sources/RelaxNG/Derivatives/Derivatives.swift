/// The patterns of a schema with all that derivatives have added to them, and what was derived.
///
/// The functions of the paper lie one to a file beside this one: text, start tag, attribute, end of
/// the start tag, end tag. Each remembers its results, for the same classes of elements are part of
/// many contents, and a shared pattern would else be walked once for every way that leads to it.
struct Derivatives: Sendable {
  var table: PatternTable
  let names: NameClassTable

  var openMemo = IntegerMap(capacity: 1 << 10)
  var openRecoveryMemo = IntegerMap()
  var attributeMemo = IntegerMap(capacity: 1 << 10)
  var closeMemo = IntegerMap(capacity: 1 << 8)
  var closeRecoveryMemo = IntegerMap()
  /// Of one call of ``textDerivative(of:)`` only.
  var textMemo = IntegerMap()
  /// The patterns of text that match the text at hand.
  var matching: Set<PatternID> = []

  init(table: PatternTable, names: NameClassTable) {
    self.table = table
    self.names = names
  }

  /// Replaces what follows in every `after` of a choice: `applyAfter` of the paper.
  mutating func applyAfter(_ change: Change, _ pattern: PatternID) -> PatternID {
    var result = PatternID.notAllowed
    var rest: PatternID? = pattern
    while let current = rest {
      rest = nil
      var head = current
      if case .choice(let first, let second) = table[current] {
        head = first
        rest = second
      }
      switch table[head] {
      case .after(let content, let follow):
        let changed = apply(change, follow)
        result = table.choice(result, table.after(content, changed))
      case .choice:
        result = table.choice(result, applyAfter(change, head))
      default: break
      }
    }
    return result
  }

  /// What `applyAfter` does to the pattern that follows.
  enum Change {
    /// It is followed by the pattern in turn.
    case groupBefore(PatternID)
    /// It stands behind the pattern.
    case groupBehind(PatternID)
    /// It is interleaved with the pattern.
    case interleave(PatternID)
    /// The pattern is for after the element.
    case after(PatternID)
  }

  private mutating func apply(_ change: Change, _ pattern: PatternID) -> PatternID {
    switch change {
    case .groupBefore(let other): table.group(pattern, other)
    case .groupBehind(let other): table.group(other, pattern)
    case .interleave(let other): table.interleave(pattern, other)
    case .after(let other): table.after(pattern, other)
    }
  }
}
