package import Diagnostics
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
    var rest = 0
    if isNext(reading.transcript.content, in: reading.text.utf8, from: &rest),
      rest == reading.text.utf8.count
    {
      return
    }
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

  /// Whether the text of `nodes` comes next in `bytes`; moves `offset` behind it.
  private static func isNext(_ nodes: [Node], in bytes: [UInt8], from offset: inout Int) -> Bool {
    for node in nodes {
      if case .text(var run) = node {
        let start = offset
        let isSame = run.withUTF8 { run in
          guard start + run.count <= bytes.count else { return false }
          return bytes[start..<(start + run.count)].elementsEqual(run)
        }
        guard isSame else { return false }
        offset += run.utf8.count
      } else if !isNext(node.content, in: bytes, from: &offset) {
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
