/// A boundary that does not nest: a page, a line, a column begins here.
///
/// Written as TEI `pb`, `lb`, `cb`, `gb` or `milestone`.
public struct Milestone: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Its number or label (`@n`).
  public var number: Optional<String>
  /// The unit (`@unit`).
  public var unit: Optional<String>
  /// The edition whose division it marks (`@ed`).
  public var edition: Optional<Pointers>
  /// The image of it (`@facs`).
  public var facsimile: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a milestone.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, number: String? = nil,
    unit: String? = nil, edition: Pointers? = nil, facsimile: Pointers? = nil,
    content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.number = number
    self.unit = unit
    self.edition = edition
    self.facsimile = facsimile
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("number", number),
      ("unit", unit), ("edition", edition?.rawValue), ("facsimile", facsimile?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A page, a line, a column, a gathering begins.
    case pb, lb, cb, gb
    /// Anything else begins.
    case milestone

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
