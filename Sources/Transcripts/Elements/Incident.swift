/// Happens, and communicates nothing: a video plays, a break, a document is signed.
///
/// Written as TEI `incident`.
public struct Incident: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What happens (`@type`).
  public var kind: Optional<Kind>
  /// Who does it (`@who`).
  public var who: Optional<Pointers>
  /// When it begins (`@start`).
  public var start: Optional<Pointers>
  /// When it ends (`@end`).
  public var end: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates an incident.
  @inlinable public init(
    id: ElementID? = nil, kind: Kind? = nil, who: Pointers? = nil, start: Pointers? = nil,
    end: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.kind = kind
    self.who = who
    self.start = start
    self.end = end
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("kind", kind?.rawValue), ("who", who?.rawValue),
      ("start", start?.rawValue), ("end", end?.rawValue),
    ]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && (kind?.rawValue).isSame(as: other.kind?.rawValue)
      && (who?.rawValue).isSame(as: other.who?.rawValue)
      && (start?.rawValue).isSame(as: other.start?.rawValue)
      && (end?.rawValue).isSame(as: other.end?.rawValue)
  }

  /// The values of `@type` that the converter writes; any other is kept as it is.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A stage direction.
    public static let action = Self(rawValue: "action")
    /// A pause that the source names.
    public static let pause = Self(rawValue: "pause")
  }
}
