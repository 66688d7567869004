import TEI

/// Finds again, in a text, what stands at an offset of its normalised form.
enum NormalisedOffsets {
  /// The offsets in `text` of the bytes that stand at `offsets`, which ascend, of its normalised form.
  ///
  /// Offsets beyond it give the end of the text.
  static func original(of offsets: [Int], in text: [UInt8]) -> [Int] {
    var result: [Int] = []
    var normaliser = TextNormaliser()
    var written = 0
    var position = 0
    var output: [UInt8] = []
    /// How many bytes the piece adds to the normalised text.
    func count(_ normaliser: inout TextNormaliser, _ start: Int, _ end: Int) -> Int {
      output.removeAll(keepingCapacity: true)
      normaliser.normalise(text.span.extracting(start..<end), into: &output)
      return output.count
    }
    for offset in offsets {
      // Pieces first, then single bytes in the piece that goes too far.
      for step in [4096, 1] {
        while position < text.count {
          let end = min(position + step, text.count)
          var ahead = normaliser
          let added = count(&ahead, position, end)
          if written + added > offset { break }
          normaliser = ahead
          written += added
          position = end
        }
      }
      result.append(position)
    }
    return result
  }
}
