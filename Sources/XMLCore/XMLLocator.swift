/// Where a parse stands, told on request.
///
/// One object serves a whole parse. ``XMLReader/locator`` hands it out before the parse, and
/// ``XMLStartTag/locator`` during it, so that a sink can say where a text or a comment stood; only
/// the places that are asked for are computed.
public final class XMLLocator {
  private var current: () -> XMLPosition = { XMLPosition() }

  /// Creates a locator that knows no place, for events that come from no document.
  public init() {}

  /// The place just behind the event being sent.
  ///
  /// During a run of text, it is somewhere at the end of the piece; when the parse is over, it is the
  /// end of what was read.
  public var position: XMLPosition { current() }

  /// Makes `current` answer from now on.
  package func follow(_ current: @escaping () -> XMLPosition) {
    self.current = current
  }
}
