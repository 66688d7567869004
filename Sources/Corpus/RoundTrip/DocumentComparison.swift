import TEI
import Transcripts
import XMLCore

/// How much two documents agree: a document and what came back of it.
package struct DocumentComparison: Hashable, Sendable {
  /// The same bytes.
  package private(set) var isSameBytes = false
  /// The same Canonical XML, white space in element content, CDATA sections and document type
  /// declaration included.
  package private(set) var isExact = false
  /// The same Canonical XML, white space in element content set aside.
  package private(set) var isCanonical = false
  /// The same characters in the same order.
  package private(set) var isText = false
  /// The same transcript.
  package private(set) var isModel = false

  /// Compares a document with what came back of it.
  ///
  /// - Throws: `DiagnosticError` where one of them is not well-formed.
  package init(of original: [UInt8], with other: [UInt8], file: String) throws {
    isSameBytes = original == other
    if try isSameBytes || Self.holds(.exact, for: original, and: other, file) {
      (isExact, isCanonical, isText, isModel) = (true, true, true, true)
      return
    }
    isCanonical = try Self.holds(.canonical, for: original, and: other, file)
    isText = try isCanonical || Self.holds(.text, for: original, and: other, file)
    isModel =
      TranscriptDifference(
        between: try TEIReader.read(original, file: file).transcript.normalised(),
        and: try TEIReader.read(other, file: file).transcript.normalised()) == nil
  }

  /// Compares a document with what came back of it and has been followed along it; `nil` where they
  /// have to be read to be compared.
  init?(of match: SpellingMatch) {
    guard match.isComplete else { return nil }
    isSameBytes = match.isSameBytes
    // What is spelled otherwise at most is the same to whoever reads it.
    (isExact, isCanonical, isText, isModel) = (true, true, true, true)
  }

  private static func holds(
    _ form: ComparableForm, for original: [UInt8], and other: [UInt8], _ file: String
  ) throws -> Bool {
    try form.holds(form.bytes(of: original, file: file), of: other, file: file)
  }

  /// The strongest level of DESIGN §6 that was reached; `nil` for none.
  package var level: RoundTripReport.Level? {
    if isSameBytes { return .bytes }
    if isCanonical { return .canonical }
    return isText ? .text : nil
  }
}
