/// Numbers that stand for names; different names share one about never.
enum NameKey {
  /// Not the same in every run, so that nobody can think out names that get in each other's way.
  private static let seed = UInt64.random(in: 1 ... .max)

  /// The number of a name with these bytes; another one for the same bytes of another `sort`.
  static func key(_ name: UnsafeBufferPointer<UInt8>, sort: UInt64 = 0) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(name)
    var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count) ^ (sort &* 0x9E37_79B9_7F4A_7C15)
    var index = 0
    while index &+ 8 <= bytes.count {
      hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index &+= 1
    }
    hash = mixed(hash ^ rest)
    return hash == 0 ? 1 : hash
  }

  /// The number of a name.
  static func key(_ name: String, sort: UInt64 = 0) -> UInt64 {
    var name = name
    return name.withUTF8 { key($0, sort: sort) }
  }

  /// The same number for names that differ only in case or in how letters are composed.
  static func looseKey(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if name.allSatisfy({ $0 < 0x80 }) {
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count) { room in
        for (index, byte) in name.enumerated() {
          room.initializeElement(at: index, to: byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return key(UnsafeBufferPointer(room), sort: 1)
      }
    }
    // A string's hash is that of its composed form.
    let text = String(decoding: name, as: UTF8.self).lowercased()
    let hash = UInt64(bitPattern: Int64(text.hashValue))
    return hash == 0 ? 1 : hash
  }

  /// The same number for names that differ only in case or in how letters are composed.
  static func looseKey(_ name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { looseKey($0) }
  }

  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    let (high, low) = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low
  }
}
