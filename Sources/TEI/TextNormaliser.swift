import XMLCore

/// Normalises text as `rapporteur-text-1` says, piece by piece.
///
/// Every run of ASCII white space (space, tab, LF, CR, FF, VT) becomes one space, none stays at
/// either end, and a character that XML 1.0 cannot hold becomes U+FFFD. Nothing else changes. The
/// text is UTF-8; its pieces may be cut anywhere.
public struct TextNormaliser: Sendable {
  /// Whether white space was met that has not been written, since text may not follow.
  private var owesSpace = false
  /// Whether anything was written.
  private var hasBegun = false
  /// How many bytes of `EF BF BE` or `EF BF BF` a piece ended in: they are written when it is known
  /// that no such character follows.
  private var heldBytes = 0

  /// Creates a normaliser at the beginning of a text.
  public init() {}

  /// Appends the normalised form of the next piece to `output`.
  public mutating func normalise(_ piece: Span<UInt8>, into output: inout [UInt8]) {
    var offset = 0
    if heldBytes > 0 { offset = resolveHeldBytes(piece, into: &output) }
    // Between two tags there is often nothing but white space.
    while offset < piece.count, Self.isWhiteSpace(piece[offset]) {
      owesSpace = true
      offset += 1
    }
    var runStart = offset
    // A single space inside a run stays in it, so that a run is long and is copied as a whole.
    while true {
      offset = Self.endOfPlain(piece, from: offset, runStart: runStart)
      if offset == piece.count { break }
      let byte = piece[offset]
      if byte > 0x20 {
        if byte != 0xEF {
          offset += 1
          continue
        }
        switch Self.classify(piece, at: offset) {
        case .harmless:
          offset += 1
          continue
        case .cut:
          write(piece, runStart, offset, into: &output)
          heldBytes = piece.count - offset
          return
        case .forbidden:
          write(piece, runStart, offset, into: &output)
        }
        writeReplacement(into: &output)
        offset += 3
        runStart = offset
      } else if byte == 0x20, offset > runStart, offset + 1 < piece.count, piece[offset + 1] > 0x20
      {
        offset += 1
      } else if Self.isWhiteSpace(byte) {
        write(piece, runStart, offset, into: &output)
        owesSpace = true
        offset += 1
        runStart = offset
      } else {
        write(piece, runStart, offset, into: &output)
        writeReplacement(into: &output)
        offset += 1
        runStart = offset
      }
    }
    write(piece, runStart, offset, into: &output)
  }

  /// Appends what was held back; the text has ended.
  public mutating func finish(into output: inout [UInt8]) {
    writeHeldBytes(into: &output)
  }

  /// The normalised form of a whole text.
  public static func normalised(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var normaliser = TextNormaliser()
    normaliser.normalise(text.span, into: &output)
    normaliser.finish(into: &output)
    return output
  }

  /// The SHA-256 of the normalised form of a whole text, in lower-case hexadecimal.
  public static func digest(of text: [UInt8]) -> String {
    var normaliser = TextNormaliser()
    var hasher = Digest.Hasher()
    var output: [UInt8] = []
    // In pieces that stay in the cache; none of them is kept.
    for start in stride(from: 0, to: text.count, by: 65_536) {
      let end = min(start + 65_536, text.count)
      normaliser.normalise(text.span.extracting(start..<end), into: &output)
      hasher.update(output.span)
      output.removeAll(keepingCapacity: true)
    }
    normaliser.finish(into: &output)
    hasher.update(output.span)
    return hasher.finalise()
  }

  /// The end of what can stay in a run that began at `runStart`, seen 16 bytes at a time.
  ///
  /// There is no white space in it but single spaces, no control character, and no byte EF. The last
  /// byte of a piece is left out.
  private static func endOfPlain(_ piece: Span<UInt8>, from start: Int, runStart: Int) -> Int {
    if start == runStart, start < piece.count, piece[start] == 0x20 { return start }
    return piece.withUnsafeBytes { piece in
      let space = SIMD16<UInt8>(repeating: 0x20)
      let rare = SIMD16<UInt8>(repeating: 0xEF)
      var offset = start
      while offset &+ 17 <= piece.count {
        let block = piece.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
        let next = piece.loadUnaligned(fromByteOffset: offset &+ 1, as: SIMD16<UInt8>.self)
        let ends =
          (block .< space) .| (block .== rare) .| ((block .== space) .& (next .<= space))
        if let end = ends.firstTrue { return offset &+ end }
        offset &+= 16
      }
      while offset &+ 1 < piece.count {
        let byte = piece[offset]
        if byte == 0xEF || byte < 0x20 || byte == 0x20 && piece[offset &+ 1] <= 0x20 { break }
        offset &+= 1
      }
      return offset
    }
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private enum Kind {
    case harmless, forbidden, cut
  }

  /// Whether the bytes at `offset`, of which the first is EF, are U+FFFE or U+FFFF.
  private static func classify(_ piece: Span<UInt8>, at offset: Int) -> Kind {
    if offset + 1 == piece.count { return .cut }
    if piece[offset + 1] != 0xBF { return .harmless }
    if offset + 2 == piece.count { return .cut }
    return piece[offset + 2] == 0xBE || piece[offset + 2] == 0xBF ? .forbidden : .harmless
  }

  /// Decides on the held bytes by what follows them; returns how much of `piece` was used.
  private mutating func resolveHeldBytes(_ piece: Span<UInt8>, into output: inout [UInt8]) -> Int {
    var offset = 0
    if heldBytes == 1, offset < piece.count, piece[offset] == 0xBF {
      heldBytes = 2
      offset += 1
    }
    if offset == piece.count { return offset }
    if heldBytes == 2, piece[offset] == 0xBE || piece[offset] == 0xBF {
      writeReplacement(into: &output)
      heldBytes = 0
      return offset + 1
    }
    writeHeldBytes(into: &output)
    return offset
  }

  private mutating func writeHeldBytes(into output: inout [UInt8]) {
    if heldBytes == 0 { return }
    writeOwedSpace(into: &output)
    output += [0xEF, 0xBF].prefix(heldBytes)
    heldBytes = 0
  }

  private mutating func write(
    _ piece: Span<UInt8>, _ start: Int, _ end: Int, into output: inout [UInt8]
  ) {
    if start == end { return }
    writeOwedSpace(into: &output)
    piece.extracting(start..<end).withUnsafeBufferPointer { output.append(contentsOf: $0) }
  }

  private mutating func writeOwedSpace(into output: inout [UInt8]) {
    if owesSpace, hasBegun { output.append(0x20) }
    owesSpace = false
    hasBegun = true
  }

  private mutating func writeReplacement(into output: inout [UInt8]) {
    writeOwedSpace(into: &output)
    output += [0xEF, 0xBF, 0xBD]
  }
}
