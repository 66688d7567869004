import Diagnostics
import Transcripts

/// Takes the rows of a participants file for people, and refuses what is not clear.
struct ParticipantsTable {
  typealias Field = CommaSeparatedValues.Field

  /// The columns, and the other names that they may have.
  enum Column: String, CaseIterable {
    case id, names, aliases, role, affiliation, language, authorities
    case viaf, wikidata, gnd, orcid, isni
    /// What `rapporteur participants` adds for people to read.
    case labels, basis, documents, turns, words, evidence, suggestions

    init?(_ header: String) {
      let name = header.lowercased().filter { $0.isLetter || $0.isNumber }
      let others: [String: Column] = [
        "name": .names, "alias": .aliases, "roles": .role, "affiliations": .affiliation,
        "organisation": .affiliation, "organization": .affiliation, "languages": .language,
        "authority": .authorities,
        "authorityuri": .authorities, "authorityuris": .authorities, "uri": .authorities,
        "uris": .authorities, "identifier": .id, "xmlid": .id,
      ]
      guard let column = Column(rawValue: name) ?? others[name] else { return nil }
      self = column
    }

    /// Whether it is there for people, and not read.
    var isIgnored: Bool {
      switch self {
      case .labels, .basis, .documents, .turns, .words, .evidence, .suggestions: true
      default: false
      }
    }
  }

  private let file: String
  private var columns: [Column] = []
  private(set) var people: [KnownPeople.Person] = []
  private(set) var places: [String: SourceLocation] = [:]

  init(_ bytes: [UInt8], file: String, languages: [String: String]) throws(DiagnosticError) {
    self.file = file
    let records = try CommaSeparatedValues.records(of: bytes, file: file)
    guard let header = records.first else {
      throw DiagnosticError(
        .participantsInvalid,
        "is empty; its first line names the columns, 'id,names,aliases' for example",
        at: SourceLocation(file: file))
    }
    try readHeader(header)
    for record in records.dropFirst() { try readPerson(record, languages) }
  }

  // MARK: The header row

  private mutating func readHeader(_ fields: [Field]) throws(DiagnosticError) {
    if fields.count == 1, let text = fields.first?.text,
      let separator = [";", "\t"].first(where: { text.contains($0) })
    {
      throw failure(
        "no comma in the header row; columns are separated by commas, not by '\(separator)'",
        fields[0])
    }
    for field in fields {
      guard let column = Column(field.text) else {
        let known = Column.allCases.filter { !$0.isIgnored }.map(\.rawValue)
        let near = Spelling.nearest(to: field.text, in: known, limit: 1)
        throw failure(
          "no column is called '\(field.text)'; "
            + (near.first.map { "did you mean '\($0)'?" }
              ?? "there are \(known.map { "'\($0)'" }.joined(separator: ", "))"),
          field)
      }
      if columns.contains(column) {
        throw failure("the column '\(field.text)' is there twice", field)
      }
      columns.append(column)
    }
    if !columns.contains(.id) { throw failure("the column 'id' is missing", fields[0]) }
    if !columns.contains(.names), !columns.contains(.aliases) {
      throw failure("the column 'names' is missing", fields[0])
    }
  }

  // MARK: A person

  private mutating func readPerson(
    _ fields: [Field], _ languages: [String: String]
  ) throws(DiagnosticError) {
    guard fields.count == columns.count else {
      let surplus = fields.count > columns.count ? fields[columns.count] : fields[0]
      throw failure(
        "\(fields.count) fields, where the header row has \(columns.count)", surplus)
    }
    var person = KnownPeople.Person()
    for (column, field) in zip(columns, fields) where !column.isIgnored {
      switch column {
      case .id: person.id = try identifier(field)
      case .names: person.names = Self.values(field.text)
      case .aliases: person.aliases = Self.values(field.text)
      case .role: setRole(Self.values(field.text), of: &person)
      case .affiliation: person.affiliations = Self.values(field.text)
      case .language:
        for value in Self.values(field.text) {
          person.languages.append(try language(value, field, languages))
        }
      case .authorities, .viaf, .wikidata, .gnd, .orcid, .isni:
        let values =
          column == .authorities
          ? Self.values(field.text).flatMap { $0.split(separator: " ").map(String.init) }
          : Self.values(field.text)
        for value in values { person.authorities.append(try authority(value, column, field)) }
      case .labels, .basis, .documents, .turns, .words, .evidence, .suggestions: break
      }
    }
    people.append(person)
  }

  private mutating func identifier(_ field: Field) throws(DiagnosticError) -> String {
    let id = field.text
    guard let first = id.unicodeScalars.first else {
      throw failure("the id is missing; it is what the person is known by in all documents", field)
    }
    if !NameCharacters.isStart(first) || !id.unicodeScalars.allSatisfy(NameCharacters.isPart) {
      throw failure(
        "'\(id)' cannot be an id: it begins with a letter or '_', and holds letters, digits, '-', '_' "
          + "and '.' only, as an XML name without a colon (NCName) does", field)
    }
    if let first = places[id] {
      throw DiagnosticError(
        Diagnostic(
          .participantsInvalid,
          "the id '\(id)' is there twice; one person has one row, with all names and aliases",
          at: field.place, notes: [Diagnostic.Note("the first one is here", at: first)]))
    }
    places[id] = field.place
    return id
  }

  /// One of the roles of a conversation; any other words are an office.
  private func setRole(_ values: [String], of person: inout KnownPeople.Person) {
    for value in values {
      let role = Participant.Role(rawValue: value.lowercased())
      if person.role == nil, KnownPeople.roles.contains(role) {
        person.role = role
      } else {
        person.offices.append(value)
      }
    }
  }

  private func language(
    _ value: String, _ field: Field, _ names: [String: String]
  ) throws(DiagnosticError) -> Language {
    if let tag = names[value] { return Language(tag: tag, name: value) }
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.enumerated().allSatisfy { index, part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy {
          isASCIILetterOrDigit($0) && (index > 0 || !isDigit($0))
        } && (index > 0 || part.utf8.count > 1)
    }
    guard isTag else {
      throw failure(
        "'\(value)' is no language; a BCP 47 tag such as 'en' or 'pt-BR', or an English name, would be",
        field)
    }
    let base = parts[0].lowercased()
    let name = names.filter { $0.value == value || $0.value == base }.map(\.key).sorted().first
    return Language(tag: value, name: name ?? value)
  }

  private func authority(
    _ value: String, _ column: Column, _ field: Field
  ) throws(DiagnosticError) -> Authority {
    if let record = AuthorityFile.record(for: value, of: column) { return record }
    throw failure(
      column == .authorities
        ? "'\(value)' is no URI; 'https://viaf.org/viaf/12345' would be"
        : "'\(value)' is no \(column.rawValue) identifier or URI", field)
  }

  // MARK: Values

  /// The values in a field: `|` or `;` stands between them, and a backslash before one that does not.
  static func values(_ text: String) -> [String] {
    var values: [String] = [""]
    var isEscaped = false
    for character in text {
      if isEscaped {
        if character != "|" && character != ";" && character != "\\" {
          values[values.count - 1] += "\\"
        }
        values[values.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" || character == ";" {
        values.append("")
      } else {
        values[values.count - 1].append(character)
      }
    }
    if isEscaped { values[values.count - 1] += "\\" }
    return values.map { $0.trimmed() }.filter { !$0.isEmpty }
  }

  private func failure(_ message: String, _ field: Field) -> DiagnosticError {
    DiagnosticError(.participantsInvalid, message, at: field.place)
  }
}
