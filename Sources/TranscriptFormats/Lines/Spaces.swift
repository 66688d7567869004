/// Whether `byte` is ASCII white space: what `rapporteur-text-1` folds.
@inline(__always)
func isASCIISpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
}

extension [UInt8] {
  /// The length in bytes of the white space at `index`, or 0: ASCII's, no-break spaces, and those of
  /// fixed width (U+2000 to U+200B, U+202F, U+3000, U+FEFF).
  func lengthOfSpace(at index: Int) -> Int {
    let byte = self[index]
    if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
    if byte == 0xC2 { return index + 1 < count && self[index + 1] == 0xA0 ? 2 : 0 }
    guard byte == 0xE2 || byte == 0xE3 || byte == 0xEF, index + 2 < count else { return 0 }
    switch (byte, self[index + 1], self[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      return 3
    default: return 0
    }
  }

  /// `range` without white space of any kind at its end.
  func trimmedAtEnd(_ range: Range<Int>) -> Range<Int> {
    var index = range.lowerBound
    var end = index
    // Trailing spaces are few; most ranges end with something else.
    if let last = range.last, self[last] < 0x80, !isASCIISpace(self[last]) { return range }
    while index < range.upperBound {
      let length = lengthOfSpace(at: index)
      if length == 0 {
        index += 1
        end = index
      } else {
        index += length
      }
    }
    return range.lowerBound..<end
  }
}
