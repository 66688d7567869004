public import Diagnostics
public import Transcripts

/// The people of a participants file: identities that hold across documents.
///
/// A label or a name leads to one of them only where the file says so: by an alias, or by a full name
/// that one person alone has. What merely looks alike is reported and never merged.
public struct KnownPeople: Sendable {
  /// Somebody the file lists.
  public struct Person: Hashable, Sendable {
    /// The identifier, an XML NCName.
    public var id = ""
    /// The names, the one to be shown first.
    public var names: [String] = []
    /// What stands for them in labels.
    public var aliases: [String] = []
    /// What they do in the conversation, where the file says so.
    public var role: Participant.Role?
    /// Their offices.
    public var offices: [String] = []
    /// The organisations they belong to.
    public var affiliations: [String] = []
    /// The languages they speak.
    public var languages: [Language] = []
    /// Where authority files know them.
    public var authorities: [Authority] = []

    init() {}
  }

  /// Whom something leads to.
  enum Match: Hashable {
    /// One person, by the rule and for the reason given.
    case person(Int, rule: String, reason: String)
    /// Several by their full name, so nobody.
    case ambiguous([Int])
    /// Nobody; these may have the same name.
    case none(near: [Int])
  }

  /// The roles that a file may give.
  static let roles: [Participant.Role] = [
    .host, .guest, .moderator, .questioner, .interpreter, .staff, .audience, .speaker, .mentioned,
  ]

  /// The file that lists them.
  public let file: ListedFile
  /// All of them, in the order of the file.
  public let people: [Person]
  /// What documents call them after their own identifier: the identifier, with a number where it is
  /// the name of a category or the like of `u7`.
  package let localNames: [String]
  /// The same, which nobody else may be called.
  let reserved: Set<String>
  private let vocabulary: LabelVocabulary
  private var byAlias: [String: Int] = [:]
  private var bySurname: [String: [Bearer]] = [:]

  /// A full name, and whose it is.
  private struct Bearer {
    var name: PrintedName
    var person: Int
  }

  /// Reads a participants file.
  ///
  /// - Parameters:
  ///   - bytes: The file: comma-separated values in UTF-8.
  ///   - file: What messages call it.
  ///   - listed: What documents call it, and its digest.
  ///   - conventions: What tells titles from names.
  /// - Throws: `participants-invalid` with the place.
  public init(
    _ bytes: [UInt8], file: String, listed: ListedFile, conventions: Conventions
  ) throws(DiagnosticError) {
    let table = try ParticipantsTable(
      bytes, file: file, languages: conventions.file.languages)
    self.file = listed
    people = table.people
    vocabulary = conventions.labels
    var names = LocalNames()
    localNames = table.people.map { names.take($0.id) }
    reserved = Set(localNames)
    for index in people.indices { try enterAliases(of: index, table.places) }
    for index in people.indices { try enterNames(of: index, table.places) }
  }

  private mutating func enterAliases(
    of index: Int, _ places: [String: SourceLocation]
  ) throws(DiagnosticError) {
    for alias in people[index].aliases {
      let key = Self.key(alias)
      if let other = byAlias[key], other != index {
        throw shared(alias, by: index, and: other, places)
      }
      byAlias[key] = index
    }
  }

  private mutating func enterNames(
    of index: Int, _ places: [String: SourceLocation]
  ) throws(DiagnosticError) {
    for text in people[index].names {
      if let other = byAlias[Self.key(text)], other != index {
        throw shared(text, by: index, and: other, places)
      }
      let name = Self.parsed(text, vocabulary)
      guard !name.surname.isEmpty else { continue }
      bySurname[name.surname, default: []].append(Bearer(name: name, person: index))
    }
  }

  private func shared(
    _ alias: String, by index: Int, and other: Int, _ places: [String: SourceLocation]
  ) -> DiagnosticError {
    let (person, other) = (people[index], people[other])
    return DiagnosticError(
      Diagnostic(
        .participantsInvalid,
        "'\(alias)' stands for '\(person.id)' and is an alias of '\(other.id)'; an alias stands for "
          + "one person",
        at: places[person.id] ?? SourceLocation(file: file.name),
        notes: places[other.id].map { [Diagnostic.Note("'\(other.id)' is here", at: $0)] } ?? []))
  }

  // MARK: Matching

  /// Whom a label leads to; `printed` is what it prints before its delimiter.
  func match(label printed: String) -> Match {
    if let person = byAlias[Self.key(printed)] {
      return .person(
        person, rule: "participants: alias",
        reason: "'\(printed)' is an alias of theirs in '\(file.name)'")
    }
    return match(PrintedName(printed, vocabulary: vocabulary), printed)
  }

  /// Whom a name in the text leads to.
  func match(name printed: String) -> Match {
    if let person = byAlias[Self.key(printed)] {
      return .person(
        person, rule: "participants: alias",
        reason: "'\(printed)' is an alias of theirs in '\(file.name)'")
    }
    return match(Self.parsed(printed, vocabulary), printed)
  }

  private func match(_ name: PrintedName, _ printed: String) -> Match {
    guard !name.surname.isEmpty else { return .none(near: []) }
    // An alias without a title stands for the label with any title.
    if let person = byAlias[Self.key(name.full)] {
      return .person(
        person, rule: "participants: alias",
        reason: "'\(name.full)' is an alias of theirs in '\(file.name)'")
    }
    let bearers = bySurname[name.surname, default: []]
    var fitting: [Int] = []
    var near: [Int] = []
    for bearer in bearers {
      let isSame = Self.isSame(bearer.name, name)
      if isSame, !fitting.contains(bearer.person) { fitting.append(bearer.person) }
      if bearer.name.agrees(with: name), !near.contains(bearer.person) {
        near.append(bearer.person)
      }
    }
    guard let person = fitting.first else { return .none(near: near) }
    guard fitting.count == 1 else { return .ambiguous(fitting) }
    return .person(
      person, rule: "participants: name",
      reason: "'\(name.full)' is a name of theirs in '\(file.name)'")
  }

  /// Whether two full names are the same: given names too, where initials may stand for the second
  /// and later ones, and may be left out.
  private static func isSame(_ known: PrintedName, _ printed: PrintedName) -> Bool {
    let mine = known.given.map(PrintedName.bare)
    let theirs = printed.given.map(PrintedName.bare)
    // One word is no full name: whoever goes by one has it as an alias.
    guard let first = mine.first, let other = theirs.first, first == other else { return false }
    return zip(mine.dropFirst(), theirs.dropFirst()).allSatisfy { one, another in
      one == another || (one.count == 1 || another.count == 1) && one.prefix(1) == another.prefix(1)
    } && (suffix(known).isEmpty || suffix(printed).isEmpty || suffix(known) == suffix(printed))
  }

  /// `JR`, `III`: father and son are two.
  private static func suffix(_ name: PrintedName) -> [String] {
    name.last.dropFirst().map(PrintedName.bare)
  }

  /// A name taken apart; `Weir, Anna` is turned round.
  static func parsed(_ text: String, _ vocabulary: LabelVocabulary) -> PrintedName {
    let parts = text.split(separator: ",").map { String($0).trimmed() }
    if parts.count == 2, !vocabulary.suffixes.contains(PrintedName.bare(parts[1])) {
      return PrintedName("\(parts[1]) \(parts[0])", vocabulary: vocabulary)
    }
    return PrintedName(text, vocabulary: vocabulary)
  }

  /// What is the same for two spellings of a label: capitals, single spaces, plain apostrophes, no
  /// full stops and no colon at the end.
  static func key(_ printed: String) -> String {
    printed.split { $0.isWhitespace || $0 == "*" || $0 == ">" }
      .map { word in
        let plain = PrintedName.bare(String(word)).replacing("’", with: "'")
        return plain.hasSuffix(":") ? String(plain.dropLast()) : plain
      }
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: People

  /// The person as a participant of a document, without a role unless the file has one.
  func participant(_ index: Int, id: ElementID, list: ElementID) -> Participant {
    let person = people[index]
    return Participant(
      id: id, role: person.role, names: person.names.map { .listed($0, in: list) },
      offices: person.offices.map { .listed($0, in: list) },
      affiliations: person.affiliations.map { .listed($0, in: list) },
      languages: person.languages, authorities: person.authorities)
  }

  /// Whether somebody whose name is known from a document can be the person at `index`.
  func canBe(_ index: Int, _ name: PrintedName) -> Bool {
    people[index].names.contains { Self.parsed($0, vocabulary).agrees(with: name) }
  }

  /// The first name of a person taken apart, for labels that print less of it; `nil` without names.
  func printedName(of index: Int) -> PrintedName? {
    people[index].names.first.map { Self.parsed($0, vocabulary) }
  }
}
