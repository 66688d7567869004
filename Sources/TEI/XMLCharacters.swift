/// Which characters XML 1.0 can hold (production 2, `Char`).
enum XMLCharacters {
  /// Whether all of `bytes`, which are UTF-8, are characters that XML can hold.
  static func areAllowed(_ bytes: Span<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
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
