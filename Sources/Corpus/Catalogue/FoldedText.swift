/// Text with every run of white space as one space, and none at its edges.
///
/// No-break spaces are white space here: readers of a table are only surprised by them.
struct FoldedText {
  private var bytes: [UInt8] = []
  private var hasSpace = false

  /// The text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a run of text.
  mutating func append(_ run: String) {
    let bytes = run.utf8Span.span
    var (isInWord, words) = (false, 0)
    var index = 0
    while index < bytes.count {
      let start = index
      index = Self.endOfStretch(in: bytes, from: start, &isInWord, &words)
      append(bytes, start..<index)
      let end = Self.endOfSpaces(in: bytes, from: index)
      if end > index { addSpace() }
      index = end
    }
  }

  /// Adds a stretch in which nothing is to be folded.
  mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    if range.isEmpty { return }
    if hasSpace { bytes.append(0x20) }
    hasSpace = false
    source.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// Adds white space.
  mutating func addSpace() {
    hasSpace = !bytes.isEmpty
  }

  // MARK: Scanning

  /// The end of the words at `start` that single spaces divide, all of which stays as it is.
  ///
  /// - Parameters:
  ///   - isInWord: Whether what stands before the next byte belongs to a word with it.
  ///   - words: Raised by the words that begin.
  static func endOfStretch(
    in bytes: Span<UInt8>, from start: Int, _ isInWord: inout Bool, _ words: inout Int
  ) -> Int {
    var index = start
    while index < bytes.count {
      // Most bytes are part of a word.
      if bytes[index] > 0x20, bytes[index] != 0xC2 {
        if !isInWord {
          isInWord = true
          words += 1
        }
      } else if bytes[index] == 0x20, index > start, index + 1 < bytes.count,
        !isSpace(at: index + 1, in: bytes)
      {
        isInWord = false
      } else if isSpace(at: index, in: bytes) {
        break
      } else if !isInWord {
        isInWord = true
        words += 1
      }
      index += 1
    }
    return index
  }

  /// The end of the white space at `start`.
  static func endOfSpaces(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, isSpace(at: index, in: bytes) {
      index += bytes[index] == 0xC2 ? 2 : 1
    }
    return index
  }

  @inline(__always)
  private static func isSpace(at index: Int, in bytes: Span<UInt8>) -> Bool {
    let byte = bytes[index]
    return byte == 0x20 || byte &- 0x09 < 5
      || byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0
  }
}
