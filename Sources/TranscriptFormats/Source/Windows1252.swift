/// The single-byte encoding of most Western text that is not UTF-8; a superset of ISO-8859-1.
enum Windows1252 {
  /// What 0x80 to 0x9F stand for; those without a character keep their code, as browsers read them.
  private static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// Appends the UTF-8 of the character that `byte` stands for.
  static func append(_ byte: UInt8, to text: inout [UInt8]) {
    let scalar: UInt16 = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt16(byte)
    if scalar < 0x80 {
      text.append(byte)
    } else if scalar < 0x800 {
      text.append(0xC0 | UInt8(scalar >> 6))
      text.append(0x80 | UInt8(scalar & 0x3F))
    } else {
      text.append(0xE0 | UInt8(scalar >> 12))
      text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      text.append(0x80 | UInt8(scalar & 0x3F))
    }
  }
}
