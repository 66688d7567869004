/// A speech in a play, or several that belong together.
///
/// Written as TEI `sp` or `spGrp`.
public struct Speech: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Its number or label (`@n`).
  public var number: Optional<String>
  /// Who speaks (`@who`), with or without `#`.
  public var speaker: Optional<Pointers>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a speech.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, number: String? = nil,
    speaker: Pointers? = nil, analysis: Pointers? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.number = number
    self.speaker = speaker
    self.analysis = analysis
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("number", number),
      ("speaker", speaker?.rawValue), ("analysis", analysis?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A speech.
    case sp
    /// Speeches that belong together: a song, a chorus.
    case spGrp

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
