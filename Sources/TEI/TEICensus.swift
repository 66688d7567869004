package import XMLCore

/// How many elements and characters of the texts of a document the model understands.
///
/// Counted are the elements inside `text`, and the characters in them that are not white space, each
/// by the innermost element around it.
package struct TEICensus: Hashable, Sendable {
  /// The elements that are typed.
  package var typedElements = 0
  /// The characters in typed elements.
  package var typedCharacters = 0
  /// The characters in elements that are kept as they are.
  package var opaqueCharacters = 0
  /// The elements that are kept as they are, by name.
  package var opaqueElements: [XMLName: Int] = [:]

  /// Counts nothing.
  package init() {}
}

/// Counts while a document is read.
struct TEICensusTaker {
  private var typed = 0
  private var opaque: [Int] = []
  private var typedCharacters = 0
  private var opaqueCharacters = 0

  /// Counts an element.
  mutating func count(_ name: XMLNameTable.ID, isTyped: Bool) {
    if isTyped {
      typed += 1
      return
    }
    let index = Int(name.index)
    while opaque.count <= index { opaque.append(0) }
    opaque[index] += 1
  }

  /// The number of characters in a run of text that are no white space and no control: of the bytes
  /// above a space that begin a character, counted eight at a time.
  static func characters(in run: Span<UInt8>) -> Int {
    run.withUnsafeBytes { bytes in
      var count = 0
      var index = 0
      while index &+ 8 <= bytes.count {
        count &+= counted(in: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index &+= 8
      }
      var rest: UInt64 = 0
      while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index &+= 1
      }
      return count &+ counted(in: rest)
    }
  }

  /// How many of eight bytes are counted.
  @inline(__always)
  private static func counted(in word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highest = ones &* 0x80
    // Reaches the highest bit from 0x21 on, without a carry into the next byte.
    let isVisible = ((word & (ones &* 0x7F)) &+ ones &* 0x5F) | word
    let isContinuation = word & ~(word << 1)
    return (isVisible & ~isContinuation & highest).nonzeroBitCount
  }

  /// Counts characters.
  mutating func count(characters: Int, isTyped: Bool) {
    if isTyped { typedCharacters += characters } else { opaqueCharacters += characters }
  }

  /// What was counted, of elements with the names of `names`.
  func result(_ names: XMLNameTable) -> TEICensus {
    var census = TEICensus()
    census.typedElements = typed
    census.typedCharacters = typedCharacters
    census.opaqueCharacters = opaqueCharacters
    for (index, count) in opaque.enumerated() where count > 0 {
      census.opaqueElements[names[XMLNameTable.ID(index: Int32(index))].name, default: 0] += count
    }
    return census
  }
}
