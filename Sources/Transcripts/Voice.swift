/// In whose voice the words of an utterance are.
public enum Voice: Hashable, Sendable {
  /// The speaker's own.
  case own
  /// An interpreter's rendition of what the speaker said.
  case interpreted(by: Pointers?)
}

extension Utterance {
  /// In whose voice the words are, read from ``categories`` and ``responsible``.
  public var voice: Voice {
    let delivered = categories?.each.contains { Self.localName(of: $0) == "interpreted" } ?? false
    return delivered ? .interpreted(by: responsible) : .own
  }

  /// The part of a pointer that names the category: `interpreted` in `#seed-000.interpreted`.
  private static func localName(of pointer: Substring) -> Substring {
    let fragment = pointer.split(separator: "#").last ?? pointer
    return fragment.split(separator: ".").last ?? fragment
  }
}
