import Diagnostics

/// Reads WebVTT (W3C, §4.1 and §6) and SubRip into captions.
///
/// Both are blocks of lines with blank lines between: an identifier or number, times, text. Nothing
/// that may be text is dropped: where the times of a block are damaged, all of it is kept.
struct CaptionReader {
  private let file: String
  private let format: SourceFormat
  private let text: [UInt8]
  private let lines: [Line]
  private var markup: CaptionMarkup
  private var result = CaptionFile()
  private(set) var diagnostics: [Diagnostic] = []

  init(_ text: [UInt8], format: SourceFormat, file: String) {
    self.text = text
    self.format = format
    self.file = file
    lines = scanLines(text)
    markup = CaptionMarkup(text: text, format: format)
  }

  /// The captions of the file.
  mutating func read() -> CaptionFile {
    var index = 0
    if format == .webVTT { index = readHeader() }
    while index < lines.count {
      if lines[index].isBlank {
        index += 1
        continue
      }
      var end = index + 1
      while end < lines.count, !lines[end].isBlank { end += 1 }
      end = readBlock(index..<end)
      index = end
    }
    return result
  }

  /// Reads `WEBVTT` and what belongs to it, and returns the line after it.
  private mutating func readHeader() -> Int {
    guard let first = lines.firstIndex(where: { !$0.isBlank }),
      text[lines[first].content].starts(with: "WEBVTT".utf8)
    else {
      diagnostics.append(
        Diagnostic(
          .captionsUnsigned, "does not begin with 'WEBVTT', as a WebVTT file has to",
          at: SourceLocation(file: file, line: 1)))
      return 0
    }
    let title = text.string(lines[first].contentStart + 6..<lines[first].end).trimmed()
    let bare = title.drop { $0 == "-" || $0 == "–" || $0 == ":" || $0.isWhitespace }
    if !bare.isEmpty { result.title = String(bare) }
    var index = first + 1
    while index < lines.count, !lines[index].isBlank,
      CaptionTime.arrow(in: text[lines[index].content]) == nil
    {
      readMetadata(text.string(lines[index].content))
      index += 1
    }
    return index
  }

  private mutating func readMetadata(_ line: String) {
    guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return }
    let value = String(line[line.index(after: colon)...]).trimmed()
    switch line[..<colon].lowercased() {
    case "language":
      if !value.isEmpty, value.utf8.allSatisfy({ isLowerCaseASCII($0 | 0x20) || $0 == 0x2D }) {
        result.language = value
      }
    case "title": if !value.isEmpty { result.title = value }
    default: break
    }
  }

  /// Reads a block, and returns the line after what belongs to it.
  private mutating func readBlock(_ block: Range<Int>) -> Int {
    let first = text[lines[block.lowerBound].content]
    if format == .webVTT, isAside(first),
      !block.contains(where: { CaptionTime.timing(of: text[lines[$0].content]) != nil })
    {
      return block.upperBound
    }
    guard let timing = timingLine(of: block) else {
      keep(block)
      return block.upperBound
    }
    // An identifier is one line; whatever more stands before the times is text.
    if timing > block.lowerBound + 1 { keep(block.lowerBound..<timing - 1) }
    // Where the blank line between captions is missing, times end the text of the one before.
    var end = timing + 1
    while end < block.upperBound, CaptionTime.arrow(in: text[lines[end].content]) == nil {
      end += 1
    }
    if end < block.upperBound, end > timing + 1, isIdentifier(end - 1) { end -= 1 }
    let printed = text[lines[timing].content]
    guard let times = CaptionTime.timing(of: printed) else {
      reportTimes(timing)
      keep(block.lowerBound..<end)
      return end
    }
    if times.end < times.start {
      diagnostics.append(
        Diagnostic(
          .captionTimes,
          "'\(text.string(lines[timing].content).prefix(60))' ends before it begins; its text was kept without an end",
          at: SourceLocation(file: file, line: timing + 1)))
    }
    markup.begin()
    var caption = Caption(
      timing: CaptionTime.Timing(start: times.start, end: max(times.start, times.end)))
    for line in timing + 1..<max(end, timing + 1) {
      caption.runs += markup.runs(in: lines[line].content, line: line + 1)
    }
    if !caption.runs.isEmpty { result.captions.append(caption) }
    return end
  }

  /// Whether a block is no caption: a comment, a style sheet, a region.
  private func isAside(_ line: ArraySlice<UInt8>) -> Bool {
    for word in ["NOTE", "STYLE", "REGION"] where line.starts(with: word.utf8) {
      let rest = line.dropFirst(word.utf8.count)
      if rest.first.map(isASCIISpace) ?? true { return true }
      if word == "REGION", rest.first == UInt8(ascii: ":") { return true }
    }
    return false
  }

  /// The line of a block that has the times, or should have.
  private func timingLine(of block: Range<Int>) -> Int? {
    block.prefix(8).first { CaptionTime.arrow(in: text[lines[$0].content]) != nil }
  }

  /// Whether the line before the times of the next caption is its identifier: a number.
  private func isIdentifier(_ index: Int) -> Bool {
    text[lines[index].content].allSatisfy(isDigit)
  }

  /// Keeps lines as text that has no time.
  private mutating func keep(_ range: Range<Int>) {
    markup.begin()
    var caption = Caption(timing: nil)
    for line in range { caption.runs += markup.runs(in: lines[line].content, line: line + 1) }
    guard !caption.runs.isEmpty else { return }
    if !diagnostics.contains(where: { range.contains($0.location.line - 1) }) {
      diagnostics.append(
        Diagnostic(
          .captionUntimed, "belongs to no caption, and was kept as text without a time",
          at: SourceLocation(file: file, line: range.lowerBound + 1)))
    }
    result.captions.append(caption)
  }

  private mutating func reportTimes(_ line: Int) {
    diagnostics.append(
      Diagnostic(
        .captionTimes,
        "'\(text.string(lines[line].content).prefix(60))' is no timing such as '00:01:02.500 --> 00:01:05.000'; it was kept as text",
        at: SourceLocation(file: file, line: line + 1)))
  }
}

extension DiagnosticKind {
  static let captionsUnsigned = DiagnosticKind(
    "captions-unsigned", .warning,
    meaning: "A WebVTT file has to begin with the line WEBVTT; players refuse it otherwise.")
  static let captionTimes = DiagnosticKind(
    "caption-times", .warning,
    meaning:
      "The times of a caption are damaged. Its text is kept; what could not be read as times is kept as text, too.",
    example: "00:00:61,000 --> 00:00:04,000")
  static let captionUntimed = DiagnosticKind(
    "caption-untimed", .warning,
    meaning: "Lines stand between the captions and belong to none. They are kept as text.")
}
