import Diagnostics
import GRDB

extension Worklist {
  /// Gives every source the identifier of its document.
  ///
  /// - Parameter people: The identifiers of people, which are not free.
  func nameDocuments(besides people: Set<String>) throws(DiagnosticError) {
    try eachName("TRUE") { name, short, database in
      let isFree =
        try !DocumentNames.isReserved(short) && !people.contains(short)
        && Self.count(of: short, database) == 1
        && !DocumentNames.parents(of: short).contains { try Self.count(of: $0, database) > 0 }
      return isFree ? short : nil
    }
    // Names of files may look like one of these; whoever does not have its own name then gets all
    // digits.
    try eachName("identifier IS NULL") { name, short, database in
      let identifier = DocumentNames.long(for: name, digits: 8)
      return try Self.isTaken(identifier, database)
        ? DocumentNames.long(for: name, digits: 64) : identifier
    }
  }

  /// Sets the identifiers of sources, in the order of their names.
  private func eachName(
    _ condition: String,
    _ identifier: (_ name: String, _ short: String, Database) throws -> String?
  ) throws(DiagnosticError) {
    let pages = self.pages(
      """
      SELECT id, name, short FROM sources WHERE name > ? AND \(condition) ORDER BY name LIMIT ?
      """, name: \.name
    ) { (id: $0[0] as Int64, name: $0[1] as String, short: $0[2] as String) }
    var names: [(id: Int64, name: String, short: String)] = []
    func settle() throws(DiagnosticError) {
      try catalogue.work { database in
        let update = try RowStatement("UPDATE sources SET identifier = ? WHERE id = ?", database)
        for name in names {
          guard let found = try identifier(name.name, name.short, database) else { continue }
          try update.execute {
            $0.add(found)
            $0.add(name.id)
          }
        }
      }
      names.removeAll(keepingCapacity: true)
    }
    for name in pages {
      names.append(name)
      if names.count == Self.page { try settle() }
    }
    try settle()
    try pages.check()
  }

  /// How many files are called so, as far as 2.
  private static func count(of short: String, _ database: Database) throws -> Int {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: "SELECT count(*) FROM (SELECT 1 FROM sources WHERE short = ? LIMIT 2)"),
      arguments: [short]) ?? 0
  }

  /// Whether a document has this identifier, or one of a part of it.
  private static func isTaken(_ identifier: String, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM sources WHERE identifier = ?1)
            OR EXISTS (SELECT 1 FROM sources WHERE identifier >= ?1 || '.' AND identifier < ?1 || '/')
          """), arguments: [identifier]) ?? false
  }
}
