/// The date of the document as printed.
///
/// Written as TEI `docDate`.
public struct DocumentDate: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The same date as ISO 8601 writes it (`@when`).
  public var when: Optional<String>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a document date.
  @inlinable public init(
    id: ElementID? = nil, when: String? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.when = when
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("when", when)]
  }
}
