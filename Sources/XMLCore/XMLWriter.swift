/// Writes events as XML in UTF-8.
///
/// Names are written with the prefixes they came with; the namespace declarations must be among the
/// events. Whoever makes events without a document uses ``XMLEventProducer``:
///
///     let writer = XMLWriter(form: .canonical) { output.append($0) }
///     let producer = XMLEventProducer(into: writer)
///     let note = producer.name("note", in: tei)
///     try producer.start(note)
///     try producer.text("SEC. ESPER:")
///     try producer.end()
///     try producer.endDocument()
public final class XMLWriter: XMLEventSink {
  /// How the same events look.
  public enum Form: Hashable, Sendable {
    /// As they came: attributes in their order, `<e/>` for an empty element, the document type
    /// declaration and CDATA sections.
    case plain
    /// Canonical XML 1.0 with comments: attributes and namespace declarations sorted, those that
    /// repeat what is in scope left out, no empty-element tags, no document type declaration.
    /// A reference to an entity that was not read stays a reference.
    case canonical
  }

  private let form: Form
  private let output: (Span<UInt8>) throws -> Void
  private var markup = XMLMarkup(capacity: pieceSize * 2)
  private var names: XMLWriterNames
  private var open: [XMLNameTable.ID] = []
  private var isStartTagOpen = false
  private var hasRoot = false
  private var isInCDATA = false
  private var cdataBrackets = 0
  private var hasInternalSubset = false
  private var scope = NamespaceScope()
  private var order: [Int] = []

  /// Creates a writer; `output` gets the bytes in pieces of about 64 KB.
  public init(form: Form, output: @escaping (Span<UInt8>) throws -> Void) {
    self.form = form
    self.output = output
    names = XMLWriterNames()
  }

  /// The size from which the buffer is handed on.
  private static let pieceSize = 65_536

  /// Hands on what has been written so far.
  public func flush() throws {
    closeStartTag()
    try handOn()
  }

  /// Writes `<?xml version="1.0" encoding="UTF-8"?>` and a line feed; to be called first.
  ///
  /// Canonical XML has no declaration: for a file whose root only is canonical.
  public func xmlDeclaration() throws {
    markup.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
  }

  /// Writes bytes that are markup already, as they are.
  public func markup(_ bytes: Span<UInt8>) throws {
    closeStartTag()
    hasRoot = true
    markup.append(bytes)
    try flushIfFull()
  }

  // MARK: - Events

  /// Nobody asks for them.
  public var needsEndPositions: Bool { false }

  /// Writes the start tag.
  public func startElement(_ tag: XMLStartTag) throws {
    closeStartTag()
    hasRoot = true
    names.use(tag.names)
    open.append(tag.name)
    markup.append(UInt8(ascii: "<"))
    markup.append(names[tag.name].span)
    switch form {
    case .plain:
      for (prefix, uri) in tag.namespaces { declare(prefix, uri) }
      for index in 0..<tag.attributeCount
      // With its document type declaration, the document has its defaults again.
      where tag.isSpecified(at: index) || !hasInternalSubset { attribute(index, of: tag) }
      isStartTagOpen = true
    case .canonical:
      scope.enter()
      if !tag.namespaces.isEmpty {
        for (prefix, uri) in scope.news(in: tag.namespaces) { declare(prefix, uri) }
      }
      if tag.attributeCount < 2 {
        if tag.attributeCount == 1 { attribute(0, of: tag) }
      } else {
        names.sort(attributesOf: tag, into: &order)
        for index in order { attribute(index, of: tag) }
      }
      markup.append(UInt8(ascii: ">"))
    }
    try flushIfFull()
  }

  /// Writes the piece of text with `&`, `<`, `>` and carriage returns escaped.
  public func text(_ bytes: Span<UInt8>) throws {
    guard !bytes.isEmpty else { return }
    closeStartTag()
    if isInCDATA {
      appendCDATA(bytes)
    } else {
      markup.appendText(bytes)
    }
    try flushIfFull()
  }

  /// Writes the end tag.
  public func endElement(at position: XMLPosition) throws {
    guard let name = open.popLast() else { return }
    if isStartTagOpen {
      isStartTagOpen = false
      markup.append("/>")
    } else {
      markup.append("</")
      markup.append(names[name].span)
      markup.append(UInt8(ascii: ">"))
    }
    if form == .canonical { scope.leave() }
    try flushIfFull()
  }

  /// Writes the comment.
  public func comment(_ text: String) throws {
    beginMisc()
    markup.append("<!--")
    markup.append(text)
    markup.append("-->")
    try endMisc()
  }

  /// Writes the processing instruction.
  public func processingInstruction(target: String, data: String) throws {
    beginMisc()
    markup.append("<?")
    markup.append(target)
    if !data.isEmpty {
      markup.append(" ")
      markup.append(data)
    }
    markup.append("?>")
    try endMisc()
  }

  /// Writes the declaration, in the plain form.
  public func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    guard form == .plain else { return }
    markup.append("<!DOCTYPE ")
    markup.append(name)
    if let publicID {
      markup.append(" PUBLIC \"")
      markup.append(publicID)
      markup.append("\"")
    } else if systemID != nil {
      markup.append(" SYSTEM")
    }
    if let systemID {
      let quote = systemID.utf8.contains(UInt8(ascii: "\"")) ? "'" : "\""
      markup.append(" " + quote)
      markup.append(systemID)
      markup.append(quote)
    }
    if let internalSubset {
      hasInternalSubset = true
      markup.append(" [")
      markup.append(internalSubset)
      markup.append("]")
    }
    markup.append(">\n")
  }

  /// Writes `&name;`.
  public func entityReference(_ name: String) throws {
    closeStartTag()
    markup.append("&")
    markup.append(name)
    markup.append(";")
  }

  /// Begins the section, in the plain form.
  public func startCDATA() throws {
    guard form == .plain else { return }
    closeStartTag()
    markup.append("<![CDATA[")
    isInCDATA = true
    cdataBrackets = 0
  }

  /// Ends the section, in the plain form.
  public func endCDATA() throws {
    guard isInCDATA else { return }
    isInCDATA = false
    markup.append("]]>")
    try flushIfFull()
  }

  /// Hands on the rest; the plain form ends in a line feed.
  public func endDocument() throws {
    if form == .plain { markup.append("\n") }
    try flush()
  }

  // MARK: - Pieces

  private func closeStartTag() {
    guard isStartTagOpen else { return }
    isStartTagOpen = false
    markup.append(UInt8(ascii: ">"))
  }

  private func declare(_ prefix: String, _ uri: String) {
    markup.append(prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\"")
    markup.appendValue(uri.utf8Span.span)
    markup.append(UInt8(ascii: "\""))
  }

  private func attribute(_ index: Int, of tag: XMLStartTag) {
    markup.append(UInt8(ascii: " "))
    markup.append(names[tag.attributeName(at: index)].span)
    markup.append("=\"")
    markup.appendValue(tag.attributes[index].value.span)
    markup.append(UInt8(ascii: "\""))
  }

  /// Outside the root, comments and instructions stand on lines of their own (Canonical XML §2.3).
  private func beginMisc() {
    closeStartTag()
    if open.isEmpty, hasRoot { markup.append(UInt8(ascii: "\n")) }
  }

  private func endMisc() throws {
    if open.isEmpty, !hasRoot { markup.append(UInt8(ascii: "\n")) }
    try flushIfFull()
  }

  private func flushIfFull() throws {
    if markup.count >= Self.pieceSize { try handOn() }
  }

  private func handOn() throws {
    if markup.count > 0 { try markup.drain(output) }
  }

  /// A `]]>` in the text of a section would end it, so the section is split before the `>`.
  private func appendCDATA(_ bytes: Span<UInt8>) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">"), cdataBrackets >= 2 { markup.append("]]><![CDATA[") }
      cdataBrackets = byte == UInt8(ascii: "]") ? cdataBrackets + 1 : 0
      markup.append(byte)
    }
  }
}
