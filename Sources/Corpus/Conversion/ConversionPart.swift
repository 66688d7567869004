import TEI
import TranscriptFormats
import Transcripts

/// Some turns that were written as TEI apart from the rest of their document.
struct ConversionPart: Sendable {
  let markup: TEITextPart
  let census: TranscriptCensus
  let proof: TextProof
}

/// Writes turns as TEI apart from the rest of their document, one stretch after another.
final class ConversionPartWriter {
  private let sink: MarkupSink

  /// Creates a writer; of the document, no more than the form matters.
  init() {
    sink = MarkupSink(ofParts: Transcript(id: ""))
  }

  /// The markup of a passage, if it can be made without the passages above.
  func part(_ passage: Passage) -> ConversionPart? {
    guard let stretch = passage.independentStretch else { return nil }
    return sink.part(stretch.text, from: stretch.start) { stretch.write(to: sink) }
  }
}
