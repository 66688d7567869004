import Glibc

/// Hides the letters beyond ASCII in character data from the parser.
///
/// libxml2 takes ASCII text in runs, and everything else scalar by scalar, which is five times as
/// slow; and to it one letter of character data is as good as another. So what it is given has an `x`
/// in place of every byte beyond ASCII there, and the session sends the bytes of the document. Names,
/// attributes, references, comments, instructions and CDATA sections are never touched, nor is what
/// the parser has to object to.
struct TextMask {
  /// Whether the run ends inside a reference, whose name is not masked.
  private var isInReference = false
  /// Whether a scalar of the run was left as it is: the parser then copies all that follows in it, so
  /// that must be left, too.
  private var isExposed = false
  /// Behind the last byte masked, as an offset in the bytes last given.
  private(set) var end = 0

  /// A run of character data begins: markup stood before it.
  mutating func begin() {
    isInReference = false
    isExposed = false
  }

  /// The next bytes are others.
  mutating func beginBytes() { end = 0 }

  /// Follows character data, which may be the continuation of a run.
  ///
  /// - Parameter target: a copy of `bytes`, masked in `range`; `nil` where nothing is to be masked.
  mutating func follow(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>,
    masking target: UnsafeMutablePointer<UInt8>?
  ) {
    guard let base = bytes.baseAddress else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      if isInReference {
        guard let end = memchr(base + start, 0x3B, range.upperBound - start) else { return }
        start = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
        begin()
      }
      let reference = memchr(base + start, 0x26, range.upperBound - start)
      let stop = reference.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? range.upperBound
      if let target, !isExposed { mask(bytes, start..<stop, in: target) }
      guard reference != nil else { return }
      isInReference = true
      start = stop + 1
    }
  }

  private mutating func mask(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    in target: UnsafeMutablePointer<UInt8>
  ) {
    let raw = UnsafeRawBufferPointer(bytes)
    let output = UnsafeMutableRawPointer(target)
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let high = word & 0x8080_8080_8080_8080
      if high != 0 {
        if Self.holdsEF(word) {
          maskBytes(bytes, index..<(index + 8), in: target)
          if isExposed { return }
        } else {
          let lanes = (high >> 7) &* 0xFF
          output.storeBytes(
            of: word & ~lanes | 0x7878_7878_7878_7878 & lanes, toByteOffset: index,
            as: UInt64.self)
          end = index + 8 - high.leadingZeroBitCount / 8
        }
      }
      index += 8
    }
    maskBytes(bytes, index..<range.upperBound, in: target)
  }

  private mutating func maskBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    in target: UnsafeMutablePointer<UInt8>
  ) {
    for index in range where bytes[index] >= 0x80 {
      // U+FFFE and U+FFFF, which are EF BF BE and EF BF BF, are forbidden: the parser shall see them.
      if bytes[index] == 0xEF,
        index + 2 >= bytes.count || (bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE)
      {
        isExposed = true
        return
      }
      target[index] = UInt8(ascii: "x")
      end = index + 1
    }
  }

  /// Whether a byte of `word` is EF.
  private static func holdsEF(_ word: UInt64) -> Bool {
    let zero = word ^ 0xEFEF_EFEF_EFEF_EFEF
    return (zero &- 0x0101_0101_0101_0101) & ~zero & 0x8080_8080_8080_8080 != 0
  }
}
