/// What a quotation looks like.
struct QuotationShape {
  private(set) var wordCount = 0
  /// Whether every longer word begins with a capital.
  private(set) var isTitle = false
  /// Whether it begins and ends like a sentence.
  private(set) var isSentence = false
  private(set) var asks = false

  init(_ span: QuotationSpan, in text: [UInt8]) {
    var capitals = 0
    var long = 0
    var offset = span.content.lowerBound
    // What matters is settled by the first words.
    let end = min(span.content.upperBound, offset + 240)
    while offset < end {
      while offset < end, isASCIISpace(text[offset]) { offset += 1 }
      let start = offset
      while offset < end, !isASCIISpace(text[offset]) { offset += 1 }
      guard offset > start else { break }
      wordCount += 1
      let isCapital =
        text[start] < 0x80 ? text[start] & 0xE0 == 0x40 : isCapitalScalar(text, at: start)
      if offset - start >= 4 || wordCount == 1 {
        long += 1
        if isCapital { capitals += 1 }
      }
    }
    isTitle = wordCount >= 2 && long >= 2 && capitals == long && wordCount <= 16
    let first = text[span.content.lowerBound]
    let beginsHigh =
      first < 0x80
      ? !(first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z"))
      : !isASCIILetterOrDigit(first)
    let last = text[span.content.upperBound - 1]
    asks = last == UInt8(ascii: "?")
    let hasStop =
      last == UInt8(ascii: ".") || asks || last == UInt8(ascii: "!")
      || last == UInt8(ascii: "-") || last == 0x94 || last == 0x93 || last == 0xA6
    // British printers put the full stop after the mark.
    let follows = span.end < text.count ? text[span.end] : 0
    let stopFollows = follows == UInt8(ascii: ".") || follows == UInt8(ascii: "?")
    isSentence = beginsHigh && (hasStop || stopFollows && wordCount > 5)
  }
}
