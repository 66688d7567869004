import XMLCore

/// The identifiers of a document and the references to them.
///
/// Of an identifier only a fingerprint is kept, keyed afresh for every document: 63 bits, with its
/// line, of the first hundred thousand; 56 bits of those that come later, so that among a million of
/// them the odds of a false alarm are one in a hundred thousand. Identifiers that count up, as those of
/// words in a sentence do, take no room of their own: only where the run begins and ends is kept.
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

  /// The numbers behind one prefix that came one after another, first and last.
  private struct Run {
    var first: Int32
    var last: Int32
  }

  /// What may become a run.
  private struct Candidate {
    var prefix: UInt64 = 0
    var last: Int32 = 0
    var length: Int32 = 0
  }

  /// How many come one after another before they are taken for a run: what is counted from one to
  /// three in every paragraph takes less room by itself.
  private static let shortestRun = 8
  private static let lineCount = 1 << 17
  /// How many candidates there may be: for a document with a few identifiers, and for one with many.
  private static let candidateCounts = (few: 1 << 8, many: 1 << 14)

  /// Identifiers by themselves, with their lines, and those for whose lines there is no room.
  private var single = IntegerMap(capacity: 256)
  private var others = FingerprintSet()
  private var runIndexes = IntegerMap(capacity: 32)
  private var runs: [Run] = []
  private var candidates: [Candidate] = []
  private var pending: [UInt64: Unresolved] = [:]
  private let key = UInt64.random(in: .min ... .max)

  /// Enters an identifier, whose line is asked for where it has to be kept.
  mutating func define(_ bytes: Span<UInt8>, line: () -> Int) -> Entry {
    let name = Name(bytes, key)
    if !pending.isEmpty { pending[name.whole] = nil }
    guard let number = name.number else { return enter(name.whole, line) }
    if let index = runIndexes[name.prefix] {
      let run = runs[Int(index)]
      if number >= run.first, number <= run.last { return .known(line: 0) }
      if number == run.last + 1 {
        if let known = self.line(of: name.whole) { return .known(line: known) }
        runs[Int(index)].last = number
        return .new
      }
      return enter(name.whole, line)
    }
    let entry = enter(name.whole, line)
    if case .new = entry { noteSequence(name.prefix, number) }
    return entry
  }

  /// Begins a run behind identifiers that have counted up for a while.
  private mutating func noteSequence(_ prefix: UInt64, _ number: Int32) {
    if candidates.isEmpty {
      candidates = Array(repeating: Candidate(), count: Self.candidateCounts.few)
    } else if single.count > candidates.count, candidates.count < Self.candidateCounts.many {
      // What counts up goes on doing so.
      candidates = Array(repeating: Candidate(), count: Self.candidateCounts.many)
    }
    let slot = Int(truncatingIfNeeded: prefix) & (candidates.count - 1)
    guard candidates[slot].prefix == prefix, candidates[slot].last + 1 == number else {
      candidates[slot] = Candidate(prefix: prefix, last: number, length: 1)
      return
    }
    candidates[slot].last = number
    candidates[slot].length += 1
    if candidates[slot].length == Self.shortestRun {
      runIndexes.set(prefix, Int32(runs.count))
      runs.append(Run(first: number + 1, last: number))
    }
  }

  private mutating func enter(_ hash: UInt64, _ line: () -> Int) -> Entry {
    if single.count < Self.lineCount {
      if let known = single.insert(hash, { Int32(clamping: line()) }) {
        return .known(line: Int(known))
      }
      return .new
    }
    if let known = single[hash] { return .known(line: Int(known)) }
    return others.insert(hash) ? .new : .known(line: 0)
  }

  /// The line of an identifier that is kept by itself, 0 where it is not known; `nil` for none.
  private func line(of hash: UInt64) -> Int? {
    if let known = single[hash] { return Int(known) }
    return others.count > 0 && others.contains(hash) ? 0 : nil
  }

  /// Notes a reference, whose place is asked for where it has to be kept.
  mutating func refer(_ bytes: Span<UInt8>, at place: () -> XMLPosition) {
    let name = Name(bytes, key)
    if let number = name.number, let index = runIndexes[name.prefix],
      number >= runs[Int(index)].first, number <= runs[Int(index)].last
    {
      return
    }
    if line(of: name.whole) != nil || pending[name.whole] != nil { return }
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
