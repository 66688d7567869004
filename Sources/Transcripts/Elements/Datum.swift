/// A date, a time, a number or a measure, with its normal form.
///
/// Written as TEI `date`, `time`, `num`, `measure`, `measureGrp` or `unit`.
public struct Datum: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// The value in a normal form (`@when`): an ISO 8601 date or time.
  public var when: Optional<String>
  /// Where a period begins (`@from`), in ISO 8601.
  public var from: Optional<String>
  /// Where a period ends (`@to`), in ISO 8601.
  public var to: Optional<String>
  /// The value of a number (`@value`).
  public var value: Optional<String>
  /// How many units (`@quantity`), a decimal number.
  public var quantity: Optional<String>
  /// The unit (`@unit`).
  public var unit: Optional<String>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a datum.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, when: String? = nil,
    from: String? = nil, to: String? = nil, value: String? = nil, quantity: String? = nil,
    unit: String? = nil, analysis: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.when = when
    self.from = from
    self.to = to
    self.value = value
    self.quantity = quantity
    self.unit = unit
    self.analysis = analysis
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("when", when), ("from", from),
      ("to", to), ("value", value), ("quantity", quantity), ("unit", unit),
      ("analysis", analysis?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A date or a time.
    case date, time
    /// A number, a measure, its unit, and measures that belong together.
    case num, measure, measureGrp, unit

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
