/// What an ``XMLWriter`` does.
struct XMLWriterState: ~Copyable {
  private let form: XMLWriter.Form
  private let output: (Span<UInt8>) throws -> Void
  private var markup = XMLMarkup(capacity: 4096)
  private var names = XMLWriterNames()
  /// Whose names these are.
  private var table: XMLNameTable?
  private var open: [XMLNameTable.ID] = []
  private var isStartTagOpen = false
  private var hasRoot = false
  private var isInCDATA = false
  private var cdataBrackets = 0
  private var hasInternalSubset = false
  private var scope = NamespaceScope()
  private var order: [Int] = []

  init(form: XMLWriter.Form, output: @escaping (Span<UInt8>) throws -> Void) {
    self.form = form
    self.output = output
  }

  /// Leaves what was found out about names to the next writer.
  mutating func giveBackNames() {
    table?.give(back: names)
    table = nil
  }

  /// Turns to the names of `table`.
  private mutating func use(_ table: XMLNameTable) {
    giveBackNames()
    names = table.takeSpellings()
    self.table = table
  }

  /// The size from which the buffer is handed on.
  private static let pieceSize = 65_536

  /// Hands on what has been written so far.
  mutating func flush() throws {
    closeStartTag()
    try handOn()
  }

  /// Writes `<?xml version="1.0" encoding="UTF-8"?>` and a line feed; to be called first.
  ///
  /// Canonical XML has no declaration: for a file whose root only is canonical.
  mutating func xmlDeclaration() throws {
    markup.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
  }

  /// Writes bytes that are markup already, as they are.
  mutating func markup(_ bytes: Span<UInt8>) throws {
    closeStartTag()
    hasRoot = true
    markup.append(bytes)
    try flushIfFull()
  }

  // MARK: - Events

  /// Writes the start tag.
  mutating func startElement(_ tag: XMLStartTag) throws {
    closeStartTag()
    hasRoot = true
    if table !== tag.names { use(tag.names) }
    open.append(tag.name)
    if form == .canonical, let source = tag.canonicalSource, names.areSorted(attributesOf: tag) {
      scope.enter()
      markup.append(source.span)
      return try flushIfFull()
    }
    markup.append(UInt8(ascii: "<"))
    names.appendName(tag.name, of: tag.names, to: &markup)
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
  mutating func text(_ bytes: Span<UInt8>) throws {
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
  mutating func endElement(at position: XMLPosition) throws {
    guard let name = open.popLast() else { return }
    if isStartTagOpen {
      isStartTagOpen = false
      markup.append("/>")
    } else {
      if let table { names.appendEndTag(name, of: table, to: &markup) }
    }
    if form == .canonical { scope.leave() }
    try flushIfFull()
  }

  /// Writes the comment.
  mutating func comment(_ text: String) throws {
    beginMisc()
    markup.append("<!--")
    markup.append(text)
    markup.append("-->")
    try endMisc()
  }

  /// Writes the processing instruction.
  mutating func processingInstruction(target: String, data: String) throws {
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
  mutating func doctype(
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
  mutating func entityReference(_ name: String) throws {
    closeStartTag()
    markup.append("&")
    markup.append(name)
    markup.append(";")
  }

  /// Begins the section, in the plain form.
  mutating func startCDATA() throws {
    guard form == .plain else { return }
    closeStartTag()
    markup.append("<![CDATA[")
    isInCDATA = true
    cdataBrackets = 0
  }

  /// Ends the section, in the plain form.
  mutating func endCDATA() throws {
    guard isInCDATA else { return }
    isInCDATA = false
    markup.append("]]>")
    try flushIfFull()
  }

  /// Hands on the rest; the plain form ends in a line feed.
  mutating func endDocument() throws {
    if form == .plain { markup.append("\n") }
    try flush()
  }

  // MARK: - Pieces

  private mutating func closeStartTag() {
    guard isStartTagOpen else { return }
    isStartTagOpen = false
    markup.append(UInt8(ascii: ">"))
  }

  private mutating func declare(_ prefix: String, _ uri: String) {
    markup.append(prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\"")
    markup.appendValue(uri.utf8Span.span)
    markup.append(UInt8(ascii: "\""))
  }

  private mutating func attribute(_ index: Int, of tag: XMLStartTag) {
    let attribute = tag.attributes[index]
    names.appendAttribute(attribute.name, of: tag.names, to: &markup)
    markup.appendValue(attribute.value.span)
    markup.append(UInt8(ascii: "\""))
  }

  /// Outside the root, comments and instructions stand on lines of their own (Canonical XML §2.3).
  private mutating func beginMisc() {
    closeStartTag()
    if open.isEmpty, hasRoot { markup.append(UInt8(ascii: "\n")) }
  }

  private mutating func endMisc() throws {
    if open.isEmpty, !hasRoot { markup.append(UInt8(ascii: "\n")) }
    try flushIfFull()
  }

  private mutating func flushIfFull() throws {
    if markup.count >= Self.pieceSize { try handOn() }
  }

  private mutating func handOn() throws {
    if markup.count > 0 { try markup.drain(output) }
  }

  /// A `]]>` in the text of a section would end it, so the section is split before the `>`.
  private mutating func appendCDATA(_ bytes: Span<UInt8>) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">"), cdataBrackets >= 2 { markup.append("]]><![CDATA[") }
      cdataBrackets = byte == UInt8(ascii: "]") ? cdataBrackets + 1 : 0
      markup.append(byte)
    }
  }
}
