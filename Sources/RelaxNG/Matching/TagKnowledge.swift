import XMLCore

/// What a matcher knows of names and start tags by their numbers: of use for as long as these come
/// from one table, and the states from one automaton.
struct TagKnowledge {
  let names: XMLNameTable
  private var symbols: [Symbol] = []
  var memo = StartTagMemo()

  /// Creates knowledge of nothing yet.
  init(of names: XMLNameTable) {
    self.names = names
  }

  /// The symbol of a name, if it has been entered.
  func symbol(of name: XMLNameTable.ID) -> Symbol? {
    let index = Int(name.index)
    return index < symbols.count && symbols[index] >= 0 ? symbols[index] : nil
  }

  /// Enters the symbol of a name.
  mutating func enter(_ symbol: Symbol, of name: XMLNameTable.ID) {
    let index = Int(name.index)
    while symbols.count <= index { symbols.append(-1) }
    symbols[index] = symbol
  }
}
