/// The words that a document has in lower case: what is among them is no name.
struct LowerCaseWords {
  private var hashes: Set<UInt64> = []

  /// How far into a document to look, in bytes.
  private static let horizon = 400_000

  /// Collects the words of `text`.
  init(of text: [UInt8]) {
    let end = min(text.count, Self.horizon)
    var index = 0
    while index < end {
      guard Self.isLetter(text[index]) else {
        index += 1
        continue
      }
      let isLower = isLowerCaseASCII(text[index])
      var hash = Self.seed
      while index < end, Self.isLetter(text[index]) {
        Self.add(text[index], to: &hash)
        index += 1
      }
      if isLower { hashes.insert(hash) }
    }
  }

  /// Whether the document has `word`, which is in lower case, as it is.
  func contains(_ word: String) -> Bool {
    var hash = Self.seed
    for byte in word.utf8 { Self.add(byte, to: &hash) }
    return hashes.contains(hash)
  }

  // FNV-1a.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func add(_ byte: UInt8, to hash: inout UInt64) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    isLowerCaseASCII(byte | 0x20) || byte >= 0x80
  }
}
