public import Diagnostics

/// Every kind of diagnostic that this module reports.
public let xmlCoreDiagnosticKinds: [DiagnosticKind] = [
  .xmlEmpty, .xmlNotXML, .xmlEncoding, .xmlNotWellFormed, .xmlNamespace, .xmlEntity, .xmlLimit,
  .xsdSchema, .xsdContent, .xsdAttribute, .xsdValue, .xsdIdentity,
  .dtdSchema, .dtdContent, .dtdAttribute, .dtdValue, .dtdIdentity,
]

extension DiagnosticKind {
  /// There are no bytes, or nothing but white space.
  public static let xmlEmpty = DiagnosticKind(
    "xml-empty", .error,
    meaning: "The file holds no element. An XML document has exactly one root element.")
  /// The first character is no `<`.
  public static let xmlNotXML = DiagnosticKind(
    "xml-not-xml", .error,
    meaning: """
      The file is something else than XML: text, JSON, an archive, a word processor's document. \
      An XML document begins with '<', after white space at most.
      """, example: "{\"TEI\": 1}")
  /// The bytes are not what the encoding says.
  public static let xmlEncoding = DiagnosticKind(
    "xml-encoding", .error,
    meaning: """
      The bytes are not in the encoding that the XML declaration or the byte order mark names, or \
      not in UTF-8 where none is named, or the encoding is not known. Save the file as UTF-8.
      """, example: "<?xml version=\"1.0\" encoding=\"klingon\"?><TEI/>")
  /// The document breaks the grammar of XML.
  public static let xmlNotWellFormed = DiagnosticKind(
    "xml-not-well-formed", .error,
    meaning: """
      The document breaks a rule that every XML document keeps (XML 1.0, fifth edition): tags that \
      match, quoted and distinct attributes, '&' and '<' written as '&amp;' and '&lt;'. Nothing \
      after that place has been read.
      """, example: "<p>one <hi>two</p>")
  /// The document breaks a rule of Namespaces in XML.
  public static let xmlNamespace = DiagnosticKind(
    "xml-namespace", .error,
    meaning: """
      A prefix is not declared, a reserved one is declared anew, or a name has two colons \
      (Namespaces in XML 1.0).
      """, example: "<xi:include href=\"a.xml\"/>")
  /// An entity that is not read stands where it cannot be left as a reference.
  public static let xmlEntity = DiagnosticKind(
    "xml-entity", .error,
    meaning: """
      An attribute value refers to an entity outside the document. External entities and document \
      type definitions are never read; write the text of the entity instead.
      """,
    example: "<!DOCTYPE TEI [<!ENTITY e SYSTEM 'e.txt'>]><TEI n='&e;'/>")
  /// The document demands more than is allowed.
  public static let xmlLimit = DiagnosticKind(
    "xml-limit", .error,
    meaning: """
      The document is nested deeper, expands further or has longer tags than any edition or corpus \
      needs, so it is not read further. The message names the limit.
      """)
}
