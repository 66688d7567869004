package import XMLCore

/// Passes the events of a document on, but for white space in element content.
///
/// Element content is what ``ElementContent`` says it is: never judged by the instance, never for an
/// element that the table does not know, and never under `xml:space="preserve"`. White space is set
/// aside only where it is all that stands between two pieces of markup.
package final class ElementContentFilter: XMLEventSink {
  private let sink: any XMLEventSink
  private var open: [Context] = []
  /// White space that is passed on if other characters follow.
  private var held: [UInt8] = []
  /// Whether the run of text has been passed on so far.
  private var isPassing = false
  private var kinds: [Bool?] = []
  private var spaceAttribute: XMLNameTable.ID?

  private struct Context {
    var isElementContent: Bool
    var isPreserved: Bool
  }

  /// Creates a filter in front of `sink`.
  package init(_ sink: any XMLEventSink) {
    self.sink = sink
  }

  package var needsEndPositions: Bool { sink.needsEndPositions }

  package func startElement(_ tag: XMLStartTag) throws {
    endRun()
    var isPreserved = open.last?.isPreserved ?? false
    if let value = space(of: tag) { isPreserved = value == "preserve" }
    open.append(
      Context(
        isElementContent: !isPreserved && hasElementContent(tag.name, in: tag.names),
        isPreserved: isPreserved))
    try sink.startElement(tag)
  }

  private func hasElementContent(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Bool {
    let index = Int(id.index)
    while kinds.count <= index { kinds.append(nil) }
    if let known = kinds[index] { return known }
    let name = names[id].name
    let known =
      name.namespace == TEIVocabulary.namespace && ElementContent.names.contains(name.local)
    kinds[index] = known
    return known
  }

  /// The value of `xml:space`.
  private func space(of tag: XMLStartTag) -> String? {
    if tag.attributeCount == 0 { return nil }
    let space =
      spaceAttribute
      ?? tag.names.id(of: XMLName("space", in: XMLName.xmlNamespace), prefix: "xml")
    spaceAttribute = space
    for index in 0..<tag.attributeCount where tag.attributeName(at: index) == space {
      return tag.value(at: index)
    }
    return nil
  }

  package func text(_ bytes: Span<UInt8>) throws {
    guard open.last?.isElementContent ?? false, !isPassing else { return try sink.text(bytes) }
    for index in bytes.indices {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      default:
        try passOn()
        return try sink.text(bytes)
      }
    }
    bytes.withUnsafeBufferPointer { held.append(contentsOf: $0) }
  }

  /// The run of text holds more than white space.
  private func passOn() throws {
    isPassing = true
    if held.isEmpty { return }
    try held.withUnsafeBufferPointer { try sink.text($0.span) }
    held.removeAll(keepingCapacity: true)
  }

  private func endRun() {
    isPassing = false
    if !held.isEmpty { held.removeAll(keepingCapacity: true) }
  }

  package func endElement(at position: XMLPosition) throws {
    endRun()
    open.removeLast()
    try sink.endElement(at: position)
  }

  package func comment(_ text: String) throws {
    endRun()
    try sink.comment(text)
  }

  package func processingInstruction(target: String, data: String) throws {
    endRun()
    try sink.processingInstruction(target: target, data: data)
  }

  package func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    try sink.doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
  }

  package func entityReference(_ name: String) throws {
    // What it stands for is text as well.
    try passOn()
    try sink.entityReference(name)
  }

  package func startCDATA() throws { try sink.startCDATA() }
  package func endCDATA() throws { try sink.endCDATA() }
  package func endDocument() throws { try sink.endDocument() }
}
