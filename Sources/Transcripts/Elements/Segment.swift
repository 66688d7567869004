/// A part of an utterance or paragraph: a paragraph of a turn, a caption, a dateline.
///
/// Written as TEI `seg`.
public struct Segment: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What it is, where it is no plain part (`@type`).
  public var kind: Optional<Kind>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a segment.
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

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && (kind?.rawValue).isSame(as: other.kind?.rawValue)
  }

  /// The values of `@type` that the converter writes; any other is kept as it is.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// Place and date at the beginning of a story's first paragraph.
    public static let dateline = Self(rawValue: "dateline")
  }
}
