/// Reads Markdown as CommonMark 0.31 and GitHub define it, as far as it changes what a reader sees.
///
/// Containers are not nested for their own sake: what matters is where paragraphs begin and end, and
/// what in them is a sign. The numbers of lists are kept, since they are printed; bullets, rules and
/// the marks of quotations are signs.
struct MarkdownReader {
  private let text: [UInt8]
  private let lines: [Line]
  private var builder: RenderedTextBuilder
  private var references: MarkdownReferences
  /// The lines of the paragraph that is open.
  private var paragraph: [MarkdownLine] = []
  private var isQuoted = false
  /// How far the lines of the list items that are open are set in.
  private var items: [Int] = []
  /// Whether the line before was in a list, whose next item needs no blank line.
  private var wasInList = false
  private var fence: (sign: UInt8, length: Int)?
  private var isTable = false

  private init(_ source: SourceText) {
    text = source.utf8
    lines = scanLines(text)
    builder = RenderedTextBuilder(capacity: text.count)
    references = MarkdownReferences(text: text, lines: lines)
  }

  /// What a reader of the source sees.
  static func read(_ source: SourceText) -> RenderedSource {
    var reader = MarkdownReader(source)
    reader.read()
    return RenderedSource(.markdown, reader.builder, from: source)
  }

  private mutating func read() {
    var index = readFrontMatter()
    while index < lines.count {
      let end = lineEnd(index)
      var line = MarkdownLine(
        text: text, start: lines[index].start, end: end, number: index + 1)
      index += 1
      if let fence {
        if readCode(line, in: fence) { continue }
        self.fence = nil
      }
      if line.isBlank {
        flush()
        builder.breakParagraph()
        isQuoted = false
        continue
      }
      enterContainers(&line)
      if line.isBlank {
        flush()
        builder.breakParagraph()
      } else {
        index = read(line, at: index)
      }
    }
    flush()
    let first = builder.markup.headings.filter { $0.value == 1 }.keys.min()
    builder.setTitle(first)
  }

  private func lineEnd(_ index: Int) -> Int {
    index + 1 < lines.count ? lines[index + 1].start - 1 : lines[index].end
  }

  /// Takes the marks of quotations and the white space of list items off a line.
  private mutating func enterContainers(_ line: inout MarkdownLine) {
    wasInList = !items.isEmpty
    var wasQuoted = false
    while line.takeQuotationMark() { wasQuoted = true }
    if wasQuoted, !isQuoted { flush() }
    isQuoted = wasQuoted || isQuoted && !paragraph.isEmpty
    while let columns = items.last {
      if line.indent >= columns {
        line.dedent(columns)
        while line.takeQuotationMark() { isQuoted = true }
        return
      }
      // A line that is not set in goes on with the paragraph, or ends the list.
      if !paragraph.isEmpty, line.item == nil { return }
      items.removeLast()
    }
  }

  // MARK: Blocks

  /// Reads a line, and returns the index of the one after what belongs to it.
  private mutating func read(_ line: MarkdownLine, at next: Int) -> Int {
    if isTable {
      if line.content.contains(UInt8(ascii: "|")) {
        appendRow(line)
        return next
      }
      isTable = false
      builder.breakParagraph()
    }
    if paragraph.isEmpty, line.indent >= 4 {
      appendCode(line, dedent: 4)
      return next
    }
    if let heading = line.heading {
      flush()
      append(heading.text, line.number, heading: heading.level)
      return next
    }
    if !paragraph.isEmpty, let level = line.underline {
      flush(heading: level)
      return next
    }
    if paragraph.count == 1, line.isTableRule, paragraph[0].cells.count == line.cells.count,
      let head = paragraph.first
    {
      paragraph.removeAll()
      isTable = true
      builder.breakParagraph()
      appendRow(head)
      return next
    }
    if line.isRule {
      flush()
      builder.breakParagraph()
      return next
    }
    if let opened = line.fence {
      flush()
      builder.breakParagraph()
      fence = opened
      return next
    }
    if let end = markupEnd(line, next) {
      flush()
      appendMarkup(from: line, to: end)
      return end
    }
    if let item = line.item, paragraph.isEmpty || item.interrupts || wasInList {
      return read(item, of: line, at: next)
    }
    if paragraph.isEmpty, let length = references.definitionLength(at: next - 1) {
      return next - 1 + length
    }
    if let note = references.note(of: line) {
      flush()
      builder.breakParagraph()
      append(note.label, line.number)
      builder.space()
      var rest = line
      rest.start = note.content
      if !rest.isBlank { paragraph.append(rest) }
      return next
    }
    paragraph.append(line)
    return next
  }

  private mutating func read(_ item: MarkdownLine.Item, of line: MarkdownLine, at next: Int) -> Int
  {
    flush()
    builder.breakParagraph()
    items.append((items.last ?? 0) + item.columns)
    if !item.number.isEmpty {
      append(item.number, line.number)
      builder.space()
    }
    var rest = line
    rest.start = item.content
    while rest.takeQuotationMark() { isQuoted = true }
    return rest.isBlank ? next : read(rest, at: next)
  }

  /// Reads a block of YAML at the very beginning, and returns the line after it.
  ///
  /// It is no Markdown: all of it is kept as it is.
  private mutating func readFrontMatter() -> Int {
    guard let first = lines.first, text[first.content].elementsEqual("---".utf8), lines.count > 2
    else { return 0 }
    guard
      let last = lines.indices.dropFirst().first(where: {
        text[lines[$0].content].elementsEqual("---".utf8)
          || text[lines[$0].content].elementsEqual("...".utf8)
      }), lines[1..<last].contains(where: { text[$0.content].contains(UInt8(ascii: ":")) })
    else { return 0 }
    builder.append(text[first.start..<lines[last].end], line: 1)
    builder.breakParagraph()
    return last + 1
  }

  // MARK: Text

  /// Ends the paragraph that is open.
  private mutating func flush(heading level: Int? = nil) {
    isTable = false
    guard let first = paragraph.first, let last = paragraph.last else { return }
    if let level, last.end - first.start <= 400 { openHeading(level) }
    var inlines = MarkdownInlines(references: references)
    for line in paragraph { inlines.add(text[line.contentStart..<line.end], line: line.number) }
    paragraph.removeAll(keepingCapacity: true)
    inlines.write(to: &builder)
    if level == nil { builder.breakLine() } else { builder.breakParagraph() }
  }

  private mutating func openHeading(_ level: Int) {
    builder.breakParagraph()
    builder.heading(level)
  }

  /// Appends a stretch of one line.
  private mutating func append(_ range: Range<Int>, _ line: Int, heading level: Int? = nil) {
    if let level { openHeading(level) }
    var inlines = MarkdownInlines(references: references)
    inlines.add(text[range], line: line)
    inlines.write(to: &builder)
    guard level != nil else { return }
    builder.forget()
    builder.breakParagraph()
  }

  private mutating func appendRow(_ line: MarkdownLine) {
    builder.breakLine()
    for (index, cell) in line.cells.enumerated() {
      if index > 0, !cell.isEmpty { builder.append("\t".utf8, line: line.number) }
      append(cell, line.number)
    }
    builder.breakParagraph()
  }

  /// Reads a line of fenced code; `false` where it is none, since the quotation around it has ended.
  private mutating func readCode(
    _ line: MarkdownLine, in opened: (sign: UInt8, length: Int)
  ) -> Bool {
    var line = line
    if isQuoted {
      guard line.takeQuotationMark() else { return false }
      while line.takeQuotationMark() {}
    }
    if let columns = items.last { line.dedent(columns) }
    if line.closes(opened) {
      fence = nil
      builder.breakParagraph()
    } else {
      appendCode(line, dedent: 0)
    }
    return true
  }

  private mutating func appendCode(_ line: MarkdownLine, dedent columns: Int) {
    var line = line
    line.dedent(columns)
    builder.append(text[line.start..<line.end], line: line.number)
    builder.breakLine()
  }

  // MARK: HTML

  /// The line after a block of HTML that begins with `line`; `nil` where none does (§4.6).
  private func markupEnd(_ line: MarkdownLine, _ next: Int) -> Int? {
    guard line.indent <= 3, line.content.first == UInt8(ascii: "<") else { return nil }
    guard let kind = MarkdownHTML.block(line.content, interrupts: !paragraph.isEmpty) else {
      return nil
    }
    guard let ending = kind.ending else {
      var end = next
      while end < lines.count, !lines[end].isBlank, isInside(end) { end += 1 }
      return end
    }
    var index = next - 1
    while index < lines.count {
      if String(decoding: text[lines[index].content], as: UTF8.self).lowercased().contains(ending) {
        return index + 1
      }
      index += 1
    }
    return lines.count
  }

  /// Whether a line goes on with the quotation and the list item that are open.
  private func isInside(_ index: Int) -> Bool {
    var line = MarkdownLine(
      text: text, start: lines[index].start, end: lineEnd(index), number: index + 1)
    if isQuoted { return line.takeQuotationMark() }
    return line.indent >= items.last ?? 0 || line.item == nil
  }

  private mutating func appendMarkup(from line: MarkdownLine, to end: Int) {
    builder.breakParagraph()
    var block = Array(text[line.start..<line.end])
    for index in line.number..<max(end, line.number) {
      var line = MarkdownLine(
        text: text, start: lines[index].start, end: lineEnd(index), number: index + 1)
      if isQuoted { while line.takeQuotationMark() {} }
      block.append(UInt8(ascii: "\n"))
      block += text[line.start..<line.end]
    }
    HTMLReader.append(block, line: line.number, to: &builder)
    builder.breakParagraph()
  }
}
