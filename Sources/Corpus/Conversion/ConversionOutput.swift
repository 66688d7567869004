import Diagnostics
import TEI
import TranscriptFormats
import Transcripts

/// Writes the nodes of a document as TEI as they come, counts them, and proves their text.
final class ConversionOutput: NodeSink {
  private var writer: TEITextWriter?
  private var watch: ConversionWatch?

  func begin(_ text: SourceText, language: String?) {
    let watch = ConversionWatch(proof: TextProof(of: text))
    // More than the language need not be known before the header is written.
    writer = TEITextWriter(of: Transcript(id: "", language: language), watchedBy: watch)
    self.watch = watch
  }

  func open(_ container: Node) { writer?.open(container) }

  func take(_ node: consuming Node, at lines: LineRange?) { writer?.write(node, at: lines) }

  func close() { writer?.close() }

  /// Ends the document.
  ///
  /// - Throws: `convert-text-lost` where its text is not that of the source.
  func finish(_ reading: Reading, of file: String) throws(DiagnosticError) -> Conversion.Result {
    let pieces = writer?.finish(reading.transcript) ?? []
    try watch?.proof.check(of: file)
    var census = watch?.census ?? TranscriptCensus()
    census.count(writer?.occurrences ?? [:])
    return Conversion.Result(pieces: pieces, census: census, diagnostics: reading.diagnostics)
  }
}
