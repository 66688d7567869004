import TEI
import Transcripts

/// Counts who speaks in a transcript, and proves its text, while it is written.
final class ConversionWatch: TranscriptWatcher {
  private(set) var census = TranscriptCensus()
  private(set) var proof: TextProof

  init(proof: TextProof) {
    self.proof = proof
  }

  func meet(text: Span<UInt8>) { proof.read(text) }

  func meet(_ utterance: Utterance) { census.count(utterance) }

  func meet(_ quotation: Quotation) { census.count(quotation) }

  /// Begins anew, for a part of the text that begins at an offset.
  func begin(_ text: [UInt8], at offset: Int) {
    census = TranscriptCensus()
    proof = TextProof(of: text, from: offset)
  }

  /// Adds what another one saw of the part that comes next.
  func add(_ census: TranscriptCensus, _ proof: TextProof) {
    self.census += census
    self.proof.append(proof)
  }
}
