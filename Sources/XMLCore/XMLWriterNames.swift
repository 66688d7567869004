import Glibc

/// The UTF-8 of the names in a table, made once for each.
struct XMLWriterNames {
  /// Where a name lies.
  private struct Place {
    /// Where `</name>` begins, with ` name="` behind it, and how long the name is.
    var start: Int
    var nameCount: Int
    /// Where the namespace, a zero byte and the local part begin, and how long that is.
    ///
    /// The order of these bytes is that of Canonical XML §2.2, since no name holds a zero and UTF-8
    /// sorts like its scalars.
    var keyStart: Int
    var keyCount: Int
  }

  private var bytes: [UInt8] = []
  private var places: [Place] = []

  /// Appends the name as written.
  @inline(__always)
  mutating func appendName(
    _ id: XMLNameTable.ID, of table: XMLNameTable, to markup: inout XMLMarkup
  ) {
    let place = place(of: id, table)
    markup.append(bytes.span.extracting((place.start + 2)..<(place.start + 2 + place.nameCount)))
  }

  /// Appends the start of an attribute with the name: ` name="`.
  @inline(__always)
  mutating func appendAttribute(
    _ id: XMLNameTable.ID, of table: XMLNameTable, to markup: inout XMLMarkup
  ) {
    let place = place(of: id, table)
    let start = place.start + place.nameCount + 3
    markup.append(bytes.span.extracting(start..<(start + place.nameCount + 3)))
  }

  /// Appends the end tag of an element with the name.
  @inline(__always)
  mutating func appendEndTag(
    _ id: XMLNameTable.ID, of table: XMLNameTable, to markup: inout XMLMarkup
  ) {
    let place = place(of: id, table)
    markup.append(bytes.span.extracting(place.start..<(place.start + place.nameCount + 3)))
  }

  @inline(__always)
  private mutating func place(of id: XMLNameTable.ID, _ table: XMLNameTable) -> Place {
    if Int(id.index) >= places.count { enter(upTo: id, of: table) }
    return places[Int(id.index)]
  }

  private mutating func enter(upTo id: XMLNameTable.ID, of table: XMLNameTable) {
    while places.count <= Int(id.index) {
      let entry = table[XMLNameTable.ID(index: Int32(places.count))]
      let start = bytes.count
      let name = entry.qualified
      bytes += "</\(name)> \(name)=\"".utf8
      let keyStart = bytes.count
      bytes += entry.name.namespace.utf8
      bytes.append(0)
      bytes += entry.name.local.utf8
      places.append(
        Place(
          start: start, nameCount: name.utf8.count, keyStart: keyStart,
          keyCount: bytes.count - keyStart))
    }
  }

  /// Puts the indexes of the attributes of `tag` into `order`, sorted.
  mutating func sort(attributesOf tag: XMLStartTag, into order: inout [Int]) {
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: 0..<tag.attributeCount)
    for attribute in tag.attributes { _ = place(of: attribute.name, tag.names) }
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

  /// Whether the attributes of `tag` stand in the order of Canonical XML.
  mutating func areSorted(attributesOf tag: XMLStartTag) -> Bool {
    let attributes = tag.attributes
    if attributes.count < 2 { return true }
    for attribute in attributes { _ = place(of: attribute.name, tag.names) }
    for index in 1..<attributes.count
    where isBefore(attributes[index].name, attributes[index - 1].name) { return false }
    return true
  }

  private func isBefore(_ first: XMLNameTable.ID, _ second: XMLNameTable.ID) -> Bool {
    if first == second { return false }
    let (one, other) = (places[Int(first.index)], places[Int(second.index)])
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return false }
      let order = memcmp(
        start + one.keyStart, start + other.keyStart, min(one.keyCount, other.keyCount))
      return order < 0 || order == 0 && one.keyCount < other.keyCount
    }
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
