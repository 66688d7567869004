/// Reads HTML: what a browser shows, in the order of the document.
///
/// White space is folded where it breaks lines; paragraphs, rows and items become paragraphs.
struct HTMLReader {
  private let document: HTMLDocument
  private let article: HTMLArticle?
  private let words: PageWords?
  /// What is added to the lines that the parser counts.
  private let firstLine: Int
  private var builder: RenderedTextBuilder
  private var hiddenDepth = 0
  private var preformattedDepth = 0
  private var strongDepth = 0
  private var struckDepth = 0
  private var paragraphStart = 0
  /// The cells of the row that is open, so far.
  private var cells = 0
  /// Where the label begins that is open.
  private var labelStart: Int?

  private init(
    _ document: HTMLDocument, article: HTMLArticle?, words: PageWords?, firstLine: Int,
    builder: consuming RenderedTextBuilder
  ) {
    self.document = document
    self.article = article
    self.words = words
    self.firstLine = firstLine
    self.builder = builder
    paragraphStart = self.builder.offset
  }

  /// What a reader of the source sees.
  static func read(_ source: SourceText, _ words: PageWords) -> RenderedSource {
    let document = HTMLDocument(source.utf8)
    var reader = HTMLReader(
      document, article: HTMLArticle(of: document, words: words), words: words, firstLine: 1,
      builder: RenderedTextBuilder(capacity: source.utf8.count / 2))
    reader.read()
    var rendered = RenderedSource(.html, reader.builder, from: source)
    rendered.metadata = document.metadata
    return rendered
  }

  /// Appends what a reader sees of a stretch of HTML that begins on `line`.
  static func append(_ text: [UInt8], line: Int, to builder: inout RenderedTextBuilder) {
    // Lent, not copied: a document may hold many stretches.
    var lent = RenderedTextBuilder(capacity: 0)
    swap(&lent, &builder)
    var reader = HTMLReader(
      HTMLDocument(text), article: nil, words: nil, firstLine: line, builder: lent)
    reader.read()
    builder = reader.builder
  }

  private mutating func read() {
    for item in document.items {
      switch item {
      case .start(let index): start(index)
      case .end(let index): end(index)
      case .text(let range, let line): append(range, line: line + firstLine - 1)
      }
    }
    endParagraph()
    builder.setRegion(nil)
  }

  // MARK: Elements

  private mutating func start(_ index: Int) {
    let element = document.elements[index]
    if element.display == .hidden { hiddenDepth += 1 }
    if hiddenDepth > 0 { return }
    switch element.display {
    case .block, .preformatted: endParagraph()
    case .cell: startCell()
    case .lineBreak: breakLine()
    case .inline, .hidden: break
    }
    if element.display == .preformatted { preformattedDepth += 1 }
    if let article, element.display != .inline || article.parts[index] != nil {
      let part = article.parts[index]
      builder.setRegion(part?.kind, reason: part?.reason ?? "")
    }
    if element.name == "tr" { cells = 0 }
    if let level = HTMLVocabulary.headingLevel(of: element.name), element.textLength > 0 {
      builder.heading(level)
      if index == article?.title { builder.setTitle(builder.offset) }
    }
    if element.isStrong {
      strongDepth += 1
      if strongDepth == 1 { builder.setStrong(true) }
    }
    if element.isStruck {
      struckDepth += 1
      if struckDepth == 1 { builder.setStruck(true) }
    }
    if isLabel(element), builder.offset == paragraphStart { labelStart = builder.offset }
  }

  private mutating func end(_ index: Int) {
    let element = document.elements[index]
    if element.display == .hidden {
      hiddenDepth -= 1
      return
    }
    if hiddenDepth > 0 { return }
    if element.isStrong {
      strongDepth -= 1
      if strongDepth == 0 { builder.setStrong(false) }
    }
    if element.isStruck {
      struckDepth -= 1
      if struckDepth == 0 { builder.setStruck(false) }
    }
    if isLabel(element), let start = labelStart {
      endLabel(from: start, isCertain: element.name != "dt")
    }
    if element.display == .cell { endCell() }
    if element.display == .preformatted { preformattedDepth -= 1 }
    if element.display == .block || element.display == .preformatted { endParagraph() }
    if let article, element.display != .inline || article.parts[index] != nil {
      let part = element.parent >= 0 ? article.parts[element.parent] : nil
      builder.setRegion(part?.kind, reason: part?.reason ?? "")
    }
  }

  private func isLabel(_ element: HTMLDocument.Element) -> Bool {
    element.name == "dt"
      || !element.words.isEmpty && words?.isSpeaker(element.words) ?? false
  }

  /// What stands from `start` on is a label, if it looks like a name.
  private mutating func endLabel(from start: Int, isCertain: Bool) {
    labelStart = nil
    let end = trimmedEnd(from: start)
    if end > start, builder.isName(start..<end) {
      builder.label(start..<end, isCertain: isCertain)
    }
  }

  // MARK: Cells

  private mutating func startCell() {
    cells += 1
    if cells == 1 {
      endParagraph()
    } else if builder.offset > paragraphStart, builder.text.last != UInt8(ascii: "\n") {
      builder.append(CollectionOfOne(UInt8(ascii: "\t")), line: line)
    }
  }

  private mutating func endCell() {
    let end = trimmedEnd(from: paragraphStart)
    guard end > paragraphStart else { return }
    let cell = builder.text[paragraphStart..<end]
    if cell.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }),
      cell.contains(UInt8(ascii: ":"))
    {
      // A time before the speaker stands by itself.
      endParagraph()
    } else if !cell.contains(UInt8(ascii: "\t")), builder.isName(paragraphStart..<end),
      builder.markup.labels[paragraphStart] == nil
    {
      builder.label(paragraphStart..<end, isCertain: false)
    }
  }

  private func trimmedEnd(from start: Int) -> Int {
    var end = builder.offset
    while end > start, isASCIISpace(builder.text[end - 1]) { end -= 1 }
    return end
  }

  // MARK: Text

  private var line = 1

  private mutating func endParagraph() {
    if builder.offset > paragraphStart { builder.noteStrongOpening(at: paragraphStart) }
    builder.breakParagraph()
    builder.forget()
    paragraphStart = builder.offset
  }

  private mutating func breakLine() {
    if builder.offset > paragraphStart { builder.noteStrongOpening(at: paragraphStart) }
    // A second break sets the next line off.
    if builder.text.last == UInt8(ascii: "\n") {
      builder.breakParagraph()
    } else {
      builder.breakLine()
    }
    paragraphStart = builder.offset
  }

  private mutating func append(_ range: Range<Int>, line: Int) {
    let text = document.text
    if preformattedDepth > 0 {
      builder.append(text[range], line: line)
      return
    }
    var line = line
    var index = range.lowerBound
    while index < range.upperBound {
      let first = index
      var feeds = 0
      while index < range.upperBound, isASCIISpace(text[index]) {
        if text[index] == UInt8(ascii: "\n") { feeds += 1 }
        index += 1
      }
      if index > first {
        appendSpace(text[first..<index], hasFeeds: feeds > 0)
        line += feeds
      }
      let start = index
      while index < range.upperBound, isShown(index, in: text, before: range.upperBound) {
        index += 1
      }
      if index > start { builder.append(text[start..<index], line: line) }
    }
    self.line = line
  }

  /// Whether a byte is shown as it is: it is no white space, or a single space between words.
  private func isShown(_ index: Int, in text: [UInt8], before end: Int) -> Bool {
    if !isASCIISpace(text[index]) { return true }
    return text[index] == UInt8(ascii: " ") && index + 1 < end && !isASCIISpace(text[index + 1])
  }

  /// White space at the beginning of a line is not seen, and a line end in the source is a space.
  private mutating func appendSpace(_ space: ArraySlice<UInt8>, hasFeeds: Bool) {
    guard let last = builder.text.last, !isASCIISpace(last) else { return }
    if hasFeeds { builder.space() } else { builder.append(space, line: line) }
  }
}
