/// Quoted speech, without its quotation marks.
///
/// Written as TEI `said`.
public struct Quotation: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// Who said it (`@who`); `nil` where the text does not settle it.
  public var speaker: Optional<Pointers>
  /// Whether it is direct speech (`@direct`), `true` or `false`.
  public var direct: Optional<String>
  /// The quotation that goes on with this one (`@next`).
  public var next: Optional<Pointers>
  /// The quotation that this one goes on with (`@prev`).
  public var previous: Optional<Pointers>
  /// How sure it is who said it, where that was inferred (`@cert`).
  public var certainty: Optional<Certainty>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a quotation.
  @inlinable public init(
    id: ElementID? = nil, speaker: Pointers? = nil, direct: String? = nil, next: Pointers? = nil,
    previous: Pointers? = nil, certainty: Certainty? = nil, content: [Node] = [],
    extras: Extras = Extras()
  ) {
    self.id = id
    self.speaker = speaker
    self.direct = direct
    self.next = next
    self.previous = previous
    self.certainty = certainty
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("speaker", speaker?.rawValue), ("direct", direct),
      ("next", next?.rawValue), ("previous", previous?.rawValue),
      ("certainty", certainty?.rawValue),
    ]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && (speaker?.rawValue).isSame(as: other.speaker?.rawValue)
      && direct.isSame(as: other.direct)
      && (next?.rawValue).isSame(as: other.next?.rawValue)
      && (previous?.rawValue).isSame(as: other.previous?.rawValue)
      && (certainty?.rawValue).isSame(as: other.certainty?.rawValue)
  }
}
