/// An identifier: `220714-D-WA993-4002`.
///
/// Written as TEI `idno`.
public struct Identifier: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Whose identifier it is (`@type`).
  public var kind: Optional<Kind>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates an identifier.
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

    /// The Visual Information Record Identification Number of US defence imagery.
    public static let virin = Self(rawValue: "VIRIN")
  }
}
