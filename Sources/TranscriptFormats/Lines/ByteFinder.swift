/// Finds the next of up to four bytes in UTF-8, looking at eight bytes at a time.
struct ByteFinder: Sendable {
  private let patterns: (UInt64, UInt64, UInt64, UInt64)

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Creates a finder of these ASCII characters.
  init(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar,
    _ fourth: Unicode.Scalar
  ) {
    patterns = (
      Self.pattern(first), Self.pattern(second), Self.pattern(third), Self.pattern(fourth)
    )
  }

  /// Creates a finder of this ASCII character.
  init(_ only: Unicode.Scalar) {
    self.init(only, only, only, only)
  }

  private static func pattern(_ character: Unicode.Scalar) -> UInt64 {
    ones &* UInt64(UInt8(ascii: character))
  }

  /// The offset of the first of them in `start..<end`, or `end`.
  @inline(__always)
  func first(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      var offset = start
      while offset &+ 8 <= end {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let found = matches(in: word)
        if found != 0 { return offset &+ found.trailingZeroBitCount / 8 }
        offset &+= 8
      }
      while offset < end {
        // One byte and seven zeros, which are none of them.
        if matches(in: UInt64(bytes[offset])) != 0 { return offset }
        offset &+= 1
      }
      return end
    }
  }

  /// A word in which the lowest bit that is set is the highest of the first byte that matches.
  @inline(__always)
  private func matches(in word: UInt64) -> UInt64 {
    let (first, second, third, fourth) = (
      word ^ patterns.0, word ^ patterns.1, word ^ patterns.2, word ^ patterns.3
    )
    // A byte that is zero borrows from its highest bit.
    let borrowed =
      (first &- Self.ones) & ~first | (second &- Self.ones) & ~second
      | (third &- Self.ones) & ~third | (fourth &- Self.ones) & ~fourth
    return borrowed & (Self.ones &* 0x80)
  }
}
