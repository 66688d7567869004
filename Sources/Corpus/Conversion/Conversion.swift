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

  /// Reads a source and proves that nothing of its text was lost.
  ///
  /// - Throws: `convert-text-lost` where the text of the transcript is not that of the source; then
  ///   nothing may be written.
  package func readProven(_ source: SourceDocument) throws(DiagnosticError) -> Reading {
    let reading = try read(source)
    try TextProof.check(reading, of: source.name)
    return reading
  }

  /// Writes what was read as TEI, piece by piece.
  package func write(_ reading: Reading, to output: (Span<UInt8>) throws -> Void) throws {
    try TEIWriter.write(reading.transcript, origins: reading.origins, to: output)
  }

  /// Reads a source, proves it and writes it: bytes in, bytes out.
  package func convert(_ source: SourceDocument) throws(DiagnosticError) -> Result {
    let reading = try readProven(source)
    var tei: [UInt8] = []
    tei.reserveCapacity(2 * source.bytes.count + 8192)
    do {
      try write(reading) { piece in piece.withUnsafeBufferPointer { tei += $0 } }
    } catch {
      throw Self.failure(error, source.name)
    }
    return Result(reading: reading, tei: tei)
  }

  /// The diagnostic for an error while writing.
  package static func failure(_ error: any Error, _ file: String) -> DiagnosticError {
    error as? DiagnosticError
      ?? DiagnosticError(
        .convertFailed, "could not be written as TEI: \(error)", at: SourceLocation(file: file))
  }
}

extension DiagnosticKind {
  /// A transcript that cannot be written.
  package static let convertFailed = DiagnosticKind(
    "convert-failed", .error,
    meaning: "The transcript was read but could not be written as TEI. This is a fault of "
      + "Rapporteur; nothing was written.")
}
