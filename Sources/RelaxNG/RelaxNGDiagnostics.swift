public import Diagnostics

/// All kinds of diagnostics that reading a RELAX NG schema, or matching a document, reports.
public let relaxNGDiagnosticKinds: [DiagnosticKind] = [
  .syntax, .unreadable, .combine, .undefined, .recursion, .name, .datatype, .restriction, .identity,
  .tooComplex,
  .elementNotAllowed, .elementUnknown, .elementMissing, .attributeNotAllowed, .attributeMissing,
  .attributeValue, .textNotAllowed, .contentValue, .idDuplicate, .idMissing, .matchingTooComplex,
]

// Of schemas.
extension DiagnosticKind {
  static let syntax = DiagnosticKind(
    "rng-schema-syntax", .error,
    meaning: "The schema does not follow the syntax of RELAX NG (§3 of the specification).",
    example: "<element name=\"a\"/>")
  static let unreadable = DiagnosticKind(
    "rng-schema-unreadable", .error,
    meaning: "A file that the schema includes cannot be read. Nothing is read from the network; "
      + "a catalog can lead to a local copy.",
    example: "<include href=\"missing.rng\"/>")
  static let combine = DiagnosticKind(
    "rng-schema-combine", .error,
    meaning: "Several definitions of one name do not say, or not with one voice, how they combine.",
    example: "a = empty\na = text")
  static let undefined = DiagnosticKind(
    "rng-schema-undefined", .error,
    meaning: "The schema refers to, or overrides, a definition that is not there.",
    example: "start = lettre")
  static let recursion = DiagnosticKind(
    "rng-schema-recursion", .error,
    meaning: "A definition, or a file, contains itself without an element between.",
    example: "a = a, b")
  static let name = DiagnosticKind(
    "rng-schema-name", .error,
    meaning: "A name or a class of names is not allowed where it stands (§4.16).",
    example: "attribute xmlns { text }")
  static let datatype = DiagnosticKind(
    "rng-schema-datatype", .error,
    meaning:
      "A datatype is not known, a parameter does not suit it, or a value does not belong to it.",
    example: "xsd:integer \"one\"")
  static let restriction = DiagnosticKind(
    "rng-schema-restriction", .error,
    meaning: "A pattern is written correctly, but stands where RELAX NG does not allow it (§7).",
    example: "list { element a { empty } }")
  static let identity = DiagnosticKind(
    "rng-schema-identity", .error,
    meaning: "The schema makes an attribute an identifier in one place and not in another, so that "
      + "identifiers cannot be checked. The check can be turned off (`validate --no-ids`).",
    example: "attribute xml:id { xsd:ID } | attribute xml:id { text }")
  static let tooComplex = DiagnosticKind(
    "rng-schema-too-complex", .error,
    meaning: "The schema is nested more deeply, or grows larger, than any real one.",
    example: "((((((… thousands of parentheses …))))))")
}

// Of documents.
extension DiagnosticKind {
  static let elementNotAllowed = DiagnosticKind(
    "rng-element-not-allowed", .error,
    meaning: "The element is known, but does not belong where it stands, or not yet.",
    example: "<list><p/></list>")
  static let elementUnknown = DiagnosticKind(
    "rng-element-unknown", .error,
    meaning:
      "The schema has no element with this name in this namespace. What is in it is not checked.",
    example: "<paragraph/>")
  static let elementMissing = DiagnosticKind(
    "rng-content-incomplete", .error,
    meaning: "The element ends before all that it must contain was there.",
    example: "<list></list>")
  static let attributeNotAllowed = DiagnosticKind(
    "rng-attribute-not-allowed", .error,
    meaning: "The element has no such attribute, or not beside those before it.",
    example: "<p xml:idd=\"a\"/>")
  static let attributeMissing = DiagnosticKind(
    "rng-attribute-missing", .error,
    meaning: "An attribute that the element must have is not there.",
    example: "<graphic/>")
  static let attributeValue = DiagnosticKind(
    "rng-attribute-value", .error,
    meaning: "The value of the attribute is not one that the schema allows.",
    example: "<date when=\"yesterday\"/>")
  static let textNotAllowed = DiagnosticKind(
    "rng-text-not-allowed", .error,
    meaning: "There is text where only elements, or nothing, may be.",
    example: "<list>one <item/></list>")
  static let contentValue = DiagnosticKind(
    "rng-content-value", .error,
    meaning: "The text of the element is not a value that the schema allows.",
    example: "<count>many</count>")
  static let idDuplicate = DiagnosticKind(
    "rng-id-duplicate", .error,
    meaning: "Two elements have the same identifier.",
    example: "<p xml:id=\"a\"/><p xml:id=\"a\"/>")
  static let idMissing = DiagnosticKind(
    "rng-id-missing", .error,
    meaning: "No element has the identifier that is referred to.",
    example: "<ref idref=\"nowhere\"/>")
  static let matchingTooComplex = DiagnosticKind(
    "rng-matching-too-complex", .error,
    meaning:
      "The schema is so ambiguous that matching this document would take unreasonable memory; "
      + "the document was not checked to its end.",
    example: "start = element a { (b & c & d & …)+, (b | c | d | …)* }")
}
