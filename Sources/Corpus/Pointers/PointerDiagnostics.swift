import Diagnostics

extension DiagnosticKind {
  /// No element has the identifier.
  static let pointerUndefined = DiagnosticKind(
    "pointer-undefined", .error,
    meaning: """
      A pointer '#id' leads to no element: neither in its file nor in those that are included with it. \
      The pointer is mistyped, or the element is missing. Where the file belongs to a corpus, give the \
      corpus's file as well, so that the two are checked together.
      """, example: "<u who=\"#nobody\">Yes.</u>")
  /// The identifier is spelt a little differently.
  static let pointerSpelling = DiagnosticKind(
    "pointer-spelling", .error,
    meaning: """
      A pointer differs from an identifier only in capitals, or in how accented letters are composed \
      (Unicode normalisation). To XML these are different names.
      """, example: "<person xml:id=\"Ada\"/> … <u who=\"#ada\">Yes.</u>")
  /// A pointer without its `#`.
  static let pointerHash = DiagnosticKind(
    "pointer-hash", .error,
    meaning: """
      A pointer to an identifier lacks its '#', so it means a file beside this one, which is not there.
      """, example: "<person xml:id=\"CHI\"/> … <u who=\"CHI\">Yes.</u>")
  /// A file that is pointed to is not there.
  static let pointerFile = DiagnosticKind(
    "pointer-file", .error,
    meaning:
      "A pointer or an xi:include names a file that is not there, seen from the file it stands in.",
    example: "<ref target=\"nowhere.xml#p1\"/>")
  /// A picture, recording or source that is pointed to is not there.
  static let pointerMedia = DiagnosticKind(
    "pointer-media", .warning,
    meaning:
      "A picture or recording that the document shows, or its source, is not beside it; it may be kept elsewhere.",
    example: "<graphic url=\"figures/1.png\"/>")
  /// A prefix that nobody defines.
  static let pointerPrefix = DiagnosticKind(
    "pointer-prefix", .warning,
    meaning: """
      A pointer begins with a prefix that no 'prefixDef' of the document or its corpus defines, and that \
      is no common URI scheme; so nobody can tell what it leads to.
      """, example: "<w ana=\"msd:Ncmsn\"/>")
  /// A prefixed pointer that its definition does not match.
  static let pointerPattern = DiagnosticKind(
    "pointer-pattern", .error,
    meaning:
      "A pointer has a defined prefix, but what follows does not match the 'matchPattern' of any definition.",
    example:
      "<prefixDef ident=\"msd\" matchPattern=\"[A-Z]+\" replacementPattern=\"#$1\"/> … ana=\"msd:12\""
  )
  /// A definition of a prefix whose pattern is no expression.
  static let pointerDefinition = DiagnosticKind(
    "pointer-definition", .error,
    meaning:
      "The 'matchPattern' of a 'prefixDef' is no regular expression, so its pointers cannot be followed.",
    example: "<prefixDef ident=\"msd\" matchPattern=\"([A-Z\" replacementPattern=\"#$1\"/>")
  /// One identifier, two elements.
  static let pointerDuplicate = DiagnosticKind(
    "pointer-duplicate", .error,
    meaning:
      "Two elements of a document, or of the files that are one by xi:include, have the same xml:id.",
    example: "<p xml:id=\"a\"/><p xml:id=\"a\"/>")
  /// Two identifiers that are easily taken for each other.
  static let pointerSimilar = DiagnosticKind(
    "pointer-similar", .note,
    meaning: """
      Two identifiers differ only in capitals, or in how accented letters are composed. They are different \
      names, but easily mistaken, and the same on some file systems and in some search engines.
      """, example: "<p xml:id=\"note1\"/><p xml:id=\"Note1\"/>")
  /// An address elsewhere.
  static let pointerExternal = DiagnosticKind(
    "pointer-external", .note,
    meaning: "A pointer leads out of the files at hand. It is listed, and never fetched.",
    example: "<ref target=\"https://example.org/\"/>")
  /// There were too many different pointers.
  static let pointerLimit = DiagnosticKind(
    "pointer-limit", .warning,
    meaning:
      "The document has more different pointers that lead elsewhere than are kept; the rest was not followed."
  )
}
