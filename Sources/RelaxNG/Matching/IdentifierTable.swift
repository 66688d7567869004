import XMLCore

/// The identifiers of a document and the references to them.
///
/// Of an identifier only 64 bits are kept, keyed afresh for every document: among ten million
/// identifiers the odds of a false alarm are one in a hundred thousand.
struct IdentifierTable {
  struct Unresolved {
    var name: String
    var line: Int
    var column: Int
  }

  private var defined = IntegerMap(capacity: 256)
  private var pending: [UInt64: Unresolved] = [:]
  private let key = UInt64.random(in: .min ... .max)

  /// Enters an identifier; the line of the first if it is there already.
  mutating func define(_ bytes: Span<UInt8>, line: Int) -> Int? {
    let hash = self.hash(bytes)
    if let first = defined.insert(hash, Int32(clamping: line)) { return Int(first) }
    if !pending.isEmpty { pending[hash] = nil }
    return nil
  }

  mutating func refer(_ bytes: Span<UInt8>, at position: XMLPosition) {
    let hash = self.hash(bytes)
    if defined[hash] != nil || pending[hash] != nil { return }
    pending[hash] = Unresolved(
      name: String(decoding: [UInt8](copying: bytes), as: UTF8.self), line: position.line,
      column: position.column)
  }

  /// The references that lead nowhere, in the order of the document.
  func unresolved() -> [Unresolved] {
    pending.values.sorted { ($0.line, $0.column, $0.name) < ($1.line, $1.column, $1.name) }
  }

  private func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = key
    for index in 0..<bytes.count {
      hash = (hash ^ UInt64(bytes[index])) &* 0x9FB2_1C65_1E98_DF25
      hash ^= hash >> 29
    }
    hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    // All ones mean an empty place in the map.
    return (hash ^ (hash >> 32)) & (.max >> 1)
  }
}
