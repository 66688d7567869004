import XMLCore

/// The identifiers of a document and the references to them.
///
/// Of an identifier only 64 bits are kept, keyed afresh for every document: among ten million
/// identifiers the odds of a false alarm are one in a hundred thousand. Identifiers that count up, as
/// those of words in a sentence do, take no room of their own: only where the run begins and ends is
/// kept.
struct IdentifierTable {
  struct Unresolved {
    var name: String
    var line: Int
    var column: Int
  }

  /// What was found on entering an identifier.
  enum Entry {
    case new
    /// It is there already, first on this line; 0 where that is not known.
    case known(line: Int)
  }

  /// The runs of numbers behind one prefix, first and last.
  private struct Run {
    var first: Int32
    var last: Int32
    var line: Int32
  }

  private var single = IntegerMap(capacity: 256)
  private var runIndexes = IntegerMap(capacity: 256)
  private var runs: [Run] = []
  private var pending: [UInt64: Unresolved] = [:]
  private let key = UInt64.random(in: .min ... .max)

  /// Enters an identifier.
  mutating func define(_ bytes: Span<UInt8>, line: Int) -> Entry {
    let line = Int32(clamping: line)
    let hash = self.hash(bytes, bytes.count)
    if !pending.isEmpty { pending[hash] = nil }
    guard let (prefix, number) = Self.number(of: bytes) else {
      return single.insert(hash, line).map { .known(line: Int($0)) } ?? .new
    }
    if let index = runIndexes.insert(self.hash(bytes, prefix), Int32(runs.count)) {
      let run = runs[Int(index)]
      if number >= run.first, number <= run.last {
        return .known(line: number == run.first ? Int(run.line) : 0)
      }
      if number == run.last + 1, single[hash] == nil {
        runs[Int(index)].last = number
        return .new
      }
      return single.insert(hash, line).map { .known(line: Int($0)) } ?? .new
    }
    runs.append(Run(first: number, last: number, line: line))
    return .new
  }

  /// Notes a reference.
  mutating func refer(_ bytes: Span<UInt8>, at position: XMLPosition) {
    let hash = self.hash(bytes, bytes.count)
    if single[hash] != nil || pending[hash] != nil { return }
    if let (prefix, number) = Self.number(of: bytes),
      let index = runIndexes[self.hash(bytes, prefix)], number >= runs[Int(index)].first,
      number <= runs[Int(index)].last
    {
      return
    }
    pending[hash] = Unresolved(
      name: String(decoding: [UInt8](copying: bytes), as: UTF8.self), line: position.line,
      column: position.column)
  }

  /// The references that lead nowhere, in the order of the document.
  func unresolved() -> [Unresolved] {
    pending.values.sorted { ($0.line, $0.column, $0.name) < ($1.line, $1.column, $1.name) }
  }

  /// The number at the end of an identifier, and where it begins; `nil` where there is none that is
  /// written in one way only.
  private static func number(of bytes: Span<UInt8>) -> (prefix: Int, number: Int32)? {
    var start = bytes.count
    while start > 0, bytes.count - start < 9, bytes[start - 1] &- 0x30 < 10 { start -= 1 }
    while start < bytes.count, bytes[start] == 0x30 { start += 1 }
    guard start < bytes.count else { return nil }
    var number: Int32 = 0
    for index in start..<bytes.count { number = number * 10 + Int32(bytes[index] - 0x30) }
    return (start, number)
  }

  private func hash(_ bytes: Span<UInt8>, _ count: Int) -> UInt64 {
    var hash = key
    for index in 0..<count {
      hash = (hash ^ UInt64(bytes[index])) &* 0x9FB2_1C65_1E98_DF25
      hash ^= hash >> 29
    }
    hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    // All ones mean an empty place in the map.
    return (hash ^ (hash >> 32)) & (.max >> 1)
  }
}
