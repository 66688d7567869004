/// Where the parts of a transcript stood in its source.
///
/// Kept apart from the transcript, so that two transcripts are equal when they say the same thing.
public struct Origins: Hashable, Sendable {
  private var ranges: [String: LineRange] = [:]

  /// Creates an empty table.
  public init() {}

  /// The lines that the part with this identifier was read from.
  public subscript(identifier: String) -> LineRange? {
    get { ranges[identifier] }
    set { ranges[identifier] = newValue }
  }

  /// How many parts have a known place.
  public var count: Int { ranges.count }

  /// Makes room for `count` parts.
  public mutating func reserveCapacity(_ count: Int) {
    ranges.reserveCapacity(count)
  }
}
