/// What the transcriber or publisher printed beside the text.
///
/// Written as TEI `note`.
public struct Note: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What it tells (`@type`).
  public var kind: Optional<Kind>
  /// What it is about (`@target`).
  public var target: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a note.
  @inlinable public init(
    id: ElementID? = nil, kind: Kind? = nil, target: Pointers? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.id = id
    self.kind = kind
    self.target = target
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("kind", kind?.rawValue), ("target", target?.rawValue),
    ]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && (kind?.rawValue).isSame(as: other.kind?.rawValue)
      && (target?.rawValue).isSame(as: other.target?.rawValue)
  }

  /// The values of `@type` that the converter writes; any other is kept as it is.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// An interpreter's mark: `(As interpreted.)`, `(In English.)`.
    public static let interpreter = Self(rawValue: "interpreter")
    /// A time line.
    public static let time = Self(rawValue: "time")
    /// A place line.
    public static let place = Self(rawValue: "place")
    /// A date line that is no `docDate`.
    public static let date = Self(rawValue: "date")
    /// Who takes part.
    public static let presenters = Self(rawValue: "presenters")
    /// Where the text was published.
    public static let source = Self(rawValue: "source")
    /// A byline that stands inside the text.
    public static let byline = Self(rawValue: "byline")
    /// Whose photograph it is.
    public static let credit = Self(rawValue: "credit")
    /// A remark of the transcriber or publisher.
    public static let editorial = Self(rawValue: "editorial")
    /// The line that closes a transcript: `END  2:12 P.M. PDT`.
    public static let end = Self(rawValue: "end")
  }
}
