/// What a short line looks like.
struct HeadingShape {
  private var wordCount = 0
  private var longWords = 0
  private var capitals = 0
  private var length: Int
  private var last: UInt8 = 0
  private var beginsHigh = false

  init(_ content: Range<Int>, in text: [UInt8]) {
    length = content.count
    guard length > 0, length <= 120 else { return }
    last = text[content.upperBound - 1]
    var offset = content.lowerBound
    while offset < content.upperBound {
      while offset < content.upperBound, isASCIISpace(text[offset]) { offset += 1 }
      let start = offset
      while offset < content.upperBound, !isASCIISpace(text[offset]) { offset += 1 }
      guard offset > start else { break }
      wordCount += 1
      let isCapital =
        text[start] < 0x80
        ? text[start] >= UInt8(ascii: "A") && text[start] <= UInt8(ascii: "Z")
          || text[start] >= UInt8(ascii: "0") && text[start] <= UInt8(ascii: "9")
        : isCapitalScalar(text, at: start)
      if wordCount == 1 { beginsHigh = isCapital }
      if offset - start >= 4 {
        longWords += 1
        if isCapital { capitals += 1 }
      }
    }
  }

  private var isShort: Bool {
    guard wordCount > 0, length <= 80, beginsHigh else { return false }
    return ![UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":")]
      .contains(last) && last != UInt8(ascii: ")") && last != UInt8(ascii: "\"") && last != 0x9D
  }

  func isTitle(strictly: Bool) -> Bool {
    guard isShort, last != UInt8(ascii: "?") || !strictly else { return false }
    return !strictly || 2 * capitals >= longWords && capitals + 1 >= longWords
      || capitals >= 2 * (longWords - capitals)
  }

  /// Whether it may head a section.
  var isHeading: Bool { isShort && wordCount <= 14 }
}
