/// Something that was said and is not in the text.
///
/// Written as TEI `gap`.
public struct Gap: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Why it is missing (`@reason`).
  public var reason: Optional<Reason>
  /// The unit of ``quantity`` (`@unit`), `s` for seconds.
  public var unit: Optional<String>
  /// How much is missing (`@quantity`), a decimal number.
  public var quantity: Optional<String>
  /// The language of what is missing (`@xml:lang`).
  public var language: Optional<String>
  /// When it begins, in the timeline (`@start`).
  public var start: Optional<Pointers>
  /// When it ends, in the timeline (`@end`).
  public var end: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a gap.
  @inlinable public init(
    id: ElementID? = nil, reason: Reason? = nil, unit: String? = nil, quantity: String? = nil,
    language: String? = nil, start: Pointers? = nil, end: Pointers? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.id = id
    self.reason = reason
    self.unit = unit
    self.quantity = quantity
    self.language = language
    self.start = start
    self.end = end
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("reason", reason?.rawValue), ("unit", unit), ("quantity", quantity),
      ("language", language), ("start", start?.rawValue), ("end", end?.rawValue),
    ]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && (reason?.rawValue).isSame(as: other.reason?.rawValue)
      && unit.isSame(as: other.unit)
      && quantity.isSame(as: other.quantity)
      && language.isSame(as: other.language)
      && (start?.rawValue).isSame(as: other.start?.rawValue)
      && (end?.rawValue).isSame(as: other.end?.rawValue)
  }

  /// The values of `@reason` that the converter writes; any other is kept as it is.
  public struct Reason: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// It could not be heard or understood.
    public static let inaudible = Self(rawValue: "inaudible")
    /// It was said in another language and not transcribed.
    public static let foreign = Self(rawValue: "foreign")
    /// No translation was provided.
    public static let untranslated = Self(rawValue: "untranslated")
    /// The recording or line was lost, or began late.
    public static let lost = Self(rawValue: "lost")
  }
}
