/// A pair of quotation marks and what stands between them.
struct QuotationSpan: Hashable {
  /// The offset of the opening mark.
  var start: Int
  /// What is quoted, without white space at its edges and a comma at its end.
  var content: Range<Int>
  /// The end of what is quoted, the comma included.
  var trimmedEnd: Int
  /// The end of the closing mark.
  var end: Int
  /// Whether the closing mark is missing, so that the quotation ends with the paragraph.
  var isOpen = false
}

/// Finds the quotations of one paragraph.
///
/// A mark without its partner is text: nothing is ever quoted beyond the end of the paragraph.
struct QuotationScanner {
  let text: [UInt8]
  /// Whether the document quotes with single marks, `‘…’`, and not with double ones.
  var usesSingleMarks = false
  /// Whether the document prints `»…«`, and not `«…»`.
  private let turnsGuillemets: Bool
  private var paragraph = 0..<0
  /// The bytes that quotation marks begin with.
  static let openers = ByteFinder(bytes: UInt8(ascii: "\""), 0xC2, 0xE2, 0xE2)

  private enum Mark {
    case opening, closing, straight, guillemetOpening, guillemetClosing, low
  }

  init(text: [UInt8], usesSingleMarks: Bool = false) {
    self.text = text
    self.usesSingleMarks = usesSingleMarks
    turnsGuillemets = Self.turnsGuillemets(text)
  }

  /// How many guillemets tell which of them open.
  private static let sampleOfGuillemets = 20

  /// Whether `»` stands where words begin more often than `«` does.
  private static func turnsGuillemets(_ text: [UInt8]) -> Bool {
    var seen = 0
    var turned = 0
    let finder = ByteFinder(bytes: 0xC2, 0xC2, 0xC2, 0xC2)
    var next = 0
    while seen < sampleOfGuillemets {
      let index = finder.first(in: text.span, from: next, to: text.count)
      guard index + 2 < text.count else { break }
      next = index + 1
      guard text[index + 1] == 0xBB || text[index + 1] == 0xAB else { continue }
      seen += 1
      let beginsWord =
        (index == 0 || isASCIISpace(text[index - 1])) && !isASCIISpace(text[index + 2])
        && text[index + 2] != 0xC2
      if beginsWord { turned += text[index + 1] == 0xBB ? 1 : -1 }
    }
    return turned > 0
  }

  /// Appends the quotations in `range` to `spans`, in order; the last one may be open.
  mutating func scan(_ range: Range<Int>, into spans: inout [QuotationSpan]) {
    paragraph = range
    var opening: (start: Int, end: Int, mark: Mark)?
    var depth = 0
    var isBalanced: Bool?
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard let (mark, length) = mark(at: offset) else {
        offset = Self.openers.first(in: text.span, from: offset + 1, to: range.upperBound)
        continue
      }
      let end = offset + length
      if let current = opening {
        switch closes(mark, at: offset..<end, opened: current.mark) {
        case true:
          if depth > 0 {
            depth -= 1
          } else {
            append(current.start, current.end..<offset, end, isOpen: false, to: &spans)
            opening = nil
          }
        case false:
          // A second opening mark: nested if every one has its partner, else the first has lost it.
          if mark == .opening, current.mark == .opening {
            if isBalanced == nil { isBalanced = curlyMarksBalance(in: range) }
            if isBalanced == true {
              depth += 1
              break
            }
          }
          opening = (offset, end, mark)
          depth = 0
        default: break
        }
      } else if opens(mark, at: offset..<end) {
        opening = (offset, end, mark)
        depth = 0
      }
      offset = end
    }
    if let current = opening {
      append(
        current.start, current.end..<range.upperBound, range.upperBound, isOpen: true, to: &spans)
    }
  }

  /// Whether a paragraph that begins at `offset` begins with a quotation mark.
  func opensQuotation(at offset: Int) -> Bool {
    guard offset < text.count, let (mark, _) = mark(at: offset) else { return false }
    return mark != .closing && mark != .guillemetClosing
  }

  private func append(
    _ start: Int, _ inner: Range<Int>, _ end: Int, isOpen: Bool, to spans: inout [QuotationSpan]
  ) {
    var lower = inner.lowerBound
    var upper = inner.upperBound
    while lower < upper, spaceLength(at: lower) > 0 { lower += spaceLength(at: lower) }
    while upper > lower, isASCIISpace(text[upper - 1]) { upper -= 1 }
    if upper - lower >= 2, text[upper - 2] == 0xC2, text[upper - 1] == 0xA0 { upper -= 2 }
    let trimmedEnd = upper
    if upper > lower, text[upper - 1] == UInt8(ascii: ","), !isOpen { upper -= 1 }
    guard lower < upper else { return }
    spans.append(
      QuotationSpan(
        start: start, content: lower..<upper, trimmedEnd: trimmedEnd, end: end, isOpen: isOpen))
  }

  private func spaceLength(at offset: Int) -> Int {
    if isASCIISpace(text[offset]) { return 1 }
    let isNoBreak =
      text[offset] == 0xC2 && offset + 1 < paragraph.upperBound && text[offset + 1] == 0xA0
    return isNoBreak ? 2 : 0
  }

  private func mark(at offset: Int) -> (Mark, Int)? {
    let byte = text[offset]
    if byte == UInt8(ascii: "\"") { return usesSingleMarks ? nil : (.straight, 1) }
    if byte == 0xC2, offset + 1 < text.count {
      if text[offset + 1] == 0xAB || text[offset + 1] == 0xBB {
        return (opensGuillemets(at: offset) ? .guillemetOpening : .guillemetClosing, 2)
      }
    }
    guard byte == 0xE2, offset + 2 < text.count, text[offset + 1] == 0x80 else { return nil }
    switch text[offset + 2] {
    case 0x98 where usesSingleMarks: return (.opening, 3)
    case 0x99 where usesSingleMarks: return isApostrophe(at: offset) ? nil : (.closing, 3)
    case 0x9C where !usesSingleMarks: return (.opening, 3)
    case 0x9D where !usesSingleMarks: return (.closing, 3)
    case 0x9E where !usesSingleMarks: return (.low, 3)
    default: return nil
    }
  }

  /// Whether the guillemet at `offset` opens: white space on one side of it tells, else its direction.
  private func opensGuillemets(at offset: Int) -> Bool {
    let isLeft = text[offset + 1] == 0xAB
    let next = offset + 2 < text.count ? text[offset + 2] : UInt8(ascii: " ")
    let isSpaced = offset == 0 || isASCIISpace(text[offset - 1])
    let isBeforeSpace = isASCIISpace(next) || next == 0xC2 || next == 0xE2
    if isSpaced, isBeforeSpace { return isLeft }
    if isSpaced, ".,;:!?".utf8.contains(next) { return false }
    if isSpaced, isASCIILetterOrDigit(next) || next >= 0xC3 { return true }
    if isBeforeSpace, offset > 0 {
      let previous = text[offset - 1]
      if !isASCIISpace(previous), previous != 0xA0, previous != 0xAF { return false }
    }
    return isLeft != turnsGuillemets
  }

  // `’` ends a quotation after punctuation; after a letter only where no letter follows, and then
  // `s’` is rather a possessive.
  private func isApostrophe(at offset: Int) -> Bool {
    let next = offset + 3
    if next < text.count, isASCIILetterOrDigit(text[next]) { return true }
    return offset > 0 && text[offset - 1] == UInt8(ascii: "s") && next < text.count
      && text[next] == UInt8(ascii: " ") && next + 1 < text.count
      && isASCIILetterOrDigit(text[next + 1])
  }

  private func opens(_ mark: Mark, at range: Range<Int>) -> Bool {
    switch mark {
    case .opening, .guillemetOpening, .low: return true
    case .closing, .guillemetClosing: return false
    case .straight:
      guard hasTextAfter(range.upperBound) else { return false }
      if hasSpaceBefore(range.lowerBound) { return true }
      let previous = text[range.lowerBound - 1]
      // A dash or bracket, or the space is missing after a comma or colon.
      return previous == UInt8(ascii: "(") || previous == UInt8(ascii: "[")
        || previous == UInt8(ascii: "-") || previous == UInt8(ascii: ",")
        || previous == UInt8(ascii: ":") || previous == UInt8(ascii: "/")
        || (previous == 0x94 || previous == 0x93) && text[range.lowerBound - 2] == 0x80
    }
  }

  /// Whether `mark` closes what `opened` opened; `false` if it opens again, `nil` if it is text.
  private func closes(_ mark: Mark, at range: Range<Int>, opened: Mark) -> Bool? {
    switch (opened, mark) {
    case (.opening, .closing), (.straight, .closing), (.low, .closing), (.low, .opening): true
    case (.guillemetOpening, .guillemetClosing): true
    case (.guillemetOpening, _), (_, .guillemetClosing): nil
    case (_, .guillemetOpening): nil
    case (.opening, .opening), (.straight, .opening), (_, .low): false
    case (_, .straight):
      hasSpaceBefore(range.lowerBound) && hasTextAfter(range.upperBound) ? false : true
    default: nil
    }
  }

  private func hasSpaceBefore(_ offset: Int) -> Bool {
    if offset <= paragraph.lowerBound { return true }
    if isASCIISpace(text[offset - 1]) { return true }
    return text[offset - 1] == 0xA0 && offset >= 2 && text[offset - 2] == 0xC2
  }

  private func hasTextAfter(_ offset: Int) -> Bool {
    guard offset < paragraph.upperBound else { return false }
    return spaceLength(at: offset) == 0
  }

  private func curlyMarksBalance(in range: Range<Int>) -> Bool {
    var difference = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard let (mark, length) = mark(at: offset) else { offset += 1; continue }
      if mark == .opening { difference += 1 }
      if mark == .closing { difference -= 1 }
      offset += length
    }
    return difference == 0
  }
}
