/// Finds what looks like a label, byte by byte, and gives up at the first word that cannot be in one.
struct LabelScanner {
  let text: [UInt8]
  let vocabulary: LabelVocabulary

  /// The longest label considered, in bytes.
  private static let limit = 180

  /// The candidate at `start` in a line that ends at `end`.
  func candidate(at start: Int, end: Int) -> LabelCandidate? {
    var begin = start
    while begin < end, text[begin] == UInt8(ascii: ">") || text[begin] == UInt8(ascii: "*") {
      begin += 1
    }
    if begin > start { begin = skipSpaces(begin, end) }
    var time: Range<Int>?
    if begin < end, let code = timeCode(at: begin, end) {
      time = code
      begin = skipSpaces(code.upperBound, end)
    }
    begin = questionNumberEnd(begin, end) ?? begin
    if begin < end, isDigit(text[begin]) {
      // `1. Jane Roth (Anstey) (Lib): What steps …`
      return itemNumberEnd(begin, end).flatMap { colon(start, $0, end) }
    }
    guard begin < end, !isLowerCaseASCII(text[begin]), !isDigit(text[begin]) else {
      return chevrons(start, end)
    }
    guard
      var candidate =
        letter(start, begin, end) ?? colon(start, begin, end) ?? fullStop(start, begin, end)
    else { return chevrons(start, end) ?? (time == nil ? bare(start, begin, end) : nil) }
    if let time { candidate.time = time }
    return candidate
  }

  /// `>>`, by which captions say that somebody else speaks.
  private func chevrons(_ start: Int, _ end: Int) -> LabelCandidate? {
    guard start + 2 < end, text[start] == UInt8(ascii: ">"), text[start + 1] == UInt8(ascii: ">")
    else { return nil }
    var sign = start + 2
    while sign < end, text[sign] == UInt8(ascii: ">") { sign += 1 }
    return LabelCandidate(
      form: .marked, label: start..<sign, core: start..<sign, isWide: false,
      name: CaptionRenderer.nobody)
  }

  /// The candidate at `start` in a line that ends at `end`: by its wording, or because the markup of
  /// the source says so.
  func candidate(at start: Int, end: Int, markup: SourceMarkup) -> LabelCandidate? {
    if markup.isEmpty { return candidate(at: start, end: end) }
    if markup.region(at: start) != nil || markup.headings[start] != nil { return nil }
    let marked = markup.labels[start]
    guard var candidate = candidate(at: start, end: end),
      marked == nil || candidate.form != .bare,
      marked?.name == nil || candidate.form != .mixed && candidate.form != .mixedFullStop
    else { return marked.map { self.candidate(marked: $0) } }
    candidate.isStrong = markup.isStrong(candidate.core)
    candidate.isCertain = marked?.isCertain ?? false
    return candidate
  }

  /// The candidate that the markup of the source sets off.
  func candidate(marked label: SourceMarkup.Label) -> LabelCandidate {
    let range = label.range
    var end = range.upperBound
    while end > range.lowerBound, text[end - 1] == UInt8(ascii: ":") || isASCIISpace(text[end - 1])
    {
      end -= 1
    }
    var core = range.lowerBound..<max(end, range.lowerBound)
    var candidate = LabelCandidate(
      form: .marked, label: range, core: core, isWide: true, name: label.name, isStrong: true,
      isCertain: label.isCertain)
    if let open = text[core].firstIndex(of: UInt8(ascii: "(")), open > core.lowerBound,
      let close = closing(open, core.upperBound)
    {
      candidate.brackets = open..<close
      core = core.lowerBound..<trimmed(open, from: core.lowerBound)
    }
    if let comma = text[core].firstIndex(of: UInt8(ascii: ",")), comma > core.lowerBound {
      let role = skipSpaces(comma + 1, core.upperBound)..<core.upperBound
      candidate.role = role.isEmpty ? nil : role
      core = core.lowerBound..<comma
    }
    candidate.core = core
    // A sign stands for somebody who is not named.
    if label.name == nil,
      !text[core].contains(where: {
        isLowerCaseASCII($0 | 0x20) || $0 >= 0xC3 && $0 < 0xE2 || $0 > 0xE2
      })
    {
      candidate.name = CaptionRenderer.nobody
    }
    return candidate
  }

  // MARK: Q

  /// The end of the number before a label: `Q12 Chair:`; committees number their questions so.
  private func questionNumberEnd(_ begin: Int, _ end: Int) -> Int? {
    guard begin + 3 < end, text[begin] == UInt8(ascii: "Q"), isDigit(text[begin + 1]) else {
      return nil
    }
    var index = begin + 1
    while index < end, isDigit(text[index]) { index += 1 }
    guard index < end, isSpace(at: index) else { return nil }
    index = skipSpaces(index, end)
    while index < end, text[index] == UInt8(ascii: "*") { index += 1 }
    return index < end && isUpperCaseASCII(text[index]) ? index : nil
  }

  /// The end of the number before a label that parliaments number their questions by: `1. `.
  private func itemNumberEnd(_ begin: Int, _ end: Int) -> Int? {
    var index = begin
    while index < end, isDigit(text[index]) { index += 1 }
    guard index - begin <= 3, index + 1 < end, text[index] == UInt8(ascii: "."),
      isSpace(at: index + 1)
    else { return nil }
    index = skipSpaces(index + 1, end)
    return index < end && isUpperCaseASCII(text[index]) ? index : nil
  }

  private func letter(_ start: Int, _ begin: Int, _ end: Int) -> LabelCandidate? {
    let first = text[begin]
    guard first == UInt8(ascii: "Q") || first == UInt8(ascii: "A"), begin + 1 < end else {
      return nil
    }
    let next = text[begin + 1]
    if next == UInt8(ascii: ".") {
      guard begin + 2 < end, isSpace(at: begin + 2) else { return nil }
      return make(.court, start, delimiterEnd: begin + 2, core: begin..<begin + 1, end)
    }
    let letterEnd = skipEmphasis(begin + 1, end)
    guard letterEnd < end, isSpace(at: letterEnd) else { return nil }
    let words = skipSpaces(letterEnd, end)
    if first == UInt8(ascii: "A") {
      // `A` is a word, unless it is set off.
      guard words > letterEnd + 1 || text[letterEnd] == UInt8(ascii: "\t") else { return nil }
      return make(.letter, start, delimiterEnd: letterEnd, core: begin..<begin + 1, end)
    }
    if words < end, text[words] == UInt8(ascii: "("),
      let close = closing(words, end), close < end, text[close] == UInt8(ascii: ":")
    {
      return make(
        .capitals, start, delimiterEnd: close + 1, core: begin..<begin + 1, brackets: words..<close,
        end)
    }
    if words < end, text[words] == UInt8(ascii: ":") { return nil }
    return make(.letter, start, delimiterEnd: letterEnd, core: begin..<begin + 1, end)
  }

  // MARK: A name and a colon

  private func colon(_ start: Int, _ begin: Int, _ end: Int) -> LabelCandidate? {
    let limit = min(end, begin + Self.limit)
    var index = begin
    var coreEnd: Int?
    var comma: Int?
    var brackets: Range<Int>?
    var time: Range<Int>?
    var wordCount = 0
    var sawLower = false
    var sawUpper = false
    while index < limit {
      let byte = text[index]
      if byte == UInt8(ascii: ":") {
        let delimiter = skipEmphasis(index + 1, end)
        guard sawUpper, isDelimiter(index, end) else { return nil }
        let nameEnd = trimmed(coreEnd ?? index, from: begin)
        guard nameEnd > begin else { return nil }
        var candidate = make(
          sawLower ? .mixed : .capitals, start, delimiterEnd: delimiter, core: begin..<nameEnd,
          role: comma.map { comma in
            let end = brackets.map { $0.lowerBound > comma ? $0.lowerBound : index } ?? index
            return comma..<trimmed(end, from: comma)
          },
          brackets: brackets, end)
        candidate.time = time
        if time == nil { takeTime(behind: delimiter, end, into: &candidate) }
        return candidate
      }
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        guard let close = closing(index, limit) else { return nil }
        if let code = timeCode(at: index, close) {
          time = code
        } else {
          brackets = (brackets?.lowerBound ?? index)..<close
        }
        if coreEnd == nil { coreEnd = index }
        index = close
        continue
      }
      if byte == UInt8(ascii: ",") {
        if coreEnd == nil {
          coreEnd = index
          comma = skipSpaces(index + 1, end)
        }
        index += 1
        continue
      }
      if isSpace(at: index) || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#") {
        index += 1
        continue
      }
      guard let word = word(at: index, limit) else { return nil }
      // `Jane Roth – Northbank:` says where somebody is from.
      if isDash(word), coreEnd == nil, index > begin {
        coreEnd = index
        comma = skipSpaces(word.upperBound, end)
        index = word.upperBound
        continue
      }
      wordCount += 1
      guard wordCount <= 14 else { return nil }
      switch shape(of: word) {
      case .capitals: sawUpper = true
      case .capitalised:
        sawUpper = true
        sawLower = true
      case .particle: break
      case .other: return nil
      }
      // A full stop ends a sentence, unless it belongs to a title, an initial or capitals.
      if text[word.upperBound - 1] == UInt8(ascii: "."), sawLower, word.count > 3,
        !isTitle(word)
      {
        return nil
      }
      index = word.upperBound
    }
    return nil
  }

  /// Takes the time code that stands behind the delimiter: `Speaker 1: (00:05)`.
  private func takeTime(behind delimiter: Int, _ end: Int, into candidate: inout LabelCandidate) {
    let start = skipSpaces(delimiter, end)
    guard let code = timeCode(at: start, end), code.upperBound == end || !isDigit(text[start])
    else { return }
    candidate.time = code
    candidate.label = candidate.label.lowerBound..<code.upperBound
    candidate.isWide = code.upperBound == end
  }

  /// Whether the colon at `index` can end a label: no time of day, no URL.
  private func isDelimiter(_ index: Int, _ end: Int) -> Bool {
    guard index + 1 < end else { return true }
    let next = text[index + 1]
    if next == UInt8(ascii: "/") { return false }
    return !(isDigit(next) && isDigit(text[index - 1]))
  }

  // MARK: Words

  enum Shape { case capitals, capitalised, particle, other }

  /// The word at `index`: up to white space, a colon, a comma or a bracket.
  func word(at index: Int, _ limit: Int) -> Range<Int>? {
    var end = index
    while end < limit, !isSpace(at: end) {
      switch text[end] {
      case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "["),
        UInt8(ascii: "*"):
        return end > index ? index..<end : nil
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: "\""),
        UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "<"):
        return nil
      default: end += 1
      }
    }
    return end > index ? index..<end : nil
  }

  func shape(of word: Range<Int>) -> Shape {
    var uppers = 0
    var lowers = 0
    var others = 0
    for offset in word {
      let byte = text[offset]
      if isUpperCaseASCII(byte) {
        uppers += 1
      } else if isLowerCaseASCII(byte) {
        lowers += 1
      } else if byte >= 0x80 {
        others += 1
      }
    }
    let first = text[word.lowerBound]
    if isDigit(first) || first == UInt8(ascii: "$") { return lowers == 0 ? .particle : .other }
    if lowers == 0 { return uppers > 0 || others > 0 ? .capitals : .particle }
    // McCAIN, O'NEILl, DeLAURO: capitals with a few small letters in front of capitals.
    if isUpperCaseASCII(first) || first >= 0x80 {
      return uppers > lowers && uppers >= 3 ? .capitals : .capitalised
    }
    if isParticle(word) { return .particle }
    // al-Maliki, d'Estaing, de-facto names: a small prefix and a capital after a hyphen.
    if lowers <= 12, uppers >= 1 { return .capitalised }
    return .other
  }

  private func isParticle(_ word: Range<Int>) -> Bool {
    var hash = ByteHash()
    for offset in word where text[offset] != UInt8(ascii: ".") { hash.addFolded(text[offset]) }
    return vocabulary.particleHashes.contains(hash.value)
      && vocabulary.particles.contains(text.string(word))
  }

  /// Whether a word is nothing but a dash.
  func isDash(_ word: Range<Int>) -> Bool {
    if word.count == 2, text[word].allSatisfy({ $0 == UInt8(ascii: "-") }) { return true }
    if word.count == 1 { return text[word.lowerBound] == UInt8(ascii: "-") }
    return word.count == 3 && text[word.lowerBound] == 0xE2 && text[word.lowerBound + 1] == 0x80
      && (0x93...0x95).contains(text[word.lowerBound + 2])
  }

  /// The word in capitals, without full stops.
  func upper(_ word: Range<Int>) -> String {
    text.string(word).uppercased().filter { $0 != "." }
  }

  // MARK: Places

  func make(
    _ form: LabelCandidate.Form, _ start: Int, delimiterEnd: Int, core: Range<Int>,
    role: Range<Int>? = nil, brackets: Range<Int>? = nil, _ end: Int
  ) -> LabelCandidate {
    var labelEnd = delimiterEnd
    var spaces = 0
    var index = delimiterEnd
    while index < end, isSpace(at: index) {
      spaces += 1
      if text[index] == 0xC2 {
        index += 2
        labelEnd = index
      } else {
        index += 1
      }
    }
    return LabelCandidate(
      form: form, label: start..<labelEnd, core: core, role: role.flatMap { $0.isEmpty ? nil : $0 },
      brackets: brackets, isWide: spaces >= 2 || index == end)
  }

  /// Whether white space stands at `index`: ASCII's, or a no-break space.
  func isSpace(at index: Int) -> Bool {
    isASCIISpace(text[index])
      || (text[index] == 0xC2 && index + 1 < text.count && text[index + 1] == 0xA0)
  }

  func skipSpaces(_ index: Int, _ end: Int) -> Int {
    var index = index
    while index < end, isSpace(at: index) { index += text[index] == 0xC2 ? 2 : 1 }
    return min(index, end)
  }

  func skipEmphasis(_ index: Int, _ end: Int) -> Int {
    var index = index
    while index < end, text[index] == UInt8(ascii: "*") { index += 1 }
    return index
  }

  private func trimmed(_ end: Int, from start: Int) -> Int {
    var end = end
    while end > start {
      if isASCIISpace(text[end - 1]) || text[end - 1] == UInt8(ascii: "*") {
        end -= 1
      } else if end - 2 >= start, text[end - 2] == 0xC2, text[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return end
  }

  /// The end of the bracket that opens at `index`.
  func closing(_ index: Int, _ limit: Int) -> Int? {
    let close = text[index] == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
    var end = index + 1
    while end < limit {
      if text[end] == close { return end + 1 }
      end += 1
    }
    return nil
  }
}
