/// The name printed before a turn, exactly, with its delimiter.
///
/// Written as `note type="speaker"` directly before the `u` it governs, never inside; in a play as
/// `speaker`.
public struct SpeakerLabel: Element {
  /// Whether it is TEI's `speaker`, as in a play, and no `note`.
  public var isDramatic: Bool
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a speaker label.
  @inlinable public init(
    id: ElementID? = nil, content: [Node] = [], extras: Extras = Extras(), isDramatic: Bool = false
  ) {
    self.isDramatic = isDramatic
    self.id = id
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [("id", id?.rawValue), ("isDramatic", isDramatic ? "true" : nil)]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && isDramatic == other.isDramatic
  }
}
