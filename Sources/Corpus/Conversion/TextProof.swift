package import Diagnostics
import Glibc
import TEI
package import TranscriptFormats
import Transcripts

/// Proves that a transcript holds the text of its source, before it is written.
package enum TextProof {
  /// Compares the text of the transcript with the text of the source.
  ///
  /// - Throws: `convert-text-lost` with the first difference.
  package static func check(
    _ reading: Reading, of file: String
  ) throws(DiagnosticError) {
    // The converter keeps white space, so the texts are nearly always the same bytes; that costs one
    // pass and no memory.
    if isText(reading.transcript.content, in: reading.text.utf8) { return }
    let source = TextNormaliser.normalised(reading.text.utf8)
    let text = TextNormaliser.normalised(Array(reading.transcript.text.utf8))
    let comparison = TextComparison(of: source, with: text)
    guard let difference = comparison.differences.first else { return }
    let place = SourcePlaces(text: reading.text.utf8, file: file)
      .locations(ofNormalised: [difference.first.lowerBound])[0]
    throw DiagnosticError(
      .convertTextLost,
      "\(TextDifferenceMessage(difference, of: source, with: text).text); nothing was written",
      at: place)
  }

  /// Whether `bytes` are the text of `nodes`.
  private static func isText(_ nodes: [Node], in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes
      return isNext(nodes, in: &rest) && rest.isEmpty
    }
  }

  /// Whether the text of `nodes` comes next in `rest`; takes it away.
  private static func isNext(_ nodes: [Node], in rest: inout UnsafeRawBufferPointer) -> Bool {
    for node in nodes {
      if case .text(let run) = node {
        let isSame = run.utf8Span.span.withUnsafeBytes { run in
          guard run.count <= rest.count else { return false }
          guard let start = run.baseAddress, let there = rest.baseAddress else { return true }
          guard memcmp(start, there, run.count) == 0 else { return false }
          rest = UnsafeRawBufferPointer(rebasing: rest[run.count...])
          return true
        }
        if !isSame { return false }
      } else if !isNext(node.content, in: &rest) {
        return false
      }
    }
    return true
  }
}

extension DiagnosticKind {
  /// A conversion that would lose or invent text.
  package static let convertTextLost = DiagnosticKind(
    "convert-text-lost", .error,
    meaning: "Before a document is written, its text is compared with the text of the source. They "
      + "differ, so nothing was written. This is a fault of Rapporteur: please report it with the "
      + "source.")
}
