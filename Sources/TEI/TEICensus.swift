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

  /// The number of characters in a run of text that are no white space and no control.
  static func characters(in run: Span<UInt8>) -> Int {
    run.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes where byte > 0x20 && byte & 0xC0 != 0x80 { count &+= 1 }
      return count
    }
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
