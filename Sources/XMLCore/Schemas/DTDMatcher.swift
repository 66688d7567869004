import CLibXML2
package import Diagnostics

/// Matches a document with a document type definition, through libxml2.
///
/// libxml2 wants a tree for this. It is made of our events, so that limits, encodings, entities and
/// positions are the same as with any other schema; of the text it holds only whether there is any.
package final class DTDMatcher: XMLEventSink {
  /// Whether the document was as the definition wants it; known at its end.
  package private(set) var isValid = true

  private let schema: DTDSchema
  private let names: XMLNameTable
  private let file: String
  private let report: (Diagnostic) -> Void
  private let document: xmlDocPtr
  private var open: [xmlNodePtr] = []
  /// Where the start tags end; a node is marked with its index here, counted from 1.
  private var positions: [(line: Int32, column: Int32)] = []
  private var isText: [UInt64: Bool] = [:]

  /// The most elements that a document may have, since all of them are held at once.
  private static let mostElements = 1_000_000

  /// Creates a matcher for one document; `names` are those of its reader.
  package init(
    schema: DTDSchema, names: XMLNameTable, file: String,
    report: @escaping (Diagnostic) -> Void
  ) throws(DiagnosticError) {
    guard let document = xmlNewDoc("1.0") else {
      throw DiagnosticError(.dtdSchema, "there is no memory left", at: SourceLocation(file: file))
    }
    self.schema = schema
    self.names = names
    self.file = file
    self.report = report
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  package func startElement(_ tag: XMLStartTag) throws {
    let place = tag.position
    if positions.count == Self.mostElements {
      throw DiagnosticError(
        .xmlLimit,
        "the elements of a document checked against a DTD are more than \(positions.count)",
        at: SourceLocation(file: file, line: place.line, column: place.column))
    }
    let entry = names[tag.name]
    // A DTD knows names as they are written, prefix and all.
    guard let node = xmlNewDocNode(document, nil, entry.name.local, nil) else { return }
    for (prefix, uri) in tag.namespaces {
      xmlNewNs(node, uri, prefix.isEmpty ? nil : prefix)
    }
    if let parent = open.last {
      xmlAddChild(parent, node)
    } else {
      xmlDocSetRootElement(document, node)
    }
    node.pointee.ns = namespace(entry, at: node)
    for index in 0..<tag.attributeCount {
      let name = names[tag.attributeName(at: index)]
      var value = tag.value(at: index)
      if !keepsText(tag.attributeName(at: index), of: tag.name) {
        value = value.split(separator: " ").joined(separator: " ")
      }
      xmlNewNsProp(
        node, name.prefix.isEmpty ? nil : namespace(name, at: node), name.name.local, value)
    }
    positions.append((Int32(clamping: place.line), Int32(clamping: place.column)))
    node.pointee._private = UnsafeMutableRawPointer(bitPattern: positions.count)
    open.append(node)
  }

  package func text(_ bytes: Span<UInt8>) throws {
    guard let parent = open.last else { return }
    let isSpace = bytes.isWhiteSpace
    if let last = parent.pointee.last, last.pointee.type == XML_TEXT_NODE {
      if isSpace || last.pointee.content?.pointee == UInt8(ascii: "x") { return }
      xmlNodeSetContent(last, "x")
    } else {
      xmlAddChild(parent, xmlNewDocText(document, isSpace ? " " : "x"))
    }
  }

  package func startCDATA() throws {
    // Such a section is text, even an empty one.
    let mark: [UInt8] = [UInt8(ascii: "x")]
    try text(mark.span)
  }

  package func endElement(at position: XMLPosition) throws { open.removeLast() }

  package func endDocument() throws {
    guard let context = xmlNewValidCtxt() else { return }
    defer { xmlFreeValidCtxt(context) }
    let complaints = SchemaComplaints { [unowned self] in add($0) }
    complaints.listen { _ = xmlValidateDtd(context, document, schema.pointer) }
  }

  private func namespace(_ entry: XMLNameTable.Entry, at node: xmlNodePtr) -> xmlNsPtr? {
    xmlSearchNs(document, node, entry.prefix.isEmpty ? nil : entry.prefix)
  }

  private func keepsText(_ attribute: XMLNameTable.ID, of element: XMLNameTable.ID) -> Bool {
    let key =
      UInt64(UInt32(bitPattern: element.index)) << 32
      | UInt64(UInt32(bitPattern: attribute.index))
    if let known = isText[key] { return known }
    let result = schema.isText(names[attribute], of: names[element])
    isText[key] = result
    return result
  }

  private func add(_ complaint: SchemaComplaints.Complaint) {
    guard complaint.isError else { return }
    isValid = false
    var location = SourceLocation(file: file)
    if complaint.mark > 0, complaint.mark <= positions.count {
      let place = positions[complaint.mark - 1]
      location.line = Int(place.line)
      location.column = Int(place.column)
    }
    report(Diagnostic(Self.kind(complaint.code), complaint.message, at: location))
  }

  /// By libxml2's numbers of errors (`xmlParserErrors`, from 500 on).
  private static func kind(_ code: Int) -> DiagnosticKind {
    switch code {
    case 506, 518, 524, 533: .dtdAttribute
    case 502, 511, 527, 537, 541: .dtdValue
    case 513, 536, 539, 540: .dtdIdentity
    default: .dtdContent
    }
  }
}
