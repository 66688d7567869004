/// Words that the transcriber or editor put in.
///
/// Written as TEI `supplied`.
public struct Supplied: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Why (`@reason`).
  public var reason: Optional<Reason>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a supplied.
  @inlinable public init(
    id: ElementID? = nil, reason: Reason? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.reason = reason
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("reason", reason?.rawValue)]
  }

  /// The values of `@reason` that the converter writes; any other is kept as it is.
  public struct Reason: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// They stand for a name that is withheld.
    public static let withheld = Self(rawValue: "withheld")
  }
}
