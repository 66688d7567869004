/// Communicates without the voice: applause, a nod.
///
/// Written as TEI `kinesic`.
public struct Kinesic: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Which gesture (`@type`).
  public var kind: Optional<Kind>
  /// Whose it is (`@who`); inside an utterance without it, the speaker's.
  public var who: Optional<Pointers>
  /// When it begins (`@start`).
  public var start: Optional<Pointers>
  /// When it ends (`@end`).
  public var end: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a kinesic.
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

    /// Applause.
    public static let applause = Self(rawValue: "applause")
    /// Another gesture: a nod, a raised hand.
    public static let gesture = Self(rawValue: "gesture")
  }
}
