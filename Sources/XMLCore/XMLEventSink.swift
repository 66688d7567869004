/// Receives one document as a sequence of events.
///
///     document ::= doctype? misc* element misc*
///     element  ::= startElement (element | text | entityReference | cdata | misc)* endElement
///     cdata    ::= startCDATA text* endCDATA
///     misc     ::= comment | processingInstruction
///
/// Text arrives in pieces of at most 64 KB of UTF-8, cut between scalars, with references resolved;
/// neighbouring pieces may belong to one run. Whatever is thrown ends the parse and reaches whoever
/// started it. A sink is a class, since libxml2 calls it back through a pointer.
public protocol XMLEventSink: AnyObject {
  /// Whether ``endElement(at:)`` has to be told the place, which costs time: a sink that needs it
  /// now and then asks an ``XMLLocator``. Asked once, before the first event.
  var needsEndPositions: Bool { get }
  /// An element begins; `tag` is valid during the call only.
  func startElement(_ tag: XMLStartTag) throws
  /// A piece of character data.
  func text(_ bytes: Span<UInt8>) throws
  /// The innermost open element ends at `position`, after its end tag; the position is of use only
  /// where ``needsEndPositions``.
  func endElement(at position: XMLPosition) throws
  /// A comment, without its delimiters.
  func comment(_ text: String) throws
  /// A processing instruction.
  func processingInstruction(target: String, data: String) throws
  /// The document type declaration; `internalSubset` is the text between its brackets.
  func doctype(name: String, publicID: String?, systemID: String?, internalSubset: String?) throws
  /// A reference to an entity that was not read.
  func entityReference(_ name: String) throws
  /// A CDATA section begins; its characters follow as text.
  func startCDATA() throws
  /// The CDATA section ends.
  func endCDATA() throws
  /// The document has ended.
  func endDocument() throws
}

extension XMLEventSink {
  /// The places are told.
  public var needsEndPositions: Bool { true }
  /// Ignores the comment.
  public func comment(_ text: String) throws {}
  /// Ignores the instruction.
  public func processingInstruction(target: String, data: String) throws {}
  /// Ignores the declaration.
  public func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {}
  /// Ignores the reference.
  public func entityReference(_ name: String) throws {}
  /// Ignores the boundary.
  public func startCDATA() throws {}
  /// Ignores the boundary.
  public func endCDATA() throws {}
  /// Does nothing.
  public func endDocument() throws {}
}
