import Diagnostics
import TEI
import TranscriptFormats
package import Transcripts

extension TEITextWriter: UtteranceContentWriter {
  package mutating func write(_ node: Node) { write(node, at: nil) }
}

/// Writes the nodes of a document as TEI as they come, counts them, and proves their text.
final class ConversionOutput: NodeSink {
  private var writer: TEITextWriter?
  private var watch: ConversionWatch?
  /// Whether several threads are at work on the document.
  private let isRelayed: Bool
  private var bytesDigest = ""
  private var textDigest = ""

  init(isRelayed: Bool) {
    self.isRelayed = isRelayed
  }

  /// Takes note of the bytes of the source; to be called first, while its text is still looked at.
  func begin(_ source: SourceDocument) {
    bytesDigest = Digest.sha256Hex(source.bytes)
  }

  func begin(_ text: SourceText, language: String?) {
    let watch = ConversionWatch(proof: TextProof(of: text))
    // More than the language need not be known before the header is written.
    writer = TEITextWriter(
      of: Transcript(id: "", language: language), watchedBy: watch, isDigestedBeside: isRelayed)
    self.watch = watch
    textDigest = TextNormaliser.digest(of: text.utf8)
  }

  func open(_ container: Node) { writer?.open(container) }

  func take(_ node: consuming Node, at lines: LineRange?) { writer?.write(node, at: lines) }

  func take(text: Span<UInt8>) { writer?.write(text: text) }

  func take(_ utterance: Utterance, of content: UtteranceContent, at lines: LineRange) {
    writer?.write(utterance, at: lines) { content.write(to: &$0) }
  }

  func close() { writer?.close() }

  /// Ends the document.
  ///
  /// - Throws: `convert-text-lost` where its text is not that of the source.
  func finish(_ reading: Reading, of file: String) throws(DiagnosticError) -> Conversion.Result {
    var transcript = reading.transcript
    transcript.header.source?.bytesDigest = bytesDigest
    transcript.header.source?.textDigest = textDigest
    let pieces = writer?.finish(transcript) ?? []
    try watch?.proof.check(of: file)
    var census = watch?.census ?? TranscriptCensus()
    census.count(writer?.occurrences ?? [:])
    return Conversion.Result(pieces: pieces, census: census, diagnostics: reading.diagnostics)
  }
}
