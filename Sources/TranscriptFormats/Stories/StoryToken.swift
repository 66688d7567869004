/// A word of a paragraph outside its quotations, or a whole quotation.
struct StoryToken {
  /// What is printed after a word, before the next one.
  struct Marks: OptionSet {
    let rawValue: UInt8

    @inline(__always)
    init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    // As in ``StoryWords/Kinds``.
    @inline(__always)
    init(arrayLiteral marks: Marks...) {
      var bits: UInt8 = 0
      for mark in marks { bits |= mark.rawValue }
      rawValue = bits
    }

    @inline(__always)
    func isDisjoint(with other: Marks) -> Bool { rawValue & other.rawValue == 0 }

    static let comma = Marks(rawValue: 1 << 0)
    /// The end of a sentence.
    static let stop = Marks(rawValue: 1 << 1)
    static let colon = Marks(rawValue: 1 << 2)
    static let semicolon = Marks(rawValue: 1 << 3)
    static let dash = Marks(rawValue: 1 << 4)
    static let parenthesis = Marks(rawValue: 1 << 5)
    /// A question or exclamation mark, or a dash or three full stops that end a quotation.
    static let open = Marks(rawValue: 1 << 6)
  }

  /// The word's bytes; without the mark of a possessive.
  var range: Range<Int>
  var hash: UInt64
  var entry: StoryWords.Entry
  var marks: Marks = []
  var isCapital = false
  /// All in capitals, two letters at least.
  var isAcronym = false
  var isPossessive = false
  var isNumber = false
  var opensSentence = false
  /// The number of the quotation it stands for, or -1.
  var quotation = -1
  /// The number of the name it belongs to, or -1.
  var name = -1

  var kinds: StoryWords.Kinds { entry.kinds }
  var isQuotation: Bool { quotation >= 0 }
}

/// Takes paragraphs apart into words.
struct StoryTokenizer {
  let text: [UInt8]
  let words: StoryWords
  var tokens: [StoryToken] = []
  private var opensSentence = true

  init(text: [UInt8], words: StoryWords) {
    self.text = text
    self.words = words
  }

  /// Finds the words in `range`; quotations become one token each.
  mutating func read(_ range: Range<Int>, quotations: ArraySlice<QuotationSpan>) {
    tokens.removeAll(keepingCapacity: true)
    opensSentence = true
    var offset = range.lowerBound
    for (number, span) in zip(quotations.indices, quotations) {
      readWords(offset..<span.start)
      append(span, number: number)
      offset = span.end
    }
    readWords(offset..<range.upperBound)
  }

  private mutating func append(_ span: QuotationSpan, number: Int) {
    closeSentence(before: span.content.lowerBound, isQuotation: true)
    var token = StoryToken(range: span.start..<span.end, hash: 0, entry: StoryWords.Entry())
    token.quotation = number
    token.opensSentence = opensSentence
    token.marks = endMarks(of: span)
    tokens.append(token)
    opensSentence = false
  }

  /// The marks that end the quotation on the inner side of its closing mark.
  private func endMarks(of span: QuotationSpan) -> StoryToken.Marks {
    guard span.content.upperBound == span.trimmedEnd else { return .comma }
    guard let last = text[span.content].last else { return [] }
    switch last {
    case UInt8(ascii: "."):
      let ellipsis = text[span.content].suffix(3).allSatisfy { $0 == last }
      return ellipsis ? .open : .stop
    case UInt8(ascii: "?"), UInt8(ascii: "!"): return .open
    case UInt8(ascii: "-"): return .open
    case UInt8(ascii: ","): return .comma
    default:
      // Dashes and the horizontal ellipsis are U+2010 to U+2026.
      let tail = text[span.content].suffix(3)
      let isPunctuation = tail.count == 3 && tail.first == 0xE2 && tail.dropFirst().first == 0x80
      return isPunctuation && last < 0xA7 && last != 0x99 && last != 0x9D ? .open : []
    }
  }

  private mutating func readWords(_ range: Range<Int>) {
    let text = self.text
    let bytes = text.span
    var offset = range.lowerBound
    while offset < range.upperBound {
      if Self.isWordByte(at: offset, before: range.upperBound, in: bytes) {
        offset = readWord(offset..<range.upperBound, in: bytes)
      } else {
        offset = readMark(offset..<range.upperBound)
      }
    }
  }

  private mutating func readWord(_ range: Range<Int>, in text: Span<UInt8>) -> Int {
    closeSentence(before: range.lowerBound, isQuotation: false)
    let start = range.lowerBound
    var offset = start
    var hash = StoryWords.seed
    var hasSmall = false
    var letters = 0
    var digits = 0
    var isPossessive = false
    var end = start
    scan: while offset < range.upperBound {
      let byte = text[offset]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): hasSmall = true; letters += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "."):
        // `U.S.`, `co-founder`: only between letters, and a full stop only after a single one.
        guard offset + 1 < range.upperBound, Self.isLetter(text[offset + 1]), offset > start,
          byte == UInt8(ascii: "-") || offset == start + 1 || text[offset - 2] == byte
        else { break scan }
      case UInt8(ascii: "'"), 0xE2:
        let length = byte == 0xE2 ? 3 : 1
        if byte == 0xE2, !Self.isApostrophe(at: offset, before: range.upperBound, in: text) {
          if Self.isWordByte(at: offset, before: range.upperBound, in: text) {
            hasSmall = true; break
          }
          break scan
        }
        let next = offset + length
        guard next < range.upperBound, Self.isLetter(text[next]) else {
          // `James’`
          isPossessive = offset > start && text[offset - 1] == UInt8(ascii: "s") && hasSmall
          break scan
        }
        if text[next] | 0x20 == UInt8(ascii: "s"),
          next + 1 >= range.upperBound
            || !Self.isWordByte(at: next + 1, before: range.upperBound, in: text)
        {
          isPossessive = true
          end = offset
          offset = next + 1
          break scan
        }
        for index in offset..<next { hash = StoryWords.hash(hash, text[index]) }
        offset = next
        continue
      default:
        guard Self.isWordByte(at: offset, before: range.upperBound, in: text) else { break scan }
        hasSmall = true
        letters += 1
      }
      hash = StoryWords.hash(hash, byte)
      offset += 1
      end = offset
    }
    if end == start { end = offset }
    var token = StoryToken(range: start..<end, hash: hash, entry: words.entry(for: hash))
    token.isCapital = isCapital(at: start)
    token.isAcronym = token.isCapital && !hasSmall && letters >= 2
    token.isPossessive = isPossessive
    if token.kinds.isEmpty, hasSmall, !token.isCapital, letters > 7, names(start..<end) {
      token.entry.kinds.insert(.description)
    }
    token.isNumber = digits > 0 && letters == 0
    token.opensSentence = opensSentence
    opensSentence = false
    tokens.append(token)
    return max(offset, start + 1)
  }

  // `glaciologist`, `glassmaker`
  private func names(_ word: Range<Int>) -> Bool {
    let last = text[word.upperBound - 1]
    return words.endings.contains { ending in
      ending.last == last && text[word].suffix(ending.count).elementsEqual(ending)
    }
  }

  private mutating func readMark(_ range: Range<Int>) -> Int {
    let offset = range.lowerBound
    let byte = text[offset]
    guard let last = tokens.indices.last else { return offset + 1 }
    switch byte {
    case UInt8(ascii: ","): tokens[last].marks.insert(.comma)
    case UInt8(ascii: "."):
      if offset + 1 < range.upperBound, text[offset + 1] == byte {
        return offset + 2  // three full stops end nothing
      }
      if !isAbbreviation(tokens[last], before: offset) { tokens[last].marks.insert(.stop) }
    case UInt8(ascii: "!"), UInt8(ascii: "?"): tokens[last].marks.insert(.stop)
    case UInt8(ascii: ":"): tokens[last].marks.insert(.colon)
    case UInt8(ascii: ";"): tokens[last].marks.insert(.semicolon)
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
      tokens[last].marks.insert(.parenthesis)
    case UInt8(ascii: "-"):
      tokens[last].marks.insert(.dash)
    case 0xE2 where offset + 2 < range.upperBound && text[offset + 1] == 0x80:
      if text[offset + 2] == 0x93 || text[offset + 2] == 0x94 { tokens[last].marks.insert(.dash) }
      return offset + 3
    default: break
    }
    return offset + 1
  }

  // A full stop after an initial, a title that is printed short, or `U.S` ends no sentence.
  private func isAbbreviation(_ token: StoryToken, before offset: Int) -> Bool {
    guard !token.isQuotation, token.range.upperBound == offset, !token.isPossessive else {
      return false
    }
    if token.range.count == 1, token.isCapital { return true }
    if token.kinds.contains(.abbreviation), token.isCapital { return true }
    return text[token.range].contains(UInt8(ascii: "."))
  }

  // A full stop before a small letter ended no sentence, either.
  private mutating func closeSentence(before offset: Int, isQuotation: Bool) {
    guard let last = tokens.indices.last, tokens[last].marks.contains(.stop) else {
      if let last = tokens.indices.last, tokens[last].isQuotation,
        tokens[last].marks.contains(.open), isQuotation || isCapital(at: offset)
      {
        opensSentence = true
      }
      return
    }
    let byte = text[offset]
    let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    if isSmall && !isQuotation {
      tokens[last].marks.remove(.stop)
    } else {
      opensSentence = true
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte >= 0x80
  }

  private static func isApostrophe(
    at offset: Int, before end: Int, in text: Span<UInt8>
  ) -> Bool {
    offset + 2 < end && text[offset + 1] == 0x80 && text[offset + 2] == 0x99
  }

  @inline(__always)
  private static func isWordByte(
    at offset: Int, before end: Int, in text: Span<UInt8>
  ) -> Bool {
    let byte = text[offset]
    if byte < 0x80 {
      return isASCIILetterOrDigit(byte)
    }
    // No-break space, guillemets and general punctuation are no letters.
    if byte == 0xC2 { return false }
    if byte == 0xE2, offset + 1 < end { return text[offset + 1] > 0x82 }
    if byte < 0xC0, offset >= 2, text[offset - 2] == 0xE2 { return text[offset - 1] > 0x82 }
    if byte < 0xC0, offset >= 1, text[offset - 1] == 0xC2 { return false }
    return true
  }

  private func isCapital(at offset: Int) -> Bool {
    let byte = text[offset]
    if byte < 0x80 { return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
    return isCapitalScalar(text, at: offset)
  }
}

func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
  let folded = byte | 0x20
  return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
    || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Whether the scalar at `offset` is a capital letter; for the rare ones outside ASCII.
func isCapitalScalar(_ text: [UInt8], at offset: Int) -> Bool {
  let end = min(offset + 4, text.count)
  let scalar = String(decoding: text[offset..<end], as: UTF8.self).unicodeScalars.first
  return scalar?.properties.isUppercase ?? false
}
