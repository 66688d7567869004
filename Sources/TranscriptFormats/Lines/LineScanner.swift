/// One line of a text, as offsets.
struct Line: Hashable, Sendable {
  /// Its first byte.
  var start: Int
  /// Its first byte that is not white space; `end` for a blank line.
  var contentStart: Int
  /// The end of its last byte that is not white space.
  var end: Int

  var isBlank: Bool { contentStart == end }
  /// The bytes of the line without white space at its edges.
  var content: Range<Int> { contentStart..<end }
  /// How many bytes of white space it begins with.
  var indent: Int { contentStart - start }
}

/// Finds the lines of `text`; white space here is ASCII's.
func scanLines(_ text: [UInt8]) -> [Line] {
  var lines: [Line] = []
  lines.reserveCapacity(text.count / 32)
  let bytes = text.span
  let lineFeed = ByteFinder("\n")
  var start = 0
  while start <= bytes.count {
    var contentStart = start
    while contentStart < bytes.count, bytes[contentStart] != UInt8(ascii: "\n"),
      isASCIISpace(bytes[contentStart])
    {
      contentStart += 1
    }
    var end = lineFeed.first(in: bytes, from: contentStart, to: bytes.count)
    let next = end + 1
    while end > contentStart, isASCIISpace(bytes[end - 1]) { end -= 1 }
    if start == bytes.count && start > 0 { break }
    lines.append(Line(start: start, contentStart: contentStart, end: end))
    start = next
  }
  return lines
}
