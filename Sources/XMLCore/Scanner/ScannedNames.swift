/// A name as it stands in the document.
struct ScannedName {
  /// Where it begins.
  var start: UnsafePointer<UInt8>
  /// How many bytes it has, all of them ASCII.
  var count: Int
  /// The bytes of its prefix; 0 for none.
  var prefixCount: Int
  /// Its last eight bytes: all of a name that is no longer.
  var word: UInt64

  /// Its bytes.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
  var prefix: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[..<prefixCount]) }
  var local: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[(prefixCount == 0 ? 0 : prefixCount + 1)...])
  }
}

/// The numbers of names, found by how they are written and by the namespaces in scope.
///
/// Every set of declarations that is in scope somewhere is a context with a number, so that a name
/// that was met in the same context is found without a look at the declarations.
struct ScannedNames {
  private struct Entry {
    var word: UInt64 = 0
    var context: Int32 = 0
    var count: Int32 = 0
    /// Where the bytes of a long name begin in `bytes`.
    var start: Int32 = 0
    var id: Int32 = 0
  }

  private struct ContextKey: Hashable {
    var parent: Int32
    var declared: [[UInt8]]
  }

  /// A namespace in scope.
  private struct Binding {
    var prefix: [UInt8]
    var uri: String
  }

  /// The context of the names of attributes without a prefix, which are in no namespace.
  static let noNamespace: Int32 = -1

  /// The context that is in force.
  private(set) var context: Int32 = 0
  private let limits: XMLReader.Limits
  /// How many names there may be in the table.
  private(set) var mostNames: Int
  private var slots = Array(repeating: Entry(), count: 256)
  private var count = 0
  private var bytes = ByteStack()
  private var bindings: [Binding] = []
  private var contexts: [ContextKey: Int32] = [:]

  /// How many contexts and bindings there may be before another has to go on.
  private static let mostContexts = 1_000
  private static let mostBindings = 64

  init(limits: XMLReader.Limits, tableCount: Int) {
    self.limits = limits
    mostNames = tableCount + limits.names
  }

  /// Begins anew with another document, what is known of names being kept; `false` where that may not
  /// be so, since other limits hold.
  mutating func restart(with limits: XMLReader.Limits, tableCount: Int) -> Bool {
    guard limits == self.limits else { return false }
    mostNames = tableCount + limits.names
    leave(to: 0, bindingCount: 0)
    return true
  }

  func free() { bytes.free() }

  // MARK: Contexts

  /// How many namespaces are in scope.
  var bindingCount: Int { bindings.count }

  /// Enters a scope with these declarations, and tells whether that can be done.
  mutating func declare(_ declared: [(prefix: [UInt8], uri: String)]) -> Bool {
    guard bindings.count + declared.count <= min(Self.mostBindings, limits.namespacesInScope) else {
      return false
    }
    let key = ContextKey(
      parent: context, declared: declared.flatMap { [$0.prefix, Array($0.uri.utf8)] })
    if let known = contexts[key] {
      context = known
    } else {
      guard contexts.count < Self.mostContexts else { return false }
      context = Int32(contexts.count) + 1
      contexts[key] = context
    }
    for (prefix, uri) in declared { bindings.append(Binding(prefix: prefix, uri: uri)) }
    return true
  }

  /// Leaves scopes, down to one that was in force before.
  mutating func leave(to context: Int32, bindingCount: Int) {
    self.context = context
    bindings.removeLast(bindings.count - bindingCount)
  }

  // MARK: Names

  /// The number of a name; `nil` where it has none, for its prefix is not declared or it is beyond
  /// the limits.
  @inline(__always)
  mutating func id(
    of name: ScannedName, in context: Int32, _ table: XMLNameTable
  ) -> XMLNameTable.ID? {
    var slot = Self.hash(name.word, name.count, context) & (slots.count - 1)
    while slots[slot].count != 0 {
      let entry = slots[slot]
      if entry.word == name.word, entry.context == context, Int(entry.count) == name.count,
        name.count <= 8 || bytes.holds(name.start, count: name.count, at: Int(entry.start))
      {
        return XMLNameTable.ID(index: entry.id)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return enter(name, context, table)
  }

  @inline(__always)
  private static func hash(_ word: UInt64, _ count: Int, _ context: Int32) -> Int {
    let mixed =
      (word ^ UInt64(UInt32(bitPattern: context)) << 48 ^ UInt64(count) << 56)
      &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 40)
  }

  private mutating func enter(
    _ name: ScannedName, _ context: Int32, _ table: XMLNameTable
  ) -> XMLNameTable.ID? {
    guard name.count < min(limits.nameLength, 256),
      let namespace = context == Self.noNamespace ? "" : namespace(of: name.prefix)
    else { return nil }
    let id = table.id(
      of: XMLName(String(decoding: name.local, as: UTF8.self), in: namespace),
      prefix: String(decoding: name.prefix, as: UTF8.self))
    guard table.count <= mostNames else { return nil }
    count += 1
    if count * 2 > slots.count {
      let old = slots
      slots = Array(repeating: Entry(), count: old.count * 2)
      for entry in old where entry.count > 0 { insert(entry) }
    }
    let entry = Entry(
      word: name.word, context: context, count: Int32(name.count), start: Int32(bytes.count),
      id: id.index)
    bytes.append(name.bytes)
    insert(entry)
    return id
  }

  private mutating func insert(_ entry: Entry) {
    var slot = Self.hash(entry.word, Int(entry.count), entry.context) & (slots.count - 1)
    while slots[slot].count != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }

  private func namespace(of prefix: UnsafeBufferPointer<UInt8>) -> String? {
    if prefix.elementsEqual("xml".utf8) { return XMLName.xmlNamespace }
    for binding in bindings.reversed() where prefix.elementsEqual(binding.prefix) {
      return binding.uri
    }
    return prefix.isEmpty ? "" : nil
  }
}

/// What each byte may be in a name.
enum NameBytes {
  static let first: UInt8 = 1
  static let later: UInt8 = 2
  static let colon: UInt8 = 4
  static let space: UInt8 = 8

  /// What each byte may be; those beyond ASCII are nothing, since names with them are rare.
  static let table: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"):
      first | later
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): later
    case UInt8(ascii: ":"): colon
    case 0x20, 0x09, 0x0A: space
    default: 0
    }
  }
}
