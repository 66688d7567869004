/// The first place where two transcripts are not the same, to the byte.
///
/// Swift holds strings equal that differ in composed and decomposed letters only; a transcript that
/// was changed so is not the same, so this compares bytes, and `==` does not prove a round trip.
public struct TranscriptDifference: Hashable, Sendable {
  /// Where, from the outside in: `content/body[1]/utterance[3]#d.u3/speaker`.
  public var path: String
  /// What the first transcript has there; `nil` for nothing.
  public var first: String?
  /// What the second transcript has there; `nil` for nothing.
  public var second: String?

  /// Finds the first difference, or `nil` where there is none.
  public init?(between first: Transcript, and second: Transcript) {
    guard let found = DifferenceSearch.inTranscripts(first, second) else { return nil }
    self = found
  }

  /// Finds the first difference between two transcripts in the form that reading gives, or `nil` where
  /// there is none.
  public init?(betweenNormalised first: Transcript, and second: Transcript) {
    // What is the same as it is, which is usual, is the same in any form.
    guard DifferenceSearch.inTranscripts(first, second) != nil,
      let found = DifferenceSearch.inTranscripts(first.normalised(), second.normalised())
    else { return nil }
    self = found
  }

  /// Finds the first difference between two runs of nodes, or `nil` where there is none.
  public init?(between first: [Node], and second: [Node]) {
    if first.areSame(as: second) { return nil }
    guard let found = DifferenceSearch.inNodes(first, second) else { return nil }
    self = found
  }

  init(path: String = "", first: String?, second: String?) {
    self.path = path
    self.first = first
    self.second = second
  }

  /// The same difference, seen from outside of `step`.
  func inside(_ step: String) -> Self {
    if step.isEmpty { return self }
    var result = self
    result.path = path.isEmpty || path.hasPrefix("[") ? step + path : "\(step)/\(path)"
    return result
  }
}

extension TranscriptDifference: CustomStringConvertible {
  /// `PATH: 'first' and 'second'`, in one line.
  public var description: String { "\(path): \(Self.quoted(first)) and \(Self.quoted(second))" }

  private static func quoted(_ side: String?) -> String { side.map { "'\($0)'" } ?? "nothing" }
}
