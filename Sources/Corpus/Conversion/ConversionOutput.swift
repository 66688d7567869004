import Diagnostics
import Synchronization
import TEI
import TranscriptFormats
import Transcripts

/// Takes what is read of a source, and gathers what becomes of it: its TEI, digests and counts.
final class ConversionOutput: PassageReceiver {
  let threadCount: Int
  private let markup: Mutex<ConversionMarkup>
  private let bytesDigest: DigestTask
  private let textDigest = Mutex<DigestTask?>(nil)

  /// Creates an output for a source; so many threads may be at work on it.
  init(of source: SourceDocument, threadCount: Int) {
    self.threadCount = threadCount
    markup = Mutex(ConversionMarkup(isShared: threadCount > 1))
    bytesDigest = DigestTask(isBeside: threadCount > 1) { Digest.sha256Hex(source.bytes) }
  }

  func begin(_ text: SourceText) {
    let digest = DigestTask(isBeside: threadCount > 1) { TextNormaliser.digest(of: text.utf8) }
    textDigest.withLock { $0 = digest }
  }

  func makeWorker() -> PassageWorker {
    guard threadCount > 1 else {
      return { passage in { self.markup.withLock { $0.take(passage) } } }
    }
    let parts = ConversionPartWriter()
    return { passage in
      if let part = parts.part(passage) { return { self.markup.withLock { $0.take(part) } } }
      return { self.markup.withLock { $0.take(passage) } }
    }
  }

  /// Ends the document.
  ///
  /// - Throws: `convert-text-lost` where its text is not that of the source.
  func finish(_ reading: Reading, of file: String) throws(DiagnosticError) -> Conversion.Result {
    var transcript = reading.transcript
    transcript.header.source?.bytesDigest = bytesDigest.value
    transcript.header.source?.textDigest = textDigest.withLock { $0 }?.value ?? ""
    let (text, diagnostics) = (reading.text, reading.diagnostics)
    let written = try markup.withLock { [transcript] markup throws(DiagnosticError) in
      try markup.finish(transcript, of: text, file: file)
    }
    return Conversion.Result(
      pieces: written?.pieces ?? [], census: written?.census ?? TranscriptCensus(),
      diagnostics: diagnostics)
  }
}

/// The markup of a document, as far as it has been read.
private final class ConversionMarkup {
  private var passages: PassageWriter?
  private var sink: MarkupSink?

  /// Creates the markup; several threads are at work on the document if it is shared.
  init(isShared: Bool) {
    passages = PassageWriter { [unowned self] text, language in
      let sink = MarkupSink(text, language: language, isShared: isShared)
      self.sink = sink
      return sink
    }
  }

  /// Takes the next passage.
  func take(_ passage: Passage) { passages?.write(passage) }

  /// Takes what became of the next passage.
  func take(_ part: ConversionPart) { sink?.take(part) }

  /// Ends the document.
  func finish(
    _ transcript: Transcript, of text: SourceText, file: String
  ) throws(DiagnosticError) -> (pieces: [[UInt8]], census: TranscriptCensus)? {
    try sink?.finish(transcript, of: text, file: file)
  }
}
