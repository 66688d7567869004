/// What was found out about one pair of quotation marks.
struct QuotationRecord {
  /// What the words between the marks are.
  enum Kind {
    case speech, document, mention
    /// A lost mark: text like any other.
    case text
  }

  var kind = Kind.text
  /// The speaker, as a number in ``StoryPersons``.
  var speaker: Int?
  var isInferred = false
  /// Whether words beside it say whose it is, and not only its place.
  var isExplicit = false
  /// Whether it goes on with the last speech of the paragraph before.
  var continues = false
  /// Whether a question that somebody else may answer.
  var asks = false
  /// The number of its paragraph.
  var paragraph = 0
  /// The speech before it that it goes on with.
  var previous: Int?
  var next: Int?
  /// Its number among the speeches, from 1.
  var number = 0
}
