/// A mark in the text that says something about the text: `(ph)`, `[sic]`.
///
/// Written as TEI `metamark`.
public struct Metamark: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What it says (`@function`).
  public var function: Optional<Function>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a metamark.
  @inlinable public init(
    id: ElementID? = nil, function: Function? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.function = function
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("function", function?.rawValue)]
  }

  /// The values of `@function` that the converter writes; any other is kept as it is.
  public struct Function: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The words before it are uncertain.
    public static let uncertain = Self(rawValue: "uncertain")
    /// The words before it are so in the original.
    public static let sic = Self(rawValue: "sic")
  }
}
