/// Where a parse stands, told on request.
///
/// One object serves a whole parse. ``XMLReader/locator`` hands it out before the parse, and
/// ``XMLStartTag/locator`` during it, so that a sink can say where an event stood; only the places
/// that are asked for are computed.
public final class XMLLocator {
  private var source: (any XMLPlaces)?
  private var end = XMLPosition()

  /// Creates a locator that knows no place, for events that come from no document.
  public init() {}

  /// The place just behind the event being sent.
  ///
  /// During a run of text, it is somewhere at the end of the piece; when the parse is over, it is the
  /// end of what was read.
  public var position: XMLPosition { source?.position ?? end }

  /// The line of ``position``, which is quicker to tell.
  public var line: Int { source?.line ?? end.line }

  /// Where the piece of text being sent begins, to be asked for before ``position``.
  public var textStart: XMLPosition { source?.textStart ?? end }

  /// Makes `source` answer from now on.
  func follow(_ source: any XMLPlaces) {
    self.source = source
  }

  /// The parse is over; it ended at `end`.
  func stop(at end: XMLPosition) {
    source = nil
    self.end = end
  }
}

/// Answers for an ``XMLLocator``.
protocol XMLPlaces: AnyObject {
  var position: XMLPosition { get }
  var line: Int { get }
  var textStart: XMLPosition { get }
}
