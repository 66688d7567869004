/// The numbers of names that a parser's dictionary holds, found by the addresses of their parts.
///
/// libxml2 keeps every name once, so equal addresses are equal names, and an event makes no string.
struct XMLNameCache {
  private struct Key: Equatable {
    var local: Int
    var prefix: Int
    var namespace: Int
  }

  private var slots: [(key: Key, value: XMLNameTable.ID)]
  /// The number of names.
  private(set) var count = 0
  private var mask: Int

  init() {
    mask = 255
    slots = Array(repeating: Self.free, count: 256)
  }

  /// The number of the name with parts at these addresses, as entered before.
  @inline(__always) func find(
    _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?
  ) -> XMLNameTable.ID? {
    let key = Key(
      local: Int(bitPattern: local), prefix: Int(bitPattern: prefix),
      namespace: Int(bitPattern: namespace))
    var slot = Self.hash(key) & mask
    while true {
      let found = slots[slot]
      if found.key == key { return found.value }
      if found.key.local == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  /// Enters a name that is not there.
  mutating func enter(
    _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?, as value: XMLNameTable.ID
  ) {
    if count * 2 >= slots.count { grow() }
    count += 1
    insert(
      Key(
        local: Int(bitPattern: local), prefix: Int(bitPattern: prefix),
        namespace: Int(bitPattern: namespace)), value)
  }

  private mutating func insert(_ key: Key, _ value: XMLNameTable.ID) {
    var slot = Self.hash(key) & mask
    while slots[slot].key.local != 0 { slot = (slot + 1) & mask }
    slots[slot] = (key, value)
  }

  private mutating func grow() {
    let old = slots
    mask = mask * 2 + 1
    slots = Array(repeating: Self.free, count: mask + 1)
    for slot in old where slot.key.local != 0 { insert(slot.key, slot.value) }
  }

  private static var free: (key: Key, value: XMLNameTable.ID) {
    (Key(local: 0, prefix: 0, namespace: 0), XMLNameTable.ID(index: 0))
  }

  private static func hash(_ key: Key) -> Int {
    // Addresses differ in their middle bits; a multiplication spreads them to the top.
    let mixed = (key.local ^ (key.prefix << 17) ^ (key.namespace << 31)) &* 0x1E37_79B9_7F4A_7C15
    return (mixed >> 32) & 0x7FFF_FFFF
  }
}
