/// An illustration with what is printed around it.
///
/// Written as TEI `figure`.
public struct Figure: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What it shows (`@type`).
  public var kind: Optional<Kind>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a figure.
  @inlinable public init(
    id: ElementID? = nil, kind: Kind? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.kind = kind
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("kind", kind?.rawValue)]
  }

  /// The values of `@type` that the converter writes; any other is kept as it is.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A photograph.
    public static let photo = Self(rawValue: "photo")
  }
}
