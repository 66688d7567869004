/// Makes events without a document: for whoever writes XML from values.
///
/// Names are looked up once and then used by number. A start tag is sent when the first thing inside
/// it comes, so namespaces and attributes simply follow ``start(_:)``:
///
///     let producer = XMLEventProducer(into: sink)
///     let utterance = producer.name("u", in: tei), who = producer.name("who")
///     try producer.start(utterance)
///     producer.attribute(who, "#esper")
///     try producer.text("Thank you.")
///     try producer.end()
///     try producer.endDocument()
///
/// The caller answers for well-formedness: declared prefixes, distinct attributes, allowed
/// characters, matching ends.
public final class XMLEventProducer {
  /// The numbers of the names.
  public let names: XMLNameTable
  private let sink: any XMLEventSink
  private let tag: XMLStartTag
  private var isPending = false

  /// Creates a producer of events for `sink`.
  public init(into sink: any XMLEventSink, names: XMLNameTable = XMLNameTable()) {
    self.sink = sink
    self.names = names
    tag = XMLStartTag(names: names)
  }

  /// The number of a name.
  public func name(
    _ local: String, in namespace: String = "", prefix: String = ""
  ) -> XMLNameTable.ID {
    names.id(of: XMLName(local, in: namespace), prefix: prefix)
  }

  /// Begins an element.
  public func start(_ name: XMLNameTable.ID) throws {
    try send()
    tag.begin(name)
    isPending = true
  }

  /// Declares a namespace in the start tag just begun; an empty prefix is the default.
  public func declare(prefix: String, uri: String) {
    tag.declare(prefix: prefix, uri: uri)
  }

  /// Adds an attribute to the start tag just begun.
  public func attribute(_ name: XMLNameTable.ID, _ value: String) {
    tag.add(name, value)
  }

  /// Adds character data.
  public func text(_ text: String) throws {
    try self.text(text.utf8Span.span)
  }

  /// Adds character data, which must be UTF-8; long data is cut into the pieces that a sink expects.
  public func text(_ bytes: Span<UInt8>) throws {
    try send()
    var start = 0
    while start < bytes.count {
      var end = min(start + 65_536, bytes.count)
      if end < bytes.count {
        while bytes[end] & 0xC0 == 0x80 { end -= 1 }
      }
      try sink.text(bytes.extracting(start..<end))
      start = end
    }
  }

  /// Adds a comment.
  public func comment(_ text: String) throws {
    try send()
    try sink.comment(text)
  }

  /// Adds a processing instruction.
  public func processingInstruction(target: String, data: String) throws {
    try send()
    try sink.processingInstruction(target: target, data: data)
  }

  /// Adds a reference to an entity.
  public func entityReference(_ name: String) throws {
    try send()
    try sink.entityReference(name)
  }

  /// Adds a CDATA section.
  public func cdata(_ text: String) throws {
    try send()
    try sink.startCDATA()
    try self.text(text)
    try sink.endCDATA()
  }

  /// Ends the innermost element.
  public func end() throws {
    try send()
    try sink.endElement(at: XMLPosition())
  }

  /// Ends the document.
  public func endDocument() throws {
    try send()
    try sink.endDocument()
  }

  private func send() throws {
    guard isPending else { return }
    isPending = false
    try sink.startElement(tag)
  }
}
