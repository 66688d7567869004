package import Diagnostics
import TEI
package import TranscriptFormats
package import Transcripts

/// Converts one source: a pure function from bytes to bytes.
package struct Conversion: Sendable {
  /// What came of a source.
  package struct Result: Sendable {
    /// The TEI document, in pieces.
    package var pieces: [[UInt8]]
    /// What it consists of, counted.
    package var census: TranscriptCensus
    /// What the user should know.
    package var diagnostics: [Diagnostic]

    /// The TEI document.
    package var tei: [UInt8] { Array(pieces.joined()) }
  }

  private let reader: TranscriptReader
  private let options: ReadingOptions

  /// Creates a conversion by the built-in conventions.
  package init(options: ReadingOptions) throws(DiagnosticError) {
    reader = TranscriptReader(conventions: try Conventions.builtIn())
    self.options = options
  }

  /// Reads a source, with the digests of its bytes and its text in the header.
  package func read(_ source: SourceDocument) throws(DiagnosticError) -> Reading {
    var reading = try reader.read(source, options: options)
    reading.transcript.header.source?.bytesDigest = Digest.sha256Hex(source.bytes)
    reading.transcript.header.source?.textDigest = TextNormaliser.digest(of: reading.text.utf8)
    return reading
  }

  /// The text of a source as a reader sees it: the text that the proof is about.
  ///
  /// Where the options do not say how to read it, that is as a header states, if one does.
  package func text(
    of source: SourceDocument, stated: SourceDescription? = nil
  ) throws(DiagnosticError) -> SourceText {
    var options = options
    if let stated, !stated.encoding.isEmpty {
      options.format = options.format ?? SourceFormat(name: stated.format ?? "text")
      if options.encoding == nil, SourceEncoding.isKnown(stated.encoding) {
        options.encoding = stated.encoding
      }
    }
    return try reader.text(of: source, options: options)
  }

  /// Reads a source and writes it as TEI, which takes turns: a passage is written when it was read.
  ///
  /// - Throws: `convert-text-lost` where the text of the transcript is not that of the source; then
  ///   nothing may be written.
  package func convert(_ source: SourceDocument) throws(DiagnosticError) -> Result {
    let output = ConversionOutput()
    var writer = PassageWriter(to: output)
    let reading = try reader.read(source, options: options) { writer.write($0) }
    return try output.finish(reading, of: source)
  }
}
