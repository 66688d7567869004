/// The number of a pattern in a ``PatternTable``.
struct PatternID: Hashable, Sendable {
  let index: Int32

  /// Matches the empty sequence.
  static let empty = PatternID(index: 0)
  /// Matches nothing.
  static let notAllowed = PatternID(index: 1)
  /// Matches any text.
  static let text = PatternID(index: 2)
}

/// A pattern of the simple syntax (specification §5), with `after` of the derivative paper and
/// `slot`, which stands for what follows the element that is open.
///
/// What an open element leaves to its parent would, in the paper, nest one `after` in another for
/// every level of the document. Here the innermost `after` ends in a numbered slot, and the stack
/// of the matcher knows what each slot stands for; so the number of patterns does not depend on the
/// depth of the document.
enum Pattern: Hashable, Sendable {
  case empty
  case notAllowed
  case text
  case choice(PatternID, PatternID)
  case interleave(PatternID, PatternID)
  case group(PatternID, PatternID)
  case oneOrMore(PatternID)
  case list(PatternID)
  /// A datatype with its parameters.
  case data(Int32)
  /// A datatype without the values that the pattern matches.
  case dataExcept(Int32, PatternID)
  /// A value of a datatype.
  case value(Int32)
  case attribute(NameClassID, PatternID)
  /// An element; the number leads to its content, so that content may refer to the element.
  case element(NameClassID, Int32)
  case after(PatternID, PatternID)
  case slot(Int32)
}

/// What is known about a pattern without looking into it again.
struct PatternTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// It matches the empty sequence (`nullable` in the paper).
  static let nullable = PatternTraits(rawValue: 1)
  /// It has an attribute, outside elements.
  static let hasAttribute = PatternTraits(rawValue: 2)
  /// It has `text`, outside elements and attributes.
  static let hasText = PatternTraits(rawValue: 4)
  /// It has `data`, `value` or `list`, outside elements and attributes.
  static let hasData = PatternTraits(rawValue: 8)
  /// It has an element.
  static let hasElement = PatternTraits(rawValue: 16)
  /// It is `data`, `value` or `list`, or a choice of such patterns only.
  static let isData = PatternTraits(rawValue: 32)
}
