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
  fileprivate(set) var all: [SentenceWord] = []
  /// The words of each sentence, as indexes.
  fileprivate(set) var sentences: [Range<Int>] = []

  subscript(sentence: Range<Int>) -> ArraySlice<SentenceWord> { all[sentence] }
}

/// Finds words and the ends of sentences, byte by byte.
struct SentenceScanner {
  private let text: [UInt8]
  private let titles: WordSet
  /// The words that were read last.
  private(set) var words = SentenceWords()

  init(text: [UInt8], vocabulary: LabelVocabulary) {
    self.text = text
    titles = vocabulary.titles
  }

  /// Where the last sentence begins in `range`, in which no marks are, if that is beyond doubt.
  ///
  /// There is no doubt behind a full stop after a word that is too long for an initial or a title.
  func startOfLastSentence(in range: Range<Int>) -> Int? {
    let text = self.text
    let bytes = text.span
    var index = range.upperBound - Self.shortestSentence
    while index > range.lowerBound + 5 {
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
        if (index - 5..<index).allSatisfy({ isLowerCaseASCII(bytes[$0]) }) { return index + 1 }
      default: break
      }
      index -= 1
    }
    return nil
  }

  /// A sentence of several words is longer, in bytes.
  private static let shortestSentence = 16

  /// Reads the words of `range`, sentence by sentence; a mark counts as one word.
  mutating func read(_ range: Range<Int>, marks: [Mark]) {
    words.all.removeAll(keepingCapacity: true)
    words.sentences.removeAll(keepingCapacity: true)
    let text = self.text
    let bytes = text.span
    var start = 0
    var index = range.lowerBound
    var mark = marks.startIndex
    while index < range.upperBound {
      if mark < marks.endIndex, marks[mark].range.lowerBound <= index {
        let end = min(marks[mark].range.upperBound, range.upperBound)
        words.all.append(
          SentenceWord(
            range: marks[mark].range, hash: 0,
            after: Self.punctuation(at: end, before: range.upperBound, in: bytes),
            isCapitalised: false, isMark: true))
        index = max(end, index + 1)
        mark += 1
        continue
      }
      guard Self.isWordByte(index, in: bytes) else {
        index += 1
        continue
      }
      let limit = mark < marks.endIndex ? marks[mark].range.lowerBound : range.upperBound
      let word = word(at: index, limit: limit, before: range.upperBound, in: bytes)
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
  }

  @inline(__always)
  private func word(
    at start: Int, limit: Int, before upperBound: Int, in bytes: Span<UInt8>
  ) -> SentenceWord {
    var end = start
    var hash = ByteHash()
    while end < limit, Self.isWordByte(end, in: bytes) {
      hash.addFolded(bytes[end])
      end &+= 1
    }
    var after = Self.punctuation(at: end, before: upperBound, in: bytes)
    // A full stop may belong to an initial or a title; at the end of the text there need be none.
    if after == UInt8(ascii: "."), end - start <= 4, end < upperBound {
      let isInitial = end - start == 1 && isUpperCaseASCII(bytes[start])
      if isInitial || titles.contains(hash.value) {
        end += 1
        let next = Self.punctuation(at: end, before: upperBound, in: bytes)
        after = next == UInt8(ascii: ",") ? next : 0
      }
    }
    let first = bytes[start]
    return SentenceWord(
      range: start..<end, hash: hash.value, after: after,
      isCapitalised: isUpperCaseASCII(first) || (first >= 0xC3 && first < 0xE2))
  }

  private static func punctuation(
    at index: Int, before upperBound: Int, in bytes: Span<UInt8>
  ) -> UInt8 {
    guard index < upperBound else { return UInt8(ascii: ".") }
    switch bytes[index] {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      return bytes[index]
    default: return 0
    }
  }

  /// Whether the byte at `index` is part of a word; no-break spaces and dashes are not.
  @inline(__always)
  private static func isWordByte(_ index: Int, in bytes: Span<UInt8>) -> Bool {
    let byte = bytes[index]
    if byte < 0x80 { return wordBytes[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }
    return isPartOfWord(byte, at: index, in: bytes)
  }

  private static func isPartOfWord(_ byte: UInt8, at index: Int, in bytes: Span<UInt8>) -> Bool {
    if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return false }
    if byte == 0xA0, index > 0, bytes[index - 1] == 0xC2 { return false }
    if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
      bytes[index + 2] == 0x93 || bytes[index + 2] == 0x94
    {
      return false
    }
    return true
  }

  /// The ASCII characters that words are made of, as a set of bits: letters, digits, `'`, `-`, `&`.
  private static var wordBytes: InlineArray<2, UInt64> {
    [0x03FF_20C0_0000_0000, 0x07FF_FFFE_07FF_FFFE]
  }
}

/// Phrases of a few words, found by their hashes.
struct WordPhrases: Sendable {
  /// The first words of all phrases.
  private var openings = WordSet()
  private var phrases: [UInt64: [[UInt64]]] = [:]

  /// Creates the set of `phrases`, which are words separated by spaces; commas do not count.
  init(_ phrases: [String]) {
    for phrase in phrases {
      let words = phrase.split { $0 == " " || $0 == "," }.map { ByteHash(ofWord: String($0)).value }
      guard let first = words.first else { continue }
      openings.insert(first)
      self.phrases[first, default: []].append(words)
    }
  }

  /// The index after the phrase that begins at `index`, if one does.
  func match(_ words: ArraySlice<SentenceWord>, at index: Int) -> Int? {
    guard index < words.endIndex, openings.contains(words[index].hash),
      let candidates = phrases[words[index].hash]
    else { return nil }
    for phrase in candidates where index + phrase.count <= words.endIndex {
      if phrase.indices.allSatisfy({ words[index + $0].hash == phrase[$0] }) {
        return index + phrase.count
      }
    }
    return nil
  }
}
