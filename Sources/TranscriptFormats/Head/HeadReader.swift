import Diagnostics
import Transcripts

/// What stands before the first turn or paragraph: furniture, title, dates, times, places.
struct HeadReader {
  let text: [UInt8]
  let lines: [Line]
  let classifier: LineClassifier
  let conventions: Conventions
  private let inline: InlineReader
  private var marks: MarkScanner
  /// Where the title is, if the markup of the source says so.
  let title: Int?
  /// The line after the wrapped paragraph that a line opens.
  let paragraphEnds: [Int: Int]
  private let keepsDecisions: Bool

  /// What the head says of the document.
  struct Findings {
    var title = ""
    var dates: [DateReader.Found] = []
    var time: String?
    var place: String?
    var uri: String?

    /// Takes over what a dateline says: a place, up to brackets or a date, and a date.
    mutating func add(dateline: String) {
      let date = DateReader.date(in: dateline)
      if let date { dates.append(date) }
      let words = dateline.split(separator: " ").prefix { word in
        !word.hasPrefix("(") && !(date?.printed.hasPrefix(word) ?? false)
      }
      let name = words.joined(separator: " ")
      let bare = name.hasSuffix(",") ? String(name.dropLast()) : name
      if place == nil, !bare.isEmpty { place = bare }
    }
  }

  private(set) var findings = Findings()
  private(set) var decisions: [Decision] = []
  /// The first line of the title, as far as it has been read.
  private var titleFirstLine: Range<Int>?
  private var lineAfterPlace = 0

  init(
    text: [UInt8], lines: [Line], classifier: LineClassifier, conventions: Conventions,
    inline: InlineReader, title: Int? = nil, paragraphs: ArraySlice<SourceParagraph> = [],
    keepsDecisions: Bool
  ) {
    self.keepsDecisions = keepsDecisions
    paragraphEnds = Dictionary(
      paragraphs.filter { $0.lines.count > 1 }.map { ($0.lines.lowerBound, $0.lines.upperBound) },
      uniquingKeysWith: { first, _ in first })
    self.text = text
    self.title = title
    self.lines = lines
    self.classifier = classifier
    self.conventions = conventions
    self.inline = inline
    marks = MarkScanner(text: text, conventions: conventions)
  }

  /// Reads the lines in `range` into nodes for `front`.
  mutating func read(_ range: Range<Int>, into assembler: inout NodeAssembler) {
    var index = range.lowerBound
    if let end = frontMatterEnd(range) {
      readFrontMatter(index..<end, into: &assembler)
      index = end
    }
    while index < range.upperBound {
      if lines[index].isBlank {
        index += 1
        continue
      }
      index = readLine(index, before: range.upperBound, into: &assembler)
    }
  }

  /// Reads one element that begins at line `index`, and returns the line after it.
  private mutating func readLine(
    _ index: Int, before end: Int, into assembler: inout NodeAssembler
  ) -> Int {
    let line = lines[index]
    if let known = classifier.kind(of: line.content) {
      // `Cite:` alone belongs with the line that follows.
      var last = index
      if case .meta(.source) = known.kind, text[line.end - 1] == UInt8(ascii: ":"),
        index + 1 < end, !lines[index + 1].isBlank
      {
        last = index + 1
      } else if goesOn(known, line), let paragraph = paragraphEnds[index] {
        last = min(paragraph, end) - 1
      } else if known.rule == "meta: presenters", !text[line.content].contains(UInt8(ascii: " ")) {
        // `SPEAKERS` alone, and their names below.
        while last + 1 < end, !lines[last + 1].isBlank { last += 1 }
      }
      append(known, index..<last + 1, into: &assembler)
      return last + 1
    }
    if let event = event(line.content) {
      assembler.fillLayout(to: line.contentStart)
      inline.append(event, to: &assembler)
      decide(index..<index + 1, "event", "marks", "nothing but a mark")
      return index + 1
    }
    if text.trimmedAtEnd(line.content).isEmpty {
      append(
        LineKind(kind: .furniture(.space), rule: "head: spaces"), index..<index + 1,
        into: &assembler)
      return index + 1
    }
    if isTitle(index) {
      let last = titleEnd(index, before: end)
      appendTitle(index..<last, into: &assembler)
      return last
    }
    // A place may have two lines: a building, and the town below it.
    let goesOn = index > 0 && index == lineAfterPlace
    let kind = kind(of: line, isAfterPlace: goesOn)
    if case .meta(.place) = kind.kind { lineAfterPlace = index + 1 }
    append(kind, index..<index + 1, into: &assembler)
    return index + 1
  }

  /// What a line is that neither its wording nor its place tells.
  private func kind(of line: Line, isAfterPlace: Bool) -> LineKind {
    let other = LineKind(kind: .meta(.editorial), rule: "head: other")
    let bytes = text[line.content]
    if findings.title.isEmpty || isInBrackets(line.content) { return other }
    if bytes.count <= 100, DateReader.isIn(text.string(line.content)) {
      return LineKind(kind: .meta(.date), rule: "head: date among other words")
    }
    if classifier.isPresenters(line.content) {
      return LineKind(kind: .meta(.presenters), rule: "head: presenters")
    }
    return isAfterPlace || isPlace(line)
      ? LineKind(kind: .meta(.place), rule: "head: place") : other
  }

  private func isInBrackets(_ range: Range<Int>) -> Bool {
    text[range.lowerBound] == UInt8(ascii: "(") || text[range.lowerBound] == UInt8(ascii: "[")
  }

  /// Whether a line of a kind may go on below: a note or a sentence that says when it was.
  private func goesOn(_ known: LineKind, _ line: Line) -> Bool {
    guard line.end - line.contentStart >= 50 else { return false }
    return known.kind == .meta(.editorial) || known.rule == "meta: time"
  }

  /// The event that a line consists of, if it does.
  private mutating func event(_ range: Range<Int>) -> Mark? {
    guard text[range.lowerBound] == UInt8(ascii: "(") || text[range.lowerBound] == UInt8(ascii: "[")
    else { return nil }
    let found = marks.marks(in: range)
    guard found.count == 1, let mark = found.first, mark.range == range, mark.isEvent,
      mark.kind != .direction
    else { return nil }
    return mark
  }

  private func isPlace(_ line: Line) -> Bool {
    if isField(line.content) { return false }
    return classifier.isPlace(line.content)
      || (findings.place == nil && line.content.count <= 60
        && !isLowerCaseASCII(text[line.contentStart])
        && !classifier.endsSentence(line.content) && text[line.end - 1] != UInt8(ascii: ":"))
  }

  /// Whether a line is a key and a value, `Interviewer: Kate Ivory`, or one word in capitals.
  private func isField(_ range: Range<Int>) -> Bool {
    let bytes = text[range]
    guard bytes.contains(UInt8(ascii: " ")) else {
      return bytes.count > 4 && !bytes.contains { isLowerCaseASCII($0) || $0 >= 0x80 }
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < range.upperBound else {
      return false
    }
    return isASCIISpace(text[colon + 1])
  }

  // MARK: Title

  /// The first line that nothing else claims is the title; so is the same line printed again.
  private func isTitle(_ index: Int) -> Bool {
    if let title, findings.title.isEmpty || lines[index].contentStart == title {
      return lines[index].contentStart == title
    }
    if findings.title.isEmpty {
      return lines[index].content.count <= 400 && !isBetweenBrackets(lines[index].content)
    }
    guard let titleFirstLine else { return false }
    let (first, own) = (text[titleFirstLine.lowerBound], text[lines[index].contentStart])
    if first < 0x80, own < 0x80, first | 0x20 != own | 0x20 { return false }
    return text.string(lines[index].content).uppercased()
      == text.string(titleFirstLine).uppercased()
  }

  private func isBetweenBrackets(_ range: Range<Int>) -> Bool {
    text[range.lowerBound] == UInt8(ascii: "[") && text[range.upperBound - 1] == UInt8(ascii: "]")
  }

  /// The lines after a title's first that go on with it: same capitals, no blank line between.
  private func titleEnd(_ index: Int, before end: Int) -> Int {
    var last = index + 1
    let isCapitals = hasNoLowerCase(lines[index])
    while last < end, !lines[last].isBlank, classifier.kind(of: lines[last].content) == nil {
      let line = lines[last]
      if isCapitals {
        guard hasNoLowerCase(line) else { break }
      } else {
        let goesOn =
          isLowerCaseASCII(text[line.contentStart])
          || lines[last - 1].end - lines[last - 1].contentStart >= 60
        guard goesOn, !classifier.isPlace(line.content),
          DateReader.date(in: text.string(line.content)) == nil
        else { break }
      }
      last += 1
    }
    return last
  }

  private func hasNoLowerCase(_ line: Line) -> Bool {
    !text[line.content].contains(where: isLowerCaseASCII)
  }

  private mutating func appendTitle(_ range: Range<Int>, into assembler: inout NodeAssembler) {
    let bytes = lines[range.lowerBound].contentStart..<lines[range.upperBound - 1].end
    let printed = text.string(bytes)
    if findings.title.isEmpty {
      findings.title = printed.words().joined(separator: " ")
      titleFirstLine = lines[range.lowerBound].content
    }
    assembler.fillLayout(to: bytes.lowerBound)
    appendTitle(printed, bytes, into: &assembler)
    decide(range, "title", "head: title", "the first line that is neither furniture nor meta")
  }

  private func appendTitle(
    _ printed: String, _ bytes: Range<Int>, into assembler: inout NodeAssembler
  ) {
    let part = Node.titlePart(TitlePart(kind: .main, content: [.text(printed)]))
    assembler.append(.documentTitle(DocumentTitle(content: [part])), covering: bytes)
  }

  // MARK: Meta and furniture

  private mutating func append(
    _ known: LineKind, _ range: Range<Int>, into assembler: inout NodeAssembler
  ) {
    let bytes = lines[range.lowerBound].contentStart..<lines[range.upperBound - 1].end
    let printed = text.string(bytes)
    assembler.fillLayout(to: bytes.lowerBound)
    append(known, printed, covering: bytes, into: &assembler)
    decide(range, known.outcome, known.rule, "its wording")
  }

  private mutating func append(
    _ known: LineKind, _ printed: String, covering bytes: Range<Int>,
    into assembler: inout NodeAssembler
  ) {
    let date: DateReader.Found? =
      switch known.kind {
      case .furniture(.notice), .meta(.date): DateReader.date(in: printed)
      case .furniture, .meta, .end: nil
      }
    assembler.append(node(known, printed, date), covering: bytes)
    note(known, printed, date)
  }

  /// What a line becomes: in the head, dates, bylines and places have elements of their own.
  private func node(_ known: LineKind, _ printed: String, _ date: DateReader.Found?) -> Node {
    switch known.kind {
    case .meta(.date):
      .documentDate(DocumentDate(when: date?.iso, content: [.text(printed)]))
    case .meta(.byline), .meta(.presenters): .byline(Byline(content: [.text(printed)]))
    case .meta(.place): .dateline(Dateline(content: [.text(printed)]))
    case .furniture, .meta, .end: known.node(printed: printed)
    }
  }

  /// Remembers what a line says of the document.
  private mutating func note(_ known: LineKind, _ printed: String, _ date: DateReader.Found?) {
    switch known.kind {
    case .furniture(.notice), .meta(.date):
      if var date {
        date.isOfPublication = isAboutPublication(known, printed)
        findings.dates.append(date)
      }
    case .meta(.time): findings.time = findings.time ?? filled(printed)
    case .meta(.place):
      let places = [findings.place, filled(printed)].compactMap { $0 }
      if !places.isEmpty { findings.place = places.joined(separator: " ") }
    case .meta(.source):
      if let uri = printed.split(whereSeparator: { $0.isWhitespace })
        .first(where: { $0.hasPrefix("http") })
      {
        findings.uri = findings.uri ?? String(uri)
      }
    default: break
    }
  }

  /// Whether a date is that of the text and not of what it tells: `Published`, `For Immediate Release`.
  private func isAboutPublication(_ known: LineKind, _ printed: String) -> Bool {
    if case .furniture = known.kind { return true }
    let words = printed.lowercased().split { !$0.isLetter }
    return words.prefix(3).contains { conventions.file.publication.contains(String($0)) }
  }

  /// What follows a key, unless nothing does.
  private func filled(_ printed: String) -> String? {
    let value = value(printed)
    return value.isEmpty ? nil : value
  }

  /// What follows a key: `Oval Office` in `Place: Oval Office`.
  private func value(_ printed: String) -> String {
    guard let colon = printed.firstIndex(of: ":"),
      printed[..<colon].allSatisfy({ $0.isLetter || $0 == "_" })
    else { return printed }
    return String(printed[printed.index(after: colon)...]).trimmed()
  }

  private mutating func decide(
    _ range: Range<Int>, _ outcome: @autoclosure () -> String, _ rule: String, _ reason: String
  ) {
    guard keepsDecisions else { return }
    decisions.append(
      Decision(
        lines: LineRange(range.lowerBound + 1, range.upperBound), outcome: outcome(), rule: rule,
        reason: reason))
  }

  // MARK: Front matter

  /// The line after a YAML block at the very beginning, if there is one.
  private func frontMatterEnd(_ range: Range<Int>) -> Int? {
    guard range.lowerBound < range.upperBound, isFence(range.lowerBound) else { return nil }
    for index in range.dropFirst() where isFence(index) { return index + 1 }
    return nil
  }

  private func isFence(_ index: Int) -> Bool {
    lines[index].content.count == 3 && text.string(lines[index].content) == "---"
  }

  private mutating func readFrontMatter(
    _ range: Range<Int>, into assembler: inout NodeAssembler
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      if lines[index].isBlank {
        index += 1
        continue
      }
      var last = index + 1
      // A list need not be set in.
      while last < range.upperBound, !lines[last].isBlank,
        lines[last].indent > 0 || text[lines[last].content].starts(with: "- ".utf8)
      {
        last += 1
      }
      readEntry(index..<last, into: &assembler)
      index = last
    }
  }

  private mutating func readEntry(_ range: Range<Int>, into assembler: inout NodeAssembler) {
    let bytes = lines[range.lowerBound].contentStart..<lines[range.upperBound - 1].end
    let printed = text.string(bytes)
    let key = printed.prefix { $0 != ":" }
    let meaning = conventions.file.frontMatter[String(key)]
    if meaning == "title" {
      findings.title = YAMLScalar.value(in: printed) ?? value(printed)
      appendTitle(printed, bytes, into: &assembler)
      decide(range, "title", "frontMatter: \(key)", "a key of the front matter")
      return
    }
    let kind: LineKind.Kind =
      meaning.map { .meta(Note.Kind(rawValue: $0)) } ?? .furniture(.frontMatter)
    let known = LineKind(kind: kind, rule: "frontMatter: \(key)")
    append(known, printed, covering: bytes, into: &assembler)
    decide(range, known.outcome, known.rule, "a key of the front matter, or none we use")
  }
}
