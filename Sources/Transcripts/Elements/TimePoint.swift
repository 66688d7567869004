/// A moment in a timeline.
///
/// Written as TEI `when`.
public struct TimePoint: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Its time of day, or time since the beginning, as XML Schema writes it (`@absolute`).
  public var absolute: Optional<String>
  /// The time since another moment, a decimal number (`@interval`).
  public var interval: Optional<String>
  /// That other moment (`@since`).
  public var since: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a time point.
  @inlinable public init(
    id: ElementID? = nil, absolute: String? = nil, interval: String? = nil, since: Pointers? = nil,
    content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.absolute = absolute
    self.interval = interval
    self.since = since
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("absolute", absolute), ("interval", interval),
      ("since", since?.rawValue),
    ]
  }
}
