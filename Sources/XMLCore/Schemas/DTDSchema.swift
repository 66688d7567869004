import CLibXML2
package import Diagnostics

/// A document type definition, as libxml2 understands it.
///
/// It belongs to the thread that made it; others load their own.
package final class DTDSchema {
  let pointer: xmlDtdPtr

  /// Loads the definition in `file`, with the modules that its parameter entities name.
  ///
  /// - Parameter resolve: gives the file at an address; `nil` where there is none. Nothing else is read.
  /// - Throws: a diagnostic `dtd-schema` with the place of what is wrong.
  package init(file: String, resolve: (String) throws -> [UInt8]?) throws(DiagnosticError) {
    let complaints = SchemaComplaints()
    var reason: DiagnosticError?
    let definition = ResourceGate.open(allowsEntities: true, needsXML: false, resolve: resolve) {
      gate in
      let definition = complaints.listen { xmlParseDTD(nil, file) }
      reason = gate.failure
      if let missing = gate.missing.first {
        reason =
          reason
          ?? DiagnosticError(
            .dtdSchema, "'\(missing)' is not on this machine or in a catalog, and is not fetched",
            at: SourceLocation(file: file))
      }
      return definition
    }
    let first = complaints.complaints.first(where: \.isError)
    guard let definition, first == nil, reason == nil else {
      xmlFreeDtd(definition)
      throw reason
        ?? DiagnosticError(
          .dtdSchema, first?.message ?? "the document type definition cannot be loaded",
          at: SourceLocation(
            file: first.flatMap { $0.file.isEmpty ? nil : $0.file } ?? file,
            line: first?.line ?? 0, column: 0))
    }
    guard definition.pointee.elements != nil else {
      xmlFreeDtd(definition)
      throw DiagnosticError(
        .dtdSchema, "the document type definition declares no element",
        at: SourceLocation(file: file))
    }
    pointer = definition
  }

  deinit { xmlFreeDtd(pointer) }

  /// Whether the values of an attribute are kept as they are; those of others are tokens.
  func isText(_ attribute: XMLNameTable.Entry, of element: XMLNameTable.Entry) -> Bool {
    let declaration =
      attribute.prefix.isEmpty
      ? xmlGetDtdAttrDesc(pointer, element.qualified, attribute.name.local)
      : xmlGetDtdQAttrDesc(
        pointer, element.qualified, attribute.name.local, attribute.prefix)
    return declaration.map { $0.pointee.atype == XML_ATTRIBUTE_CDATA } ?? true
  }
}
