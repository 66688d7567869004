/// Labels that no colon ends.
extension LabelScanner {
  // MARK: A title, a name and a full stop

  /// A title and a name with a full stop.
  ///
  /// For example: `Mr. REID.`, `Mr. Reid.`, `The PRESIDING OFFICER.`, `The President.`
  func fullStop(_ start: Int, _ begin: Int, _ end: Int) -> LabelCandidate? {
    let limit = min(end, begin + 80)
    guard let title = word(at: begin, limit), shape(of: title) == .capitalised else { return nil }
    let isArticle = isArticle(title)
    guard isArticle || isTitle(title) else { return nil }
    var index = skipSpaces(title.upperBound, limit)
    var names = 0
    var capitals = 0
    var isOffice = true
    while index < limit {
      if text[index] == UInt8(ascii: "("), names > 0 || isArticle {
        return holder(start, begin, at: index, end, isInCapitals: capitals > 0)
      }
      guard let word = word(at: index, limit) else { return nil }
      let shape = shape(of: word)
      let stops = text[word.upperBound - 1] == UInt8(ascii: ".")
      let isAbbreviated = stops && (word.count <= 2 || isHonorific(word))
      if !isAbbreviated { if !isTitle(word) { isOffice = false } }
      switch shape {
      case .capitals where word.count > 2 || !stops:
        capitals += 1
        names += 1
      case .capitals, .capitalised: names += 1
      case .particle where names > 0: break
      case .particle, .other: return nil
      }
      guard names <= 5 else { return nil }
      if stops, !isAbbreviated {
        guard word.upperBound == end || isSpace(at: word.upperBound) else { return nil }
        // `Mr. Chairman.` addresses somebody; `The President.` is a label, `The Senate.` is none.
        guard capitals > 0 || isArticle == isOffice else { return nil }
        return make(
          capitals > 0 ? .fullStop : .mixedFullStop, start, delimiterEnd: word.upperBound,
          core: begin..<word.upperBound - 1, end)
      }
      index = skipSpaces(word.upperBound, limit)
    }
    return nil
  }

  /// `The PRESIDING OFFICER (Mr. SALAS).`: an office, and who holds it.
  private func holder(
    _ start: Int, _ begin: Int, at open: Int, _ end: Int, isInCapitals: Bool
  ) -> LabelCandidate? {
    guard isInCapitals, let close = closing(open, end), close - open <= 60, close < end,
      text[close] == UInt8(ascii: "."), close + 1 == end || isSpace(at: close + 1)
    else { return nil }
    var nameEnd = open
    while nameEnd > begin, isASCIISpace(text[nameEnd - 1]) { nameEnd -= 1 }
    return make(
      .fullStop, start, delimiterEnd: close + 1, core: begin..<nameEnd, brackets: open..<close, end)
  }

  /// Whether a word is `The`, in whatever case.
  private func isArticle(_ word: Range<Int>) -> Bool {
    word.count == 3 && text[word.lowerBound] | 0x20 == UInt8(ascii: "t")
      && text[word.lowerBound + 1] | 0x20 == UInt8(ascii: "h")
      && text[word.lowerBound + 2] | 0x20 == UInt8(ascii: "e")
  }

  /// Whether a word is a title, in whatever case and with or without a full stop.
  func isTitle(_ word: Range<Int>) -> Bool {
    hash(of: word).map(vocabulary.titles.contains) ?? vocabulary.isTitle(upper(word))
  }

  private func isHonorific(_ word: Range<Int>) -> Bool {
    hash(of: word).map(vocabulary.honorificHashes.contains)
      ?? vocabulary.honorifics.contains(upper(word))
  }

  /// The hash of a word, in whatever case and with or without a full stop; `nil` beyond ASCII, where
  /// case is a matter for strings.
  private func hash(of word: Range<Int>) -> UInt64? {
    var hash = ByteHash()
    for offset in word {
      let byte = text[offset]
      if byte >= 0x80 { return nil }
      if byte != UInt8(ascii: ".") { hash.addFolded(byte) }
    }
    return hash.value
  }

  // MARK: A name alone

  /// `Jane Roth`, `Operator`, `Dana Lowe  0:03`, `Jane Roth, The Ledger`: a short line of names that
  /// no punctuation ends.
  func bare(_ start: Int, _ begin: Int, _ end: Int) -> LabelCandidate? {
    guard end - begin <= 80, end - begin >= 3 else { return nil }
    let last = text[end - 1]
    guard last != UInt8(ascii: "."), last != UInt8(ascii: "?"), last != UInt8(ascii: "!"),
      last != UInt8(ascii: ","), last != UInt8(ascii: "\"")
    else { return nil }
    var index = begin
    var count = 0
    var nameEnd = begin
    var role: Int?
    var wordEnd = begin
    while index < end {
      if count > 0, let code = timeCode(at: index, end), code.upperBound == end {
        var candidate = make(
          .bare, start, delimiterEnd: end, core: begin..<nameEnd, role: role.map { $0..<wordEnd },
          end)
        candidate.time = code
        return candidate
      }
      if text[index] == UInt8(ascii: ","), role == nil, count > 1 {
        index = skipSpaces(index + 1, end)
        role = index
        continue
      }
      guard let word = word(at: index, end) else { return nil }
      if role == nil, count > 1, isDash(word) {
        index = skipSpaces(word.upperBound, end)
        role = index
        continue
      }
      count += 1
      let shape = shape(of: word)
      guard count <= (role == nil ? 5 : 10),
        shape == .capitalised || shape == .capitals || (shape == .particle && count > 1)
      else { return nil }
      wordEnd = word.upperBound
      if role == nil { nameEnd = wordEnd }
      index = skipSpaces(wordEnd, end)
    }
    guard count > 0, role != nil || end - begin <= 60 else { return nil }
    return make(
      .bare, start, delimiterEnd: end, core: begin..<nameEnd, role: role.map { $0..<end }, end)
  }

  // MARK: Time codes

  /// The time code at `index`, its brackets included: `[00:01:29]`, `(01:29)`, `1:29`, `00:01:29.5`.
  func timeCode(at index: Int, _ end: Int) -> Range<Int>? {
    var offset = index
    guard offset < end else { return nil }
    var close: UInt8?
    if text[offset] == UInt8(ascii: "[") || text[offset] == UInt8(ascii: "(") {
      close = text[offset] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
      offset += 1
    }
    var colons = 0
    var digits = 0
    while offset < end {
      let byte = text[offset]
      if isDigit(byte) {
        digits += 1
      } else if byte == UInt8(ascii: ":"), digits > 0, digits <= 3 {
        colons += 1
        digits = 0
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), colons > 0, digits == 2 {
        digits = 0
      } else {
        break
      }
      offset += 1
    }
    guard colons == 1 || colons == 2, digits >= 2 else { return nil }
    if let close {
      guard offset < end, text[offset] == close else { return nil }
      return index..<offset + 1
    }
    guard offset == end || isSpace(at: offset) else { return nil }
    return index..<offset
  }
}
