/// The moments that others refer to.
///
/// Written as TEI `timeline`.
public struct Timeline: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The unit of intervals (`@unit`).
  public var unit: Optional<String>
  /// The moment that absolute times count from (`@origin`).
  public var origin: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a timeline.
  @inlinable public init(
    id: ElementID? = nil, unit: String? = nil, origin: Pointers? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.id = id
    self.unit = unit
    self.origin = origin
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("unit", unit), ("origin", origin?.rawValue),
    ]
  }
}
