package import Diagnostics
import Glibc
import TEI
package import TranscriptFormats

/// Proves that a transcript holds the text of its source.
///
/// The converter keeps white space, so the texts are nearly always the same bytes; that costs one
/// comparison and no memory. Where they are not, the text of the transcript is kept from the first
/// difference on, and both are compared as they are when they are normalised.
package struct TextProof: Sendable {
  private let source: [UInt8]
  /// Where the part of the transcript begins that has been looked at.
  private let start: Int
  /// How much of the source the transcript has had so far.
  private var proven = 0
  /// What the transcript has had since then; `nil` as long as it has been the same.
  private var rest: [UInt8]?

  /// Creates a proof of the text of a source, or of the part that begins at an offset.
  package init(of source: [UInt8], from start: Int = 0) {
    self.source = source
    self.start = start
    proven = start
  }

  /// Takes the next run of the transcript's text.
  package mutating func read(_ run: Span<UInt8>) {
    if rest == nil, isNext(run) {
      proven += run.count
    } else {
      if rest == nil { rest = [] }
      run.withUnsafeBufferPointer { rest?.append(contentsOf: $0) }
    }
  }

  /// Takes the next part of the transcript's text, which was looked at apart.
  mutating func append(_ part: TextProof) {
    if rest == nil, part.start == proven {
      proven = part.proven
      rest = part.rest
    } else {
      rest = (rest ?? []) + source[part.start..<part.proven] + (part.rest ?? [])
    }
  }

  private func isNext(_ run: Span<UInt8>) -> Bool {
    if run.count > source.count - proven { return false }
    return run.withUnsafeBytes { run in
      source.withUnsafeBytes { source in
        guard let start = run.baseAddress, let there = source.baseAddress else { return true }
        // Mostly it is lent from there.
        return start == there + proven || memcmp(start, there + proven, run.count) == 0
      }
    }
  }

  /// Ends the proof.
  ///
  /// - Throws: `convert-text-lost` with the first difference.
  package func check(_ text: SourceText, of file: String) throws(DiagnosticError) {
    if rest == nil, proven == source.count { return }
    let expected = TextNormaliser.normalised(source)
    let found = TextNormaliser.normalised(Array(source[..<proven]) + (rest ?? []))
    let comparison = TextComparison(of: expected, with: found)
    guard let difference = comparison.differences.first else { return }
    let offset = NormalisedOffsets.original(of: [difference.first.lowerBound], in: source)[0]
    let place = SourcePlaces(of: text).location(at: offset, file: file)
    throw DiagnosticError(
      .convertTextLost,
      "\(TextDifferenceMessage(difference, of: expected, with: found).text); nothing was written",
      at: place)
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
