package import Diagnostics
import TEI
package import TranscriptFormats
import Transcripts

/// Converts one source: a pure function from bytes to bytes.
package struct Conversion: Sendable {
  /// What came of a source.
  package struct Result: Sendable {
    /// The transcript, digests included, and where its parts stood.
    package var reading: Reading
    /// The TEI document.
    package var tei: [UInt8]
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

  /// Reads a source and writes it as TEI.
  ///
  /// - Throws: `convert-text-lost` where the text of the transcript is not that of the source; then
  ///   nothing may be written.
  package func convert(_ source: SourceDocument) throws(DiagnosticError) -> Result {
    let reading = try read(source)
    try TextProof.check(reading, of: source.name)
    do {
      return Result(
        reading: reading,
        tei: try TEIWriter.bytes(of: reading.transcript, origins: reading.origins))
    } catch {
      throw error as? DiagnosticError
        ?? DiagnosticError(
          .convertFailed, "could not be written as TEI: \(error)",
          at: SourceLocation(file: source.name))
    }
  }
}

extension DiagnosticKind {
  /// A transcript that cannot be written.
  package static let convertFailed = DiagnosticKind(
    "convert-failed", .error,
    meaning: "The transcript was read but could not be written as TEI. This is a fault of "
      + "Rapporteur; nothing was written.")
}
