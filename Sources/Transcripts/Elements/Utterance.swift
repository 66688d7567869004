/// One person's talk, up to a silence or the next speaker.
///
/// Written as TEI `u`.
public struct Utterance: Element {
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The person to whom the words are ascribed (`@who`).
  public var speaker: Optional<Pointers>
  /// Role and delivery (`@ana`); ``voice`` is read from it.
  public var categories: Optional<Pointers>
  /// How sure it is who speaks, where that was inferred (`@cert`).
  public var certainty: Optional<Certainty>
  /// The interpreter whose wording it is (`@resp`).
  public var responsible: Optional<Pointers>
  /// The language of the words (`@xml:lang`).
  public var language: Optional<String>
  /// The utterance that goes on with this turn (`@next`).
  public var next: Optional<Pointers>
  /// The utterance that this one goes on with (`@prev`).
  public var previous: Optional<Pointers>
  /// The utterance that says the same in other words (`@corresp`).
  public var corresponding: Optional<Pointers>
  /// When it begins, in the timeline (`@start`).
  public var start: Optional<Pointers>
  /// When it ends, in the timeline (`@end`).
  public var end: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a utterance.
  @inlinable
  public init(
    id: ElementID? = nil, speaker: Pointers? = nil, categories: Pointers? = nil,
    certainty: Certainty? = nil, responsible: Pointers? = nil, language: String? = nil,
    next: Pointers? = nil, previous: Pointers? = nil, corresponding: Pointers? = nil,
    start: Pointers? = nil, end: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.id = id
    self.speaker = speaker
    self.categories = categories
    self.certainty = certainty
    self.responsible = responsible
    self.language = language
    self.next = next
    self.previous = previous
    self.corresponding = corresponding
    self.start = start
    self.end = end
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("id", id?.rawValue), ("speaker", speaker?.rawValue), ("categories", categories?.rawValue),
      ("certainty", certainty?.rawValue), ("responsible", responsible?.rawValue),
      ("language", language), ("next", next?.rawValue), ("previous", previous?.rawValue),
      ("corresponding", corresponding?.rawValue), ("start", start?.rawValue),
      ("end", end?.rawValue),
    ]
  }

  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    (id?.rawValue).isSame(as: other.id?.rawValue)
      && (speaker?.rawValue).isSame(as: other.speaker?.rawValue)
      && (categories?.rawValue).isSame(as: other.categories?.rawValue)
      && (certainty?.rawValue).isSame(as: other.certainty?.rawValue)
      && (responsible?.rawValue).isSame(as: other.responsible?.rawValue)
      && language.isSame(as: other.language)
      && (next?.rawValue).isSame(as: other.next?.rawValue)
      && (previous?.rawValue).isSame(as: other.previous?.rawValue)
      && (corresponding?.rawValue).isSame(as: other.corresponding?.rawValue)
      && (start?.rawValue).isSame(as: other.start?.rawValue)
      && (end?.rawValue).isSame(as: other.end?.rawValue)
  }
}
