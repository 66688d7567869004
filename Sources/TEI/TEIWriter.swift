public import Diagnostics
public import Transcripts
public import XMLCore

/// Writes transcripts as TEI.
///
/// The `text` element is written in canonical form, with its own namespace declarations, so that the
/// bytes from `<text ` to `</text>` are the Canonical XML of the element as a document of its own.
public enum TEIWriter {
  /// Writes a whole document.
  ///
  /// The text is held in memory until its digest is known, since the header comes first.
  /// - Parameter output: Gets the bytes in pieces; what it throws is thrown on.
  public static func write(
    _ transcript: Transcript, origins: Origins, to output: (Span<UInt8>) throws -> Void
  ) throws {
    let rendering = try TEITextRendering(of: transcript, origins: origins)
    try withoutActuallyEscaping(output) { output in
      let writer = XMLWriter(form: .plain, output: output)
      try output(Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8).span)
      let frame = TEIFrameWriter(transcript: transcript, origins: origins, sink: writer)
      try frame.writeUpToText(facts: rendering.facts)
      try writer.flush()
      for piece in rendering.pieces { try output(piece.span) }
      try frame.writeAfterText()
      try writer.flush()
      try output([UInt8(ascii: "\n")].span)
    }
  }

  /// The bytes of a whole document.
  public static func bytes(of transcript: Transcript, origins: Origins) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try write(transcript, origins: origins) { piece in
      piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// Sends a whole document as events, for a validator or a tree.
  public static func send(
    _ transcript: Transcript, origins: Origins, to sink: any XMLEventSink
  ) throws {
    let rendering = try TEITextRendering(of: transcript, origins: origins)
    let frame = TEIFrameWriter(transcript: transcript, origins: origins, sink: sink)
    try frame.writeUpToText(facts: rendering.facts)
    try frame.writeText()
    try frame.writeAfterText()
    try sink.endDocument()
  }
}

/// What the header says of the text as it is written.
struct TEITextFacts: Hashable, Sendable {
  /// How often an element occurs.
  struct Count: Hashable, Sendable {
    let name: XMLName
    let occurrences: Int
  }

  /// The SHA-256 of the Canonical XML of `text`.
  let digest: String
  /// The elements inside `text`, itself included, by namespace and name.
  let counts: [Count]

  /// Creates facts; `counts` may come in any order.
  init(digest: String, counts: [Count]) {
    self.digest = digest
    self.counts = counts.sorted {
      ($0.name.namespace, $0.name.local) < ($1.name.namespace, $1.name.local)
    }
  }
}

/// The `text` element in canonical form, and what the header says of it.
struct TEITextRendering {
  /// The bytes, in pieces, since a long array would be copied again and again while it grows.
  let pieces: [[UInt8]]
  let facts: TEITextFacts

  init(of transcript: Transcript, origins: Origins) throws {
    let buffer = PieceBuffer()
    let writer = XMLWriter(form: .canonical) { buffer.append($0) }
    let frame = TEIFrameWriter(transcript: transcript, origins: origins, sink: writer)
    frame.enterRoot()
    try frame.writeText()
    try writer.flush()
    pieces = buffer.pieces
    facts = TEITextFacts(digest: buffer.hasher.finalise(), counts: frame.body.counts)
  }
}

/// Bytes that a closure gathers, and their digest.
private final class PieceBuffer {
  private(set) var pieces: [[UInt8]] = []
  private(set) var hasher = Digest.Hasher()

  func append(_ piece: Span<UInt8>) {
    hasher.update(piece)
    pieces.append(piece.withUnsafeBufferPointer { Array($0) })
  }
}
