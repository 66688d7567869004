package import Diagnostics

extension DiagnosticKind {
  /// A schema of XML Schema is itself wrong.
  package static let xsdSchema = DiagnosticKind(
    "xsd-schema", .error,
    meaning: """
      The XML Schema (.xsd) is itself wrong, or includes or imports what is not on this machine or in \
      a catalog. Nothing is fetched from the network.
      """, example: "<xs:element name=\"p\" type=\"nowhere\"/>")
  /// An element stands where it must not, or lacks what it must contain.
  static let xsdContent = DiagnosticKind(
    "xsd-content", .error,
    meaning:
      "An element or text stands where the XML Schema has none, or one that it needs is missing.",
    example: "<list><paragraph/></list>")
  /// An attribute must not be there, or is missing.
  static let xsdAttribute = DiagnosticKind(
    "xsd-attribute", .error,
    meaning: "The XML Schema gives the element no such attribute, or needs one that is missing.",
    example: "<p idd=\"a\"/>")
  /// A value is not of its type.
  static let xsdValue = DiagnosticKind(
    "xsd-value", .error,
    meaning:
      "The value of an attribute or an element is not of the type that the XML Schema gives it.",
    example: "<date when=\"yesterday\"/>")
  /// A key is there twice or not at all.
  static let xsdIdentity = DiagnosticKind(
    "xsd-identity", .error,
    meaning: "A value that has to be unique stands twice, or one that refers to a key finds none.",
    example: "<item n=\"1\"/><item n=\"1\"/>")
  /// A document type definition is itself wrong.
  package static let dtdSchema = DiagnosticKind(
    "dtd-schema", .error,
    meaning: "The document type definition (.dtd) is itself wrong, or a part of it is missing.",
    example: "<!ELEMENT p (#PCDATA>")
  /// The content of an element does not follow its declaration.
  static let dtdContent = DiagnosticKind(
    "dtd-content", .error,
    meaning:
      "An element is not declared, or its content does not follow its declaration in the DTD.",
    example: "<list><paragraph/></list>")
  /// An attribute must not be there, or is missing.
  static let dtdAttribute = DiagnosticKind(
    "dtd-attribute", .error,
    meaning: "The DTD declares no such attribute of the element, or needs one that is missing.",
    example: "<p idd=\"a\"/>")
  /// A value is not one that the attribute's declaration allows.
  static let dtdValue = DiagnosticKind(
    "dtd-value", .error,
    meaning: "The value of an attribute is not one that its declaration in the DTD allows.",
    example: "<p part=\"perhaps\"/>")
  /// An identifier is there twice, or is referred to and not there.
  static let dtdIdentity = DiagnosticKind(
    "dtd-identity", .error,
    meaning: "An identifier (ID) stands twice, or one that is referred to (IDREF) is nowhere.",
    example: "<p id=\"a\"/><p id=\"a\"/>")
}
