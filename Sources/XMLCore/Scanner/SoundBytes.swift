import Glibc

/// Finds out which bytes are characters that XML allows, before anybody looks at what they mean.
enum SoundBytes {
  /// How many of `bytes`, which hold complete characters only, come before the first that is not
  /// UTF-8, not allowed in XML, or a CR, which has to be made a line feed.
  static func count(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var hasHigh = false
    let plain = firstControl(in: raw, hasHigh: &hasHigh)
    guard hasHigh else { return plain }
    var check = UTF8Check()
    let sound = UnsafeBufferPointer(rebasing: bytes[..<plain])
    var correct = check.firstError(in: sound) ?? plain
    if !check.isAtBoundary {
      // The beginning of a character that is not whole goes with what is wrong in it.
      while bytes[correct - 1] & 0xC0 == 0x80 { correct -= 1 }
      correct -= 1
    }
    return firstNoncharacter(in: UnsafeBufferPointer(rebasing: sound[..<correct]))
  }

  /// The offset of the first control character but tab and line feed; `hasHigh` becomes true where
  /// there may be bytes beyond ASCII before it.
  private static func firstControl(
    in bytes: UnsafeRawBufferPointer, hasHigh: inout Bool
  ) -> Int {
    var seen: UInt64 = 0
    var index = 0
    while index + 64 <= bytes.count {
      var controls: UInt64 = 0
      for part in 0..<8 {
        let word = bytes.loadUnaligned(fromByteOffset: index + 8 * part, as: UInt64.self)
        seen |= word
        controls |= Self.controls(in: word)
      }
      if controls != 0 { break }
      index += 64
    }
    while index < bytes.count {
      let byte = bytes[index]
      seen |= UInt64(byte)
      if byte < 0x20, byte != 0x0A, byte != 0x09 { break }
      index += 1
    }
    hasHigh = seen & 0x8080_8080_8080_8080 != 0
    return index
  }

  /// The highest bits of the bytes that are below 20 and neither 09 nor 0A.
  @inline(__always)
  static func controls(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & (ones &* 0x7F)
    // Sums that reach 80, without a carry into the next byte.
    let isSpaceOrMore = (low &+ ones &* 0x60) | word
    let isTabOrMore = low &+ ones &* 0x77
    let isMoreThanFeed = low &+ ones &* 0x75
    return ~isSpaceOrMore & (~isTabOrMore | isMoreThanFeed) & (ones &* 0x80)
  }

  /// The offset of the first U+FFFE or U+FFFF, which are EF BF BE and EF BF BF, or the end.
  private static func firstNoncharacter(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var start = 0
    while let found = memchr(base + start, 0xEF, bytes.count - start) {
      let index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
        return index
      }
      start = index + 1
    }
    return bytes.count
  }
}

/// Looks for the bytes that end a run, eight at a time.
enum ByteSearch {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  /// Sets the highest bit of the first byte that is below `limit`, and perhaps of some behind it.
  @inline(__always)
  private static func below(_ word: UInt64, _ limit: UInt64) -> UInt64 {
    (word &- ones &* limit) & ~word & highs
  }

  @inline(__always)
  private static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    below(word ^ ones &* UInt64(byte), 1)
  }

  /// The highest bits of the bytes of `word` that are `byte`, an ASCII character.
  @inline(__always)
  static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
    let difference = word ^ ones &* UInt64(byte)
    let others = ones &* 0x7F
    return ~(((difference & others) &+ others) | difference | others)
  }

  /// The index of the first `<`, `&` or `]` from `start` on, or `end`.
  @inline(__always)
  static func endOfText(
    in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let raw = UnsafeRawPointer(bytes)
    var index = start
    while index &+ 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let found = equal(word, 0x3C) | equal(word, 0x26) | equal(word, 0x5D)
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end, bytes[index] != 0x3C, bytes[index] != 0x26, bytes[index] != 0x5D {
      index &+= 1
    }
    return index
  }

  /// The index of the first `quote`, `<`, `&`, tab or line feed from `start` on, or `end`.
  @inline(__always)
  static func endOfValue(
    in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, _ quote: UInt8
  ) -> Int {
    let raw = UnsafeRawPointer(bytes)
    var index = start
    while index &+ 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let found = equal(word, quote) | equal(word, 0x3C) | equal(word, 0x26) | below(word, 0x20)
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end, bytes[index] != quote, bytes[index] != 0x3C, bytes[index] != 0x26,
      bytes[index] >= 0x20
    { index &+= 1 }
    return index
  }
}
