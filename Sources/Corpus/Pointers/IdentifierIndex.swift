/// Identifiers and where they stand, by a number for each: some 20 bytes an identifier, however long
/// its name.
struct IdentifierIndex: Sendable {
  /// Where an identifier stands.
  struct Place: Sendable, Equatable {
    var file: Int32
    var line: Int32
  }

  private var keys: [UInt64] = []
  private var places: [Place] = []
  private(set) var count = 0

  /// The number of an identifier with these bytes (FNV-1a, mixed); different ones share a number about
  /// never.
  static func key(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 29
    return hash == 0 ? 1 : hash
  }

  /// The same number for names that differ only in case or in how letters are composed.
  static func looseKey(_ name: String) -> UInt64 {
    if name.utf8.allSatisfy({ $0 < 0x80 }) {
      return key(name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    }
    // A string's hash is that of its composed form.
    let hash = UInt64(bitPattern: Int64(name.lowercased().hashValue))
    return hash == 0 ? 1 : hash
  }

  /// Where the identifier stands first.
  subscript(key: UInt64) -> Place? {
    guard !keys.isEmpty else { return nil }
    let slot = slot(of: key)
    return keys[slot] == key ? places[slot] : nil
  }

  /// Enters an identifier; where it stood before, if it is not new.
  mutating func insert(_ key: UInt64, _ place: Place) -> Place? {
    if count * 3 >= keys.count * 2 { grow() }
    let slot = slot(of: key)
    if keys[slot] == key { return places[slot] }
    keys[slot] = key
    places[slot] = place
    count += 1
    return nil
  }

  /// Goes over all identifiers, in no order.
  func forEach(_ work: (UInt64, Place) -> Void) {
    for (key, place) in zip(keys, places) where key != 0 { work(key, place) }
  }

  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = zip(keys, places).filter { $0.0 != 0 }
    let size = max(64, keys.count * 2)
    keys = Array(repeating: 0, count: size)
    places = Array(repeating: Place(file: 0, line: 0), count: size)
    for (key, place) in old {
      let slot = slot(of: key)
      keys[slot] = key
      places[slot] = place
    }
  }
}
