import Transcripts
import XMLCore

/// The attributes of the elements that are being read: what the model knows is taken, the rest is kept.
///
/// The attributes of all open elements lie one after another, and so do the bytes of their values, so
/// that an element costs no array of its own, and an attribute no string but the model's; those of one
/// element at a time are chosen.
struct TEIAttributes {
  /// Where the attributes of an element lie.
  struct Place {
    fileprivate let start: Int32
    fileprivate let count: Int32
    /// Where the bytes of their values begin.
    fileprivate let valueStart: Int
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
    /// Where the bytes of the value lie.
    let start: Int
    let count: Int
  }

  private let names: XMLNameTable
  /// The attributes, of which the first ``count`` are there: what is left behind them is room.
  private var entries: [Entry] = []
  private var count = 0
  private var values = ByteRoom()
  private var namespaces: [Extra] = []
  private var place: Place
  /// Which attributes may be there, one bit for several.
  private var bits: UInt64 = 0
  private var left = 0

  init(names: XMLNameTable) {
    self.names = names
    place = Place(
      start: 0, count: 0, valueStart: 0, namespaceStart: 0, name: XMLNameTable.ID(index: 0),
      hasPrefix: false)
  }

  // MARK: - Elements

  /// Takes in the attributes of an element that begins, and chooses them.
  mutating func enter(
    _ tag: XMLStartTag, hasPrefix: Bool, _ cache: inout TEINameCache
  ) -> Place {
    let start = count
    let valueStart = values.count
    bits = 0
    for attribute in tag.attributes {
      let known = cache.attribute(attribute.name, in: names)
      if let known { bits |= Self.bit(known) }
      let entry = Entry(
        name: attribute.name, known: known, start: values.count, count: attribute.value.count)
      if count < entries.count { entries[count] = entry } else { entries.append(entry) }
      count += 1
      values.append(attribute.value)
    }
    left = count - start
    place = Place(
      start: Int32(start), count: Int32(left), valueStart: valueStart,
      namespaceStart: Int32(namespaces.count), name: tag.name, hasPrefix: hasPrefix)
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
    bits = 0
    left = 0
    for index in range where !entries[index].isTaken {
      left += 1
      if let known = entries[index].known { bits |= Self.bit(known) }
    }
  }

  /// Forgets the attributes of the innermost element.
  mutating func leave(_ place: Place) {
    count = Int(place.start)
    values.cut(to: place.valueStart)
    let namespaceStart = Int(place.namespaceStart)
    if namespaces.count > namespaceStart {
      namespaces.removeLast(namespaces.count - namespaceStart)
    }
  }

  private var range: Range<Int> { Int(place.start)..<Int(place.start &+ place.count) }

  @inline(__always)
  private static func bit(_ attribute: TEIAttribute) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: attribute.rawValue)
  }

  // MARK: - Values

  private func index(of attribute: TEIAttribute) -> Int? {
    range.first { entries[$0].known == attribute && !entries[$0].isTaken }
  }

  private func value(at index: Int) -> String {
    values.text(from: entries[index].start, count: entries[index].count)
  }

  /// The value of an attribute.
  subscript(attribute: TEIAttribute) -> String? {
    bits & Self.bit(attribute) == 0 ? nil : index(of: attribute).map { value(at: $0) }
  }

  /// The value of an attribute, which then is not kept any more.
  @inline(__always)
  mutating func take(_ attribute: TEIAttribute) -> String? {
    bits & Self.bit(attribute) == 0 ? nil : takeValue(attribute)
  }

  private mutating func takeValue(_ attribute: TEIAttribute) -> String? {
    guard let index = index(of: attribute) else { return nil }
    entries[index].isTaken = true
    left -= 1
    return value(at: index)
  }

  /// The value of an attribute, which then is not kept any more.
  @inline(__always)
  mutating func take<Value: RawRepresentable<String>>(_ attribute: TEIAttribute) -> Value? {
    bits & Self.bit(attribute) == 0 ? nil : takeValue(attribute).flatMap(Value.init(rawValue:))
  }

  /// What has not been taken.
  @inline(__always)
  func rest() -> Extras {
    left == 0 && place.namespaceCount == 0 && !place.hasPrefix ? Extras() : extras()
  }

  private func extras() -> Extras {
    let start = Int(place.namespaceStart)
    var each: [Extra] = []
    each.reserveCapacity(left + Int(place.namespaceCount) + (place.hasPrefix ? 1 : 0))
    each += namespaces[start..<(start + Int(place.namespaceCount))]
    if place.hasPrefix { each.append(.prefix(names[place.name].prefix)) }
    for index in range where !entries[index].isTaken {
      let name = names[entries[index].name]
      each.append(
        .attribute(
          prefix: name.prefix, namespace: name.name.namespace, name: name.name.local,
          value: value(at: index)))
    }
    var extras = Extras(each)
    extras.sort()
    return extras
  }

  /// The chosen element, which the model does not know, with all attributes that are left.
  func opaque(_ content: consuming [Node]) -> Opaque {
    let name = names[place.name].name
    return Opaque(namespace: name.namespace, name: name.local, extras: rest(), content: content)
  }
}
