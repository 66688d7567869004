/// A direction in a play or a screenplay.
///
/// Written as TEI `stage`, `sound`, `tech`, `camera`, `caption`, `view` or `move`.
public struct StageDirection: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Who does it (`@who`), with or without `#`.
  public var who: Optional<Pointers>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a stage direction.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, who: Pointers? = nil,
    analysis: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.who = who
    self.analysis = analysis
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("who", who?.rawValue),
      ("analysis", analysis?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A stage direction.
    case stage
    /// Directions for sound, light, camera and captions.
    case sound, tech, camera, caption, view
    /// Somebody enters or leaves.
    case move

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
