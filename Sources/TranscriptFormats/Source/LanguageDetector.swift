/// Tells the language of a text by its most frequent words.
///
/// Made once for many documents: the words of all languages are one table.
struct LanguageDetector: Sendable {
  /// The languages, in the order of their tags.
  private let tags: [String]
  /// The languages that have a word.
  private var owners: [String: [Int]] = [:]
  /// The same for words of at most eight ASCII letters, nearly all there are, by their bytes.
  private var plainOwners = PlainWords()

  /// How many letters the longest word in ASCII has.
  private var longest = 0

  /// How many bytes of a text tell enough.
  private static let sample = 40_000

  /// Creates a detector of the languages whose most frequent words, in lower case, are given.
  init(functionWords: [String: [String]]) {
    tags = functionWords.keys.sorted()
    for (index, tag) in tags.enumerated() {
      for word in functionWords[tag] ?? [] {
        owners[word, default: []].append(index)
        guard word.utf8.allSatisfy(Self.isLetter) else { continue }
        longest = max(longest, word.utf8.count)
        guard word.utf8.count <= 8 else { continue }
        plainOwners.add(word.utf8.reduce(0) { $0 << 8 | UInt64($1) }, index)
      }
    }
  }

  /// The BCP 47 tag of the language whose function words are most frequent in the beginning of
  /// `text`, or `nil` where none is frequent.
  func language(of text: [UInt8]) -> String? {
    var tally = Tally(counts: [Int](repeating: 0, count: tags.count))
    text.prefix(Self.sample).withUnsafeBufferPointer { count($0, in: &tally) }
    guard let best = tally.best, tally.counts[best] * 20 >= tally.total else { return nil }
    return tags[best]
  }

  private func count(_ bytes: UnsafeBufferPointer<UInt8>, in tally: inout Tally) {
    let end = bytes.count
    var index = 0
    while index < end {
      let start = index
      var word: UInt64 = 0
      while index < end, Self.isLetter(bytes[index]) {
        word = word << 8 | UInt64(bytes[index] | 0x20)
        index += 1
      }
      let gap = index < end ? Self.lengthOfGap(at: index, in: bytes) : 1
      if gap == 0 {
        while index < end, bytes[index] >= 0x80 || Self.isLetter(bytes[index]) { index += 1 }
        count(bytes[start..<index], in: &tally)
      } else if index == start {
        index += gap
      } else if index - start > longest {
        tally.total += 1
      } else if index - start <= 8 {
        tally.total += 1
        plainOwners.forEachOwner(of: word) { tally.counts[$0] += 1 }
      } else {
        count(bytes[start..<index], in: &tally)
      }
    }
  }

  /// Short words and their languages: an open hash table.
  private struct PlainWords: Sendable {
    /// The words, each after the one that is found first; 0 where there is none.
    private var words = [UInt64](repeating: 0, count: 64)
    private var owners = [Int32](repeating: 0, count: 64)
    private var count = 0

    /// Adds a word of a language; a word of several is there several times.
    mutating func add(_ word: UInt64, _ owner: Int) {
      count += 1
      if count * 3 > words.count {
        let old = zip(words, owners).filter { $0.0 != 0 }
        words = [UInt64](repeating: 0, count: words.count * 2)
        owners = [Int32](repeating: 0, count: words.count)
        for (word, owner) in old { put(word, owner) }
      }
      put(word, Int32(owner))
    }

    private mutating func put(_ word: UInt64, _ owner: Int32) {
      var slot = first(of: word)
      while words[slot] != 0 { slot = (slot + 1) & (words.count - 1) }
      words[slot] = word
      owners[slot] = owner
    }

    @inline(__always)
    func forEachOwner(of word: UInt64, _ body: (Int) -> Void) {
      var slot = first(of: word)
      while words[slot] != 0 {
        if words[slot] == word { body(Int(owners[slot])) }
        slot = (slot &+ 1) & (words.count &- 1)
      }
    }

    @inline(__always)
    private func first(of word: UInt64) -> Int {
      let mixed = word &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> 32) & (words.count &- 1)
    }
  }

  /// Words found so far.
  private struct Tally {
    /// How many belong to each language.
    var counts: [Int]
    /// How many there are.
    var total = 0

    mutating func count(_ owners: [Int]?) {
      total += 1
      for owner in owners ?? [] { counts[owner] += 1 }
    }

    /// The language with most of them, the first of several.
    var best: Int? {
      guard let most = counts.max(), most > 0 else { return nil }
      return counts.firstIndex(of: most)
    }
  }

  /// Counts the words in a stretch of letters that are not all plain, or are too many for the table.
  private func count(_ stretch: Slice<UnsafeBufferPointer<UInt8>>, in tally: inout Tally) {
    let letters = String(decoding: stretch, as: UTF8.self).lowercased()
    for word in letters.split(whereSeparator: { !$0.isLetter }) {
      tally.count(owners[String(word)])
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The length of the character at `index`, where that joins nothing: one of ASCII, a no-break space
  /// or a character in U+2000 to U+203F, as quotation marks and dashes; or 0.
  @inline(__always)
  private static func lengthOfGap(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    if bytes[index] < 0x80 { return 1 }
    guard index + 2 < bytes.count else { return 0 }
    if bytes[index] == 0xC2 { return bytes[index + 1] == 0xA0 ? 2 : 0 }
    return bytes[index] == 0xE2 && bytes[index + 1] == 0x80
      && bytes[index + 2] != 0x8C && bytes[index + 2] != 0x8D ? 3 : 0
  }
}
