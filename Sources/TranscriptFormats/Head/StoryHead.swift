/// Finds where the prose of a story begins.
struct StoryHead {
  let text: [UInt8]
  let lines: [Line]
  let classifier: LineClassifier
  let conventions: Conventions
  /// Where the title is, if the markup of the source says so.
  var title: Int?

  /// The first line of the first paragraph of prose, or of a photograph.
  ///
  /// It stands after the title, and is no furniture, date, byline or place. Where nothing looks like
  /// prose, it is the first line after the title.
  func firstLine(of paragraphs: [SourceParagraph]) -> Int {
    var hasTitle = false
    var fallback: Int?
    for paragraph in paragraphs {
      let line = paragraph.lines.lowerBound
      if classifier.kind(of: lines[line].content) != nil { continue }
      if let title, !hasTitle {
        hasTitle = lines[line].contentStart >= title
        if hasTitle, paragraph == paragraphs.last { return line }
        continue
      }
      if isProse(paragraph.content) || (hasTitle && paragraph.lines.count > 1) { return line }
      if hasTitle {
        if beginsPhotograph(line) { return line }
        fallback = fallback ?? line
        continue
      }
      hasTitle = true
      // A title alone is all there is: then it is the text.
      if paragraph == paragraphs.last { return line }
    }
    return fallback ?? paragraphs.last?.lines.lowerBound ?? 0
  }

  /// Whether a paragraph reads like prose: it ends like a sentence, and is no mere line.
  private func isProse(_ range: Range<Int>) -> Bool {
    guard range.count > 60 else { return false }
    let tail = text[range].suffix(4)
    return tail.contains(UInt8(ascii: ".")) || tail.contains(UInt8(ascii: "?"))
      || tail.contains(UInt8(ascii: "!")) || range.count > 400
  }

  /// Whether a run of lines that begins at `line` ends with a credit or an identifier.
  private func beginsPhotograph(_ line: Int) -> Bool {
    let photographs = conventions.file.stories.photographs
    for index in line..<min(lines.count, line + 7) {
      if lines[index].isBlank { return false }
      let printed = text.string(lines[index].content)
      if (photographs.credit + photographs.identifier).contains(where: printed.hasPrefix) {
        return true
      }
    }
    return false
  }
}
