/// A link from one place to others.
///
/// Written as TEI `ref`, `ptr`, `link`, `join` or `alt`.
public struct Link: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// What it points at (`@target`).
  public var target: Optional<Pointers>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What it corresponds to (`@corresp`).
  public var corresponding: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a link.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, target: Pointers? = nil,
    analysis: Pointers? = nil, corresponding: Pointers? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.target = target
    self.analysis = analysis
    self.corresponding = corresponding
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("target", target?.rawValue),
      ("analysis", analysis?.rawValue), ("corresponding", corresponding?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A reference, with words or without.
    case ref, ptr
    /// A relation between the targets.
    case link, join, alt

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
