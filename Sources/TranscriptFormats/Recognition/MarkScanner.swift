/// Finds the marks of a text: what stands in brackets and is not the speaker's own.
///
/// What a phrase means is looked up once per document.
struct MarkScanner {
  private let text: [UInt8]
  private let conventions: Conventions
  private let markup: SourceMarkup
  /// What the words inside brackets mean that were printed here, by the hash of their bytes.
  private var known: [UInt64: (printed: Range<Int>, entry: Entry)] = [:]

  private let openers = ByteFinder("(", "[", "<", "~")

  private struct Entry {
    var meanings: [MarkMeaning]
    var seconds: String?
  }

  /// The numbers of lines, in order.
  private let numbers: [Range<Int>]

  /// The longest mark considered, in bytes.
  private static let limit = 300

  init(
    text: [UInt8], conventions: Conventions, markup: SourceMarkup = SourceMarkup(),
    numbers: [LineNumber] = []
  ) {
    self.text = text
    self.markup = markup
    self.conventions = conventions
    self.numbers = numbers.map(\.range)
  }

  /// The marks in `range`, in order, not overlapping.
  mutating func marks(in range: Range<Int>) -> [Mark] {
    let marks = bracketed(in: range)
    return numbers.isEmpty ? marks : withNumbers(marks, in: range)
  }

  /// The marks, and the numbers of lines that stand in none of them.
  private func withNumbers(_ marks: [Mark], in range: Range<Int>) -> [Mark] {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var result = marks
    for number in numbers[low...].prefix(while: { $0.upperBound <= range.upperBound })
    where !marks.contains(where: { $0.range.overlaps(number) }) {
      result.append(Mark(kind: .lineNumber, range: number))
    }
    return result.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func bracketed(in range: Range<Int>) -> [Mark] {
    var marks: [Mark] = []
    var index = range.lowerBound
    var strikes = markup.struck(from: index)
    while index < range.upperBound {
      let byte = text[index]
      if let next = strikes.first, next.lowerBound <= index {
        strikes = strikes.dropFirst()
        if next.lowerBound == index, next.upperBound <= range.upperBound,
          let mark = correction(of: next, in: range)
        {
          marks.append(mark)
          index = mark.range.upperBound
          continue
        }
      }
      guard
        byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "<")
          || byte == UInt8(ascii: "~")
      else {
        let end = min(range.upperBound, strikes.first?.lowerBound ?? range.upperBound)
        index = openers.first(in: text.span, from: index + 1, to: end)
        continue
      }
      let floor = marks.last?.range.upperBound ?? range.lowerBound
      if var mark = mark(at: index, in: floor..<range.upperBound) {
        if mark.meanings.first?.markClass == .interpreter(.heard),
          text.trimmedAtEnd(range).upperBound > mark.range.upperBound
        {
          // Words follow: they are the rendition.
          mark.kind = .known(mark.meanings.map { $0.with(.interpreter(.begin)) })
        }
        marks.append(mark)
        index = mark.range.upperBound
      } else {
        index += 1
      }
    }
    return marks
  }

  private mutating func mark(at index: Int, in range: Range<Int>) -> Mark? {
    switch text[index] {
    case UInt8(ascii: "("): bracket(at: index, in: range, closing: UInt8(ascii: ")"))
    case UInt8(ascii: "["): bracket(at: index, in: range, closing: UInt8(ascii: "]"))
    case UInt8(ascii: "<"): correction(at: index, in: range, "<s>", "</s>")
    default: correction(at: index, in: range, "~~", "~~")
    }
  }

  // MARK: Brackets

  private mutating func bracket(at open: Int, in range: Range<Int>, closing: UInt8) -> Mark? {
    let limit = min(range.upperBound, open + Self.limit)
    var close = open + 1
    while close < limit, text[close] != closing {
      if text[close] == text[open] { return nil }
      close += 1
    }
    guard close < limit, close > open + 1 else { return nil }
    // Markdown escapes the brackets themselves: \[of\].
    let isEscaped =
      open > range.lowerBound && text[open - 1] == UInt8(ascii: "\\")
      && text[close - 1] == UInt8(ascii: "\\")
    let whole = (isEscaped ? open - 1 : open)..<close + 1
    let inner = open + 1..<(isEscaped ? close - 1 : close)
    guard !inner.isEmpty else { return nil }
    let isRound = text[open] == UInt8(ascii: "(")

    let time = timeCode(endingAt: inner.upperBound, from: inner.lowerBound)
    if time == inner { return Mark(kind: .moment, range: whole, time: time) }
    let entry = look(up: inner)
    if !entry.meanings.isEmpty, !isRound || !isOwn(entry.meanings, inner) {
      let isGap = entry.meanings.contains { if case .gap = $0.markClass { true } else { false } }
      return Mark(
        kind: .known(entry.meanings), range: isGap ? withDashes(whole, in: range) : whole,
        seconds: entry.seconds, time: time)
    }
    if time != nil, !isRound, inner.count <= 60 {
      return Mark(kind: .guess, range: whole, time: time)
    }
    if isRound {
      return isDirection(inner) ? Mark(kind: .direction, range: whole) : nil
    }
    if inner.count > 160 || isNote(inner) { return nil }
    if isDirection(inner) { return Mark(kind: .direction, range: whole) }
    let isWithheld = conventions.labels.role(of: phrase(inner).uppercased()) == .unnamed
    return Mark(kind: .supplied(isWithheld: isWithheld), range: whole)
  }

  /// Whether words that a loose phrase covers may be the speaker's own: `(as he enters)`.
  private func isOwn(_ meanings: [MarkMeaning], _ inner: Range<Int>) -> Bool {
    guard isLowerCaseASCII(text[inner.lowerBound]) else { return false }
    return meanings.contains { meaning in
      guard meaning.isLoose else { return false }
      switch meaning.markClass {
      case .incident, .editorial, .kinesic(.gesture): return true
      default: return false
      }
    }
  }

  /// The mark of a gap with the dashes on both sides of it, which set the gap off: `-- (inaudible) --`.
  private func withDashes(_ mark: Range<Int>, in range: Range<Int>) -> Range<Int> {
    var left = mark.lowerBound
    while left > range.lowerBound, isASCIISpace(text[left - 1]) { left -= 1 }
    var right = mark.upperBound
    while right < range.upperBound, isASCIISpace(text[right]) { right += 1 }
    guard let start = [left - 2, left - 3].first(where: { isDash($0..<left, in: range) }),
      let end = [right + 2, right + 3].first(where: { isDash(right..<$0, in: range) })
    else { return mark }
    return start..<end
  }

  private func isDash(_ bytes: Range<Int>, in range: Range<Int>) -> Bool {
    guard bytes.lowerBound >= range.lowerBound, bytes.upperBound <= range.upperBound else {
      return false
    }
    return bytes.count == 2
      ? text[bytes].elementsEqual("--".utf8)
      : text[bytes].elementsEqual("—".utf8) || text[bytes].elementsEqual("–".utf8)
  }

  private mutating func look(up inner: Range<Int>) -> Entry {
    var hash = ByteHash()
    for index in inner { hash.add(text[index]) }
    if let known = known[hash.value], text.isSame(known.printed, inner) { return known.entry }
    var phrase = phrase(inner)
    let seconds = takeDuration(from: &phrase)
    let entry = Entry(meanings: conventions.marks.meanings(of: phrase), seconds: seconds)
    known[hash.value] = (inner, entry)
    return entry
  }

  /// The words in `range` as conventions spell them: lower case, single spaces, no full stop or
  /// dashes at the edges, no time code at the end.
  private func phrase(_ range: Range<Int>) -> String {
    if let phrase = plainPhrase(range) { return phrase }
    let plain = text.string(range).lowercased()
    var words = plain.split { $0.isWhitespace }
    while let last = words.last, isTimeCode(last.utf8) { words.removeLast() }
    let joined = words.joined(separator: " ")
    let edges: Set<Character> = [".", "-", "–", "—", "!", "*", "_", ":"]
    return String(
      joined.drop { edges.contains($0) }.reversed().drop { edges.contains($0) }.reversed()
    )
    .trimmed()
  }

  /// The same for words in ASCII, as nearly all are; `nil` for others.
  private func plainPhrase(_ range: Range<Int>) -> String? {
    guard var phrase = text[range].foldedASCII()?[...] else { return nil }
    while let space = phrase.lastIndex(of: 0x20), isTimeCode(phrase[(space + 1)...]) {
      phrase = phrase[..<space]
    }
    if isTimeCode(phrase) { return "" }
    let edges = ".-!*_:".utf8
    while let first = phrase.first, edges.contains(first) { phrase.removeFirst() }
    while let last = phrase.last, edges.contains(last) { phrase.removeLast() }
    if phrase.first == 0x20 { phrase.removeFirst() }
    if phrase.last == 0x20 { phrase.removeLast() }
    return String(decoding: phrase, as: UTF8.self)
  }

  /// The time code that a mark ends with: `inaudible 00:36:14.16`.
  private func timeCode(endingAt end: Int, from start: Int) -> Range<Int>? {
    guard isDigit(text[end - 1]) else { return nil }
    var begin = end
    var colons = 0
    while begin > start {
      let byte = text[begin - 1]
      if byte == UInt8(ascii: ":") {
        colons += 1
      } else if !isDigit(byte), byte != UInt8(ascii: ".") {
        break
      }
      begin -= 1
    }
    guard (1...2).contains(colons), isDigit(text[begin]), end - begin <= 12,
      begin == start || isASCIISpace(text[begin - 1])
    else { return nil }
    return begin..<end
  }

  /// Whether a word is a time: `00:36:14.16`, `1:05`.
  private func isTimeCode(_ word: some Collection<UInt8>) -> Bool {
    word.contains(UInt8(ascii: ":")) && word.allSatisfy { isDigit($0) || $0 == 0x3A || $0 == 0x2E }
  }

  /// Removes a duration at the end of `phrase`: `, 5 seconds`, `for 5 seconds`, `5s`.
  private func takeDuration(from phrase: inout String) -> String? {
    guard phrase.utf8.contains(where: { isDigit($0) || $0 == 0x2E }) else { return nil }
    var words = phrase.split(separator: " ")
    guard let unit = words.last, words.count >= 3 else { return nil }
    guard ["seconds", "second", "secs", "sec", "s"].contains(unit) else { return nil }
    words.removeLast()
    guard let number = words.popLast(), number.utf8.allSatisfy({ isDigit($0) || $0 == 0x2E }) else {
      return nil
    }
    if words.last == "for" { words.removeLast() }
    let rest = words.joined(separator: " ")
    phrase = rest.hasSuffix(",") ? String(rest.dropLast()) : rest
    return String(number)
  }

  /// Whether the words tell what happens: a capital first, a full stop inside, no speaker's `I`.
  private func isDirection(_ range: Range<Int>) -> Bool {
    guard isUpperCaseASCII(text[range.lowerBound]),
      text[range.upperBound - 1] == UInt8(ascii: ".")
    else { return false }
    var words = 0
    var hasLowerCase = false
    let isOwn = holdsWord(range.dropLast()) { word, isOwn in
      words += 1
      if isLowerCaseASCII(text[word]) { hasLowerCase = true }
      return isOwn
    }
    return !isOwn && words >= 2 && words <= 24 && hasLowerCase
  }

  /// Whether there is a word in `range` that `isWanted`, which is told where it begins and whether it
  /// is the speaker's own.
  private func holdsWord(
    _ range: Range<Int>, _ isWanted: (_ start: Int, _ isOwn: Bool) -> Bool = { $1 }
  ) -> Bool {
    var index = range.lowerBound
    while true {
      while index < range.upperBound, case let length = text.lengthOfSpace(at: index), length > 0 {
        index += length
      }
      guard index < range.upperBound else { return false }
      let start = index
      var hash = ByteHash()
      while index < range.upperBound, text.lengthOfSpace(at: index) == 0 {
        hash.addFolded(text[index])
        index += 1
      }
      if isWanted(start, conventions.marks.ownWords.contains(hash.value)) { return true }
    }
  }

  /// The marks of a paragraph: one in brackets from end to end tells what happens, where nothing
  /// speaks against it.
  mutating func marks(ofParagraph range: Range<Int>) -> [Mark] {
    let marks = marks(in: range)
    guard marks.isEmpty, range.count <= 160, let first = text[range].first,
      first == UInt8(ascii: "(") || first == UInt8(ascii: "[")
    else { return marks }
    let whole = text.trimmedAtEnd(range)
    let close = first == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
    guard text[whole].firstIndex(of: close) == whole.upperBound - 1, !isNote(whole),
      !holdsWord(whole.dropFirst().dropLast())
    else { return marks }
    return [Mark(kind: .direction, range: whole)]
  }

  /// Whether brackets hold the number of a note or nothing but signs.
  private func isNote(_ range: Range<Int>) -> Bool {
    !text[range].contains { isLowerCaseASCII($0 | 0x20) || $0 >= 0x80 }
  }

  // MARK: Corrections

  /// `<s>Johnson</s> [Thompson]`: what is struck out, and what is given instead.
  private func correction(
    at index: Int, in range: Range<Int>, _ opening: String, _ closing: String
  ) -> Mark? {
    guard starts(with: opening, at: index, before: range.upperBound) else { return nil }
    let from = index + opening.utf8.count
    var end = from
    while end < min(range.upperBound, from + 120),
      !starts(with: closing, at: end, before: range.upperBound)
    {
      end += 1
    }
    let struck = index..<end + closing.utf8.count
    guard end > from, struck.upperBound <= range.upperBound,
      starts(with: closing, at: end, before: range.upperBound)
    else { return nil }
    return correction(of: struck, in: range)
  }

  /// What was struck out, where something else is given behind it.
  private func correction(of struck: Range<Int>, in range: Range<Int>) -> Mark? {
    var open = struck.upperBound
    while open < range.upperBound, isASCIISpace(text[open]) { open += 1 }
    let given = open
    if open < range.upperBound, text[open] == UInt8(ascii: "\\") { open += 1 }
    guard open < range.upperBound, text[open] == UInt8(ascii: "[") else { return nil }
    let limit = min(range.upperBound, open + 120)
    guard let close = text[open..<limit].firstIndex(of: UInt8(ascii: "]")) else { return nil }
    return Mark(
      kind: .correction(struck: struck, given: given..<close + 1),
      range: struck.lowerBound..<close + 1)
  }

  private func starts(with prefix: String, at index: Int, before end: Int) -> Bool {
    index + prefix.utf8.count <= end
      && text[index..<index + prefix.utf8.count].elementsEqual(prefix.utf8)
  }
}

extension String {
  /// The string without white space at its edges.
  func trimmed() -> String {
    guard let start = utf8.firstIndex(where: { !isASCIISpace($0) }),
      let end = utf8.lastIndex(where: { !isASCIISpace($0) })
    else { return "" }
    if utf8[start] < 0x80, utf8[end] < 0x80 { return String(self[start...end]) }
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
