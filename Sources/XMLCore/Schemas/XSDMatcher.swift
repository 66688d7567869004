import CLibXML2
package import Diagnostics

/// Matches a document with a schema of XML Schema, event by event, through libxml2.
///
/// libxml2 offers its validator to a SAX parser of its own; here our events take the place of that
/// parser, so that limits, encodings, entities and positions are the same as with any other schema.
/// It keeps no tree: memory grows with the depth and the text of one element, not with the document.
package final class XSDMatcher: XMLEventSink {
  /// Whether everything so far was as the schema wants it.
  package private(set) var isValid = true

  private let schema: XSDSchema
  private let names: XMLNameTable
  private let file: String
  private let report: (Diagnostic) -> Void
  private let context: xmlSchemaValidCtxtPtr
  private let dictionary: xmlDictPtr
  private var plug: xmlSchemaSAXPlugPtr?
  private var handler: UnsafeMutablePointer<xmlSAXHandler>?
  private var complaints: SchemaComplaints?
  private var position = XMLPosition()
  /// By number of a name: local part, prefix and namespace as libxml2 keeps strings.
  private var strings: [(UnsafePointer<UInt8>?, UnsafePointer<UInt8>?, UnsafePointer<UInt8>?)?] = []
  private var open: [(name: Int, hasChild: Bool, hasText: Bool)] = []
  private var text: [UInt8] = []
  private var isFinished = false

  /// The longest text, in bytes, that an element without children may have.
  private static let longestText = 10_000_000

  /// Creates a matcher for one document; `names` are those of its reader.
  package init(
    schema: XSDSchema, names: XMLNameTable, file: String,
    report: @escaping (Diagnostic) -> Void
  ) throws(DiagnosticError) {
    guard let context = xmlSchemaNewValidCtxt(schema.pointer), let dictionary = xmlDictCreate()
    else {
      throw DiagnosticError(.xsdSchema, "there is no memory left", at: SourceLocation(file: file))
    }
    self.schema = schema
    self.names = names
    self.file = file
    self.report = report
    self.context = context
    self.dictionary = dictionary
    let complaints = SchemaComplaints { [unowned self] in add($0) }
    self.complaints = complaints
    xmlSchemaSetValidStructuredErrors(context, SchemaComplaints.callback, complaints.pointer)
    var data: UnsafeMutableRawPointer? = UnsafeMutableRawPointer(context)
    plug = xmlSchemaSAXPlug(context, &handler, &data)
  }

  deinit {
    finish()
    xmlSchemaFreeValidCtxt(context)
    xmlDictFree(dictionary)
  }

  package func startElement(_ tag: XMLStartTag) throws {
    flush()
    if let last = open.indices.last { open[last].hasChild = true }
    position = tag.position
    let name = Int(tag.name.index)
    open.append((name, false, false))
    let own = string(of: name)
    var namespaces: [UnsafePointer<UInt8>?] = []
    for (prefix, uri) in tag.namespaces {
      namespaces.append(prefix.isEmpty ? nil : intern(prefix))
      namespaces.append(intern(uri))
    }
    var values: [UInt8] = [0]  // so that there is a place even for empty ones
    var attributes: [(name: Int, start: Int, end: Int)] = []
    for index in 0..<tag.attributeCount {
      let start = values.count
      values += tag.value(at: index).utf8
      attributes.append((Int(tag.attributeName(at: index).index), start, values.count))
    }
    values.withUnsafeBufferPointer { values in
      var quintuples: [UnsafePointer<UInt8>?] = []
      for attribute in attributes {
        let name = string(of: attribute.name)
        quintuples += [
          name.0, name.1, name.2, values.baseAddress.map { $0 + attribute.start },
          values.baseAddress.map { $0 + attribute.end },
        ]
      }
      handler?.pointee.startElementNs?(
        UnsafeMutableRawPointer(context), own.0, own.1, own.2, Int32(namespaces.count / 2),
        &namespaces, Int32(attributes.count), 0, &quintuples)
    }
  }

  package func text(_ bytes: Span<UInt8>) throws {
    guard let last = open.indices.last else { return }
    if open[last].hasChild {
      // Beside elements it only matters whether there is any, and libxml2 would keep it all.
      if open[last].hasText || bytes.isWhiteSpace { return }
      open[last].hasText = true
      text = [UInt8(ascii: "x")]
      flush()
      return
    }
    if text.count + bytes.count > Self.longestText {
      throw DiagnosticError(
        .xmlLimit, "the bytes of one element's text are more than the limit of \(Self.longestText)",
        at: SourceLocation(file: file, line: position.line, column: position.column))
    }
    for index in 0..<bytes.count { text.append(bytes[index]) }
  }

  package func endElement(at position: XMLPosition) throws {
    self.position = position
    flush()
    guard let last = open.popLast() else { return }
    let name = string(of: last.name)
    handler?.pointee.endElementNs?(UnsafeMutableRawPointer(context), name.0, name.1, name.2)
  }

  package func endDocument() throws { finish() }

  private func finish() {
    guard let plug else { return }
    self.plug = nil
    handler = nil
    xmlSchemaSAXUnplug(plug)
  }

  private func flush() {
    guard !text.isEmpty else { return }
    text.withUnsafeBufferPointer {
      handler?.pointee.characters?(
        UnsafeMutableRawPointer(context), $0.baseAddress, Int32(clamping: $0.count))
    }
    text.removeAll(keepingCapacity: true)
  }

  private func add(_ complaint: SchemaComplaints.Complaint) {
    guard complaint.isError else { return }
    isValid = false
    report(
      Diagnostic(
        Self.kind(complaint.code), complaint.message,
        at: SourceLocation(file: file, line: position.line, column: position.column)))
  }

  private func string(
    of name: Int
  ) -> (UnsafePointer<UInt8>?, UnsafePointer<UInt8>?, UnsafePointer<UInt8>?) {
    while strings.count <= name { strings.append(nil) }
    if let known = strings[name] { return known }
    let entry = names[XMLNameTable.ID(index: Int32(name))]
    let new = (
      intern(entry.name.local), entry.prefix.isEmpty ? nil : intern(entry.prefix),
      entry.name.namespace.isEmpty ? nil : intern(entry.name.namespace)
    )
    strings[name] = new
    return new
  }

  /// libxml2 keeps pointers to names and namespaces, so they have to stay.
  private func intern(_ text: String) -> UnsafePointer<UInt8>? {
    xmlDictLookup(dictionary, text, -1)
  }

  /// By libxml2's numbers of errors (`xmlParserErrors`, from 1801 on).
  private static func kind(_ code: Int) -> DiagnosticKind {
    switch code {
    case 1824...1842, 1858, 1859: .xsdValue
    case 1865...1870: .xsdAttribute
    case 1877...1879: .xsdIdentity
    default: .xsdContent
    }
  }
}

extension Span<UInt8> {
  /// Whether there is nothing but white space of XML.
  var isWhiteSpace: Bool {
    for index in 0..<count where ![0x20, 0x09, 0x0A, 0x0D].contains(self[index]) { return false }
    return true
  }
}
