import Diagnostics

/// A label or name that nearly leads to somebody in a participants file, and so leads to nobody.
struct KnownPeopleDoubt: Hashable, Sendable {
  /// The label or name as printed.
  var printed: String
  /// Whom it may mean.
  var people: [KnownPeople.Person]
  /// Whether it is a full name that several people have.
  var isAmbiguous: Bool

  /// What to tell the user about the document `source`.
  func diagnostic(at source: SourceLocation, list: String) -> Diagnostic {
    let shown = people.prefix(3).map { person in
      "'\(person.id)'" + (person.names.first.map { " (\($0))" } ?? "")
    }
    let who = shown.joined(separator: isAmbiguous ? " and " : " or ")
    return isAmbiguous
      ? Diagnostic(
        .participantAmbiguous,
        "'\(printed)' is a name of \(who) in '\(list)', so it was taken for neither; give one of them "
          + "an alias", at: source)
      : Diagnostic(
        .participantDoubtful,
        "'\(printed)' may be \(who) of '\(list)', which nothing says; if so, make it an alias",
        at: source)
  }
}

extension DiagnosticKind {
  static let participantAmbiguous = DiagnosticKind(
    "participant-ambiguous", .warning,
    meaning: """
      A label or name is the full name of several people in the participants file. It was taken for \
      none of them; an alias decides.
      """)
  static let participantDoubtful = DiagnosticKind(
    "participant-doubtful", .note,
    meaning: """
      A label has the surname of somebody in the participants file, but neither an alias nor a full \
      name says that they are the same. They were kept apart.
      """)
}
