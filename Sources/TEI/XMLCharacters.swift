/// Which characters XML 1.0 can hold (production 2, `Char`).
enum XMLCharacters {
  /// Whether all of `bytes`, which are UTF-8, are characters that XML can hold.
  static func areAllowed(_ bytes: Span<UInt8>) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var index = 0
      // Eight bytes at a time, as long as none of them deserves a look: one below 0x20 borrows from
      // its highest bit, and so does an EF from that of its difference to EF.
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let difference = word ^ 0xEFEF_EFEF_EFEF_EFEF
        let borrowed =
          (word &- 0x2020_2020_2020_2020) & ~word
          | (difference &- 0x0101_0101_0101_0101) & ~difference
        if borrowed & 0x8080_8080_8080_8080 != 0,
          !areAllowed(bytes, from: index, to: index + 8)
        {
          return false
        }
        index += 8
      }
      return areAllowed(bytes, from: index, to: bytes.count)
    }
  }

  private static func areAllowed(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int)
    -> Bool
  {
    for index in start..<end {
      let byte = bytes[index]
      if byte < 0x20 {
        if byte != 0x0A, byte != 0x09, byte != 0x0D { return false }
      } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF,
        bytes[index + 2] >= 0xBE
      {
        return false
      }
    }
    return true
  }

  /// `text` with U+FFFD for each character that XML cannot hold.
  static func replacingForbidden(in text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...: result.append(scalar)
      default: result.append("\u{FFFD}")
      }
    }
    return String(result)
  }
}
