package import Diagnostics
import Foundation
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

  /// Creates a conversion by the built-in conventions, or by rules of the user's.
  package init(options: ReadingOptions, rules: SourceRules? = nil) throws(DiagnosticError) {
    let rules = if let rules { rules } else { try SourceRules() }
    reader = TranscriptReader(conventions: rules.conventions, people: rules.people)
    self.options = options
  }

  /// Reads a source, with the digests of its bytes and its text in the header.
  ///
  /// - Parameter digest: The digest of its bytes, where that is known.
  package func read(
    _ source: SourceDocument, digest: String? = nil
  ) throws(DiagnosticError) -> Reading {
    var reading = try reader.read(source, options: options)
    reading.transcript.header.source?.bytesDigest = digest ?? Digest.sha256Hex(source.bytes)
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

  /// How many threads work on a source of so many bytes.
  ///
  /// Small ones are done before more would pay, and in a batch every thread has a file of its own.
  package static func threadCount(for size: Int) -> Int {
    size < 1 << 20 ? 1 : min(ProcessInfo.processInfo.activeProcessorCount, 8)
  }

  /// Reads a source and writes it as TEI, each passage when it has been read.
  ///
  /// - Parameters:
  ///   - source: The source.
  ///   - threadCount: How many threads work on it; `nil` to decide by the size. The bytes are the
  ///     same.
  /// - Throws: `convert-text-lost` where the text of the transcript is not that of the source; then
  ///   nothing may be written.
  package func convert(
    _ source: SourceDocument, threadCount: Int? = nil
  ) throws(DiagnosticError) -> Result {
    let output = ConversionOutput(
      of: source, threadCount: threadCount ?? Self.threadCount(for: source.bytes.count))
    let reading = try reader.read(source, options: options, for: output)
    return try output.finish(reading, of: source.name)
  }
}
