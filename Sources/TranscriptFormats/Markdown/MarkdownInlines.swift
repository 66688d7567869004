internal import XMLCore

/// What stands inside a paragraph of Markdown: text, and signs that are no text (CommonMark §6).
struct MarkdownInlines {
  /// A piece, in order.
  enum Piece {
    /// Text as a reader sees it, and where it stood.
    case text([UInt8], at: Int)
    /// A line ends.
    case lineBreak(at: Int)
    /// Something that is set in bold or struck out begins or ends.
    case strong(Bool)
    case struck(Bool)
    /// A run of signs that may begin or end something.
    case signs(MarkdownSigns)
    /// The bracket that opens a link or an image; text, unless one closes it.
    case bracket(isImage: Bool, at: Int)
    /// A sign that was taken.
    case nothing
  }

  private let references: MarkdownReferences
  private var text: [UInt8] = []
  /// Where the lines of the paragraph begin, and their numbers.
  private var lines: [(start: Int, number: Int)] = []
  private var pieces: [Piece] = []
  private var plain = 0
  /// The numbers of the brackets that may open a link.
  private var brackets: [(piece: Int, isActive: Bool)] = []

  init(references: MarkdownReferences) {
    self.references = references
  }

  /// Adds a line of the paragraph.
  mutating func add(_ line: ArraySlice<UInt8>, line number: Int) {
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    lines.append((text.count, number))
    text += line
  }

  /// Appends to `builder` what a reader sees of it.
  mutating func write(to builder: inout RenderedTextBuilder) {
    while let last = text.last, isASCIISpace(last) { text.removeLast() }
    read()
    MarkdownSigns.resolve(&pieces, from: 0)
    let start = builder.offset
    for piece in pieces {
      switch piece {
      case .text(let run, let offset): builder.append(run, line: number(of: offset))
      case .lineBreak(let offset):
        builder.append(CollectionOfOne(UInt8(ascii: "\n")), line: number(of: offset))
      case .strong(let isStrong): builder.setStrong(isStrong)
      case .struck(let isStruck): builder.setStruck(isStruck)
      case .signs(let signs):
        if signs.count > 0 {
          builder.append(
            repeatElement(signs.sign, count: signs.count), line: number(of: signs.offset))
        }
      case .bracket(let isImage, let offset):
        builder.append(isImage ? Array("![".utf8) : Array("[".utf8), line: number(of: offset))
      case .nothing: break
      }
    }
    builder.setStrong(false)
    builder.setStruck(false)
    builder.noteStrongOpening(at: start)
  }

  /// The line of the file that the byte at `offset` stood on.
  private func number(of offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return lines.isEmpty ? 1 : lines[low].number
  }

  // MARK: Reading

  private mutating func read() {
    var index = 0
    plain = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index = readEscape(at: index)
      case UInt8(ascii: "`"): index = readCode(at: index)
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): index = readSigns(at: index)
      case UInt8(ascii: "["):
        flush(index)
        brackets.append((pieces.count, true))
        pieces.append(.bracket(isImage: false, at: index))
        index += 1
        plain = index
      case UInt8(ascii: "!") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "["):
        flush(index)
        brackets.append((pieces.count, true))
        pieces.append(.bracket(isImage: true, at: index))
        index += 2
        plain = index
      case UInt8(ascii: "]"): index = readClosingBracket(at: index)
      case UInt8(ascii: "<"): index = readAngle(at: index)
      case UInt8(ascii: "&"): index = readReference(at: index)
      default: index += 1
      }
    }
    flush(text.count)
  }

  /// Makes a piece of the text up to `end`.
  private mutating func flush(_ end: Int) {
    if end > plain { pieces.append(.text(Array(text[plain..<end]), at: plain)) }
    plain = end
  }

  /// Puts `piece` in the place of the text from `start` to `end`.
  private mutating func replace(_ start: Int, _ end: Int, with piece: Piece? = nil) -> Int {
    flush(start)
    if let piece { pieces.append(piece) }
    plain = end
    return end
  }

  private mutating func readEscape(at index: Int) -> Int {
    guard index + 1 < text.count else { return index + 1 }
    let next = text[index + 1]
    if next == UInt8(ascii: "\n") { return replace(index, index + 1) }
    guard MarkdownSigns.isPunctuation(next) else { return index + 1 }
    flush(index)
    plain = index + 1
    // The sign is text, whatever it is.
    return index + 2
  }

  private mutating func readCode(at index: Int) -> Int {
    let mark = text[index...].prefix { $0 == UInt8(ascii: "`") }.count
    var close = index + mark
    while close < text.count {
      guard text[close] == UInt8(ascii: "`") else {
        close += 1
        continue
      }
      let length = text[close...].prefix { $0 == UInt8(ascii: "`") }.count
      if length == mark {
        var inner = index + mark..<close
        if inner.count >= 2, isASCIISpace(text[inner.lowerBound]),
          isASCIISpace(text[inner.upperBound - 1]),
          text[inner].contains(where: { !isASCIISpace($0) })
        {
          inner = inner.lowerBound + 1..<inner.upperBound - 1
        }
        return replace(
          index, close + mark, with: .text(Array(text[inner]), at: inner.lowerBound))
      }
      close += length
    }
    return index + mark
  }

  private mutating func readSigns(at index: Int) -> Int {
    let signs = MarkdownSigns(at: index, in: text)
    let end = index + signs.count
    // Only two tildes strike out.
    if signs.sign == UInt8(ascii: "~"), signs.count != 2 { return end }
    guard signs.opens || signs.closes else { return end }
    return replace(index, end, with: .signs(signs))
  }

  private mutating func readReference(at index: Int) -> Int {
    guard
      let (characters, length) = HTMLReferences.reference(
        at: index, in: text, before: text.count, isLenient: false)
    else { return index + 1 }
    return replace(index, index + length, with: .text(characters, at: index))
  }

  // MARK: Brackets

  private mutating func readClosingBracket(at index: Int) -> Int {
    flush(index)
    guard let opener = brackets.popLast(),
      case .bracket(let isImage, let start) = pieces[opener.piece]
    else { return index + 1 }
    let first = start + (isImage ? 2 : 1)
    let label = text[first..<index]
    if !isImage, label.first == UInt8(ascii: "^"), references.isNote(label.dropFirst()) {
      pieces[opener.piece...] = [.text(Array(label.dropFirst()), at: first)]
      plain = index + 1
      return plain
    }
    guard opener.isActive, let end = linkEnd(at: index, label) else { return index + 1 }
    if isImage {
      // The alternative text is an attribute, and not what a reader of the image sees.
      pieces.removeSubrange(opener.piece...)
    } else {
      pieces[opener.piece] = .nothing
      MarkdownSigns.resolve(&pieces, from: opener.piece)
      // A link holds no other.
      for other in brackets.indices.reversed() {
        guard case .bracket(false, _) = pieces[brackets[other].piece] else { continue }
        if !brackets[other].isActive { break }
        brackets[other].isActive = false
      }
    }
    plain = end
    return end
  }

  /// The end of the link whose text ends with the bracket at `index`.
  private func linkEnd(at index: Int, _ label: ArraySlice<UInt8>) -> Int? {
    if let end = MarkdownLinks.inlineEnd(at: index + 1, in: text) { return end }
    if let close = MarkdownLinks.labelEnd(at: index + 1, in: text, before: text.count) {
      let name = text[index + 2..<close]
      return references.isDefined(name.isEmpty ? label : name) ? close + 1 : nil
    }
    return references.isDefined(label) ? index + 1 : nil
  }

  // MARK: Tags

  private mutating func readAngle(at index: Int) -> Int {
    if let end = addressEnd(at: index) {
      return replace(index, end, with: .text(Array(text[index + 1..<end - 1]), at: index + 1))
    }
    guard let tag = MarkdownHTML.tag(at: index, in: text) else { return index + 1 }
    switch tag.name {
    case "br": return replace(index, tag.end, with: .lineBreak(at: index))
    case "b", "strong": return replace(index, tag.end, with: .strong(!tag.isEnd))
    case "s", "del", "strike": return replace(index, tag.end, with: .struck(!tag.isEnd))
    case "script" where !tag.isEnd, "style" where !tag.isEnd:
      var end = tag.end
      while end < min(text.count, tag.end + 65_536) {
        if let closing = MarkdownHTML.tag(at: end, in: text), closing.isEnd,
          closing.name == tag.name
        {
          return replace(index, closing.end)
        }
        end += 1
      }
      return replace(index, tag.end)
    default: return replace(index, tag.end)
    }
  }

  /// The end of an address in angle brackets: `<https://example.org>`, `<press@example.org>`.
  private func addressEnd(at index: Int) -> Int? {
    var end = index + 1
    var colon: Int?
    var at: Int?
    while end < text.count, text[end] > 0x20, text[end] != UInt8(ascii: "<"),
      text[end] != UInt8(ascii: ">")
    {
      if text[end] == UInt8(ascii: ":") { colon = colon ?? end }
      if text[end] == UInt8(ascii: "@") { at = at ?? end }
      end += 1
    }
    guard end < text.count, text[end] == UInt8(ascii: ">"), end > index + 2 else { return nil }
    if let colon, (3...33).contains(colon - index), isLowerCaseASCII(text[index + 1] | 0x20) {
      let scheme = text[index + 1..<colon]
      let isScheme = scheme.allSatisfy {
        isLowerCaseASCII($0 | 0x20) || isDigit($0) || $0 == UInt8(ascii: "+")
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
      return isScheme ? end + 1 : nil
    }
    if let at, at > index + 1, at + 1 < end,
      !text[index + 1..<end].contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      )
    {
      return end + 1
    }
    return nil
  }
}
