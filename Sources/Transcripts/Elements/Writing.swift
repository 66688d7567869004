/// Writing that is shown while people talk: a slide, a caption, a letter.
///
/// Written as TEI `writing`.
public struct Writing: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Who does it (`@who`), with or without `#`.
  public var who: Optional<Pointers>
  /// When it begins, in the timeline (`@start`).
  public var start: Optional<Pointers>
  /// When it ends, in the timeline (`@end`).
  public var end: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a writing.
  @inlinable public init(
    id: ElementID? = nil, kind: String? = nil, who: Pointers? = nil, start: Pointers? = nil,
    end: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.kind = kind
    self.who = who
    self.start = start
    self.end = end
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("kind", kind), ("who", who?.rawValue), ("start", start?.rawValue),
      ("end", end?.rawValue),
    ]
  }
}
