import Transcripts
import XMLCore

/// The attributes of the elements that are being read: what the model knows is taken, the rest is kept.
///
/// The attributes of all open elements lie one after another, and so do the bytes of their values, so
/// that an element costs no array of its own, and an attribute no string but the model's; those of one
/// element at a time are chosen.
struct TEIAttributes: ~Copyable {
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

  /// An attribute.
  ///
  /// Not private, since Swift 6.3 fails to compile a ``Room`` of a private type.
  struct Entry: BitwiseCopyable {
    let name: XMLNameTable.ID
    let known: TEIAttribute?
    var isTaken = false
    /// Where the bytes of the value lie.
    let start: Int
    let count: Int
  }

  private let names: XMLNameTable
  private var entries = Room<Entry>()
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
    let start = entries.count
    let valueStart = values.count
    bits = 0
    for attribute in tag.attributes {
      let known = cache.attribute(attribute.name, in: names)
      if let known { bits |= Self.bit(known) }
      entries.append(
        Entry(name: attribute.name, known: known, start: values.count, count: attribute.value.count)
      )
      values.append(attribute.value)
    }
    left = entries.count - start
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
    entries.cut(to: Int(place.start))
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
    for index in range where entries[index].known == attribute && !entries[index].isTaken {
      return index
    }
    return nil
  }

  private func value(at index: Int) -> String {
    values.text(from: entries[index].start, count: entries[index].count)
  }

  /// Lends the value of an attribute, if it is there.
  func withValue<Result>(
    of attribute: TEIAttribute, _ body: (Span<UInt8>) -> Result?
  ) -> Result? {
    guard bits & Self.bit(attribute) != 0, let index = index(of: attribute) else { return nil }
    return values.withSpan(from: entries[index].start, count: entries[index].count, body)
  }

  /// Does not keep an attribute any more.
  mutating func drop(_ attribute: TEIAttribute) {
    guard let index = index(of: attribute) else { return }
    entries[index].isTaken = true
    left -= 1
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
    var each: [Extra] = []
    each.reserveCapacity(left + Int(place.namespaceCount) + (place.hasPrefix ? 1 : 0))
    if place.namespaceCount > 0 {
      let start = Int(place.namespaceStart)
      each += namespaces[start..<(start + Int(place.namespaceCount))]
    }
    if place.hasPrefix { each.append(.prefix(names[place.name].prefix)) }
    for index in range where !entries[index].isTaken {
      let name = names[entries[index].name]
      each.append(
        .attribute(
          prefix: name.prefix, namespace: name.name.namespace, name: name.name.local,
          value: value(at: index)))
    }
    var extras = Extras(each)
    if each.count > 1 { extras.sort() }
    return extras
  }

  /// The chosen element, which the model does not know, with all attributes that are left.
  func opaque(_ content: consuming [Node]) -> Opaque {
    let name = names[place.name].name
    return Opaque(namespace: name.namespace, name: name.local, extras: rest(), content: content)
  }
}
