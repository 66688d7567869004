/// A paragraph of prose.
///
/// Written as TEI `p`.
public struct Paragraph: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a paragraph.
  @inlinable public init(
    id: ElementID? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue)]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
  }
}
