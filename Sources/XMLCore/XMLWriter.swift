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

  /// Behind a pointer, for every access to a variable of a class is registered with the runtime.
  private let state: Held<XMLWriterState>

  /// Creates a writer; `output` gets the bytes in pieces of about 64 KB.
  public init(form: Form, output: @escaping (Span<UInt8>) throws -> Void) {
    state = Held(XMLWriterState(form: form, output: output))
  }

  deinit { state.value.giveBackNames() }

  // MARK: - Events

  /// Nobody asks for them.
  public var needsEndPositions: Bool { false }

  /// Hands on what has been written so far.
  public func flush() throws {
    try state.value.flush()
  }

  /// Writes `<?xml version="1.0" encoding="UTF-8"?>` and a line feed; to be called first.
  ///
  /// Canonical XML has no declaration: for a file whose root only is canonical.
  public func xmlDeclaration() throws {
    try state.value.xmlDeclaration()
  }

  /// Writes bytes that are markup already, as they are.
  public func markup(_ bytes: Span<UInt8>) throws {
    try state.value.markup(bytes)
  }

  /// Writes the start tag.
  public func startElement(_ tag: XMLStartTag) throws {
    try state.value.startElement(tag)
  }

  /// Writes the piece of text with `&`, `<`, `>` and carriage returns escaped.
  public func text(_ bytes: Span<UInt8>) throws {
    try state.value.text(bytes)
  }

  /// Writes the end tag.
  public func endElement(at position: XMLPosition) throws {
    try state.value.endElement(at: position)
  }

  /// Writes the comment.
  public func comment(_ text: String) throws {
    try state.value.comment(text)
  }

  /// Writes the processing instruction.
  public func processingInstruction(target: String, data: String) throws {
    try state.value.processingInstruction(target: target, data: data)
  }

  /// Writes the declaration, in the plain form.
  public func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    try state.value.doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
  }

  /// Writes `&name;`.
  public func entityReference(_ name: String) throws {
    try state.value.entityReference(name)
  }

  /// Begins the section, in the plain form.
  public func startCDATA() throws {
    try state.value.startCDATA()
  }

  /// Ends the section, in the plain form.
  public func endCDATA() throws {
    try state.value.endCDATA()
  }

  /// Hands on the rest; the plain form ends in a line feed.
  public func endDocument() throws {
    try state.value.endDocument()
  }
}
