public import Diagnostics
public import Transcripts
package import XMLCore

/// A TEI document as it was read.
public struct TEIDocument: Hashable, Sendable {
  /// What was said.
  public var transcript: Transcript
  /// Where it stood in the source.
  public var origins: Origins
  /// The digests that the header states, and those of the text as it is.
  public var seals: Seals

  /// Creates a document.
  public init(transcript: Transcript, origins: Origins, seals: Seals) {
    self.transcript = transcript
    self.origins = origins
    self.seals = seals
  }
}

/// Reads TEI into the model.
///
/// Any document is read: what the model does not know stays in its place as ``Opaque`` or
/// ``Extras``.
public enum TEIReader {
  /// Reads a document.
  ///
  /// - Parameter file: The name that errors give the document.
  /// - Throws: A ``DiagnosticError`` where the document is not well-formed, not TEI, or without a
  ///   `text`.
  public static func read(_ bytes: [UInt8], file: String) throws -> TEIDocument {
    let sink = TEIReadingSink(file: file)
    try XMLReader(file: file).parse(bytes, into: sink)
    return try document(
      of: sink.builder, facts: sink.sealer.facts(), textDigest: sink.sealer.textDigest())
  }

  /// Reads a document while another sink looks at the same parse.
  ///
  /// - Parameter other: Makes the other sink for the reader that parses; it sees every event first.
  package static func read(
    _ bytes: [UInt8], file: String, alongside other: (XMLReader) -> any XMLEventSink
  ) throws -> TEIDocument {
    let sink = TEIReadingSink(file: file)
    let reader = XMLReader(file: file)
    try reader.parse(bytes, into: EventTee([other(reader), sink]))
    return try document(
      of: sink.builder, facts: sink.sealer.facts(), textDigest: sink.sealer.textDigest())
  }

  private static func document(
    of builder: TEITreeBuilder, facts: TEITextFacts, textDigest: String
  ) throws -> TEIDocument {
    var (transcript, header) = try builder.result()
    var seals = Seals(canonicalText: facts.digest, text: textDigest)
    if let header {
      readHeader(header, into: &transcript, seals: &seals)
      let own = TEIWriter.header(of: transcript, facts: facts)
      if TranscriptDifference(between: [.opaque(own)], and: [.opaque(header)]) != nil {
        transcript.header.verbatim = header
      }
    }
    return TEIDocument(transcript: transcript, origins: builder.origins, seals: seals)
  }
}

/// The digests by which a document is checked, in lower-case hexadecimal.
public struct Seals: Hashable, Sendable {
  /// The SHA-256 of the Canonical XML of `text`, as the header states it.
  public var statedCanonicalText: String?
  /// The SHA-256 of the source's bytes, as the header states it.
  public var statedSourceBytes: String?
  /// The SHA-256 of the source's normalised text, as the header states it.
  public var statedSourceText: String?
  /// The SHA-256 of the Canonical XML of `text`, with comments, as it is.
  public var canonicalText: String
  /// The SHA-256 of the normalised string value of `text`, as it is.
  public var text: String

  /// Creates seals.
  public init(
    statedCanonicalText: String? = nil, statedSourceBytes: String? = nil,
    statedSourceText: String? = nil, canonicalText: String, text: String
  ) {
    self.statedCanonicalText = statedCanonicalText
    self.statedSourceBytes = statedSourceBytes
    self.statedSourceText = statedSourceText
    self.canonicalText = canonicalText
    self.text = text
  }
}
