// The document type declaration, which libxml2 judges, and alone.
extension XMLScanner {
  /// Reads a document type declaration that changes nothing of what stands behind it, but for what
  /// references to its entities mean; at those, another parser goes on.
  mutating func readDoctype() throws -> Progress {
    guard starts(with: "<!DOCTYPE"), !hasRoot, !hasDoctype else { return .stop }
    let bytes = UnsafeBufferPointer(start: base, count: limit)
    guard let scan = XMLDoctypeScan(bytes, from: at) else { return .needsMore }
    let markup = prolog + bytes[at..<scan.end]
    guard scan.isPlain(in: bytes), let type = DoctypeJudge.doctype(in: markup, limits) else {
      return .stop
    }
    prolog = markup
    hasDoctype = true
    places.event.value = (windowStart + at, windowStart + scan.end)
    at = scan.end
    try sink.doctype(
      name: type.name, publicID: type.publicID, systemID: type.systemID,
      internalSubset: type.internalSubset)
    return .on
  }
}

/// Lets libxml2 read what stands before the root element.
private final class DoctypeJudge: XMLEventSink {
  struct Doctype {
    var name: String
    var publicID: String?
    var systemID: String?
    var internalSubset: String?
  }

  private var found: Doctype?

  var needsEndPositions: Bool { false }

  /// The document type that is declared in a prolog; `nil` where it is not well-formed, or demands too
  /// much.
  static func doctype(in prolog: [UInt8], _ limits: XMLReader.Limits) -> Doctype? {
    var rest: [UInt8]? = prolog + "<r/>".utf8
    let input = XMLInput(file: "", limits: limits) { rest.take() }
    defer { input.close() }
    let judge = DoctypeJudge()
    var options = XMLReader.Options()
    options.limits = limits
    let session = LibXMLSession(
      input: input, sink: judge, tag: XMLStartTag(names: XMLNameTable()), options: options,
      from: Handover(mostNames: limits.names))
    do { try session.run() } catch { return nil }
    return judge.found
  }

  func startElement(_ tag: XMLStartTag) throws {}
  func text(_ bytes: Span<UInt8>) throws {}
  func endElement(at position: XMLPosition) throws {}

  func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    found = Doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
  }
}
