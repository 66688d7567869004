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
    guard let categories, Self.holdsInterpreted(categories.rawValue.utf8Span.span) else {
      return .own
    }
    return .interpreted(by: responsible)
  }

  /// Whether one of the pointers names the category `interpreted`: `#seed-000.interpreted`.
  ///
  /// Asked of every utterance, so it looks at bytes.
  private static func holdsInterpreted(_ pointers: Span<UInt8>) -> Bool {
    let name: StaticString = "interpreted"
    return name.withUTF8Buffer { name in
      /// How much of the name the part of the pointer has so far; `nil` where it is another.
      var matched: Int? = 0
      for index in pointers.indices {
        switch pointers[index] {
        case UInt8(ascii: " "), 0x09, 0x0A, 0x0D:
          if matched == name.count { return true }
          matched = 0
        case UInt8(ascii: "#"), UInt8(ascii: "."): matched = 0
        case let byte:
          if let count = matched {
            matched = count < name.count && name[count] == byte ? count + 1 : nil
          }
        }
      }
      return matched == name.count
    }
  }
}
