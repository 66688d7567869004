import Diagnostics

/// Names one after another, so that none has memory of its own; not more than are of use.
struct NameList: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int32] = []

  private static let mostNames = 50_000
  private static let mostBytes = 4_000_000

  /// Adds a name, if there is room.
  mutating func append(_ name: UnsafeBufferPointer<UInt8>) {
    guard ends.count < Self.mostNames, bytes.count + name.count <= Self.mostBytes else { return }
    bytes.append(contentsOf: name)
    ends.append(Int32(bytes.count))
  }

  /// Adds the names of another list, as far as there is room.
  mutating func append(_ other: NameList) {
    other.forEach { append($0) }
  }

  /// Goes over all names.
  func forEach(_ work: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for end in ends {
        work(UnsafeBufferPointer(rebasing: bytes[start..<Int(end)]))
        start = Int(end)
      }
    }
  }
}

/// Which identifier may have been meant by one that nothing has.
struct NameSuggestions {
  /// What was meant, perhaps.
  enum Suggestion {
    case sameButForCase(String)
    case sameButForComposition(String)
    case near(String)
  }

  private let names: NameList
  /// How many names may still be compared letter by letter: a document may have any number of both.
  private var comparisons = 100_000

  init(_ names: NameList) { self.names = names }

  /// What was meant by `name`.
  mutating func suggestion(for name: String) -> Suggestion? {
    let key = NameKey.looseKey(name)
    let length = name.utf8.count
    let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
    var same: String?
    var near: [String] = []
    names.forEach { other in
      if same != nil { return }
      // Composed letters are shorter than decomposed ones.
      if other.count == length || !isASCII, NameKey.looseKey(other) == key {
        same = String(decoding: other, as: UTF8.self)
      } else if abs(other.count - length) <= max(1, length / 3), near.count < comparisons {
        near.append(String(decoding: other, as: UTF8.self))
      }
    }
    if let same {
      return same.lowercased().utf8.elementsEqual(name.lowercased().utf8)
        ? .sameButForCase(same) : .sameButForComposition(same)
    }
    comparisons -= near.count
    return Spelling.nearest(to: name, in: near, limit: 1).first.map { .near($0) }
  }
}
