/// The encodings of Western text that have one byte a character.
enum SingleByteEncoding: CaseIterable {
  /// That of Windows; a superset of ISO-8859-1, and what browsers take that for.
  case windows1252
  /// ISO-8859-15, with the euro sign and the letters that French and Finnish miss in ISO-8859-1.
  case latin9
  /// That of the Macintosh before Mac OS X.
  case macRoman

  /// The name that is registered.
  var name: String {
    switch self {
    case .windows1252: "windows-1252"
    case .latin9: "ISO-8859-15"
    case .macRoman: "macintosh"
    }
  }

  /// The character that `byte` stands for; bytes without one keep their code, as browsers read them.
  func scalar(of byte: UInt8) -> UInt16 {
    if byte < 0x80 { return UInt16(byte) }
    switch self {
    case .windows1252: return byte < 0xA0 ? Self.windows[Int(byte) - 0x80] : UInt16(byte)
    case .latin9: return Self.latin9Differences[byte] ?? UInt16(byte)
    case .macRoman: return Self.mac[Int(byte) - 0x80]
    }
  }

  /// `bytes` as UTF-8.
  func utf8(of bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      let scalar = scalar(of: byte)
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
    return text
  }

  /// What 0x80 to 0x9F stand for in Windows-1252.
  private static let windows: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// Where ISO-8859-15 differs from ISO-8859-1.
  private static let latin9Differences: [UInt8: UInt16] = [
    0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152,
    0xBD: 0x0153, 0xBE: 0x0178,
  ]

  /// What 0x80 to 0xFF stand for on the Macintosh.
  private static let mac: [UInt16] = [
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2,
    0x00E4, 0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC,
    0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9,
    0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF,
    0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1,
    0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248,
    0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153,
    0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178,
    0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7, 0x201A, 0x201E,
    0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC,
    0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
  ]
}

// MARK: - Guessing

extension SingleByteEncoding {
  /// The encoding in which the characters of `bytes` stand where such characters do: letters inside
  /// words, quotation marks at their edges.
  static func guess(for bytes: [UInt8]) -> SingleByteEncoding {
    var best = (encoding: windows1252, score: Int.min)
    for encoding in allCases {
      let score = encoding.plausibility(of: bytes)
      if score > best.score { best = (encoding, score) }
    }
    return best.encoding
  }

  private func plausibility(of bytes: [UInt8]) -> Int {
    var score = 0
    for index in bytes.indices where bytes[index] >= 0x80 {
      let before = index > 0 ? bytes[index - 1] : 0x20
      let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      score += plausibility(of: scalar(of: bytes[index]), between: before, and: after)
    }
    return score
  }

  private func plausibility(of scalar: UInt16, between before: UInt8, and after: UInt8) -> Int {
    let opens = isASCIISpace(before) || before == UInt8(ascii: "(") || before >= 0x80
    let isInside = Self.isLetter(before) && Self.isLetter(after)
    switch scalar {
    case 0x80...0x9F: return -5
    case 0x2018, 0x201C, 0xAB: return opens && !isASCIISpace(after) ? 2 : -2
    case 0x2019: return isInside || !isASCIISpace(before) ? 3 : -1
    case 0x201D, 0xBB: return !isASCIISpace(before) && !Self.isLetter(after) ? 2 : -2
    case 0xA0, 0x2013, 0x2014, 0x2026: return 1
    case 0xA4, 0xA8, 0xB4, 0xB8: return -2
    case 0x20AC, 0xA3: return isInside ? -3 : 2
    default: break
    }
    guard let letter = Unicode.Scalar(scalar), letter.properties.isAlphabetic else {
      return isInside ? -3 : 0
    }
    if letter.properties.isLowercase {
      return isLowerCaseASCII(before) || isLowerCaseASCII(after) ? 2 : opens ? 1 : 0
    }
    return isLowerCaseASCII(before) ? -3 : Self.isLetter(after) || after >= 0x80 ? 2 : 0
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    isLowerCaseASCII(byte | 0x20)
  }
}
