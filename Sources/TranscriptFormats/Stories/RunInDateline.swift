import Transcripts

extension Dateline {
  /// The end of the dateline that runs into a paragraph, without the dash: `MARSTRAND, Tavia (CP) --`.
  ///
  /// It begins with a place in capitals, and a dash follows within some words.
  static func runIn(_ text: [UInt8], _ range: Range<Int>) -> Int? {
    var capitals = 0
    var index = range.lowerBound
    while index < range.upperBound, isUpperCaseASCII(text[index]) || text[index] >= 0x80 {
      if isQuotationMark(text, index) { return nil }
      capitals += 1
      index += 1
    }
    guard capitals >= 3 else { return nil }
    let limit = min(range.upperBound, range.lowerBound + 90)
    while index < limit {
      let byte = text[index]
      if isQuotationMark(text, index) || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":") {
        return nil
      }
      // Prose goes on in small letters.
      if isASCIISpace(byte), index + 1 < limit, isLowerCaseASCII(text[index + 1]) { return nil }
      if isASCIISpace(byte), isDash(text, index + 1, limit) {
        var end = index
        while end > range.lowerBound, isASCIISpace(text[end - 1]) { end -= 1 }
        return end
      }
      index += 1
    }
    return nil
  }

  /// Whether a quotation mark begins at `index`: what is quoted is no place.
  private static func isQuotationMark(_ text: [UInt8], _ index: Int) -> Bool {
    switch text[index] {
    case UInt8(ascii: "\""): true
    // « and »
    case 0xC2: index + 1 < text.count && (text[index + 1] == 0xAB || text[index + 1] == 0xBB)
    // U+2018 to U+201F
    case 0xE2:
      index + 2 < text.count && text[index + 1] == 0x80 && (0x98...0x9F).contains(text[index + 2])
    default: false
    }
  }

  /// Whether a dash with white space behind it begins at `index`.
  private static func isDash(_ text: [UInt8], _ index: Int, _ limit: Int) -> Bool {
    for dash in ["--", "—", "–", "-"] {
      let end = index + dash.utf8.count
      if end < limit, text[index..<end].elementsEqual(dash.utf8), isASCIISpace(text[end]) {
        return true
      }
    }
    return false
  }
}
