/// A grammatical unit of words.
///
/// Written as TEI `s`, `cl` or `phr`.
public struct Sentence: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Its number or label (`@n`).
  public var number: Optional<String>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What it corresponds to (`@corresp`).
  public var corresponding: Optional<Pointers>
  /// The language of the words (`@xml:lang`).
  public var language: Optional<String>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a sentence.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, number: String? = nil,
    analysis: Pointers? = nil, corresponding: Pointers? = nil, language: String? = nil,
    content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.number = number
    self.analysis = analysis
    self.corresponding = corresponding
    self.language = language
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("number", number),
      ("analysis", analysis?.rawValue), ("corresponding", corresponding?.rawValue),
      ("language", language),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A sentence-like division.
    case s
    /// A clause.
    case cl
    /// A phrase.
    case phr

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
