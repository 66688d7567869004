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
    for (index, line) in lines.enumerated() where !line.isBlank {
      let end = line.end
      let here = MarkdownLine(text: text, start: line.start, end: end, number: index + 1)
      if let opened = fence {
        if here.closes(opened) { fence = nil }
        continue
      }
      if let opened = here.fence {
        fence = opened
        continue
      }
      guard text[line.contentStart] == UInt8(ascii: "["), here.indent <= 3 else { continue }
      if let note = note(in: here.content) {
        notes.insert(text.string(note.label))
      } else if let (name, length) = definition(lines, index) {
        names.insert(name)
        definitions[index] = length
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

  /// The label of the note that a line defines, and where its text begins: `[^1]: See above.`
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

  /// The definition that begins at a line: `[name]: destination "title"`, the title perhaps below.
  private func definition(_ lines: [Line], _ index: Int) -> (name: String, length: Int)? {
    let content = text[lines[index].content]
    guard let close = MarkdownLinks.labelEnd(at: content.startIndex, in: text, before: content.endIndex),
      close + 1 < content.endIndex, text[close + 1] == UInt8(ascii: ":")
    else { return nil }
    let name = Self.folded(text[content.startIndex + 1..<close])
    guard !name.isEmpty else { return nil }
    let end = content.endIndex
    let start = MarkdownLinks.skipSpaces(close + 2, text, end)
    guard let destination = MarkdownLinks.destinationEnd(at: start, in: text, before: end),
      destination > start
    else { return nil }
    let title = MarkdownLinks.skipSpaces(destination, text, end)
    if title == end { return (name, 1) }
    guard title > destination,
      let titleEnd = MarkdownLinks.titleEnd(at: title, in: text, before: end),
      MarkdownLinks.skipSpaces(titleEnd, text, end) == end
    else { return nil }
    return (name, 1)
  }

  private static func folded(_ label: ArraySlice<UInt8>) -> String {
    String(decoding: label, as: UTF8.self).lowercased().split { $0.isWhitespace }
      .joined(separator: " ")
  }
}
