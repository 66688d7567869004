/// A paragraph: one line, or several that were wrapped.
struct SourceParagraph: Hashable, Sendable {
  /// Its bytes, without white space at the edges.
  var content: Range<Int>
  /// The indexes of its lines.
  var lines: Range<Int>
  /// Whether nothing but what looks like a label parts it from the lines above.
  var isParted = false
}

/// Joins lines to paragraphs.
///
/// Whether lines are wrapped is a property of a document: in wrapped text many lines that follow
/// another one directly begin in lower case, in text with a paragraph a line next to none do.
struct ParagraphScanner {
  /// The text.
  let text: [UInt8]
  /// Its lines.
  let lines: [Line]
  /// Whether paragraphs are wrapped over several lines.
  let isWrapped: Bool
  /// The indent from which on a line begins a paragraph, where paragraphs are told by that.
  private let openingIndent: Int?

  init(text: [UInt8], lines: [Line]) {
    self.text = text
    self.lines = lines
    let openingIndent = Self.openingIndent(of: lines, in: text)
    self.openingIndent = openingIndent
    var following = 0
    var inLowerCase = 0
    var long = 0
    for index in lines.indices.dropFirst() where !lines[index].isBlank {
      let line = lines[index]
      if line.end - line.contentStart > 160 { long += 1 }
      guard !lines[index - 1].isBlank else { continue }
      if let openingIndent, line.indent >= openingIndent { continue }
      following += 1
      if isLowerCaseASCII(text[line.contentStart]) { inLowerCase += 1 }
    }
    isWrapped = following >= 3 && inLowerCase * 4 >= following && long * 8 <= lines.count
  }

  /// The indent that opens paragraphs, if the first lines of paragraphs are set in, and no blank
  /// lines part them: then many lines go back to the margin, and those that are set in begin with a
  /// capital.
  private static func openingIndent(of lines: [Line], in text: [UInt8]) -> Int? {
    var counts = [Int](repeating: 0, count: 12)
    var printed = 0
    for line in lines where !line.isBlank {
      printed += 1
      if line.indent < counts.count { counts[line.indent] += 1 }
    }
    guard let margin = counts.firstIndex(where: { $0 * 8 >= printed }) else { return nil }
    var back = 0
    var setIn = 0
    var setInLower = 0
    for index in lines.indices.dropFirst()
    where !lines[index].isBlank && !lines[index - 1].isBlank {
      if lines[index].indent >= margin + 2 {
        setIn += 1
        if isLowerCaseASCII(text[lines[index].contentStart]) { setInLower += 1 }
      } else if lines[index - 1].indent >= margin + 2 {
        back += 1
      }
    }
    return setIn >= 4 && back >= 3 && setInLower * 8 <= setIn ? margin + 2 : nil
  }

  /// The paragraphs of the lines from `first` on; `opens` tells whether a line begins with a label.
  func paragraphs(from first: Int, opens: (Line) -> Bool) -> [SourceParagraph] {
    var paragraphs: [SourceParagraph] = []
    paragraphs.reserveCapacity((lines.count - first) / 2)
    var index = first
    var isParted = false
    while index < lines.count {
      if lines[index].isBlank {
        index += 1
        isParted = false
        continue
      }
      if isHollow(lines[index]), let last = paragraphs.indices.last {
        paragraphs[last].content = paragraphs[last].content.lowerBound..<lines[index].end
        paragraphs[last].lines = paragraphs[last].lines.lowerBound..<index + 1
        index += 1
        continue
      }
      var end = index + 1
      if isWrapped {
        while end < lines.count, !lines[end].isBlank, !isSetIn(end), !mayOpen(end, opens) {
          end += 1
        }
      }
      paragraphs.append(
        SourceParagraph(
          content: lines[index].contentStart..<lines[end - 1].end, lines: index..<end,
          isParted: isParted))
      isParted = isWrapped && end < lines.count && !lines[end].isBlank && !isSetIn(end)
      index = end
    }
    return paragraphs
  }

  /// Whether a line holds nothing but no-break and other spaces: it belongs to the paragraph above.
  private func isHollow(_ line: Line) -> Bool {
    text[line.contentStart] >= 0x80 && text.trimmedAtEnd(line.content).isEmpty
  }

  /// Whether the line at `index`, which follows another, is set in further than the one before.
  private func isSetIn(_ index: Int) -> Bool {
    let line = lines[index]
    let previous = lines[index - 1]
    if let openingIndent, line.indent >= openingIndent { return true }
    return line.indent >= previous.indent + 2 || (line.indent > previous.indent && hasTab(line))
  }

  /// Whether the line at `index`, which follows another, begins with what may be a label, and the
  /// line before may be the last of a paragraph.
  private func mayOpen(_ index: Int, _ opens: (Line) -> Bool) -> Bool {
    let previous = lines[index - 1]
    guard
      isTerminal(text[previous.end - 1]) || previous.end - previous.contentStart < 50
    else { return false }
    return opens(lines[index])
  }

  private func hasTab(_ line: Line) -> Bool {
    line.indent > 0 && text[line.start] == UInt8(ascii: "\t")
  }

  /// Whether a byte can end a sentence: a full stop, a quotation mark, a dash, a bracket.
  private func isTerminal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ")"),
      UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "*"):
      true
    default: byte >= 0x80
    }
  }
}

/// Whether `byte` is one of `a` to `z`.
@inline(__always)
func isLowerCaseASCII(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

/// Whether `byte` is one of `A` to `Z`.
@inline(__always)
func isUpperCaseASCII(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

/// Whether `byte` is one of `0` to `9`.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
