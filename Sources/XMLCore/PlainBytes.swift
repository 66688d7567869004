/// Finds out at once whether a run of UTF-8 needs no escape and holds no forbidden character.
///
/// Most runs are so, and then they are only copied. Eight bytes at a time are looked at.
enum PlainBytes {
  /// Whether `text` has no control character but tab and line feed, no `&`, `<`, `>`, and no byte EF,
  /// with which the forbidden characters begin.
  static func areText(_ text: Span<UInt8>) -> Bool {
    holdsOnly(text) { word in
      SoundBytes.controls(in: word) | equal(word, 0x26) | equal(word | ones &* 0x02, 0x3E)
        | equal(word, 0xEF)
    }
  }

  /// The same for the value of an attribute, with `"` in place of `>`.
  static func areValue(_ value: Span<UInt8>) -> Bool {
    holdsOnly(value) { word in
      below(word, 0x20) | equal(word | ones &* 0x04, 0x26) | equal(word, 0x3C) | equal(word, 0xEF)
    }
  }

  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// Sets the highest bit of the first byte that is below `limit`: it borrows from there.
  private static func below(_ word: UInt64, _ limit: UInt64) -> UInt64 {
    (word &- ones &* limit) & ~word
  }

  /// Sets the highest bit of the first byte that equals `byte`.
  private static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    below(word ^ ones &* byte, 1)
  }

  @inline(__always)
  private static func holdsOnly(
    _ bytes: Span<UInt8>, findsOther: (UInt64) -> UInt64
  ) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var found: UInt64 = 0
      if bytes.count >= 8 {
        let last = bytes.count - 8
        var index = 0
        while index < last {
          found |= findsOther(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          index &+= 8
        }
        found |= findsOther(bytes.loadUnaligned(fromByteOffset: last, as: UInt64.self))
      } else {
        // Filled up with spaces.
        var word = ones &* 0x20
        for byte in bytes { word = word << 8 | UInt64(byte) }
        found = findsOther(word)
      }
      return found & (ones &* 0x80) == 0
    }
  }
}
