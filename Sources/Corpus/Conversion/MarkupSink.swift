import Diagnostics
import TEI
import TranscriptFormats
package import Transcripts

/// Writes the nodes of a document as TEI as they come, counts them, and proves their text.
final class MarkupSink: NodeSink {
  private var writer: TEITextWriter
  private let watch: ConversionWatch

  /// Creates a sink for a whole document.
  ///
  /// - Parameter isShared: Whether several threads are at work on it.
  init(_ text: SourceText, language: String?, isShared: Bool) {
    watch = ConversionWatch(proof: TextProof(of: text.utf8))
    // More than the language need not be known before the header is written.
    writer = TEITextWriter(
      of: Transcript(id: "", language: language), watchedBy: watch, isDigestedBeside: isShared)
  }

  /// Creates a sink for parts of a document.
  init(ofParts transcript: Transcript) {
    watch = ConversionWatch(proof: TextProof(of: []))
    writer = TEITextWriter(partsOf: transcript, watchedBy: watch)
  }

  func open(_ container: Node) { writer.open(container) }

  func take(_ node: consuming Node, at lines: LineRange?) { writer.write(node, at: lines) }

  func take(text: Span<UInt8>) { writer.write(text: text) }

  func take(label: Span<UInt8>) { writer.write(label: label) }

  func take(_ utterance: Utterance, of content: UtteranceContent, at lines: LineRange) {
    writer.write(utterance, at: lines) { content.write(to: &$0) }
  }

  func close() { writer.close() }

  /// Takes what was written apart.
  func take(_ part: ConversionPart) {
    writer.write(part.markup)
    watch.add(part.census, part.proof)
  }

  /// What `write` gives to this sink, as a part that begins at `start` of `text`.
  func part(_ text: [UInt8], from start: TurnPosition, write: () -> Void) -> ConversionPart {
    watch.begin(text, at: start.offset)
    writer.beginPart(isInDivision: start.isInDivision)
    write()
    return ConversionPart(markup: writer.takePart(), census: watch.census, proof: watch.proof)
  }

  /// Ends the document.
  ///
  /// - Throws: `convert-text-lost` where its text is not that of the source.
  func finish(
    _ transcript: Transcript, of text: SourceText, file: String
  ) throws(DiagnosticError) -> (pieces: [[UInt8]], census: TranscriptCensus) {
    let pieces = writer.finish(transcript)
    try watch.proof.check(text, of: file)
    var census = watch.census
    census.count(writer.occurrences)
    return (pieces, census)
  }
}

extension TEITextWriter: UtteranceContentWriter {
  /// Writes a node whose place nobody has to know.
  package mutating func write(_ node: Node) { write(node, at: nil) }
}
