import Corpus
import SystemPackage

/// A large transcript made of a small one: its paragraphs again and again, other words in each.
///
/// The same sample, size and seed give the same bytes.
struct SampleVariation {
  private var state: UInt64
  private let head: ArraySlice<UInt8>
  private let paragraphs: [[ArraySlice<UInt8>]]
  private let words: [ArraySlice<UInt8>]

  /// Creates variations of a sample whose first label is in its first paragraph with a colon after
  /// capitals.
  init(of sample: [UInt8], seed: UInt64) {
    state = seed
    let blocks = Self.blocks(of: sample)
    let first = blocks.firstIndex { Self.opensTurn($0) } ?? 0
    head = sample[..<(blocks.isEmpty ? 0 : blocks[first].startIndex)]
    paragraphs = blocks[first...].map { block in
      block.split(separator: 0x20, omittingEmptySubsequences: false)
    }
    words = paragraphs.joined().filter(Self.isPlain)
  }

  /// Begins anew with another seed, so that a sample is taken apart once for many variations.
  mutating func restart(seed: UInt64) {
    state = seed
  }

  /// A length, most of them short.
  mutating func length(between shortest: Int, and longest: Int) -> Int {
    let share = Double(next() % 1000) / 1000
    return shortest + Int(Double(longest - shortest) * share * share * share)
  }

  /// Writes about `size` bytes to `file`.
  mutating func write(_ size: Int, to file: FilePath) throws {
    let file = try FileDescriptor.open(
      file, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    defer { try? file.close() }
    var buffer = Array(head)
    var written = 0
    while written + buffer.count < size {
      for paragraph in paragraphs {
        for (index, word) in paragraph.enumerated() {
          if index > 0 { buffer.append(0x20) }
          buffer +=
            Self.isPlain(word) && next() % 4 == 0 ? words[Int(next() % UInt64(words.count))] : word
        }
        buffer += [0x0A, 0x0A]
      }
      if buffer.count > 1 << 20 {
        written += try file.writeAll(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.writeAll(buffer)
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The stretches between blank lines.
  private static func blocks(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var blocks: [ArraySlice<UInt8>] = []
    var start = 0
    for index in text.indices.dropLast() where text[index] == 0x0A && text[index + 1] == 0x0A {
      if index > start { blocks.append(text[start..<index]) }
      start = index + 2
    }
    if start < text.count { blocks.append(text[start...]) }
    return blocks
  }

  private static func opensTurn(_ block: ArraySlice<UInt8>) -> Bool {
    guard let colon = block.prefix(100).firstIndex(of: UInt8(ascii: ":")) else { return false }
    return !block[..<colon].contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  /// A word that says nothing about the structure of the document.
  private static func isPlain(_ word: ArraySlice<UInt8>) -> Bool {
    word.count > 3 && word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }
}
