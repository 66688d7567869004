/// Resolves character references as HTML does: `&eacute;`, `&#233;`, `&#xE9;`.
///
/// Markdown and captions refer to characters in the same way.
package enum HTMLReferences {
  /// The characters that the reference at `index` of `text` stands for, and its length; `nil` where
  /// there is none.
  ///
  /// `isLenient` takes the old names without a semicolon, too, as pages have them and Markdown not.
  package static func reference(
    at index: Int, in text: [UInt8], before end: Int, isLenient: Bool
  ) -> (characters: [UInt8], length: Int)? {
    guard index + 2 < end, text[index] == UInt8(ascii: "&") else { return nil }
    if text[index + 1] == UInt8(ascii: "#") {
      return number(at: index, in: text, before: end, isLenient: isLenient)
    }
    let limit = min(end, index + 2 + HTMLEntities.longestName)
    var last = index + 1
    while last < limit, isLetterOrDigit(text[last]) { last += 1 }
    let name = text[index + 1..<last]
    if last < end, text[last] == UInt8(ascii: ";"),
      let characters = HTMLEntities.characters[String(decoding: name, as: UTF8.self)[...]]
    {
      return (characters, last + 1 - index)
    }
    guard isLenient else { return nil }
    // The longest old name that the word begins with.
    for length in stride(from: min(name.count, 6), through: 2, by: -1) {
      let prefix = String(decoding: name.prefix(length), as: UTF8.self)
      if HTMLEntities.withoutSemicolon.contains(prefix[...]),
        let characters = HTMLEntities.characters[prefix[...]]
      {
        return (characters, length + 1)
      }
    }
    return nil
  }

  private static func number(
    at index: Int, in text: [UInt8], before end: Int, isLenient: Bool
  ) -> (characters: [UInt8], length: Int)? {
    var last = index + 2
    let isHexadecimal = text[last] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { last += 1 }
    let first = last
    var code: UInt32 = 0
    while last < end, let digit = digit(text[last], isHexadecimal: isHexadecimal) {
      code = min(code * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
      last += 1
    }
    guard last > first, isLenient || last - first <= (isHexadecimal ? 6 : 7) else { return nil }
    let isClosed = last < end && text[last] == UInt8(ascii: ";")
    guard isClosed || isLenient else { return nil }
    return (characters(of: code), last + (isClosed ? 1 : 0) - index)
  }

  /// The character with this number (HTML §13.2.5.80): what old pages mean by 0x80 to 0x9F is what
  /// Windows has there, and what is no character is U+FFFD.
  private static func characters(of code: UInt32) -> [UInt8] {
    var code = code
    if code >= 0x80, code <= 0x9F { code = UInt32(windows[Int(code) - 0x80]) }
    let isSpace = code == 0x09 || code == 0x0A || code == 0x0C || code == 0x0D
    guard code >= 0x20 || isSpace, code & 0xFFFE != 0xFFFE, let scalar = Unicode.Scalar(code) else {
      return [0xEF, 0xBF, 0xBD]
    }
    if isSpace { return [code == 0x09 ? 0x09 : code == 0x0A ? 0x0A : 0x20] }
    return Array(String(Character(scalar)).utf8)
  }

  private static let windows: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHexadecimal: UInt32(byte - 0x37)
    case 0x61...0x66 where isHexadecimal: UInt32(byte - 0x57)
    default: nil
    }
  }
}
