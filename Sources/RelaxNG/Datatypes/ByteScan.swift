/// What is found out about bytes eight at a time.
enum ByteScan {
  /// Whether no byte is white space or a control character.
  static func isSpaceless(_ bytes: Span<UInt8>) -> Bool {
    let raw = bytes.bytes
    let count = bytes.count
    guard count >= 8 else {
      for index in 0..<count where bytes[index] <= 0x20 { return false }
      return true
    }
    var index = 0
    while index + 8 < count {
      if holdsSpace(raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)) {
        return false
      }
      index += 8
    }
    return !holdsSpace(raw.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
  }

  /// The offset of the first byte that is white space or a control character from `start` on.
  @inline(__always)
  static func endOfToken(in bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = bytes.bytes
    var index = start
    while index + 8 <= bytes.count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let found = (word &- ones &* 0x21) & ~word & (ones &* 0x80)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, bytes[index] > 0x20 { index += 1 }
    return index
  }

  /// Whether a byte is `#`, `%`, `[` or `]`, which mean something in a fragment of a URI.
  static func holdsSpecial(_ bytes: Span<UInt8>) -> Bool {
    let raw = bytes.bytes
    let count = bytes.count
    var found: UInt64 = 0
    var index = 0
    while index + 8 < count {
      found |= specials(raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    if count >= 8 {
      found |= specials(raw.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    } else {
      var word: UInt64 = 0
      while index < count {
        word = word << 8 | UInt64(bytes[index])
        index += 1
      }
      found = specials(word)
    }
    return found != 0
  }

  @inline(__always)
  private static func specials(_ word: UInt64) -> UInt64 {
    zeros(word ^ ones &* 0x23) | zeros(word ^ ones &* 0x25) | zeros(word ^ ones &* 0x5B)
      | zeros(word ^ ones &* 0x5D)
  }

  /// Not zero where a byte of `word` is.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & (ones &* 0x80)
  }

  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  private static func holdsSpace(_ word: UInt64) -> Bool {
    (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080 != 0
  }

  /// A number for the first `count` bytes that differs with them and with `seed`.
  @inline(__always)
  static func hash(_ bytes: Span<UInt8>, _ count: Int, seed: UInt64) -> UInt64 {
    let raw = bytes.bytes
    var hash = mixed(seed ^ UInt64(truncatingIfNeeded: count))
    var index = 0
    while index + 8 < count {
      hash = mixed(hash ^ raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    if count >= 8 {
      rest = raw.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      while index < count {
        rest = rest << 8 | UInt64(bytes[index])
        index += 1
      }
    }
    return mixed(hash ^ rest)
  }

  /// All bits of `value` made to depend on each other.
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return high ^ low
  }
}

/// A set of ASCII characters, as bits.
struct ASCIISet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Creates a set of the characters of `text`.
  init(_ text: String = "") {
    for byte in text.utf8 { insert(byte) }
  }

  /// Creates a set from its bits: of the first 64 characters, and of the others.
  init(bits low: UInt64, _ high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Adds a character.
  mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
  }

  /// 1 where an ASCII character is in the set, else 0; what is not ASCII has an arbitrary answer.
  @inline(__always)
  func bit(_ byte: UInt8) -> UInt64 {
    ((byte & 64 == 0 ? low : high) &>> UInt64(byte & 63)) & 1
  }
}
