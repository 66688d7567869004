import Transcripts

/// Builds the text that a reader sees, and remembers where it stood and what the markup says of it.
struct RenderedTextBuilder {
  private(set) var text: [UInt8] = []
  private var lines = SourceLines()
  private(set) var markup = SourceMarkup()
  private var pendingHeading: Int?
  private var pendingLabel: SourceMarkup.Label?
  private var strongStart: Int?
  private var struckStart: Int?
  private var regionStart: (offset: Int, kind: Furniture.Kind, reason: String)?

  init(capacity: Int) {
    text.reserveCapacity(capacity)
  }

  /// Where the next byte will stand.
  var offset: Int { text.count }

  /// Appends what stands on `line` of the file; further lines follow its line feeds.
  mutating func append(_ run: some Collection<UInt8>, line: Int) {
    guard !run.isEmpty else { return }
    if pendingHeading != nil || pendingLabel != nil { place(run) }
    lines.note(line, at: text.count)
    guard run.contains(UInt8(ascii: "\n")) else {
      text.append(contentsOf: run)
      return
    }
    var line = line
    for byte in run {
      text.append(byte)
      if byte == UInt8(ascii: "\n") {
        line += 1
        lines.note(line, at: text.count)
      }
    }
  }

  /// Gives what the markup says of the next part to its first byte that is no white space.
  private mutating func place(_ run: some Collection<UInt8>) {
    guard let first = run.firstIndex(where: { !isASCIISpace($0) }) else { return }
    let offset = text.count + run.distance(from: run.startIndex, to: first)
    if let pendingHeading { markup.headings[offset] = pendingHeading }
    if let label = pendingLabel {
      markup.labels[offset] =
        label.range.isEmpty
        ? SourceMarkup.Label(range: offset..<offset, name: label.name, isCertain: label.isCertain)
        : label
    }
    pendingHeading = nil
    pendingLabel = nil
  }

  /// Ends the line, unless nothing stands on it.
  mutating func breakLine() {
    dropSpaces()
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
  }

  /// Ends the paragraph: what follows is set off by a blank line.
  mutating func breakParagraph() {
    breakLine()
    let count = text.count
    if count >= 1, count < 2 || text[count - 2] != UInt8(ascii: "\n") {
      text.append(UInt8(ascii: "\n"))
    }
  }

  /// Appends a space, unless there is white space already.
  mutating func space() {
    if let last = text.last, !isASCIISpace(last) { text.append(UInt8(ascii: " ")) }
  }

  private mutating func dropSpaces() {
    let least = strongStart.map { max($0, struckStart ?? 0) } ?? struckStart ?? 0
    while let last = text.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t"),
      text.count > least
    {
      text.removeLast()
    }
  }

  // MARK: What the markup says

  /// The next paragraph is a heading.
  mutating func heading(_ level: Int) { pendingHeading = level }

  /// The next paragraph is said by `name`, which is not part of the text.
  mutating func voice(_ name: String) {
    pendingLabel = SourceMarkup.Label(range: 0..<0, name: name, isCertain: true)
  }

  /// What stands in `range`, where a paragraph begins, is a label.
  mutating func label(_ range: Range<Int>, isCertain: Bool) {
    pendingLabel = nil
    markup.labels[range.lowerBound] = SourceMarkup.Label(range: range, isCertain: isCertain)
  }

  /// Notes that the paragraph which begins at `start` opens with a name in bold, if it does: that may
  /// be a label without a delimiter.
  mutating func noteStrongOpening(at start: Int) {
    var index = markup.strong.endIndex
    while index > 0, markup.strong[index - 1].lowerBound > start { index -= 1 }
    guard index > 0, markup.strong[index - 1].lowerBound == start, markup.labels[start] == nil
    else {
      return
    }
    var end = markup.strong[index - 1].upperBound
    while end > start, isASCIISpace(text[end - 1]) { end -= 1 }
    if isName(start..<end) { label(start..<end, isCertain: false) }
  }

  /// Whether a stretch looks like a name: a few words, most with a capital, no end of a sentence.
  func isName(_ range: Range<Int>) -> Bool {
    guard range.count >= 2, range.count <= 60 else { return false }
    let words = text[range].split(whereSeparator: isASCIISpace)
    let high = words.count { word in
      word.first.map { isUpperCaseASCII($0) || $0 >= 0xC3 || $0 == UInt8(ascii: "(") } ?? false
    }
    let last = text[range.upperBound - 1]
    return words.count <= 7 && high * 2 > words.count
      && words.first?.first.map({ isUpperCaseASCII($0) || $0 >= 0xC3 }) ?? false
      && ![UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: ";")]
        .contains(last)
  }

  /// Takes back what was said of the next paragraph: there is none.
  mutating func forget() {
    pendingHeading = nil
    pendingLabel = nil
  }

  /// Begins or ends what is set in bold.
  mutating func setStrong(_ isStrong: Bool) {
    if isStrong {
      strongStart = strongStart ?? text.count
    } else if let start = strongStart {
      if start < text.count { markup.strong.append(start..<text.count) }
      strongStart = nil
    }
  }

  /// Begins or ends what is struck out.
  mutating func setStruck(_ isStruck: Bool) {
    if isStruck {
      struckStart = struckStart ?? text.count
    } else if let start = struckStart {
      if start < text.count { markup.struck.append(start..<text.count) }
      struckStart = nil
    }
  }

  /// What follows is part of the page, or of the document again where `kind` is `nil`.
  mutating func setRegion(_ kind: Furniture.Kind?, reason: String = "") {
    if let region = regionStart {
      if region.kind == kind, region.reason == reason { return }
      if region.offset < text.count {
        markup.regions.append(
          SourceMarkup.Region(
            range: region.offset..<text.count, kind: region.kind, reason: region.reason))
      }
    }
    regionStart = kind.map { (text.count, $0, reason) }
  }

  /// The heading that is the title.
  mutating func setTitle(_ offset: Int?) { markup.title = offset }

  /// The text and its markup; the builder is spent.
  consuming func finish(_ source: SourceText) -> (SourceText, SourceMarkup) {
    setRegion(nil)
    setStrong(false)
    setStruck(false)
    if text.last.map({ $0 != UInt8(ascii: "\n") }) ?? false { text.append(UInt8(ascii: "\n")) }
    while text.count >= 2, text[text.count - 2] == UInt8(ascii: "\n"),
      text.last == UInt8(ascii: "\n")
    {
      text.removeLast()
    }
    return (
      SourceText(
        utf8: text, encoding: source.encoding, lineEnds: source.lineEnds, lines: lines), markup
    )
  }
}
