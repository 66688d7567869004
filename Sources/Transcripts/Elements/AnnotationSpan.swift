/// An annotation of a stretch of the text, apart from the words.
///
/// Written as TEI `span`.
public struct AnnotationSpan: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Where it begins (`@from`).
  public var first: Optional<Pointers>
  /// Where it ends (`@to`).
  public var last: Optional<Pointers>
  /// What it points at (`@target`).
  public var target: Optional<Pointers>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates an annotation span.
  @inlinable public init(
    id: ElementID? = nil, kind: String? = nil, first: Pointers? = nil, last: Pointers? = nil,
    target: Pointers? = nil, analysis: Pointers? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.id = id
    self.kind = kind
    self.first = first
    self.last = last
    self.target = target
    self.analysis = analysis
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("kind", kind), ("first", first?.rawValue), ("last", last?.rawValue),
      ("target", target?.rawValue), ("analysis", analysis?.rawValue),
    ]
  }
}
