/// Annotations of one sort that stand apart from the words: syntax, prosody, named entities.
///
/// Written as TEI `linkGrp`, `joinGrp`, `altGrp` or `spanGrp`.
public struct AnnotationGroup: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// What each target is (`@targFunc`).
  public var function: Optional<String>
  /// What it corresponds to (`@corresp`).
  public var corresponding: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates an annotation group.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, function: String? = nil,
    corresponding: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.function = function
    self.corresponding = corresponding
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("function", function),
      ("corresponding", corresponding?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// Links of one sort.
    case linkGrp, joinGrp, altGrp
    /// Spans of one sort.
    case spanGrp

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
