import Diagnostics
import GRDB
import SystemPackage

extension Catalogue {
  /// How far a document is.
  enum Status: String, Sendable {
    /// It is not built yet.
    case planned
    /// It is in the corpus, valid and proven.
    case valid
    /// It could not be built, and is not in the corpus.
    case failed
    /// It is in the corpus as it was before; what it is now could not be built.
    case outdated
    /// It is in the corpus, but its source is gone.
    case deleted
    /// It is on its way out of the corpus, as the user wished.
    case removing
  }

  /// What is known of a document before a run.
  struct Known: Sendable {
    var id: Int64
    var name: String
    var source: String
    var output: String
    var identifier: String
    var status: Status
    var recipe: String?
    var sourceDigest: String?
    var teiDigest: String?
    var teiBytes: Int?
  }

  /// All documents, in the order of their names.
  func known() throws(DiagnosticError) -> [Known] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT id, name, source, output, identifier, status, recipe, source_sha256, tei_sha256,
            tei_bytes
          FROM documents ORDER BY name
          """)
      var known: [Known] = []
      // Nearly all have the same recipe, of which one string is enough.
      var recipe: String?
      while let row = try rows.next() {
        let own: String? = row[6]
        if own != recipe { recipe = own }
        known.append(
          Known(
            id: row[0], name: row[1], source: row[2], output: row[3], identifier: row[4],
            status: Status(rawValue: row[5]) ?? .planned, recipe: recipe, sourceDigest: row[7],
            teiDigest: row[8], teiBytes: row[9]))
      }
      return known
    }
  }

  /// What was said of the document with this number, in order.
  func diagnostics(of document: Int64, shown: String) throws(DiagnosticError) -> [Diagnostic] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT code, message, line, "column" FROM diagnostics WHERE document = ?
          ORDER BY position
          """)
      return try Row.fetchAll(statement, arguments: [document]).compactMap { row in
        guard let kind = DiagnosticCatalogue.kind(row[0]) else { return nil }
        return Diagnostic(
          kind, row[1],
          at: SourceLocation(file: shown, line: row[2] ?? 0, column: row[3] ?? 0))
      }
    }
  }
}

extension CorpusPlan {
  /// Enters documents that were not known, and what is new about others, so that they have numbers
  /// before they are built.
  ///
  /// - Parameter base: The folder of the corpus, which is absolute.
  func enterDocuments(from base: FilePath, isIndexing: Bool) throws(DiagnosticError) {
    try worklist.catalogue.write { database in
      try Catalogue.set(.state, to: "building", database)
      if !isIndexing { try Catalogue.set(.index, to: "stale", database) }
      let insert = try RowStatement(
        """
        INSERT INTO documents (name, source, output, identifier, status)
        VALUES (?, ?, ?, ?, 'planned')
        """, database)
      let update = try RowStatement(
        "UPDATE documents SET name = ?, source = ?, output = ?, identifier = ? WHERE id = ?",
        database)
      let number = try RowStatement("UPDATE sources SET document = ? WHERE id = ?", database)
      let page = try database.cachedStatement(
        sql: """
          SELECT \(Worklist.columns), id, output, identifier, document FROM sources
          WHERE name > ? AND \(Verdict.isBuilt) ORDER BY name LIMIT \(Worklist.page)
          """)
      var last = ""
      while true {
        let rows = try Row.fetchAll(page, arguments: [last])
        for row in rows {
          let input = Worklist.input(of: row)
          last = input.name
          let known: Int64? = row[8]
          try (known == nil ? insert : update).execute {
            $0.add(input.name)
            $0.add(RelativePath.from(base, to: input.path))
            $0.add(row[6] as String)
            $0.add(row[7] as String)
            if let known { $0.add(known) }
          }
          if known != nil { continue }
          try number.execute {
            $0.add(database.lastInsertedRowID)
            $0.add(row[5] as Int64)
          }
        }
        if rows.isEmpty { return }
      }
    }
  }
}
