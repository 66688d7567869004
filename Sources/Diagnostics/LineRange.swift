/// Whole lines of a source, counted from 1, both ends included.
public struct LineRange: Hashable, Sendable {
  /// The first line.
  public var first: Int
  /// The last line; never before `first`.
  public var last: Int

  /// Creates the range from `first` to `last`, or to `first` where `last` lies before it.
  public init(_ first: Int, _ last: Int) {
    self.first = first
    self.last = max(first, last)
  }
}
