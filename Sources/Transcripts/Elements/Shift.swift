/// A change in the voice: louder, faster, whispering.
///
/// Written as TEI `shift`.
public struct Shift: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Who does it (`@who`), with or without `#`.
  public var who: Optional<Pointers>
  /// What changes in the voice (`@feature`): `tempo`, `loud`, `pitch`.
  public var feature: Optional<String>
  /// What it changes to (`@new`).
  public var change: Optional<String>
  /// When it begins, in the timeline (`@start`).
  public var start: Optional<Pointers>
  /// When it ends, in the timeline (`@end`).
  public var end: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a shift.
  @inlinable public init(
    id: ElementID? = nil, who: Pointers? = nil, feature: String? = nil, change: String? = nil,
    start: Pointers? = nil, end: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.who = who
    self.feature = feature
    self.change = change
    self.start = start
    self.end = end
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("who", who?.rawValue), ("feature", feature), ("change", change),
      ("start", start?.rawValue), ("end", end?.rawValue),
    ]
  }
}
