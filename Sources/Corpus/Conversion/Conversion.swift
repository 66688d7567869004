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

  /// From how many bytes on a source is read and written by two threads.
  ///
  /// Smaller ones are done before it would pay, and in a batch every thread has a file of its own.
  package static let relayedSize = 1 << 20

  /// Reads a source and writes it as TEI, each passage when it has been read.
  ///
  /// - Parameters:
  ///   - source: The source.
  ///   - isRelayed: Whether one thread reads and one writes; `nil` to decide by the size. The bytes
  ///     are the same.
  /// - Throws: `convert-text-lost` where the text of the transcript is not that of the source; then
  ///   nothing may be written.
  package func convert(
    _ source: SourceDocument, isRelayed: Bool? = nil
  ) throws(DiagnosticError) -> Result {
    let isRelayed = isRelayed ?? (source.bytes.count >= Self.relayedSize)
    let output = ConversionOutput(isRelayed: isRelayed)
    guard isRelayed else {
      output.begin(source)
      let reading = try reader.read(source, options: options) { output.take($0) }
      return try output.finish(reading, of: source.name)
    }
    let parts = ConversionPartWriter()
    typealias ConversionRelay = Relay<ConversionItem, Swift.Result<Reading, DiagnosticError>>
    let reading = try ConversionRelay.run { [reader, options] deliver in
      let parts = ConversionPartWriter()
      return Swift.Result { () throws(DiagnosticError) in
        try reader.read(source, options: options) { passage in
          deliver { isAhead in
            if isAhead, let part = parts.part(passage) { return .part(part) }
            return .passage(passage)
          }
        }
      }
    } beside: {
      output.begin(source)
    } use: { item in
      switch item {
      case .part(let part): output.take(part)
      case .passage(let passage):
        if let part = parts.part(passage) { output.take(part) } else { output.take(passage) }
      }
    }.get()
    return try output.finish(reading, of: source.name)
  }

  /// A passage on its way to the output: as it was read, or what became of it.
  private enum ConversionItem: Sendable {
    case passage(Passage)
    case part(ConversionPart)
  }
}
