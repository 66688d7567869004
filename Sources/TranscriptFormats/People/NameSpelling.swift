/// Spells names that labels print in capitals as the rest of the document does.
struct NameSpelling {
  private let text: [UInt8]

  /// How far into a document to look for another spelling, in bytes.
  private static let horizon = 60_000

  init(text: [UInt8]) {
    self.text = text
  }

  /// `words` in mixed case: as the document has them elsewhere, or by rule.
  func spelled(_ words: [String]) -> String {
    words.map(spelled).joined(separator: " ")
  }

  private func spelled(_ word: String) -> String {
    if ["OF", "FOR", "AND", "THE", "TO", "IN"].contains(word) { return word.lowercased() }
    let hasLower = word.unicodeScalars.contains { $0.properties.isLowercase }
    if hasLower && !word.hasPrefix("Mc") { return word }
    return occurrence(of: word) ?? capitalised(word)
  }

  /// The first occurrence of `word` in the head of the text that is not all in capitals.
  private func occurrence(of word: String) -> String? {
    let wanted = Array(word.utf8)
    guard wanted.count > 1, wanted.allSatisfy({ $0 < 0x80 }) else { return nil }
    let folded = wanted.map { isUpperCaseASCII($0) ? $0 | 0x20 : $0 }
    // The first byte of a name is a letter, or has no other case.
    guard folded[0] & 0x20 != 0 else { return nil }
    let capital = isLowerCaseASCII(folded[0]) ? folded[0] & ~0x20 : folded[0]
    let first = ByteFinder(bytes: folded[0], capital, folded[0], capital)
    let end = min(text.count, Self.horizon) - wanted.count + 1
    var offset = 0
    while case let place = first.first(in: text.span, from: offset, to: end), place < end {
      offset = place
      if matches(folded, at: offset), !isWordByte(offset - 1), !isWordByte(offset + wanted.count) {
        let found = text[offset..<offset + wanted.count]
        if found.contains(where: isLowerCaseASCII), found.contains(where: isUpperCaseASCII) {
          return String(decoding: found, as: UTF8.self)
        }
      }
      offset += 1
    }
    return nil
  }

  private func matches(_ folded: [UInt8], at offset: Int) -> Bool {
    for index in folded.indices {
      let byte = text[offset + index]
      guard (isUpperCaseASCII(byte) ? byte | 0x20 : byte) == folded[index] else { return false }
    }
    return true
  }

  private func isWordByte(_ offset: Int) -> Bool {
    guard offset >= 0, offset < text.count else { return false }
    let byte = text[offset]
    return isUpperCaseASCII(byte) || isLowerCaseASCII(byte) || byte >= 0x80 || byte == 0x2D
  }

  /// Capitals at the beginning of each part: `O'Brien`, `Jean-Pierre`, `McCain`.
  private func capitalised(_ word: String) -> String {
    if word.filter({ $0 != "." }).allSatisfy({ "IVX".contains($0) }), word.count > 1 { return word }
    // Initials: `PD`, `SG`, `TV`.
    if word.utf8.count <= 3, word.utf8.count > 1,
      !word.contains(where: { "AEIOUY".contains($0) || !$0.isLetter || !$0.isASCII })
    {
      return word
    }
    var result = ""
    var startsPart = true
    for character in word {
      result += startsPart ? character.uppercased() : character.lowercased()
      startsPart = !character.isLetter && character != "."
    }
    if result.hasPrefix("Mc"), result.count > 2 {
      let third = result.index(result.startIndex, offsetBy: 2)
      result.replaceSubrange(third...third, with: result[third].uppercased())
    }
    return result
  }
}
