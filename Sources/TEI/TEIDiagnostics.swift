public import Diagnostics

extension DiagnosticKind {
  /// The document is XML, but not TEI.
  static let teiNotTEI = DiagnosticKind(
    "tei-not-tei", .error,
    meaning:
      "The root element is not one of TEI: the file is some other XML. Nothing in it is understood, "
      + "and all of it is kept as it is.",
    example: "<html><body/></html>")
  /// The document is TEI, but not TEI P5.
  static let teiNoNamespace = DiagnosticKind(
    "tei-no-namespace", .warning,
    meaning:
      "The root element has a name of TEI, but is in no namespace, so nothing in it is understood; "
      + "all of it is kept as it is. Older versions (TEI P4, 'TEI.2') have to be converted first.",
    example: "<TEI.2><text><body/></text></TEI.2>")
  /// The document holds no text.
  static let teiNoText = DiagnosticKind(
    "tei-no-text", .note,
    meaning:
      "The 'TEI' element has no child 'text', so there is no transcript in the document: only a "
      + "header, a facsimile or annotations. All of it is kept as it is.",
    example: "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>")
  /// The document refers to an entity that it does not declare.
  static let teiUnknownEntity = DiagnosticKind(
    "tei-unknown-entity", .note,
    meaning:
      "The document refers to an entity whose text lies outside it. External files are never "
      + "read, so the text is not known; the reference is kept, and compared by its name.",
    example:
      "<!DOCTYPE TEI SYSTEM 'tei.dtd'><TEI xmlns='http://www.tei-c.org/ns/1.0'>&eacute;</TEI>")
  /// The document type declaration names declarations elsewhere.
  static let teiExternalSubset = DiagnosticKind(
    "tei-external-subset", .note,
    meaning:
      "The document type declaration names a file with more declarations. Nothing outside the "
      + "document is ever read, so entities and attribute defaults of that file are not known.",
    example: "<!DOCTYPE TEI SYSTEM 'tei.dtd'>")
  /// The document holds more than is read into memory.
  static let teiLimit = DiagnosticKind(
    "tei-limit", .error,
    meaning: "A run of text is longer than any transcript's, so the document is not read further.")
}

/// The kinds of diagnostics that this module reports.
public let teiDiagnosticKinds: [DiagnosticKind] = [
  .teiNotTEI, .teiNoNamespace, .teiNoText, .teiUnknownEntity, .teiExternalSubset, .teiLimit,
]
