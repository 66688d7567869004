import CLibXML2
package import Diagnostics

/// A schema of W3C XML Schema 1.0, as libxml2 understands it.
///
/// It belongs to the thread that made it; others load their own.
package final class XSDSchema {
  let pointer: xmlSchemaPtr

  /// Loads the schema in `file`, with all that it includes and imports.
  ///
  /// - Parameter resolve: gives the file at an address; `nil` where there is none. Nothing else is read.
  /// - Throws: a diagnostic `xsd-schema`, or one of XML, with the place of what is wrong.
  package init(file: String, resolve: (String) throws -> [UInt8]?) throws(DiagnosticError) {
    let complaints = SchemaComplaints()
    var reason: DiagnosticError?
    let schema = ResourceGate.open(
      allowsEntities: false, needsXML: true, resolve: { try Self.source($0, resolve) }
    ) { gate in
      let schema = complaints.listen { () -> xmlSchemaPtr? in
        guard let context = xmlSchemaNewParserCtxt(file) else { return nil }
        defer { xmlSchemaFreeParserCtxt(context) }
        xmlSchemaSetParserStructuredErrors(
          context, SchemaComplaints.callback, complaints.pointer)
        return xmlSchemaParse(context)
      }
      reason = gate.failure ?? Self.reason(complaints, gate, file)
      return schema
    }
    // What could not be read counts even where libxml2 goes on without it.
    guard let schema, reason == nil else {
      xmlSchemaFree(schema)
      throw reason
        ?? DiagnosticError(
          .xsdSchema, "the schema cannot be loaded", at: SourceLocation(file: file))
    }
    pointer = schema
  }

  deinit { xmlSchemaFree(pointer) }

  private static func reason(
    _ complaints: SchemaComplaints, _ gate: ResourceGate, _ file: String
  ) -> DiagnosticError? {
    let errors = complaints.complaints.filter(\.isError)
    guard let first = errors.first else { return nil }
    func location(_ complaint: SchemaComplaints.Complaint) -> SourceLocation {
      SourceLocation(
        file: complaint.file.isEmpty ? file : complaint.file, line: complaint.line, column: 0)
    }
    let missing = gate.missing.prefix(5).map {
      Diagnostic.Note(
        "'\($0)' is not on this machine or in a catalog, and is not fetched",
        at: SourceLocation(file: file))
    }
    let others = errors.dropFirst().prefix(4).map {
      Diagnostic.Note($0.message, at: location($0))
    }
    return DiagnosticError(
      Diagnostic(.xsdSchema, first.message, at: location(first), notes: missing + others))
  }

  /// What the W3C's own schema of the `xml` namespace, which many schemas import, comes down to.
  private static func source(
    _ address: String, _ resolve: (String) throws -> [UInt8]?
  ) throws -> [UInt8]? {
    if let bytes = try resolve(address) { return bytes }
    let isOfW3C =
      address.hasPrefix("http://www.w3.org/") || address.hasPrefix("https://www.w3.org/")
    guard isOfW3C, address.hasSuffix("/xml.xsd") else { return nil }
    return Array(
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
        targetNamespace="http://www.w3.org/XML/1998/namespace">
        <xs:attribute name="lang">
          <xs:simpleType><xs:union memberTypes="xs:language"><xs:simpleType>
            <xs:restriction base="xs:string"><xs:enumeration value=""/></xs:restriction>
          </xs:simpleType></xs:union></xs:simpleType>
        </xs:attribute>
        <xs:attribute name="space">
          <xs:simpleType><xs:restriction base="xs:NCName">
            <xs:enumeration value="default"/><xs:enumeration value="preserve"/>
          </xs:restriction></xs:simpleType>
        </xs:attribute>
        <xs:attribute name="base" type="xs:anyURI"/>
        <xs:attribute name="id" type="xs:ID"/>
        <xs:attributeGroup name="specialAttrs">
          <xs:attribute ref="xml:base"/><xs:attribute ref="xml:lang"/>
          <xs:attribute ref="xml:space"/><xs:attribute ref="xml:id"/>
        </xs:attributeGroup>
      </xs:schema>
      """.utf8)
  }
}
