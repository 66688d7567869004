import TEI
import Transcripts

/// Counts a transcript and proves its text while it is written.
final class ConversionWatch: TranscriptWatcher {
  private(set) var census = TranscriptCensus()
  private(set) var proof: TextProof

  init(proof: TextProof) {
    self.proof = proof
  }

  func meet(_ node: Node) {
    if case .text(let run) = node {
      proof.read(run.utf8Span.span)
    } else {
      census.count(node)
    }
  }
}
