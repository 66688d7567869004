/// A set of byte strings that spans can be looked up in without making arrays of them.
struct ByteStringSet: Sendable {
  private var bytes: [UInt8] = []
  /// Where each string ends in `bytes`.
  private var ends: [Int32] = []
  private var slots: [Int32]

  init(_ strings: [[UInt8]]) {
    var size = 8
    while size < strings.count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for string in strings where !contains(string.span) {
      var index = Self.hash(string.span) & (size - 1)
      while slots[index] >= 0 { index = (index + 1) & (size - 1) }
      slots[index] = Int32(ends.count)
      bytes += string
      ends.append(Int32(bytes.count))
    }
  }

  private static func hash(_ string: Span<UInt8>) -> Int {
    let hash = ByteScan.hash(string, string.count, seed: 0xCBF2_9CE4_8422_2325)
    return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF)
  }

  func contains(_ string: Span<UInt8>) -> Bool {
    let mask = slots.count - 1
    var index = Self.hash(string) & mask
    while slots[index] >= 0 {
      if isEqual(Int(slots[index]), string) { return true }
      index = (index + 1) & mask
    }
    return false
  }

  private func isEqual(_ number: Int, _ string: Span<UInt8>) -> Bool {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    guard Int(ends[number]) - start == string.count else { return false }
    for index in 0..<string.count where bytes[start + index] != string[index] { return false }
    return true
  }
}
