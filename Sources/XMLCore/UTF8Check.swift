/// Tells whether bytes that arrive in pieces are UTF-8 (RFC 3629, table in §4).
package struct UTF8Check {
  private var pending = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Whether all of `bytes` is UTF-8.
  package static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    var check = UTF8Check()
    let error = bytes.withUnsafeBufferPointer { check.firstError(in: $0) }
    return error == nil && check.isAtBoundary
  }

  /// Whether the bytes so far end between two scalars.
  var isAtBoundary: Bool { pending == 0 }

  /// The offset of the first byte beyond ASCII from `start` on, or the end.
  static func firstHigh(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    firstHigh(in: UnsafeRawBufferPointer(bytes), from: start)
  }

  private static func firstHigh(in raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 32 <= raw.count {
      let first = raw.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self)
      let second = raw.loadUnaligned(fromByteOffset: index + 16, as: SIMD2<UInt64>.self)
      let both = first | second
      if (both[0] | both[1]) & 0x8080_8080_8080_8080 != 0 { break }
      index += 32
    }
    while index < raw.count, raw[index] < 0x80 { index += 1 }
    return index
  }

  /// The offset of the first byte that cannot stand where it stands, or `nil`.
  mutating func firstError(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let count = bytes.count
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset < count {
      if pending == 0 {
        offset = Self.passCommon(raw, from: offset)
        if offset == count { return nil }
        guard begin(raw[offset]) else { return offset }
      } else {
        guard raw[offset] >= lowest, raw[offset] <= highest else { return offset }
        pending -= 1
        lowest = 0x80
        highest = 0xBF
      }
      offset += 1
    }
    return nil
  }

  /// The offset behind the scalars below U+0800 that begin at `start` and are complete.
  private static func passCommon(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let count = bytes.count
    var offset = start
    while offset + 8 <= count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let high = word & 0x8080_8080_8080_8080
      if high == 0 {
        offset = firstHigh(in: bytes, from: offset + 8)
        continue
      }
      let first = high.trailingZeroBitCount / 8
      offset += first
      // Two bytes from the word, if both are in it.
      guard first < 7 else { break }
      let pair = UInt16(truncatingIfNeeded: word >> (8 * UInt64(first)))
      guard pair & 0xC0E0 == 0x80C0, pair & 0x1E != 0 else { return offset }
      offset += 2
    }
    while offset < count, bytes[offset] < 0x80 { offset += 1 }
    return offset
  }

  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, lowest) = (2, 0xA0)
    case 0xED: (pending, highest) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, lowest) = (3, 0x90)
    case 0xF1...0xF3: pending = 3
    case 0xF4: (pending, highest) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
