import Transcripts

/// What a line outside the talk is, by its wording.
struct LineKind: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case furniture(Furniture.Kind)
    case meta(Note.Kind)
    case end
  }

  var kind: Kind
  /// The rule that says so.
  var rule: String
  /// Whether the markup of the source says so, and not the wording.
  var isMarked = false

  /// What a line of this kind becomes, outside the head.
  func node(printed: String) -> Node {
    let content: [Node] = [.text(printed)]
    switch kind {
    case .furniture(let type): return .furniture(Furniture(kind: type, content: content))
    case .meta(let type): return .note(Note(kind: type, content: content))
    case .end: return .note(Note(kind: .time, content: content))
    }
  }

  /// What a line of this kind becomes, in words.
  var outcome: String {
    switch kind {
    case .furniture(let type): "furniture (\(type.rawValue))"
    case .meta(let type): "note (\(type.rawValue))"
    case .end: "note (time)"
    }
  }
}

/// Tells page furniture, dates, times and places from text, line by line.
struct LineClassifier {
  private let text: [UInt8]
  private let conventions: Conventions
  private let markup: SourceMarkup
  private let rules: LineRules

  init(text: [UInt8], conventions: Conventions, markup: SourceMarkup = SourceMarkup()) {
    self.text = text
    self.markup = markup
    self.conventions = conventions
    rules = conventions.lines
  }

  /// Whether nothing but words such as `Published` or `Updated on` stand beside a date.
  private func isAboutPublication(_ line: String, _ date: DateReader.Found) -> Bool {
    guard let place = line.firstRange(of: date.printed) else { return false }
    let words = line[..<place.lowerBound].lowercased().split { !$0.isLetter }
    return (1...3).contains(words.count)
      && words.contains { conventions.file.publication.contains(String($0)) }
  }

  /// Whether a line may begin like a note among the turns.
  func mayBeNote(_ range: Range<Int>) -> Bool {
    rules.noteOpenings.contains(LineRules.opening(of: text[range])) || !markup.regions.isEmpty
  }

  /// What a line is that begins like a note or like the close of a talk, with a time of day.
  private func aside(_ range: Range<Int>, _ opening: UInt64) -> LineKind? {
    guard rules.asideOpenings.contains(opening), let candidates = rules.asides[opening] else {
      return nil
    }
    let line = text[range]
    let found = candidates.first { line.starts(with: $0.prefix) }
    guard case .end? = found?.kind.kind else { return found?.kind }
    guard range.count <= 120, line.contains(where: isDigit) else { return nil }
    let words = text.string(range).lowercased()
    let isTimed = [":", "a.m", "p.m", " am", " pm", "o'clock", "o’clock"].contains {
      words.contains($0)
    }
    return isTimed ? found?.kind : nil
  }

  /// Whether ``whole(_:)`` may know a line; what ends a talk may have a time behind it.
  private func mayBeWhole(_ line: ArraySlice<UInt8>, _ opening: UInt64) -> Bool {
    rules.endHashes.contains(opening)
      || LineRules.foldedHash(of: line, upTo: rules.longestWhole).map(rules.wholeHashes.contains)
        ?? false
  }

  /// What a line in the head or foot is, if its wording tells.
  func kind(of range: Range<Int>) -> LineKind? {
    if let kind = markedKind(at: range.lowerBound) { return kind }
    guard !range.isEmpty, range.count <= 1000 else { return nil }
    if mayBeWhole(text[range], LineRules.opening(of: text[range])), let kind = whole(range) {
      return kind
    }
    if isPageNumber(range) { return LineKind(kind: .furniture(.pageNum), rule: "page number") }
    if isRule(range) { return LineKind(kind: .furniture(.banner), rule: "head: rule") }
    if let kind = rules.beginning(of: text[range]) { return kind }
    if startsWithTime(range) { return LineKind(kind: .meta(.time), rule: "head: time") }
    guard range.count <= 120, DateReader.mayBeIn(text[range]) else { return nil }
    let line = text.string(range)
    guard let date = DateReader.date(in: line),
      date.coversLine || isAboutPublication(line, date)
    else { return nil }
    return LineKind(kind: .meta(.date), rule: "head: date")
  }

  /// What a line among the turns is: furniture only where the whole line says so.
  func kindAmongTurns(of range: Range<Int>) -> LineKind? {
    if let kind = markedKind(at: range.lowerBound) { return kind }
    guard range.count <= 600 else { return nil }
    let opening = LineRules.opening(of: text[range])
    if let aside = aside(range, opening) { return aside }
    guard range.count <= 120 else { return nil }
    if isPageNumber(range) { return LineKind(kind: .furniture(.pageNum), rule: "page number") }
    if isRule(range) { return LineKind(kind: .furniture(.banner), rule: "rule") }
    if startsWithTime(range), range.count <= 40 {
      return LineKind(kind: .meta(.time), rule: "foot: time")
    }
    guard mayBeWhole(text[range], opening), let kind = whole(range) else { return nil }
    switch kind.kind {
    case .furniture(let type):
      return type == .related || type == .pageNum || type == .banner || type == .share
        || type == .notice ? kind : nil
    case .end: return kind
    case .meta: return nil
    }
  }

  /// What the markup of the source makes of a line that begins at `offset`.
  private func markedKind(at offset: Int) -> LineKind? {
    guard !markup.regions.isEmpty, let region = markup.region(at: offset) else { return nil }
    return LineKind(
      kind: region.kind == SourceMarkup.caption ? .meta(.editorial) : .furniture(region.kind),
      rule: "markup: \(region.reason)", isMarked: true)
  }

  private func whole(_ range: Range<Int>) -> LineKind? {
    let folded = LineRules.folded(text[range])
    if let kind = rules.wholes[folded] { return kind }
    if rules.ends.contains(folded) { return LineKind(kind: .end, rule: "end") }
    // `END  2:12 P.M. PDT`
    if let space = folded.firstIndex(of: " "), rules.ends.contains(String(folded[..<space])),
      folded[space...].dropFirst().utf8.first.map(isDigit) ?? false
    {
      return LineKind(kind: .end, rule: "end")
    }
    return nil
  }

  /// Whether a word makes a line that of a place.
  func isPlaceWord(_ word: Substring) -> Bool {
    rules.placeWords.contains(String(word))
  }

  /// Whether a line says where: short, without a full stop, with a comma or a word for places.
  func isPlace(_ range: Range<Int>) -> Bool {
    guard range.count <= 80, !endsSentence(range) else { return false }
    let line = text.string(range)
    return line.contains(",")
      || line.split(bytes: { !isLowerCaseASCII($0 | 0x20) }, characters: { !$0.isLetter })
        .contains(where: isPlaceWord)
  }

  /// Whether a line ends with a full stop that belongs to no abbreviation, as `D.C.` does.
  func endsSentence(_ range: Range<Int>) -> Bool {
    guard text[range.upperBound - 1] == UInt8(ascii: ".") else { return false }
    let word = text[range].suffix(4)
    return
      !(word.count == 4 && isUpperCaseASCII(word[word.endIndex - 2])
      && word[word.endIndex - 3] == UInt8(ascii: "."))
  }

  /// Whether a line lists people by name and office, and no place: `Jane Roth, Spokesperson`.
  func isPresenters(_ range: Range<Int>) -> Bool {
    guard range.count <= 300, !endsSentence(range),
      text[range].contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") })
    else { return false }
    let words = text.string(range).split { !$0.isLetter && $0 != "." && $0 != "-" }
    guard words.count >= 3, !words.contains(where: isPlaceWord) else { return false }
    return words.contains { conventions.labels.offices.contains(PrintedName.bare(String($0))) }
      && words.allSatisfy { word in
        word.first?.isUppercase ?? false || conventions.labels.particles.contains(String(word))
      }
  }

  /// Whether a line is the number of a page: `12`, `- 12 -`, `Page 12`, `Page 12 of 40`, `[[Page 12]]`.
  private func isPageNumber(_ range: Range<Int>) -> Bool {
    guard range.count <= 24, text[range].contains(where: isDigit),
      !text[range].contains(UInt8(ascii: ":")), mayBePageNumber(text[range])
    else { return false }
    let letter = text[range].first { isLowerCaseASCII($0 | 0x20) }
    if let letter, letter | 0x20 != UInt8(ascii: "p") { return false }
    let words = text.string(range).split(
      bytes: " \t[]()-|".utf8.contains, characters: { " \t[]()-–—|".contains($0) })
    func isNumber(_ word: Substring) -> Bool {
      word.utf8.count <= 5 && word.utf8.last.map(isDigit) ?? false
        && word.utf8.dropFirst().allSatisfy(isDigit)
    }
    guard let first = words.first else { return false }
    if words.count == 1 { return first.utf8.count <= 4 && first.utf8.allSatisfy(isDigit) }
    guard first.lowercased() == "page" || first.lowercased() == "p.", isNumber(words[1]) else {
      return false
    }
    return words.count == 2 || (words.count == 4 && words[2] == "of" && isNumber(words[3]))
  }

  /// Whether what stands first may be the number of a page, or `Page`.
  private func mayBePageNumber(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { isDigit($0) || ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 })
    else {
      return false
    }
    return isDigit(first) || first | 0x20 == UInt8(ascii: "p") || first >= 0x80
  }

  /// Whether a line is drawn: dashes, underscores, asterisks.
  private func isRule(_ range: Range<Int>) -> Bool {
    range.count >= 3
      && text[range].allSatisfy {
        $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=")
          || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "~")
      }
  }

  /// Whether a line begins with a time of day: `2:12 P.M. EDT`, `14:30`, `(10:04 a.m.)`.
  private func startsWithTime(_ range: Range<Int>) -> Bool {
    guard range.count <= 80 else { return false }
    var index = range.lowerBound
    if text[index] == UInt8(ascii: "(") || text[index] == UInt8(ascii: "[") { index += 1 }
    var digits = 0
    while index < range.upperBound, isDigit(text[index]) {
      digits += 1
      index += 1
    }
    guard (1...2).contains(digits), index + 2 < range.upperBound,
      text[index] == UInt8(ascii: ":") || text[index] == UInt8(ascii: "."),
      isDigit(text[index + 1]), isDigit(text[index + 2])
    else { return false }
    // Seconds, spaces, and the half of the day or the end of the line.
    let rest = text.string(index + 3..<range.upperBound).lowercased()
      .filter { !$0.isWhitespace && $0 != "." && $0 != "]" && $0 != ")" }
    // `[20:05:12]` counts seconds, too.
    if rest.utf8.count == 3, rest.hasPrefix(":"), rest.utf8.dropFirst().allSatisfy(isDigit) {
      return true
    }
    return rest.isEmpty || rest.hasPrefix("am") || rest.hasPrefix("pm") || rest.hasPrefix("(local")
      || rest.hasPrefix("hrs") || rest.hasPrefix("hours") || rest.hasPrefix("local")
      || rest.hasPrefix("gmt") || rest.hasPrefix("utc")
  }
}
