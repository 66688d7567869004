/// White space as XML and the datatypes know it.
enum WhiteSpace {
  @inline(__always)
  static func contains(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  static func isAll(_ bytes: Span<UInt8>) -> Bool {
    for index in 0..<bytes.count where !contains(bytes[index]) { return false }
    return true
  }

  /// `bytes` without white space at either end.
  static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end, contains(bytes[start]) { start += 1 }
    while end > start, contains(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Whether collapsing changes nothing but the ends of `bytes`, which begin and end with no space.
  static func isCollapsed(_ bytes: Span<UInt8>) -> Bool {
    var wasSpace = false
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte > 0x20 {
        wasSpace = false
      } else if contains(byte) {
        if wasSpace || byte != 0x20 { return false }
        wasSpace = true
      }
    }
    return true
  }

  /// `bytes` with each run of white space made one space, and none at either end.
  static func collapsed(_ bytes: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var pending = false
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if contains(byte) {
        pending = !result.isEmpty
      } else {
        if pending { result.append(0x20) }
        pending = false
        result.append(byte)
      }
    }
    return result
  }

  /// The ranges of the tokens between white space, from `start` on; `nil` after the last.
  static func nextToken(in bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
    var first = start
    while first < bytes.count, contains(bytes[first]) { first += 1 }
    guard first < bytes.count else { return nil }
    // No control character but white space gets here.
    return first..<ByteScan.endOfToken(in: bytes, from: first)
  }
}

/// Scalars of UTF-8 that is known to be well formed.
enum Scalars {
  /// The scalar at `offset`, which moves behind it.
  @inline(__always)
  static func next(in bytes: Span<UInt8>, at offset: inout Int) -> UInt32 {
    let first = UInt32(bytes[offset])
    offset += 1
    if first < 0x80 { return first }
    return nextLong(first, in: bytes, at: &offset)
  }

  private static func nextLong(_ first: UInt32, in bytes: Span<UInt8>, at offset: inout Int)
    -> UInt32
  {
    let count = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var scalar = first & (count == 1 ? 0x1F : count == 2 ? 0x0F : 0x07)
    for _ in 0..<count where offset < bytes.count {
      scalar = scalar << 6 | UInt32(bytes[offset] & 0x3F)
      offset += 1
    }
    return scalar
  }

  static func count(_ bytes: Span<UInt8>) -> Int {
    var count = 0
    for index in 0..<bytes.count where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
