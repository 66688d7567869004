/// Silence that the source does not name.
///
/// Written as TEI `pause`.
public struct Pause: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// How long, as XML Schema writes a duration (`@dur`).
  public var duration: Optional<String>
  /// When it begins (`@start`).
  public var start: Optional<Pointers>
  /// When it ends (`@end`).
  public var end: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a pause.
  @inlinable public init(
    id: ElementID? = nil, duration: String? = nil, start: Pointers? = nil, end: Pointers? = nil,
    content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.duration = duration
    self.start = start
    self.end = end
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("duration", duration), ("start", start?.rawValue),
      ("end", end?.rawValue),
    ]
  }
}
