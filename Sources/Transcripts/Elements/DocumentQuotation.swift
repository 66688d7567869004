/// Words of a document.
///
/// Written as TEI `quote`.
public struct DocumentQuotation: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The document (`@source`).
  public var source: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a document quotation.
  @inlinable public init(
    id: ElementID? = nil, source: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.source = source
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("source", source?.rawValue)]
  }
}
