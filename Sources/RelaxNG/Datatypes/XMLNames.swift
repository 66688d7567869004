/// The characters of names, after XML 1.0 (fifth edition), as the parser has them.
enum XMLNames {
  /// Bit 0: may begin a name; bit 1: may stand in a name. The colon counts as a letter.
  private static let ascii: [UInt8] = (0..<128).map { code in
    switch UInt8(code) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: ":"):
      3
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): 2
    default: 0
    }
  }

  private static let starts: [ClosedRange<UInt32>] = [
    0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
    0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
    0x10000...0xEFFFF,
  ]

  static func isStart(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return ascii[Int(scalar)] & 1 != 0 }
    return starts.contains { $0.contains(scalar) }
  }

  static func isPart(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return ascii[Int(scalar)] != 0 }
    return scalar == 0xB7 || (0x300...0x36F).contains(scalar) || (0x203F...0x2040).contains(scalar)
      || isStart(scalar)
  }

  static func isNmtoken(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0 else { return false }
    var offset = 0
    while offset < bytes.count {
      if !isPart(Scalars.next(in: bytes, at: &offset)) { return false }
    }
    return true
  }

  static func isName(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0 else { return false }
    var offset = 0
    return isStart(Scalars.next(in: bytes, at: &offset)) && isNmtoken(bytes)
  }

  static func isNCName(_ bytes: Span<UInt8>) -> Bool {
    guard isName(bytes) else { return false }
    for index in 0..<bytes.count where bytes[index] == UInt8(ascii: ":") { return false }
    return true
  }

  /// The offset of the colon of a qualified name, -1 where it has none; `nil` for what is no QName.
  static func colon(in bytes: Span<UInt8>) -> Int? {
    for index in 0..<bytes.count where bytes[index] == UInt8(ascii: ":") {
      let isQualified =
        isNCName(bytes.extracting(0..<index)) && isNCName(bytes.extracting((index + 1)..<bytes.count))
      return isQualified ? index : nil
    }
    return isNCName(bytes) ? -1 : nil
  }

  static func isNCName(_ text: String) -> Bool { isNCName(Array(text.utf8).span) }
}
