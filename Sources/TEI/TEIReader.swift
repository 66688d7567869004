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
  /// What there is to say about the document: that it is no TEI, what of it was not read.
  public var diagnostics: [Diagnostic]

  /// Creates a document.
  public init(
    transcript: Transcript, origins: Origins, seals: Seals, diagnostics: [Diagnostic] = []
  ) {
    self.transcript = transcript
    self.origins = origins
    self.seals = seals
    self.diagnostics = diagnostics
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
  /// - Throws: A ``DiagnosticError`` where the document is not well-formed, or demands too much.
  public static func read(_ bytes: [UInt8], file: String) throws -> TEIDocument {
    try read(bytes, file: file, sealing: .always)
  }

  /// When the digests of the text are computed; where they are not, they are empty.
  package enum Sealing: Hashable, Sendable {
    /// For every document.
    case always
    /// For those whose header states digests.
    case whereStated
  }

  /// Reads a document while another sink looks at the same parse.
  ///
  /// - Parameters:
  ///   - memory: What documents before have taught.
  ///   - other: Makes the other sink for the reader that parses; it sees every event first.
  package static func read(
    _ bytes: [UInt8], file: String, sealing: Sealing, memory: TEIReaderMemory = TEIReaderMemory(),
    alongside other: ((XMLReader) -> any XMLEventSink)? = nil
  ) throws -> TEIDocument {
    memory.begin()
    let reader = XMLReader(file: file, names: memory.table, options: .keepingAll)
    let sink = TEIReadingSink(file: file, reader: reader, sealing: sealing, known: memory.names)
    try reader.parse(bytes, into: other.map { EventTee($0(reader), sink) } ?? sink)
    memory.names = sink.tree.names
    return try document(from: sink) { _, _ in try sink.facts() }
  }

  /// Reads a document, and writes while it is read what ``TEIWriter`` would write of it: so it is never
  /// in memory as a whole.
  ///
  /// The digest of the Canonical XML is that of what is written: it is the document's where the two are
  /// found to be the same.
  ///
  /// - Parameters:
  ///   - portion: After how many nodes some are written.
  ///   - other: Is told of every element before it is read, and when the document ends.
  ///   - output: Gets what is written, piece by piece.
  /// - Returns: the document, perhaps without what it holds: its header, its seals, what there is to say
  ///   about it; and how much of it the model understands.
  package static func relay(
    _ bytes: [UInt8], file: String, portion: Int = 256, alongside other: (any XMLEventSink)? = nil,
    into output: (Span<UInt8>) throws -> Void
  ) throws -> (document: TEIDocument, census: TEICensus) {
    try withoutActuallyEscaping(output) { output in
      let reader = XMLReader(file: file, options: .keepingAll)
      let relay = TEIRelay(portion: portion, output: output)
      let sink = TEIReadingSink(
        file: file, reader: reader, sealing: .whereStated, relay: relay, elements: other)
      try reader.parse(bytes, into: sink)
      let document = try document(from: sink) { transcript, origins in
        relay.sealedFacts(of: transcript, origins: origins)
      }
      try relay.finish(document.transcript, origins: document.origins)
      return (document, sink.tree.fidelity)
    }
  }

  /// The document that was read; `facts` gives what the converter's header would say of its text.
  private static func document(
    from sink: TEIReadingSink, facts: (Transcript, Origins) throws -> TEITextFacts?
  ) throws -> TEIDocument {
    let (transcript, header) = sink.tree.result()
    var document = TEIDocument(
      transcript: transcript, origins: sink.tree.origins,
      seals: Seals(canonicalText: "", text: ""), diagnostics: sink.tree.diagnostics)
    let stated = try facts(document.transcript, document.origins)
    document.seals.text = sink.textDigest()
    finish(&document, header: header, facts: stated)
    if document.transcript.content.isEmpty, let first = sink.tree.firstHeader {
      readHeader(first, into: &document.transcript, seals: &document.seals)
    }
    return document
  }

  private static func finish(
    _ document: inout TEIDocument, header: Opaque?, facts: TEITextFacts?
  ) {
    document.seals.canonicalText = facts?.digest ?? ""
    guard let header else {
      if document.transcript.surroundings?.holdsRoot == true { readParts(of: &document.transcript) }
      return
    }
    readHeader(header, into: &document.transcript, seals: &document.seals)
    let isOwn = facts.map { TEIWriter.isHeader(header, of: document.transcript, facts: $0) }
    if isOwn != true { document.transcript.header.verbatim = header }
  }
}

extension XMLReader.Options {
  /// What TEI is read with, so that all of it is kept.
  package static var keepingAll: Self {
    var options = Self()
    options.keepsReferencesInValues = true
    return options
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
