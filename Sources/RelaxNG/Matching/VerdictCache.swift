/// The verdicts on short values met lately: in a corpus, the same few values come again and again.
struct VerdictCache: Sendable {
  private static let size = 2048
  /// Longer values are not kept.
  static let lengthLimit = 48

  private struct Entry: Sendable {
    var hash: UInt64 = 0
    var test: Int32 = -1
    var length: Int32 = 0
    var verdict = false
  }

  private var entries = Array(repeating: Entry(), count: Self.size)
  private var bytes = [UInt8](repeating: 0, count: Self.size * Self.lengthLimit)

  /// What tells a value apart, in one pass.
  @inline(__always)
  static func hash(_ value: Span<UInt8>, _ test: Int32) -> UInt64 {
    ByteScan.hash(
      value, value.count, seed: UInt64(UInt32(bitPattern: test)) &+ 0xCBF2_9CE4_8422_2325)
  }

  /// The verdict on a value, if it is known.
  func verdict(on value: Span<UInt8>, _ test: Int32, _ hash: UInt64) -> Bool? {
    let slot = Int(truncatingIfNeeded: hash) & (Self.size - 1)
    let entry = entries[slot]
    guard entry.hash == hash, entry.test == test, Int(entry.length) == value.count else {
      return nil
    }
    let start = slot * Self.lengthLimit
    for index in 0..<value.count where bytes[start + index] != value[index] { return nil }
    return entry.verdict
  }

  /// Keeps a verdict in place of another.
  mutating func keep(_ verdict: Bool, on value: Span<UInt8>, _ test: Int32, _ hash: UInt64) {
    let slot = Int(truncatingIfNeeded: hash) & (Self.size - 1)
    entries[slot] = Entry(hash: hash, test: test, length: Int32(value.count), verdict: verdict)
    let start = slot * Self.lengthLimit
    for index in 0..<value.count { bytes[start + index] = value[index] }
  }
}
