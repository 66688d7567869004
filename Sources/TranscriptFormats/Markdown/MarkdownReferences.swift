/// The definitions of a Markdown document that links and notes refer to, found in a first pass.
struct MarkdownReferences: Sendable {
  private let text: [UInt8]
  /// The names that links may refer to, in lower case with single spaces.
  private var names: Set<String> = []
  /// How many lines the definition has that begins at a line.
  private var definitions: [Int: Int] = [:]
  /// The labels of notes.
  private var notes: Set<String> = []

  init(text: [UInt8], lines: [Line]) {
    self.text = text
    var fence: (sign: UInt8, length: Int)?
    /// Where a definition may begin: behind a blank line, or behind another.
    var start = 0
    for (index, line) in lines.enumerated() {
      if line.isBlank {
        start = index + 1
        continue
      }
      var here = MarkdownLine(text: text, start: line.start, end: line.end, number: index + 1)
      if let opened = fence {
        if here.closes(opened) { fence = nil }
        continue
      }
      if let opened = here.fence {
        fence = opened
        continue
      }
      while here.takeQuotationMark() {}
      guard here.content.first == UInt8(ascii: "["), here.indent <= 3 else { continue }
      if let note = note(in: here.content) {
        notes.insert(text.string(note.label))
      } else if start == index, let (name, length) = definition(lines, index, here.contentStart) {
        names.insert(name)
        definitions[index] = length
        start = index + length
      }
    }
  }

  /// How many lines the definition has that begins with the line of this index.
  func definitionLength(at index: Int) -> Int? { definitions[index] }

  /// Whether a link may refer to `label`.
  func isDefined(_ label: ArraySlice<UInt8>) -> Bool {
    !names.isEmpty && names.contains(Self.folded(label))
  }

  /// Whether there is a note with this label.
  func isNote(_ label: ArraySlice<UInt8>) -> Bool {
    !notes.isEmpty && notes.contains(String(decoding: label, as: UTF8.self))
  }

  /// The label of the note that a line defines, and where its text begins.
  func note(of line: MarkdownLine) -> (label: Range<Int>, content: Int)? {
    guard !notes.isEmpty, line.indent <= 3 else { return nil }
    return note(in: line.content)
  }

  private func note(in content: ArraySlice<UInt8>) -> (label: Range<Int>, content: Int)? {
    guard content.starts(with: [UInt8(ascii: "["), UInt8(ascii: "^")]),
      let close = content.firstIndex(of: UInt8(ascii: "]")), close > content.startIndex + 2,
      close + 1 < content.endIndex, text[close + 1] == UInt8(ascii: ":")
    else { return nil }
    let label = content.startIndex + 2..<close
    return text[label].contains(where: isASCIISpace) ? nil : (label, close + 2)
  }

  /// The definition that begins at `start` of a line: `[name]: destination "title"`, which may have
  /// several lines.
  private func definition(
    _ lines: [Line], _ index: Int, _ start: Int
  ) -> (name: String, length: Int)? {
    var last = index
    while last + 1 < lines.count, last < index + 8, !lines[last + 1].isBlank { last += 1 }
    let end = lines[last].end
    guard let close = MarkdownLinks.labelEnd(at: start, in: text, before: end), close + 1 < end,
      text[close + 1] == UInt8(ascii: ":")
    else { return nil }
    let name = Self.folded(text[start + 1..<close])
    let first = MarkdownLinks.skipSpaces(close + 2, text, end)
    guard !name.isEmpty,
      let destination = MarkdownLinks.destinationEnd(at: first, in: text, before: end),
      destination > first
    else { return nil }
    let title = MarkdownLinks.skipSpaces(destination, text, end)
    if title > destination,
      let titleEnd = MarkdownLinks.titleEnd(at: title, in: text, before: end),
      endsLine(titleEnd, end)
    {
      return (name, feeds(start..<titleEnd) + 1)
    }
    return endsLine(destination, end) ? (name, feeds(start..<destination) + 1) : nil
  }

  private func endsLine(_ index: Int, _ end: Int) -> Bool {
    var index = index
    while index < end, text[index] != UInt8(ascii: "\n") {
      if !isASCIISpace(text[index]) { return false }
      index += 1
    }
    return true
  }

  private func feeds(_ range: Range<Int>) -> Int {
    text[range].count { $0 == UInt8(ascii: "\n") }
  }

  private static func folded(_ label: ArraySlice<UInt8>) -> String {
    String(decoding: label, as: UTF8.self).lowercased().split { $0.isWhitespace }
      .joined(separator: " ")
  }
}
