/// Canonical XML 1.0 with comments, of a whole document or of one element in it.
public final class CanonicalXML: XMLEventSink {
  private let apex: XMLName?
  private let writer: XMLWriter
  private var scope = NamespaceScope()
  private var depth = 0
  private var apexDepth: Int?
  /// Whether the element asked for was there.
  public private(set) var hasFound = false

  /// Creates a sink for a whole document, or for the first element with the name `apex`, which then
  /// is a document of its own: the namespaces in scope are declared on it, and nothing else is
  /// inherited.
  ///
  /// - Parameter output: gets the bytes in pieces of about 64 KB, the last when the document ends.
  public init(ofElement apex: XMLName? = nil, output: @escaping (Span<UInt8>) throws -> Void) {
    self.apex = apex
    writer = XMLWriter(form: .canonical, output: output)
  }

  /// The canonical form of a document.
  public static func bytes(of document: [UInt8], file: String) throws -> [UInt8] {
    var result: [UInt8] = []
    let sink = CanonicalXML { span in span.withUnsafeBufferPointer { result.append(contentsOf: $0) }
    }
    try XMLReader(file: file).parse(document, into: sink)
    return result
  }

  private var isInside: Bool { apex == nil || apexDepth != nil }

  /// Nobody asks for them.
  public var needsEndPositions: Bool { false }

  /// Writes the start tag, if it belongs to what was asked for.
  public func startElement(_ tag: XMLStartTag) throws {
    depth += 1
    guard let apex else { return try writer.startElement(tag) }
    if apexDepth != nil { return try writer.startElement(tag) }
    guard !hasFound else { return }
    scope.enter()
    _ = scope.news(in: tag.namespaces)
    guard tag.names[tag.name].name == apex else { return }
    hasFound = true
    apexDepth = depth
    try writer.startElement(XMLStartTag(copying: tag, namespaces: scope.all))
  }

  /// Writes the piece of text, if it belongs to what was asked for.
  public func text(_ bytes: Span<UInt8>) throws {
    if isInside { try writer.text(bytes) }
  }

  /// Writes the end tag, if it belongs to what was asked for.
  public func endElement(at position: XMLPosition) throws {
    if isInside {
      try writer.endElement(at: position)
      if apexDepth == depth { apexDepth = nil }
    } else if !hasFound {
      scope.leave()
    }
    depth -= 1
  }

  /// Writes the comment, if it belongs to what was asked for.
  public func comment(_ text: String) throws {
    if isInside { try writer.comment(text) }
  }

  /// Writes the instruction, if it belongs to what was asked for.
  public func processingInstruction(target: String, data: String) throws {
    if isInside { try writer.processingInstruction(target: target, data: data) }
  }

  /// Writes the reference, if it belongs to what was asked for.
  public func entityReference(_ name: String) throws {
    if isInside { try writer.entityReference(name) }
  }

  /// Hands on the rest.
  public func endDocument() throws {
    try writer.endDocument()
  }
}
