/// The source's wording for a gap or an event, without white space at its edges.
///
/// Written as TEI `desc`.
public struct Description: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The language of the wording (`@xml:lang`).
  public var language: Optional<String>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a description.
  @inlinable public init(
    id: ElementID? = nil, language: String? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.language = language
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("language", language)]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && language.isSame(as: other.language)
  }
}
