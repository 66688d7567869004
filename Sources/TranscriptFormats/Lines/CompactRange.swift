/// A range of offsets in a text, which has less than 4 GiB, in half the memory of a `Range<Int>`.
struct CompactRange: Hashable, Sendable {
  private let start: UInt32
  private let end: UInt32

  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
  }

  /// The range that is empty at the beginning of the text.
  static let none = CompactRange(0..<0)

  /// The range as it was given.
  var range: Range<Int> { Int(start)..<Int(end) }
  /// The range; `nil` where it is empty.
  var rangeIfAny: Range<Int>? { start == end ? nil : range }
}
