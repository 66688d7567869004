/// What the page says around the text: banner, navigation, share buttons.
///
/// Written as TEI `fw`.
public struct Furniture: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What it is for (`@type`).
  public var kind: Optional<Kind>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a furniture.
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

    /// Whose site it is.
    public static let banner = Self(rawValue: "banner")
    /// Ways to other pages.
    public static let navigation = Self(rawValue: "navigation")
    /// A notice about the page: archived, outdated.
    public static let notice = Self(rawValue: "notice")
    /// Share and download buttons.
    public static let share = Self(rawValue: "share")
    /// Related stories.
    public static let related = Self(rawValue: "related")
    /// A page number.
    public static let pageNum = Self(rawValue: "pageNum")
    /// A line number.
    public static let lineNum = Self(rawValue: "lineNum")
    /// No-break and other spaces that only set the text off.
    public static let space = Self(rawValue: "space")
    /// Metadata printed before the text.
    public static let frontMatter = Self(rawValue: "frontMatter")
  }
}
