/// The UTF-8 of the names in a table, made once for each.
struct XMLWriterNames {
  private var table: XMLNameTable?
  private var qualified: [[UInt8]] = []
  /// Namespace, a zero byte, local part: the order of these bytes is that of Canonical XML §2.2,
  /// since no name holds a zero and UTF-8 sorts like its scalars.
  private var keys: [[UInt8]] = []

  /// Turns to the names of `table`.
  mutating func use(_ table: XMLNameTable) {
    if self.table !== table {
      self.table = table
      qualified = []
      keys = []
    }
    while qualified.count < table.count {
      let entry = table[XMLNameTable.ID(index: Int32(qualified.count))]
      qualified.append(Array(entry.qualified.utf8))
      keys.append(Array(entry.name.namespace.utf8) + [0] + Array(entry.name.local.utf8))
    }
  }

  /// The name as written.
  subscript(id: XMLNameTable.ID) -> [UInt8] { qualified[Int(id.index)] }

  /// Puts the indexes of the attributes of `tag` into `order`, sorted.
  func sort(attributesOf tag: XMLStartTag, into order: inout [Int]) {
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: 0..<tag.attributeCount)
    if order.count > 16 {
      order.sort { isBefore(tag.attributeName(at: $0), tag.attributeName(at: $1)) }
      return
    }
    // Few, and mostly sorted.
    for index in 1..<order.count {
      var slot = index
      while slot > 0,
        isBefore(tag.attributeName(at: order[slot]), tag.attributeName(at: order[slot - 1]))
      {
        order.swapAt(slot, slot - 1)
        slot -= 1
      }
    }
  }

  private func isBefore(_ first: XMLNameTable.ID, _ second: XMLNameTable.ID) -> Bool {
    first != second && keys[Int(first.index)].lexicographicallyPrecedes(keys[Int(second.index)])
  }
}

/// The namespace declarations that are in force at one place of what is being written.
struct NamespaceScope {
  private var declared: [(prefix: String, uri: String)] = []
  private var marks: [Int] = []

  /// An element begins.
  mutating func enter() { marks.append(declared.count) }

  /// The innermost element ends.
  mutating func leave() {
    guard let mark = marks.popLast() else { return }
    declared.removeLast(declared.count - mark)
  }

  /// Those of the declarations of the innermost element that change anything, sorted by prefix.
  mutating func news(
    in declarations: [(prefix: String, uri: String)]
  ) -> [(prefix: String, uri: String)] {
    var news: [(prefix: String, uri: String)] = []
    for declaration in declarations where declaration.prefix != "xml" {
      guard uri(of: declaration.prefix) != declaration.uri else { continue }
      news.append(declaration)
    }
    declared += news
    // Swift compares strings by canonical equivalence; Canonical XML by scalars.
    return news.sorted { $0.prefix.utf8.lexicographicallyPrecedes($1.prefix.utf8) }
  }

  /// The namespace of a prefix; none for one that is not declared.
  func uri(of prefix: String) -> String {
    declared.last { $0.prefix == prefix }?.uri ?? ""
  }

  /// Everything in force, the innermost declaration of each prefix.
  var all: [(prefix: String, uri: String)] {
    var result: [(prefix: String, uri: String)] = []
    for declaration in declared.reversed()
    where !result.contains(where: { $0.prefix == declaration.prefix }) {
      result.append(declaration)
    }
    return result.filter { !$0.uri.isEmpty }
  }
}
