/// A line of Markdown as the block structure sees it: bytes, and how far it is set in.
struct MarkdownLine {
  let text: [UInt8]
  /// What is left of the line; containers take off their marks.
  var start: Int
  let end: Int
  /// The line of the file, counted from 1.
  let number: Int

  /// The first byte that is no white space, or `end`.
  var contentStart: Int {
    var index = start
    while index < end, isASCIISpace(text[index]) { index += 1 }
    return index
  }

  var isBlank: Bool { contentStart == end }

  /// How many columns the line is set in; a tab goes to the next multiple of four.
  var indent: Int {
    var columns = 0
    for index in start..<contentStart {
      columns = text[index] == UInt8(ascii: "\t") ? (columns / 4 + 1) * 4 : columns + 1
    }
    return columns
  }

  /// What is left without white space at its edges.
  var content: ArraySlice<UInt8> {
    let first = contentStart
    var last = end
    while last > first, isASCIISpace(text[last - 1]) { last -= 1 }
    return text[first..<last]
  }

  /// Takes off up to `columns` of white space.
  mutating func dedent(_ columns: Int) {
    var taken = 0
    while start < end, taken < columns, isASCIISpace(text[start]) {
      taken = text[start] == UInt8(ascii: "\t") ? (taken / 4 + 1) * 4 : taken + 1
      start += 1
    }
  }

  // MARK: What it begins with

  /// Takes off the mark of a block quotation, if there is one.
  mutating func takeQuotationMark() -> Bool {
    let first = contentStart
    guard indent <= 3, first < end, text[first] == UInt8(ascii: ">") else { return false }
    start = first + 1
    if start < end, text[start] == UInt8(ascii: " ") || text[start] == UInt8(ascii: "\t") {
      start += 1
    }
    return true
  }

  /// The level of a heading that is marked with `#`, and its text.
  var heading: (level: Int, text: Range<Int>)? {
    guard indent <= 3 else { return nil }
    let content = content
    let level = content.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level) else { return nil }
    let rest = content.dropFirst(level)
    guard rest.first.map(isASCIISpace) ?? true else { return nil }
    let words = rest.drop(while: isASCIISpace)
    var last = words.endIndex
    while last > words.startIndex, text[last - 1] == UInt8(ascii: "#") { last -= 1 }
    // A closing run of signs stands off.
    if last > words.startIndex, !isASCIISpace(text[last - 1]) { last = words.endIndex }
    while last > words.startIndex, isASCIISpace(text[last - 1]) { last -= 1 }
    return (level, words.startIndex..<last)
  }

  /// Whether the line is a rule: three or more of one of `-`, `*`, `_`.
  var isRule: Bool {
    guard indent <= 3, let sign = content.first,
      sign == UInt8(ascii: "-") || sign == UInt8(ascii: "*") || sign == UInt8(ascii: "_")
    else { return false }
    return content.allSatisfy { $0 == sign || isASCIISpace($0) }
      && content.count { $0 == sign } >= 3
  }

  /// The level of the heading that the line underlines: 1 for `=`, 2 for `-`.
  var underline: Int? {
    guard indent <= 3, let sign = content.first, content.allSatisfy({ $0 == sign }) else {
      return nil
    }
    return sign == UInt8(ascii: "=") ? 1 : sign == UInt8(ascii: "-") ? 2 : nil
  }

  /// The fence of a code block: its sign, and how often.
  var fence: (sign: UInt8, length: Int)? {
    guard indent <= 3, let sign = content.first,
      sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~")
    else { return nil }
    let length = content.prefix { $0 == sign }.count
    guard length >= 3 else { return nil }
    let rest = content.dropFirst(length)
    return sign == UInt8(ascii: "`") && rest.contains(sign) ? nil : (sign, length)
  }

  /// Whether the line closes such a fence.
  func closes(_ fence: (sign: UInt8, length: Int)) -> Bool {
    indent <= 3 && content.count >= fence.length && content.allSatisfy { $0 == fence.sign }
  }

  /// The mark of a list item.
  struct Item {
    /// The number with its delimiter, which readers see; empty for a bullet.
    var number: Range<Int>
    /// Where the text begins.
    var content: Int
    /// How far further lines of the item are set in.
    var columns: Int
    /// Whether it may follow a paragraph without a blank line.
    var interrupts: Bool
  }

  /// The mark of a list item that the line begins with.
  var item: Item? {
    guard indent <= 3, !isRule else { return nil }
    let first = contentStart
    guard first < end else { return nil }
    var mark = first
    var number = first..<first
    var isFirst = true
    switch text[first] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): mark = first + 1
    case _ where isDigit(text[first]):
      while mark < end, mark - first < 9, isDigit(text[mark]) { mark += 1 }
      guard mark < end, text[mark] == UInt8(ascii: ".") || text[mark] == UInt8(ascii: ")") else {
        return nil
      }
      isFirst = mark == first + 1 && text[first] == UInt8(ascii: "1")
      mark += 1
      number = first..<mark
    default: return nil
    }
    guard mark == end || isASCIISpace(text[mark]) else { return nil }
    var content = mark
    while content < end, isASCIISpace(text[content]), content - mark < 4 { content += 1 }
    // Code in an item stands five columns off or more.
    if content - mark == 4, content < end, isASCIISpace(text[content]) { content = mark + 1 }
    let isEmpty = text[mark..<end].allSatisfy(isASCIISpace)
    if isEmpty { content = end }
    return Item(
      number: number, content: content,
      columns: indent + (mark - first) + (isEmpty ? 1 : max(1, content - mark)),
      interrupts: isFirst && !isEmpty)
  }

  /// The cells of a row of a table.
  var cells: [Range<Int>] {
    var cells: [Range<Int>] = []
    var index = content.startIndex
    let last = content.endIndex
    if index < last, text[index] == UInt8(ascii: "|") { index += 1 }
    var cell = index
    while index < last {
      if text[index] == UInt8(ascii: "\\"), index + 1 < last {
        index += 2
      } else if text[index] == UInt8(ascii: "|") {
        cells.append(trimmed(cell..<index))
        index += 1
        cell = index
      } else {
        index += 1
      }
    }
    if cell < last { cells.append(trimmed(cell..<last)) }
    return cells
  }

  /// Whether the line parts the head of a table from its rows: `| --- | :-: |`.
  var isTableRule: Bool {
    guard indent <= 3, content.contains(UInt8(ascii: "-")),
      content.contains(UInt8(ascii: "|")) || content.contains(UInt8(ascii: ":")),
      content.allSatisfy({
        $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ":")
          || isASCIISpace($0)
      })
    else { return false }
    return cells.allSatisfy { !$0.isEmpty && text[$0].contains(UInt8(ascii: "-")) }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (first, last) = (range.lowerBound, range.upperBound)
    while first < last, isASCIISpace(text[first]) { first += 1 }
    while last > first, isASCIISpace(text[last - 1]) { last -= 1 }
    return first..<last
  }
}
