/// A moment inside the text.
///
/// Written as TEI `anchor`.
public struct Anchor: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Which, in the timeline (`@synch`).
  public var moment: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates an anchor.
  @inlinable public init(
    id: ElementID? = nil, moment: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.moment = moment
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("moment", moment?.rawValue)]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && (moment?.rawValue).isSame(as: other.moment?.rawValue)
  }
}
