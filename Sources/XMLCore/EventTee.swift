/// Sends every event to several sinks, in their order.
///
/// What one of them throws ends the parse for all.
public final class EventTee: XMLEventSink {
  private let sinks: [any XMLEventSink]

  /// Creates a tee.
  public init(_ sinks: [any XMLEventSink]) {
    self.sinks = sinks
  }

  /// Whether one of the sinks needs them.
  public var needsEndPositions: Bool { sinks.contains { $0.needsEndPositions } }

  /// Passes the event on.
  public func startElement(_ tag: XMLStartTag) throws {
    for sink in sinks { try sink.startElement(tag) }
  }

  /// Passes the event on.
  public func text(_ bytes: Span<UInt8>) throws {
    for sink in sinks { try sink.text(bytes) }
  }

  /// Passes the event on.
  public func endElement(at position: XMLPosition) throws {
    for sink in sinks { try sink.endElement(at: position) }
  }

  /// Passes the event on.
  public func comment(_ text: String) throws {
    for sink in sinks { try sink.comment(text) }
  }

  /// Passes the event on.
  public func processingInstruction(target: String, data: String) throws {
    for sink in sinks { try sink.processingInstruction(target: target, data: data) }
  }

  /// Passes the event on.
  public func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    for sink in sinks {
      try sink.doctype(
        name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
    }
  }

  /// Passes the event on.
  public func entityReference(_ name: String) throws {
    for sink in sinks { try sink.entityReference(name) }
  }

  /// Passes the event on.
  public func startCDATA() throws {
    for sink in sinks { try sink.startCDATA() }
  }

  /// Passes the event on.
  public func endCDATA() throws {
    for sink in sinks { try sink.endCDATA() }
  }

  /// Passes the event on.
  public func endDocument() throws {
    for sink in sinks { try sink.endDocument() }
  }
}
