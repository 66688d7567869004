/// Words that were heard without certainty.
///
/// Written as TEI `unclear`.
public struct Unclear: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// How sure the words are (`@cert`).
  public var certainty: Optional<Certainty>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates an unclear.
  @inlinable public init(
    id: ElementID? = nil, certainty: Certainty? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.id = id
    self.certainty = certainty
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("certainty", certainty?.rawValue)]
  }
}
