/// A name, or a part of one.
///
/// Written as the TEI element that ``form`` names.
public struct Name: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// What is named (`@ref`).
  public var reference: Optional<Pointers>
  /// The key of what is named, in a list outside (`@key`).
  public var key: Optional<String>
  /// The role of what is named (`@role`).
  public var role: Optional<String>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a name.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, reference: Pointers? = nil,
    key: String? = nil, role: String? = nil, analysis: Pointers? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.reference = reference
    self.key = key
    self.role = role
    self.analysis = analysis
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind),
      ("reference", reference?.rawValue), ("key", key), ("role", role),
      ("analysis", analysis?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A name, or any string that refers to something.
    case name, rs
    /// A name of a person.
    case persName
    /// A name of a place, by what sort of place it is.
    case placeName, geogName, geogFeat, bloc, country, region, settlement, district
    /// A name of an organisation, an event, a thing.
    case orgName, eventName, objectName
    /// A part of the name of a person.
    case surname, forename, addName, roleName, genName, nameLink

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
