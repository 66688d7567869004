import Diagnostics
import GRDB

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

  /// What was said of the documents with these numbers, in order.
  func diagnostics(
    of documents: [(id: Int64, shown: String)]
  ) throws(DiagnosticError) -> [[Diagnostic]] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT code, message, line, "column" FROM diagnostics WHERE document = ?
          ORDER BY position
          """)
      return try documents.map { document in
        try Row.fetchAll(statement, arguments: [document.id]).compactMap { row in
          guard let kind = DiagnosticCatalogue.kind(row[0]) else { return nil }
          return Diagnostic(
            kind, row[1],
            at: SourceLocation(file: document.shown, line: row[2] ?? 0, column: row[3] ?? 0))
        }
      }
    }
  }

  /// Enters documents that were not known, and what is new about others, before they are built.
  ///
  /// - Returns: their numbers.
  func enter(
    _ documents: [Known], isIndexing: Bool
  ) throws(DiagnosticError) -> [Int64] {
    try write { database in
      try Self.set(.state, to: "building", database)
      if !isIndexing { try Self.set(.index, to: "stale", database) }
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO documents (name, source, output, identifier, status) VALUES (?, ?, ?, ?, ?)
          """)
      let update = try database.cachedStatement(
        sql: "UPDATE documents SET name = ?, source = ?, output = ?, identifier = ? WHERE id = ?")
      return try documents.map { document in
        if document.id != 0 {
          try update.execute(
            arguments: [
              document.name, document.source, document.output, document.identifier, document.id,
            ])
          return document.id
        }
        try insert.execute(
          arguments: [
            document.name, document.source, document.output, document.identifier,
            document.status.rawValue,
          ])
        return database.lastInsertedRowID
      }
    }
  }
}
