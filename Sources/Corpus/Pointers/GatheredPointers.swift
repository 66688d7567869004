import RelaxNG
import XMLCore

/// The identifiers and pointers of one document, gathered while it is read.
///
/// A pointer to what came before is settled at once, so memory grows with the identifiers, some 40
/// bytes for each, and with the distinct pointers that are not settled, not with the document.
struct GatheredPointers {
  /// Where a pointer was met first, and how often it was.
  struct Use {
    var attribute: String
    var element: String
    var line: Int32
    var column: Int32
    var count = 1
  }

  /// Something that leads somewhere.
  struct Pointer {
    /// Without `#` where it is one inside the document.
    var reference: String
    /// The `xml:base` that holds there; empty where none is given.
    var base: String
    var use: Use
    var sort: Sort
    fileprivate var key: UInt64
  }

  /// What a pointer is by its form.
  enum Sort {
    /// `#id`.
    case local
    /// A relative or absolute address.
    case address
    /// An address that no project would take for a prefix.
    case external
    /// `prefix:rest`, which may be a prefix or a scheme.
    case prefixed
    /// What `xi:include` includes.
    case inclusion
  }

  /// `prefixDef`: how a prefix is made an address.
  struct PrefixDefinition: Sendable {
    var prefix: String
    var pattern: String
    var replacement: String
  }

  /// A second identifier that is the same as an earlier one, or nearly.
  struct Clash {
    var name: String
    var line: Int32
    var column: Int32
    var earlier: Int32
  }

  /// The name of the root element.
  private(set) var root = ""
  private(set) var identifiers = IdentifierIndex()
  private(set) var duplicates: [Clash] = []
  private(set) var similar: [Clash] = []
  private(set) var definitions: [PrefixDefinition] = []
  /// How many pointers there were.
  private(set) var count = 0
  /// How many of them were not kept, since there were too many different ones.
  private(set) var unkeptCount = 0

  /// `#id` that was not defined before.
  private var locals = PointerTable()
  /// The others.
  private var table = PointerTable()
  /// Some of the identifiers, for suggestions.
  private(set) var names = NameList()
  private var roles = PointerRoles()
  private var loose: IdentifierIndex?
  private var bases: [(depth: Int, base: String, sort: UInt64)] = []
  private var depth = 0
  private var pruneAt: Int

  private let mostKept: Int
  private static let mostClashes = 1_000

  /// Gathers nothing yet; as many different pointers as `mostKept` are kept that are not settled at
  /// once, and identifiers that are easily taken for one another are noticed where that is wanted.
  init(mostKept: Int, noticesSimilar: Bool) {
    self.mostKept = mostKept
    pruneAt = mostKept / 2
    if noticesSimilar { loose = IdentifierIndex() }
  }

  /// `#id` that no element has, in the order of the document.
  var pending: [Pointer] { locals.pointers }
  /// What leads out of the document, or may, in its order.
  var others: [Pointer] { table.pointers }

  // MARK: Elements

  /// Takes in an element.
  mutating func enter(_ tag: XMLStartTag) {
    depth &+= 1
    let element = roles.element(tag.name, in: tag.names)
    if depth == 1 { root = tag.names[tag.name].name.local }
    let attributes = tag.attributes
    var hasPointers = false
    for attribute in attributes {
      switch roles.attribute(attribute.name, in: tag.names) {
      case .identifier: define(attribute.value, tag)
      case .base: enterBase(attribute.value)
      case .pointer, .pointerSomewhere: hasPointers = element.isTEI
      case .bareIdentifier:
        // Drawings and formulae have identifiers of their own.
        if element == .other {
          _ = identifiers.insert(NameKey.key(attribute.value), place(in: tag))
        }
      case .other: continue
      }
    }
    if hasPointers {
      for attribute in attributes
      where roles.holdsPointers(attribute.name, on: tag.name, in: tag.names) {
        meet(attribute, tag)
      }
    }
    switch element {
    case .prefixDefinition: definePrefix(tag)
    case .inclusion: include(tag)
    case .tei, .other: break
    }
  }

  /// Leaves the innermost element.
  @inline(__always)
  mutating func leave() {
    if !bases.isEmpty { leaveBase() }
    depth &-= 1
  }

  /// Drops the pointers to what has been defined since; the document has ended.
  mutating func finish() { prune() }

  private mutating func enterBase(_ value: UnsafeBufferPointer<UInt8>) {
    bases.append((depth, String(decoding: value, as: UTF8.self), NameKey.key(value)))
  }

  private mutating func leaveBase() {
    if bases.last?.depth == depth { bases.removeLast() }
  }

  // MARK: Identifiers

  private func place(in tag: XMLStartTag) -> IdentifierPlace {
    IdentifierPlace(file: 0, line: Int32(clamping: tag.locator.line))
  }

  private mutating func define(_ name: UnsafeBufferPointer<UInt8>, _ tag: XMLStartTag) {
    let place = place(in: tag)
    if let earlier = identifiers.insert(NameKey.key(name), place) {
      if duplicates.count < Self.mostClashes {
        duplicates.append(clash(name, tag, earlier.line))
      }
      return
    }
    names.append(name)
    if loose == nil { return }
    if let earlier = loose?.insert(NameKey.looseKey(name), place),
      similar.count < Self.mostClashes
    {
      similar.append(clash(name, tag, earlier.line))
    }
  }

  private func clash(
    _ name: UnsafeBufferPointer<UInt8>, _ tag: XMLStartTag, _ earlier: Int32
  ) -> Clash {
    let position = tag.position
    return Clash(
      name: String(decoding: name, as: UTF8.self), line: Int32(clamping: position.line),
      column: Int32(clamping: position.column), earlier: earlier)
  }

  // MARK: Pointers

  /// Takes the pointers in an attribute.
  private mutating func meet(_ attribute: XMLStartTag.Attribute, _ tag: XMLStartTag) {
    let value = attribute.value
    var start = 0
    while start < value.count {
      if Self.isSpace(value[start]) {
        start &+= 1
        continue
      }
      var end = start &+ 1
      var isPlain = true
      while end < value.count, !Self.isSpace(value[end]) {
        if value[end] == UInt8(ascii: "%") || value[end] == UInt8(ascii: "(") { isPlain = false }
        end &+= 1
      }
      let pointer = UnsafeBufferPointer(rebasing: value[start..<end])
      // Whatever `xml:base` says: who merges files sets it, and leaves the pointers as they are.
      if value[start] != UInt8(ascii: "#") {
        meet(address: pointer, attribute.name, tag)
      } else if isPlain {
        meet(local: UnsafeBufferPointer(rebasing: pointer.dropFirst()), attribute.name, tag)
      } else {
        meet(unusual: pointer, attribute.name, tag)
      }
      count &+= 1
      start = end
    }
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// Takes `#` with `%41` in what follows, or `#xpath1(…)` and the like, which are no names.
  private mutating func meet(
    unusual pointer: UnsafeBufferPointer<UInt8>, _ attribute: XMLNameTable.ID, _ tag: XMLStartTag
  ) {
    var name = LocalAddress.decoded(String(decoding: pointer.dropFirst(), as: UTF8.self))
    if !name.contains("(") { name.withUTF8 { meet(local: $0, attribute, tag) } }
  }

  private mutating func meet(
    address pointer: UnsafeBufferPointer<UInt8>, _ attribute: XMLNameTable.ID, _ tag: XMLStartTag
  ) {
    let key = NameKey.key(pointer, sort: bases.last?.sort ?? 0)
    if table.count(again: key) { return }
    let text = String(decoding: pointer, as: UTF8.self)
    add(
      Pointer(
        reference: text, base: bases.last?.base ?? "", use: use(attribute, tag),
        sort: AddressForm.sort(of: text), key: key))
  }

  private mutating func meet(
    local name: UnsafeBufferPointer<UInt8>, _ attribute: XMLNameTable.ID, _ tag: XMLStartTag
  ) {
    // `#` alone is the document.
    if name.isEmpty { return }
    let key = NameKey.key(name)
    if identifiers[key] != nil || locals.count(again: key) { return }
    guard locals.pointers.count < mostKept else {
      unkeptCount &+= 1
      return
    }
    locals.append(
      Pointer(
        reference: String(decoding: name, as: UTF8.self), base: "", use: use(attribute, tag),
        sort: .local, key: key))
    if locals.pointers.count > pruneAt { prune() }
  }

  private mutating func add(_ pointer: Pointer) {
    guard table.pointers.count < mostKept else {
      unkeptCount &+= 1
      return
    }
    table.append(pointer)
  }

  private func use(_ attribute: XMLNameTable.ID, _ tag: XMLStartTag) -> Use {
    use(tag.names[attribute].name.local, tag.names[tag.name].name.local, tag)
  }

  private func use(_ attribute: String, _ element: String, _ tag: XMLStartTag) -> Use {
    let position = tag.position
    return Use(
      attribute: attribute, element: element, line: Int32(clamping: position.line),
      column: Int32(clamping: position.column))
  }

  /// Drops the pointers to what has been defined since.
  private mutating func prune() {
    if locals.pointers.isEmpty { return }
    locals.keep { identifiers[$0.key] == nil }
    pruneAt = max(mostKept / 2, 2 * locals.pointers.count)
  }

  private mutating func definePrefix(_ tag: XMLStartTag) {
    guard definitions.count < 1_000, let prefix = tag.value(of: XMLName("ident")),
      let pattern = tag.value(of: XMLName("matchPattern")),
      let replacement = tag.value(of: XMLName("replacementPattern"))
    else { return }
    definitions.append(
      PrefixDefinition(prefix: prefix, pattern: pattern, replacement: replacement))
  }

  private mutating func include(_ tag: XMLStartTag) {
    guard let href = tag.value(of: XMLName("href")), !href.isEmpty,
      tag.value(of: XMLName("parse")) != "text"
    else { return }
    let key = NameKey.key(
      href, sort: ~(bases.last?.sort ?? 0))
    if table.count(again: key) { return }
    add(
      Pointer(
        reference: href, base: bases.last?.base ?? "", use: use("href", "xi:include", tag),
        sort: .inclusion, key: key))
  }
}

/// Distinct pointers, in the order in which they were met.
private struct PointerTable {
  private(set) var pointers: [GatheredPointers.Pointer] = []
  private var places = KeyTable<Int32>(filler: 0)

  /// Counts a pointer that was met before; `false` for a new one.
  mutating func count(again key: UInt64) -> Bool {
    guard let place = places[key] else { return false }
    pointers[Int(place)].use.count &+= 1
    return true
  }

  mutating func append(_ pointer: GatheredPointers.Pointer) {
    _ = places.insert(pointer.key, Int32(pointers.count))
    pointers.append(pointer)
  }

  /// Drops the others.
  mutating func keep(_ isKept: (GatheredPointers.Pointer) -> Bool) {
    let kept = pointers.filter(isKept)
    if kept.count == pointers.count { return }
    self = PointerTable()
    for pointer in kept { append(pointer) }
  }
}

/// What an address is by its form.
private enum AddressForm {
  /// The schemes that no project would take for a prefix.
  private static let schemes: Set<String> = [
    "http", "https", "ftp", "mailto", "urn", "doi", "hdl", "tel", "data", "tag", "info", "isbn",
    "orcid", "geo", "ark", "javascript", "irc", "news", "ws", "sftp",
  ]

  static func sort(of pointer: String) -> GatheredPointers.Sort {
    guard let colon = pointer.firstIndex(of: ":"), isScheme(pointer[..<colon]) else {
      return .address
    }
    return schemes.contains(pointer[..<colon].lowercased()) ? .external : .prefixed
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "+-._".unicodeScalars.contains($0)
    }
  }
}
