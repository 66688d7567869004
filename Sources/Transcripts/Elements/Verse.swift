/// A line of verse, or lines that belong together.
///
/// Written as TEI `lg` or `l`.
public struct Verse: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Its number or label (`@n`).
  public var number: Optional<String>
  /// Whether the line is broken between speakers, and which part this is (`@part`).
  public var part: Optional<String>
  /// The metre (`@met`).
  public var metre: Optional<String>
  /// The rhyme scheme (`@rhyme`).
  public var rhyme: Optional<String>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a verse.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, number: String? = nil,
    part: String? = nil, metre: String? = nil, rhyme: String? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.number = number
    self.part = part
    self.metre = metre
    self.rhyme = rhyme
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("number", number),
      ("part", part), ("metre", metre), ("rhyme", rhyme),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A stanza, a couplet, a refrain.
    case lg
    /// A line.
    case l

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
