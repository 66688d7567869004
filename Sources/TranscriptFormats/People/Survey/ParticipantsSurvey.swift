import Diagnostics
import Transcripts

/// Who takes part in a set of documents: a table to be reviewed, which a participants file can be made
/// of.
///
/// Rows are one person's where documents print the same full name, or where a participants file says
/// so. Who is known by a label alone has one row for that label, which says so. Whatever merely looks
/// alike is suggested, never merged.
public struct ParticipantsSurvey: Sendable {
  /// One row.
  struct Row: Sendable {
    var id = ""
    var name: PrintedName?
    var names: [String] = []
    var isListed = false
    var isGroup = false
    var labels: [(printed: String, count: Int)] = []
    var aliases: [String] = []
    var roles: [String] = []
    var offices: [String] = []
    var affiliations: [String] = []
    var languages: [String] = []
    var authorities: [String] = []
    var basis: [String] = []
    var documents = 0
    var turns = 0
    var words = 0
    var evidence: [String] = []
    var suggestions: [String] = []
  }

  private let conventions: Conventions
  private var rows: [Row] = []
  private var indexes: [String: Int] = [:]

  /// The most places that a row names.
  private static let mostPlaces = 8

  /// Creates a survey of nothing.
  public init(conventions: Conventions) {
    self.conventions = conventions
  }

  // MARK: Gathering

  /// Adds the people of one document.
  public mutating func add(_ file: FileFindings) {
    var seen: Set<Int> = []
    for person in file.people where person.turns > 0 || !person.participant.names.isEmpty {
      let index = row(of: person, in: file)
      if seen.insert(index).inserted { rows[index].documents += 1 }
      add(person, to: index)
    }
  }

  /// The row of a person, a new one if need be.
  private mutating func row(of person: FileFindings.Person, in file: FileFindings) -> Int {
    let participant = person.participant
    let full = participant.names.first { $0.certainty == nil } ?? participant.names.first
    let name = full.map { KnownPeople.parsed($0.text, conventions.labels) }
    let isListed = participant.names.contains { $0.isListed }
    let labels = person.labels.map(\.printed).filter { conventions.section(ofLabel: $0) == nil }
    var keys: [String]
    if isListed {
      keys = ["id \(Self.localID(of: participant))"]
    } else if participant.isGroup {
      keys = [
        "group \(participant.names.first?.text.uppercased() ?? Self.localID(of: participant))"
      ]
    } else if let name, !name.surname.isEmpty, !name.given.isEmpty {
      keys = ["name \(KnownPeople.key((name.given + name.last).joined(separator: " ")))"]
    } else if !labels.isEmpty {
      keys = labels.map { "label \(KnownPeople.key($0))" }
    } else if let name, !name.surname.isEmpty {
      // A first name alone is nobody's across documents, unless it comes with an organisation.
      let context = participant.affiliations.first?.text.uppercased() ?? file.file
      keys = ["heard \(name.surname) \(context)"]
    } else {
      keys = [
        "\(participant.role?.rawValue ?? "") \(participant.affiliations.first?.text.uppercased() ?? "")"
      ]
    }
    let index = keys.compactMap { indexes[$0] }.first ?? rows.count
    if index == rows.count {
      var row = Row()
      row.isListed = isListed
      row.isGroup = participant.isGroup
      row.name = participant.isGroup ? nil : name
      row.id = isListed ? Self.localID(of: participant) : ""
      if row.name == nil, !participant.isGroup, labels.isEmpty, participant.offices.isEmpty {
        row.id =
          participant.role == .questioner || participant.role == .speaker
          ? "unknown" : Self.localID(of: participant)
      }
      rows.append(row)
    }
    for key in keys where indexes[key] == nil { indexes[key] = index }
    return index
  }

  private static func localID(of participant: Participant) -> String {
    let id = participant.id.rawValue
    return id.firstIndex(of: ".").map { String(id[id.index(after: $0)...]) } ?? id
  }

  private mutating func add(_ person: FileFindings.Person, to index: Int) {
    let participant = person.participant
    func unite(_ path: WritableKeyPath<Row, [String]>, _ values: [String]) {
      for value in values where !rows[index][keyPath: path].contains(value) {
        rows[index][keyPath: path].append(value)
      }
    }
    unite(\.names, participant.names.map(\.text))
    unite(\.roles, [participant.role?.rawValue].compactMap(\.self))
    unite(\.offices, participant.offices.map(\.text))
    unite(\.affiliations, participant.affiliations.map(\.text))
    if rows[index].name != nil {
      unite(
        \.languages,
        participant.languages.isEmpty ? person.languages : participant.languages.map(\.tag))
    }
    unite(\.authorities, participant.authorities.map(\.uri))
    unite(\.basis, [basis(of: person)])
    for label in person.labels {
      if let known = rows[index].labels.firstIndex(where: { $0.printed == label.printed }) {
        rows[index].labels[known].count += label.count
      } else {
        rows[index].labels.append(label)
      }
    }
    rows[index].turns += person.turns
    rows[index].words += person.words
    let room = Self.mostPlaces - rows[index].evidence.count
    if room > 0 { rows[index].evidence += person.evidence.prefix(room) }
  }

  /// What an identity rests on.
  private func basis(of person: FileFindings.Person) -> String {
    let names = person.participant.names
    if names.contains(where: \.isListed) { return "listed" }
    if let certainty = names.first?.certainty { return "inferred (\(certainty.rawValue))" }
    let parsed = names.first.map { KnownPeople.parsed($0.text, conventions.labels) }
    if let parsed, !parsed.given.isEmpty { return "printed" }
    return names.isEmpty ? "label without a name" : "label without a given name"
  }

  // MARK: The table

  /// All rows, complete: with identifiers, aliases and suggestions.
  var table: [Row] {
    var table = rows
    name(&table)
    addAliases(to: &table)
    suggest(in: &table)
    for index in table.indices {
      // What everybody does who speaks or is quoted says nothing of a person.
      table[index].roles.removeAll { $0 == "speaker" || $0 == "mentioned" }
      if table[index].roles.count > 1 {
        table[index].suggestions.append(
          "several roles: \(table[index].roles.joined(separator: ", "))")
        table[index].roles = []
      }
    }
    return table
  }

  private func name(_ table: inout [Row]) {
    let listed = Set(table.filter(\.isListed).map(\.id))
    var names = LocalNames(reserving: listed)
    for index in table.indices where !table[index].isListed {
      let row = table[index]
      var base = row.id
      if base.isEmpty {
        base =
          row.name.map(\.surname).flatMap { $0.isEmpty ? nil : $0 } ?? row.names.first
          ?? row.labels.first?.printed ?? row.offices.first ?? "speaker"
      }
      if base == "unknown", let affiliation = row.affiliations.first { base += " \(affiliation)" }
      var slug = Cast.slug(base)
      if !(slug.unicodeScalars.first.map(NameCharacters.isStart) ?? false) { slug = "p-" + slug }
      table[index].id = names.take(slug, given: row.name?.given.first.map(Cast.slug))
    }
  }

  /// Labels that name a person of one row only become aliases of theirs.
  private func addAliases(to table: inout [Row]) {
    var owners: [String: Set<Int>] = [:]
    for (index, row) in table.enumerated() {
      for label in row.labels { owners[KnownPeople.key(label.printed), default: []].insert(index) }
      for name in row.names { owners[KnownPeople.key(name), default: []].insert(index) }
    }
    for index in table.indices {
      var seen: Set<String> = []
      for label in table[index].labels where conventions.section(ofLabel: label.printed) == nil {
        let key = KnownPeople.key(label.printed)
        guard !key.isEmpty, seen.insert(key).inserted else { continue }
        if PrintedName(label.printed, vocabulary: conventions.labels).surname.isEmpty,
          !table[index].isListed
        {
          table[index].suggestions.append(
            "'\(label.printed)' names an office; make it an alias if it always is theirs")
          continue
        }
        let others = owners[key, default: []].subtracting([index]).sorted()
        if others.isEmpty {
          table[index].aliases.append(label.printed)
        } else {
          let shown = others.prefix(3).map { "'\(table[$0].id)'" }.joined(separator: ", ")
          table[index].suggestions.append("'\(label.printed)' is also printed for \(shown)")
        }
      }
    }
  }

  private func suggest(in table: inout [Row]) {
    let compared = table.indices.compactMap { index in
      table[index].name.map { (index, NameComparison($0)) }
    }
    for (position, (one, first)) in compared.enumerated() {
      for (other, second) in compared[(position + 1)...] {
        guard let likeness = first.likeness(to: second) else { continue }
        table[one].suggestions.append(Self.suggestion(table[other], likeness))
        table[other].suggestions.append(Self.suggestion(table[one], likeness))
      }
    }
    // `THE PRESIDENT` may be whoever is called president elsewhere.
    for index in table.indices where table[index].name?.surname.isEmpty ?? true {
      for office in table[index].offices {
        for other in table.indices
        where other != index
          && table[other].offices.contains(where: { $0.lowercased() == office.lowercased() })
        {
          table[index].suggestions.append(
            Self.suggestion(table[other], "holds the office '\(office)'"))
        }
      }
    }
  }

  private static func suggestion(_ row: Row, _ likeness: String) -> String {
    let name = row.names.first ?? row.labels.first?.printed
    return "may be '\(row.id)'" + (name.map { " (\($0))" } ?? "") + ": \(likeness)"
  }

  // MARK: Writing

  /// The columns, in order; all but the last seven are what a participants file has.
  private static let columns = [
    "id", "names", "aliases", "role", "affiliation", "language", "authorities", "labels", "basis",
    "documents", "turns", "words", "evidence", "suggestions",
  ]

  /// The table as a participants file: comma-separated values.
  public var csv: String {
    var text = Self.columns.joined(separator: ",") + "\n"
    for row in table {
      let fields = [
        row.id, Self.joined(row.names), Self.joined(row.aliases),
        Self.joined(row.roles + row.offices), Self.joined(row.affiliations),
        Self.joined(row.languages), Self.joined(row.authorities),
        Self.joined(row.labels.map { "\($0.printed) (\($0.count))" }), Self.joined(row.basis),
        String(row.documents), String(row.turns), String(row.words), Self.joined(row.evidence),
        Self.joined(row.suggestions),
      ]
      text += fields.map(Self.field).joined(separator: ",") + "\n"
    }
    return text
  }

  /// The table for programs: one JSON object a person.
  public var jsonLines: String {
    func list(_ values: [String]) -> JSONText { .array(values.map(JSONText.string)) }
    return table.map { row in
      JSONText.object([
        ("id", .string(row.id)), ("names", list(row.names)), ("aliases", list(row.aliases)),
        ("role", row.roles.first.map(JSONText.string) ?? .null), ("offices", list(row.offices)),
        ("affiliation", list(row.affiliations)), ("language", list(row.languages)),
        ("authorities", list(row.authorities)),
        (
          "labels",
          .array(
            row.labels.map {
              .object([("label", .string($0.printed)), ("count", .integer($0.count))])
            })
        ),
        ("basis", list(row.basis)), ("isGroup", .boolean(row.isGroup)),
        ("documents", .integer(row.documents)), ("turns", .integer(row.turns)),
        ("words", .integer(row.words)), ("evidence", list(row.evidence)),
        ("suggestions", list(row.suggestions)),
      ]).text + "\n"
    }.joined()
  }

  private static func joined(_ values: [String]) -> String {
    values.map { value in
      var escaped = ""
      for character in value {
        if character == "|" || character == ";" || character == "\\" { escaped += "\\" }
        escaped.append(character)
      }
      return escaped
    }.joined(separator: "; ")
  }

  private static func field(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != 0x0A && $0 != 0x0D
    }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
