/// Tells names of people and organisations from other capitalised words.
struct NameRecogniser {
  private let text: [UInt8]
  /// What is no name, as soon as anybody asks for it.
  private var commonWords: LowerCaseWords?
  private let rules: IntroductionRules
  private let the = ByteHash(ofWord: "the").value

  init(text: [UInt8], rules: IntroductionRules) {
    self.text = text
    self.rules = rules
  }

  /// The end of the name that begins at `index`, or `nil`.
  func nameEnd(_ words: ArraySlice<SentenceWord>, _ index: Int) -> Int? {
    var end = index
    while end < words.endIndex, end - index < 4 {
      let word = words[end]
      let isParticle =
        end > index && end + 1 < words.endIndex && !word.isCapitalised
        && rules.particles.contains(word.hash)
      guard isParticle || isNameWord(word) || end > index && isHyphenated(word) else { break }
      end += 1
      if word.after != 0 { break }
    }
    while end > index, !words[end - 1].isCapitalised, !isHyphenated(words[end - 1]) { end -= 1 }
    return end > index ? end : nil
  }

  /// Whether a word is a small prefix and a name: `al-Rashid`.
  private func isHyphenated(_ word: SentenceWord) -> Bool {
    guard !word.isCapitalised, !word.isMark,
      let hyphen = text[word.range].prefix(4).firstIndex(of: UInt8(ascii: "-")),
      hyphen + 1 < word.range.upperBound
    else { return false }
    return isUpperCaseASCII(text[hyphen + 1])
  }

  /// Whether a word can be part of a person's name.
  func isNameWord(_ word: SentenceWord) -> Bool {
    guard word.isCapitalised, word.range.count > 1, !rules.notNames.contains(word.hash) else {
      return false
    }
    let bytes = text[word.range]
    if bytes.count > 3, bytes.last == UInt8(ascii: "s"),
      bytes.dropLast().last == UInt8(ascii: "'") || bytes.dropLast().last == 0x99
    {
      return false
    }
    // Organisations are often printed in capitals: NBC, RAI.
    return bytes.count <= 2 || bytes.last == UInt8(ascii: ".")
      || bytes.contains { isLowerCaseASCII($0) || $0 >= 0x80 }
  }

  /// Whether one capitalised word can be a name: the document never has it in lower case.
  mutating func canStandAlone(_ word: SentenceWord) -> Bool {
    if text[word.range].suffix(2).elementsEqual("ly".utf8) { return false }
    let words = commonWords ?? LowerCaseWords(of: text)
    commonWords = words
    return !words.contains(word.hash)
  }

  /// The organisation that begins at `index`: capitalised words, joined by small ones.
  func organisation(
    _ words: ArraySlice<SentenceWord>, _ index: Int
  ) -> (String, end: Int)? {
    var start = index
    if start < words.endIndex, words[start].hash == the { start += 1 }
    var end = start
    var last = start
    while end < words.endIndex, end - start < 8 {
      let word = words[end]
      if word.isMark { break }
      // `Channel 4`, `Johnson & Roth`.
      let first = text[word.range.lowerBound]
      if word.isCapitalised || (end > start && (first == UInt8(ascii: "&") || isDigit(first))) {
        last = end + 1
      } else if end == start || !rules.joiners.contains(word.hash) {
        break
      }
      end += 1
      if word.after != 0 { break }
    }
    guard last > start else { return nil }
    return (text.string(words[start].range.lowerBound..<words[last - 1].range.upperBound), last)
  }

  /// Whether all white space in `range` is single spaces of ASCII, as is all else.
  private func isPlain(_ range: Range<Int>) -> Bool {
    var previous = UInt8(ascii: " ")
    for offset in range {
      let byte = text[offset]
      guard byte < 0x80, byte > 0x20 || (byte == 0x20 && previous != 0x20) else { return false }
      previous = byte
    }
    return previous != 0x20
  }

  /// The words as printed, white space folded.
  func joined(_ words: ArraySlice<SentenceWord>) -> String? {
    guard let first = words.first, let last = words.last else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    if words.count == 1 || isPlain(range) { return text.string(range) }
    return text.string(range).split { $0.isWhitespace }.joined(separator: " ")
  }
}
