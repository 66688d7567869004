package import Diagnostics

extension DiagnosticKind {
  /// A change of the text.
  package static let roundTripTextDiffers = DiagnosticKind(
    "roundtrip-text-differs", .error,
    meaning: "The text of the TEI is not the text of the source, once white space is folded. The "
      + "message shows the words, the place is in the TEI, and the note points at the source. Every "
      + "character of the source must be in the TEI, and no other.",
    example:
      "'20,000' stands where the source has '30,000', after 'hosts roughly', in seg 'a.u1.p3'")
  /// A digest of the text that does not agree.
  package static let roundTripTextDigest = DiagnosticKind(
    "roundtrip-text-digest", .error,
    meaning: "The header states the SHA-256 of the normalised text "
      + "(idno type=\"sha256-rapporteur-text-1\"), and the text has another: characters were "
      + "changed after the conversion. With `--source` every change is shown in its place.")
  /// A seal that does not agree.
  package static let roundTripCanonicalDigest = DiagnosticKind(
    "roundtrip-canonical-digest", .error,
    meaning: "The header states the SHA-256 of the Canonical XML of the text element "
      + "(idno type=\"sha256-canonical-text\"), and the element has another: an attribute, an "
      + "element or the white space was changed after the conversion.",
    example: "<u who=\"#a.esper\"> was changed to <u who=\"#a.guerini\">")
  /// A document that states one digest and not the other.
  package static let roundTripDigestMissing = DiagnosticKind(
    "roundtrip-digest-missing", .error,
    meaning:
      "A document that states one digest states both: of its text and of its markup. One was "
      + "taken away.")
  /// A document that states no digests.
  package static let roundTripNoDigests = DiagnosticKind(
    "roundtrip-no-digests", .note,
    meaning: "The document states no digests, as TEI from elsewhere does not, so it cannot be told "
      + "whether it was changed. It is still shown whether reading and writing it keeps it.")
  /// A source that is not, byte for byte, the one converted.
  package static let roundTripSourceChanged = DiagnosticKind(
    "roundtrip-source-changed", .warning,
    meaning:
      "The file that was found as the source has other bytes than the one that was converted. "
      + "Where the text agrees, only white space, line ends or the encoding were changed.")
  /// A source that is not where the user said.
  package static let roundTripSourceMissing = DiagnosticKind(
    "roundtrip-source-missing", .error,
    meaning: "The folder given with `--source` does not hold the file that the header states "
      + "(idno type=\"file\").")
  /// A model that differs after it was written and read.
  package static let roundTripModelDiffers = DiagnosticKind(
    "roundtrip-model-differs", .error,
    meaning:
      "The transcript was written as TEI and read back, and is not the same. This is a fault "
      + "of Rapporteur: please report it with the source.")
  /// TEI that reading and writing does not keep.
  package static let roundTripNotKept = DiagnosticKind(
    "roundtrip-not-kept", .error,
    meaning:
      "The document was read and written again, and its Canonical XML is not the same, white space "
      + "in element content set aside (with `--exact`: that white space, or a CDATA section, is not "
      + "the same). This is a fault of Rapporteur: please report it with the document.")
  /// A comparison that could not be made.
  package static let roundTripFailed = DiagnosticKind(
    "roundtrip-failed", .error,
    meaning: "The comparison could not be made. This is a fault of Rapporteur.")
}
