import Diagnostics
import TEI
import TranscriptFormats
import Transcripts

/// Gathers what becomes of a source: its TEI, digests and counts.
final class ConversionOutput {
  private var passages: PassageWriter?
  private var sink: MarkupSink?
  private var bytesDigest = ""
  private var textDigest = ""

  /// Creates an output; several threads are at work on the document if it is relayed.
  init(isRelayed: Bool) {
    passages = PassageWriter { [unowned self] text, language in
      let sink = MarkupSink(text, language: language, isRelayed: isRelayed)
      self.sink = sink
      textDigest = TextNormaliser.digest(of: text.utf8)
      return sink
    }
  }

  /// Takes note of the bytes of the source; to be called first, while its text is still looked at.
  func begin(_ source: SourceDocument) {
    bytesDigest = Digest.sha256Hex(source.bytes)
  }

  /// Takes the next passage.
  func take(_ passage: Passage) { passages?.write(passage) }

  /// Takes what became of the next passage.
  func take(_ part: ConversionPart) { sink?.take(part) }

  /// Ends the document.
  ///
  /// - Throws: `convert-text-lost` where its text is not that of the source.
  func finish(_ reading: Reading, of file: String) throws(DiagnosticError) -> Conversion.Result {
    var transcript = reading.transcript
    transcript.header.source?.bytesDigest = bytesDigest
    transcript.header.source?.textDigest = textDigest
    let written = try sink?.finish(transcript, of: reading.text, file: file)
    return Conversion.Result(
      pieces: written?.pieces ?? [], census: written?.census ?? TranscriptCensus(),
      diagnostics: reading.diagnostics)
  }
}
