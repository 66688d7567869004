/// A map from pairs of small numbers to numbers: open addressing, no deletion.
///
/// The memo tables of the matcher are made of it; a standard dictionary costs several times as
/// much per look-up.
struct IntegerMap: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private(set) var count = 0

  /// Never a key, since numbers of patterns are not negative.
  private static let vacant = UInt64.max

  init(capacity: Int = 64) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: Self.vacant, count: size)
    values = Array(repeating: 0, count: size)
  }

  static func key(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }

  private static func hash(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 29)) >> 3)
  }

  /// The number stored for `key`.
  subscript(key: UInt64) -> Int32? {
    let mask = keys.count - 1
    var index = Self.hash(key) & mask
    while true {
      let found = keys[index]
      if found == key { return values[index] }
      if found == Self.vacant { return nil }
      index = (index + 1) & mask
    }
  }

  /// Stores `value` for `key`.
  mutating func set(_ key: UInt64, _ value: Int32) {
    if (count + 1) * 4 > keys.count * 3 { grow() }
    let mask = keys.count - 1
    var index = Self.hash(key) & mask
    while keys[index] != Self.vacant, keys[index] != key { index = (index + 1) & mask }
    if keys[index] == Self.vacant { count += 1 }
    keys[index] = key
    values[index] = value
  }

  /// Stores a value for `key` unless there is one, which is returned then.
  mutating func insert(_ key: UInt64, _ value: () -> Int32) -> Int32? {
    if (count + 1) * 4 > keys.count * 3 { grow() }
    let mask = keys.count - 1
    var index = Self.hash(key) & mask
    while keys[index] != Self.vacant {
      if keys[index] == key { return values[index] }
      index = (index + 1) & mask
    }
    count += 1
    keys[index] = key
    values[index] = value()
    return nil
  }

  private mutating func grow() {
    var larger = IntegerMap(capacity: keys.count)
    for index in keys.indices where keys[index] != Self.vacant {
      larger.set(keys[index], values[index])
    }
    self = larger
  }
}
