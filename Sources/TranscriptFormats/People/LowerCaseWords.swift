/// The words that a document has in lower case: what is among them is no name.
struct LowerCaseWords {
  private var hashes = WordSet()

  /// How far into a document to look, in bytes.
  private static let horizon = 400_000

  /// Collects the words of `text`.
  init(of text: [UInt8]) {
    let end = min(text.count, Self.horizon)
    let bytes = text.span
    var index = 0
    while index < end {
      guard Self.isLetter(bytes[index]) else {
        index += 1
        continue
      }
      guard isLowerCaseASCII(bytes[index]) else {
        while index < end, Self.isLetter(bytes[index]) { index += 1 }
        continue
      }
      var hash = ByteHash()
      while index < end, Self.isLetter(bytes[index]) {
        hash.add(bytes[index])
        index += 1
      }
      hashes.insert(hash.value)
    }
  }

  /// Whether the document has the word with this ``ByteHash`` in lower case.
  func contains(_ hash: UInt64) -> Bool { hashes.contains(hash) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    isLowerCaseASCII(byte | 0x20) || byte >= 0x80
  }
}
