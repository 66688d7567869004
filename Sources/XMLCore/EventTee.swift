/// Sends every event to two sinks, one after the other.
///
/// What one of them throws ends the parse for all.
public final class EventTee: XMLEventSink {
  private let first: any XMLEventSink
  private let second: any XMLEventSink

  /// Creates a tee.
  public init(_ first: any XMLEventSink, _ second: any XMLEventSink) {
    self.first = first
    self.second = second
  }

  /// Whether one of the sinks needs them.
  public var needsEndPositions: Bool { first.needsEndPositions || second.needsEndPositions }

  /// Passes the event on.
  public func startElement(_ tag: XMLStartTag) throws {
    try first.startElement(tag)
    try second.startElement(tag)
  }

  /// Passes the event on.
  public func text(_ bytes: Span<UInt8>) throws {
    try first.text(bytes)
    try second.text(bytes)
  }

  /// Passes the event on.
  public func endElement(at position: XMLPosition) throws {
    try first.endElement(at: position)
    try second.endElement(at: position)
  }

  /// Passes the event on.
  public func comment(_ text: String) throws {
    try first.comment(text)
    try second.comment(text)
  }

  /// Passes the event on.
  public func processingInstruction(target: String, data: String) throws {
    try first.processingInstruction(target: target, data: data)
    try second.processingInstruction(target: target, data: data)
  }

  /// Passes the event on.
  public func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    try first.doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
    try second.doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
  }

  /// Passes the event on.
  public func entityReference(_ name: String) throws {
    try first.entityReference(name)
    try second.entityReference(name)
  }

  /// Passes the event on.
  public func startCDATA() throws {
    try first.startCDATA()
    try second.startCDATA()
  }

  /// Passes the event on.
  public func endCDATA() throws {
    try first.endCDATA()
    try second.endCDATA()
  }

  /// Passes the event on.
  public func endDocument() throws {
    try first.endDocument()
    try second.endDocument()
  }
}
