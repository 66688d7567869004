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

  /// Enters an identifier, whose line is asked for where it has to be kept.
  mutating func define(_ bytes: Span<UInt8>, line: () -> Int) -> Entry {
    let name = Name(bytes, key)
    if !pending.isEmpty { pending[name.whole] = nil }
    guard let number = name.number else { return enter(name.whole, line) }
    if let index = runIndexes.insert(name.prefix, Int32(runs.count)) {
      let run = runs[Int(index)]
      if number >= run.first, number <= run.last {
        return .known(line: number == run.first ? Int(run.line) : 0)
      }
      if number == run.last + 1, single.count == 0 || single[name.whole] == nil {
        runs[Int(index)].last = number
        return .new
      }
      return enter(name.whole, line)
    }
    runs.append(Run(first: number, last: number, line: Int32(clamping: line())))
    return .new
  }

  private mutating func enter(_ hash: UInt64, _ line: () -> Int) -> Entry {
    if let known = single[hash] { return .known(line: Int(known)) }
    single.set(hash, Int32(clamping: line()))
    return .new
  }

  /// Notes a reference, whose place is asked for where it has to be kept.
  mutating func refer(_ bytes: Span<UInt8>, at place: () -> XMLPosition) {
    let name = Name(bytes, key)
    if single[name.whole] != nil || pending[name.whole] != nil { return }
    if let number = name.number, let index = runIndexes[name.prefix],
      number >= runs[Int(index)].first, number <= runs[Int(index)].last
    {
      return
    }
    let position = place()
    pending[name.whole] = Unresolved(
      name: String(decoding: [UInt8](copying: bytes), as: UTF8.self), line: position.line,
      column: position.column)
  }

  /// The references that lead nowhere, in the order of the document.
  func unresolved() -> [Unresolved] {
    pending.values.sorted { ($0.line, $0.column, $0.name) < ($1.line, $1.column, $1.name) }
  }

  /// What stands for an identifier.
  private struct Name {
    /// The bits of what stands before the number.
    let prefix: UInt64
    /// The number at the end; `nil` where there is none that is written in one way only.
    let number: Int32?

    init(_ bytes: Span<UInt8>, _ key: UInt64) {
      let end = bytes.count
      var start = end
      while start > 0, end - start < 9, bytes[start - 1] &- 0x30 < 10 { start -= 1 }
      while start < end, bytes[start] == 0x30 { start += 1 }
      var value: Int32 = 0
      for index in start..<end { value = value &* 10 &+ Int32(bytes[index] &- 0x30) }
      number = start < end ? value : nil
      // All ones mean an empty place in the map.
      prefix = ByteScan.hash(bytes, start, seed: key) & (.max >> 1)
    }

    /// The bits of all of it.
    var whole: UInt64 {
      guard let number else { return prefix }
      return ByteScan.mixed(prefix ^ (UInt64(UInt32(bitPattern: number)) << 32 | 1)) & (.max >> 1)
    }
  }
}
