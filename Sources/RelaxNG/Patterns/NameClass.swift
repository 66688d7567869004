import XMLCore

/// The number of a name in the alphabet of a schema.
typealias Symbol = Int32

/// The number of a name class.
typealias NameClassID = Int32

/// The names a schema tells apart, as a finite alphabet.
///
/// Every name that a name class spells out is a symbol of its own; all other names of a namespace
/// that the schema mentions are one symbol, and all names of all other namespaces are symbol 0. No
/// name class can tell two names of one symbol apart, so automata over symbols are finite.
struct Alphabet: Sendable {
  struct Entry: Sendable {
    /// The number of the namespace; -1 for one that the schema does not mention.
    var namespace: Int32
    /// The local name; empty for "any other name of the namespace".
    var local: String
  }

  private(set) var entries = [Entry(namespace: -1, local: "")]
  private(set) var namespaces: [String] = []
  private var namespaceIndexes: [ExactText: Int32] = [:]
  private var others: [Symbol] = []
  private var symbols: [ExactName: Symbol] = [:]

  /// The number of symbols.
  var count: Int { entries.count }

  /// The number of a namespace, which is entered if it is new.
  mutating func namespaceIndex(_ uri: String) -> Int32 {
    if let index = namespaceIndexes[ExactText(uri)] { return index }
    let index = Int32(namespaces.count)
    namespaces.append(uri)
    namespaceIndexes[ExactText(uri)] = index
    others.append(Symbol(entries.count))
    entries.append(Entry(namespace: index, local: ""))
    return index
  }

  /// The symbol of a name that is spelt out in a schema.
  mutating func enter(_ name: XMLName) -> Symbol {
    let namespace = namespaceIndex(name.namespace)
    let key = ExactName(namespace: namespace, local: name.local)
    if let symbol = symbols[key] { return symbol }
    let symbol = Symbol(entries.count)
    entries.append(Entry(namespace: namespace, local: name.local))
    symbols[key] = symbol
    return symbol
  }

  /// The symbol of a name met in a document.
  func symbol(of name: XMLName) -> Symbol {
    guard let namespace = namespaceIndexes[ExactText(name.namespace)] else { return 0 }
    return symbols[ExactName(namespace: namespace, local: name.local)] ?? others[Int(namespace)]
  }

  /// The name a symbol stands for; `nil` for "any other name".
  func name(of symbol: Symbol) -> XMLName? {
    let entry = entries[Int(symbol)]
    guard entry.namespace >= 0, !entry.local.isEmpty else { return nil }
    return XMLName(entry.local, in: namespaces[Int(entry.namespace)])
  }
}

/// Text that is equal only to the same scalars; `String` takes canonical equivalents for equal.
struct ExactText: Hashable, Sendable {
  var text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (first: Self, second: Self) -> Bool {
    first.text.utf8.elementsEqual(second.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

/// A local name in a numbered namespace, compared by scalars.
struct ExactName: Hashable, Sendable {
  var namespace: Int32
  var local: String

  static func == (first: Self, second: Self) -> Bool {
    first.namespace == second.namespace && first.local.utf8.elementsEqual(second.local.utf8)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(namespace)
    for byte in local.utf8 { hasher.combine(byte) }
  }
}

/// A set of names, as in the specification (§3, `nameClass`).
enum NameClass: Hashable, Sendable {
  /// Every name but those of the exception.
  case anyName(except: NameClassID?)
  /// Every name of a namespace but those of the exception.
  case nsName(namespace: Int32, except: NameClassID?)
  /// One name.
  case name(Symbol)
  /// The names of either.
  case choice(NameClassID, NameClassID)
}

/// All name classes of a schema, equal ones once, and the alphabet that they define.
struct NameClassTable: Sendable {
  var alphabet = Alphabet()
  private(set) var classes: [NameClass] = []
  private var indexes: [NameClass: NameClassID] = [:]

  mutating func intern(_ nameClass: NameClass) -> NameClassID {
    if let id = indexes[nameClass] { return id }
    let id = NameClassID(classes.count)
    classes.append(nameClass)
    indexes[nameClass] = id
    return id
  }

  subscript(id: NameClassID) -> NameClass { classes[Int(id)] }

  /// Whether the names of `symbol` belong to a class: `contains` of the derivative paper.
  func contains(_ id: NameClassID, _ symbol: Symbol) -> Bool {
    switch classes[Int(id)] {
    case .name(let own): own == symbol
    case .anyName(let except): except.map { !contains($0, symbol) } ?? true
    case .nsName(let namespace, let except):
      alphabet.entries[Int(symbol)].namespace == namespace
        && (except.map { !contains($0, symbol) } ?? true)
    case .choice(let first, let second): contains(first, symbol) || contains(second, symbol)
    }
  }

  /// The symbols spelt out in a class, without those of its exceptions.
  func names(in id: NameClassID) -> [Symbol] {
    switch classes[Int(id)] {
    case .name(let symbol): [symbol]
    case .anyName, .nsName: []
    case .choice(let first, let second): names(in: first) + names(in: second)
    }
  }

  /// Whether a class is a name or a choice of names.
  func isFinite(_ id: NameClassID) -> Bool {
    switch classes[Int(id)] {
    case .name: true
    case .anyName, .nsName: false
    case .choice(let first, let second): isFinite(first) && isFinite(second)
    }
  }

  /// Whether the class is a single name, and not a choice even of one.
  func isOneName(_ id: NameClassID) -> Bool {
    if case .name = classes[Int(id)] { true } else { false }
  }

  /// Whether two classes share a name (§7.3): it is enough to try every symbol of the alphabet.
  func overlaps(_ first: NameClassID, _ second: NameClassID) -> Bool {
    if case .name(let symbol) = classes[Int(first)] { return contains(second, symbol) }
    if case .name(let symbol) = classes[Int(second)] { return contains(first, symbol) }
    return (0..<Symbol(alphabet.count)).contains { contains(first, $0) && contains(second, $0) }
  }
}
