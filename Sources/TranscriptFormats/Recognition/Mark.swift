/// Something between brackets, or struck out, and what it stands for.
struct Mark: Hashable, Sendable {
  /// What kind of mark it is.
  enum Kind: Hashable, Sendable {
    /// A phrase of the conventions.
    case known([MarkMeaning])
    /// A sentence about what happens, in the transcriber's words.
    case direction
    /// Words put in by an editor; `isWithheld` where they stand for a name.
    case supplied(isWithheld: Bool)
    /// Words struck out, and the ones given instead.
    case correction(struck: Range<Int>, given: Range<Int>)
    /// The number of a line, which the page has and the talk has not.
    case lineNumber
    /// What somebody may have said, by its time: `[Roth 00:01:33]`.
    case guess
    /// Nothing but a moment: `[00:01:33]`.
    case moment
  }

  var kind: Kind
  /// The bytes, brackets included.
  var range: Range<Int>
  /// How long it lasts, in seconds, where it says so: a decimal number.
  var seconds: String?
  /// The time code in it, from its beginning on.
  var time: Range<Int>?

  /// What it means, where the conventions know it.
  var meanings: [MarkMeaning] {
    if case .known(let meanings) = kind { return meanings }
    return []
  }

  /// What it says of the voice, if anything.
  var interpreter: MarkClass.Interpreter? {
    for meaning in meanings where meaning.markClass != .interpreter(.heard) {
      if case .interpreter(let kind) = meaning.markClass { return kind }
    }
    return nil
  }

  /// Whether it is an event: something that happens, and no hole in the words.
  var isEvent: Bool {
    switch kind {
    case .direction, .lineNumber: true
    case .known(let meanings):
      meanings.contains {
        switch $0.markClass {
        case .vocal, .kinesic, .incident, .editorial, .interpreter(.heard): true
        case .gap, .interpreter, .uncertain, .sic: false
        }
      }
    case .supplied, .correction, .guess, .moment: false
    }
  }
}
