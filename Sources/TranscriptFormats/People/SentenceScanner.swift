/// A word of a sentence, as a place in the text.
struct SentenceWord {
  /// Its bytes.
  var range: Range<Int>
  /// The hash of its letters in lower case, full stops left out.
  var hash: UInt64
  /// The punctuation that follows directly, or 0.
  var after: UInt8
  /// Whether it begins with a capital.
  var isCapitalised: Bool
  /// Whether it is a mark in brackets.
  var isMark = false

  /// Whether it is a form of `thank`.
  func isThanks(in text: [UInt8]) -> Bool {
    range.count >= 5 && text[range].starts(with: "thank".utf8)
      || text[range].starts(with: "Thank".utf8)
  }
}

/// The words of some sentences.
struct SentenceWords {
  /// All words, in order.
  var all: [SentenceWord] = []
  /// The words of each sentence, as indexes.
  var sentences: [Range<Int>] = []

  subscript(sentence: Range<Int>) -> ArraySlice<SentenceWord> { all[sentence] }
}

/// Finds words and the ends of sentences, byte by byte.
struct SentenceScanner {
  private let text: [UInt8]
  private let titles: Set<UInt64>

  init(text: [UInt8], vocabulary: LabelVocabulary) {
    self.text = text
    titles = Set(
      (vocabulary.honorifics.union(vocabulary.offices)).map { ByteHash(ofWord: $0).value })
  }

  /// The words of `range`, sentence by sentence; a mark counts as one word.
  func words(in range: Range<Int>, marks: [Mark]) -> SentenceWords {
    var words = SentenceWords()
    words.all.reserveCapacity(range.count / 5)
    var start = 0
    var index = range.lowerBound
    var mark = marks.startIndex
    while index < range.upperBound {
      if mark < marks.endIndex, marks[mark].range.lowerBound <= index {
        let end = min(marks[mark].range.upperBound, range.upperBound)
        words.all.append(
          SentenceWord(
            range: marks[mark].range, hash: 0, after: punctuation(at: end, range),
            isCapitalised: false, isMark: true))
        index = max(end, index + 1)
        mark += 1
        continue
      }
      guard isWordByte(index) else {
        index += 1
        continue
      }
      let limit = mark < marks.endIndex ? marks[mark].range.lowerBound : range.upperBound
      let word = word(at: index, limit: limit, in: range)
      words.all.append(word)
      index = word.range.upperBound
      if word.after == UInt8(ascii: ".") || word.after == UInt8(ascii: "?")
        || word.after == UInt8(ascii: "!")
      {
        words.sentences.append(start..<words.all.count)
        start = words.all.count
      }
    }
    if words.all.count > start { words.sentences.append(start..<words.all.count) }
    return words
  }

  private func word(at start: Int, limit: Int, in range: Range<Int>) -> SentenceWord {
    var end = start
    var hash = ByteHash()
    while end < limit, isWordByte(end) {
      hash.addFolded(text[end])
      end += 1
    }
    var after = punctuation(at: end, range)
    // A full stop may belong to an initial or a title.
    if after == UInt8(ascii: "."), end - start <= 4 {
      let isInitial = end - start == 1 && isUpperCaseASCII(text[start])
      if isInitial || titles.contains(hash.value) {
        after = 0
        end += 1
      }
    }
    let first = text[start]
    return SentenceWord(
      range: start..<end, hash: hash.value, after: after,
      isCapitalised: isUpperCaseASCII(first) || (first >= 0xC3 && first < 0xE2))
  }

  private func punctuation(at index: Int, _ range: Range<Int>) -> UInt8 {
    guard index < range.upperBound else { return UInt8(ascii: ".") }
    switch text[index] {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      return text[index]
    default: return 0
    }
  }

  /// Whether the byte at `index` is part of a word; no-break spaces and dashes are not.
  @inline(__always)
  private func isWordByte(_ index: Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 {
      return isLowerCaseASCII(byte | 0x20) || isDigit(byte) || byte == UInt8(ascii: "'")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "&")
    }
    if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 { return false }
    if byte == 0xA0, index > 0, text[index - 1] == 0xC2 { return false }
    if byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80,
      text[index + 2] == 0x93 || text[index + 2] == 0x94
    {
      return false
    }
    return true
  }
}

/// Phrases of a few words, found by their hashes.
struct WordPhrases {
  private var phrases: [UInt64: [[UInt64]]] = [:]

  /// Creates the set of `phrases`, which are words separated by spaces; commas do not count.
  init(_ phrases: [String]) {
    for phrase in phrases {
      let words = phrase.split { $0 == " " || $0 == "," }.map { ByteHash(ofWord: String($0)).value }
      if let first = words.first { self.phrases[first, default: []].append(words) }
    }
  }

  /// The index after the phrase that begins at `index`, if one does.
  func match(_ words: ArraySlice<SentenceWord>, at index: Int) -> Int? {
    guard index < words.endIndex, let candidates = phrases[words[index].hash] else { return nil }
    for phrase in candidates where index + phrase.count <= words.endIndex {
      if phrase.indices.allSatisfy({ words[index + $0].hash == phrase[$0] }) {
        return index + phrase.count
      }
    }
    return nil
  }
}
