internal import XMLCore

/// Finds the next of up to four bytes in UTF-8, looking at 16 bytes at a time.
struct ByteFinder: Sendable {
  private let wanted: (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)
  /// Whether all four are the same.
  private let isSingle: Bool

  /// Creates a finder of these bytes.
  init(bytes first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
    wanted = (
      SIMD16(repeating: first), SIMD16(repeating: second), SIMD16(repeating: third),
      SIMD16(repeating: fourth)
    )
    isSingle = first == second && first == third && first == fourth
  }

  /// Creates a finder of these ASCII characters.
  init(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar,
    _ fourth: Unicode.Scalar
  ) {
    self.init(
      bytes: UInt8(ascii: first), UInt8(ascii: second), UInt8(ascii: third), UInt8(ascii: fourth))
  }

  /// Creates a finder of this ASCII character.
  init(_ only: Unicode.Scalar) {
    self.init(only, only, only, only)
  }

  /// The offset of the first of them in `start..<end`, or `end`.
  @inline(__always)
  func first(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      var offset = start
      if isSingle {
        while offset &+ 16 <= end {
          let block = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
          if let found = (block .== wanted.0).firstTrue { return offset &+ found }
          offset &+= 16
        }
      } else {
        while offset &+ 16 <= end {
          let block = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
          let found =
            (block .== wanted.0) .| (block .== wanted.1) .| (block .== wanted.2)
            .| (block .== wanted.3)
          if let found = found.firstTrue { return offset &+ found }
          offset &+= 16
        }
      }
      while offset < end, !isWanted(bytes[offset]) { offset &+= 1 }
      return offset
    }
  }

  @inline(__always)
  private func isWanted(_ byte: UInt8) -> Bool {
    byte == wanted.0[0] || byte == wanted.1[0] || byte == wanted.2[0] || byte == wanted.3[0]
  }
}
