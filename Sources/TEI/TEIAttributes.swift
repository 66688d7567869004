import Transcripts
import XMLCore

/// The attributes of the elements that are being read: what the model knows is taken, the rest is kept.
///
/// The attributes of all open elements lie one after another, so that an element costs no array of its
/// own; those of one element at a time are chosen.
struct TEIAttributes {
  /// Where the attributes of an element lie.
  struct Place {
    fileprivate let start: Int32
    fileprivate let count: Int32
    fileprivate let namespaceStart: Int32
    fileprivate var namespaceCount: Int32 = 0
    /// The name of the element.
    let name: XMLNameTable.ID
    fileprivate let hasPrefix: Bool

    fileprivate func isSame(as other: Place) -> Bool {
      start == other.start && count == other.count && name == other.name
        && namespaceStart == other.namespaceStart && namespaceCount == other.namespaceCount
    }
  }

  private struct Entry {
    let name: XMLNameTable.ID
    let known: TEIAttribute?
    var isTaken = false
    var value: String
  }

  private let names: XMLNameTable
  private var entries: [Entry] = []
  private var namespaces: [Extra] = []
  private var place: Place
  /// Which attributes may be there, one bit for several.
  private var bits: UInt64 = 0
  private var left = 0

  init(names: XMLNameTable) {
    self.names = names
    place = Place(
      start: 0, count: 0, namespaceStart: 0, name: XMLNameTable.ID(index: 0), hasPrefix: false)
  }

  // MARK: - Elements

  /// Takes in the attributes of an element that begins, and chooses them.
  mutating func enter(_ tag: XMLStartTag, _ cache: inout TEINameCache) -> Place {
    let start = entries.count
    for attribute in tag.attributes {
      entries.append(
        Entry(
          name: attribute.name, known: cache.attribute(attribute.name, in: names),
          value: String(decoding: attribute.value, as: UTF8.self)))
    }
    place = Place(
      start: Int32(start), count: Int32(entries.count - start),
      namespaceStart: Int32(namespaces.count), name: tag.name,
      hasPrefix: cache.role(tag.name, in: names).hasPrefix)
    look()
    return place
  }

  /// Keeps a declaration of a namespace for the element that has just begun.
  mutating func declare(_ prefix: String, _ uri: String, at place: inout Place) {
    namespaces.append(.namespace(prefix: prefix, uri: uri))
    place.namespaceCount += 1
    self.place = place
  }

  /// Chooses the attributes of an open element.
  mutating func choose(_ place: Place) {
    if place.isSame(as: self.place) { return }
    self.place = place
    look()
  }

  /// Finds out what is there of the chosen element.
  private mutating func look() {
    bits = 0
    left = 0
    for index in range where !entries[index].isTaken {
      left += 1
      if let known = entries[index].known { bits |= Self.bit(known) }
    }
  }

  /// Forgets the attributes of the innermost element.
  mutating func leave(_ place: Place) {
    if entries.count > Int(place.start) { entries.removeSubrange(Int(place.start)...) }
    if namespaces.count > Int(place.namespaceStart) {
      namespaces.removeSubrange(Int(place.namespaceStart)...)
    }
  }

  private var range: Range<Int> { Int(place.start)..<Int(place.start + place.count) }

  private static func bit(_ attribute: TEIAttribute) -> UInt64 {
    1 << UInt64(attribute.rawValue & 63)
  }

  // MARK: - Values

  private func index(of attribute: TEIAttribute) -> Int? {
    if bits & Self.bit(attribute) == 0 { return nil }
    return range.first { entries[$0].known == attribute && !entries[$0].isTaken }
  }

  /// The value of an attribute.
  subscript(attribute: TEIAttribute) -> String? {
    index(of: attribute).map { entries[$0].value }
  }

  /// The value of an attribute, which then is not kept any more.
  mutating func take(_ attribute: TEIAttribute) -> String? {
    guard let index = index(of: attribute) else { return nil }
    entries[index].isTaken = true
    left -= 1
    var value = ""
    swap(&value, &entries[index].value)
    return value
  }

  /// The value of an attribute, which then is not kept any more.
  mutating func take<Value: RawRepresentable<String>>(_ attribute: TEIAttribute) -> Value? {
    let value: String? = take(attribute)
    return value.flatMap(Value.init(rawValue:))
  }

  /// What has not been taken.
  func rest() -> Extras {
    if left == 0, place.namespaceCount == 0, !place.hasPrefix { return Extras() }
    let start = Int(place.namespaceStart)
    var each = Array(namespaces[start..<(start + Int(place.namespaceCount))])
    let prefix = names[place.name].prefix
    if !prefix.isEmpty { each.append(.prefix(prefix)) }
    for entry in entries[range] where !entry.isTaken {
      let name = names[entry.name]
      each.append(
        .attribute(
          prefix: name.prefix, namespace: name.name.namespace, name: name.name.local,
          value: entry.value))
    }
    return Extras(each).inCanonicalOrder()
  }

  /// The chosen element, which the model does not know, with all attributes that are left.
  func opaque(_ content: [Node]) -> Opaque {
    let name = names[place.name].name
    return Opaque(namespace: name.namespace, name: name.local, extras: rest(), content: content)
  }
}

/// Looks up what a name of the events means once, and remembers it by its number.
struct TEINameCache {
  /// What an element is to the reader.
  struct Role {
    /// The element, if the model knows it.
    var element: TEIElement?
    /// Whether it is TEI's `teiHeader`.
    var isHeader = false
    /// Whether it is written with a prefix.
    var hasPrefix = false
  }

  private enum Lookup<Known> {
    case open
    case done(Known)
  }

  private var roles: [Lookup<Role>] = []
  private var attributes: [Lookup<TEIAttribute?>] = []

  /// What an element of this name is.
  mutating func role(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Role {
    let index = Int(id.index)
    if index < roles.count, case .done(let known) = roles[index] { return known }
    while roles.count <= index { roles.append(.open) }
    let name = names[id].name
    let isTEI = name.namespace == TEIVocabulary.namespace
    let role = Role(
      element: isTEI ? TEIElement.named[name.local] : nil, isHeader: name == .teiHeader,
      hasPrefix: !names[id].prefix.isEmpty)
    roles[index] = .done(role)
    return role
  }

  /// The attribute that the model knows by this name.
  mutating func attribute(_ id: XMLNameTable.ID, in names: XMLNameTable) -> TEIAttribute? {
    let index = Int(id.index)
    if index < attributes.count, case .done(let known) = attributes[index] { return known }
    while attributes.count <= index { attributes.append(.open) }
    let name = names[id].name
    let candidate = TEIAttribute.named[name.local]
    let namespace = candidate?.isXML ?? false ? XMLName.xmlNamespace : ""
    let known = name.namespace == namespace ? candidate : nil
    attributes[index] = .done(known)
    return known
  }
}
