import Diagnostics
import GRDB

extension Catalogue {
  /// How far the building of a corpus is.
  struct State: Sendable {
    /// Whether the last run came to its end.
    var isComplete: Bool
    /// Whether the full text is indexed.
    var isIndexed: Bool
    /// What the files about all documents were made by.
    var products: String?
  }

  /// How far the building is.
  func state() throws(DiagnosticError) -> State {
    try read { database in
      State(
        isComplete: try Self.value(of: .state, database) == "complete",
        isIndexed: try Self.value(of: .index, database) != "stale",
        products: try Self.value(of: .products, database))
    }
  }

  /// Enters the title of the corpus.
  func name(_ title: String) throws(DiagnosticError) {
    try write { database in
      try Self.set(.state, to: "building", database)
      try Self.set(.title, to: title, database)
    }
  }

  /// Enters that a run came to its end.
  func complete(program: String, products: String) throws(DiagnosticError) {
    try write { database in
      try Self.set(.program, to: program, database)
      try Self.set(.products, to: products, database)
      try Self.set(.state, to: "complete", database)
    }
  }

  /// Enters what documents are now; the run is not over then.
  ///
  /// Of those on their way out nothing is kept but where their files are.
  func set(_ changes: [(id: Int64, status: Status)]) throws(DiagnosticError) {
    try write { database in
      try Self.set(.state, to: "building", database)
      let update = try database.cachedStatement(
        sql: "UPDATE documents SET status = ? WHERE id = ?")
      let writer = try RowWriter(
        database, isIndexing: try Self.value(of: .index, database) != "stale")
      for change in changes {
        try update.execute(arguments: [change.status.rawValue, change.id])
        if change.status == .removing { try writer.removeRows(of: change.id) }
      }
    }
  }

  /// Enters that documents are in the corpus again whose sources are back; how many.
  func returnDocuments() throws(DiagnosticError) -> Int {
    try write { database in
      let returned = "SELECT document FROM sources WHERE verdict = 'returned'"
      try database.execute(
        sql: "UPDATE documents SET status = 'valid' WHERE id IN (\(returned))")
      let count = database.changesCount
      if count > 0 { try Self.set(.state, to: "building", database) }
      return count
    }
  }

  /// The documents that are on their way out.
  func leaving() throws(DiagnosticError) -> [(id: Int64, output: String)] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT id, output FROM documents WHERE status = 'removing' ORDER BY name"
      ).map { ($0[0], $0[1]) }
    }
  }

  /// What the corpus is, counted.
  func totals(built: Int, removed: Int) throws(DiagnosticError) -> CorpusTotals {
    try read { database in
      var totals = CorpusTotals(
        documents: 0, failed: 0, built: built, removed: removed, outdated: 0)
      let rows = try Row.fetchCursor(
        database, sql: "SELECT status, count(*) FROM documents GROUP BY status")
      while let row = try rows.next() {
        let count: Int = row[1]
        switch Status(rawValue: row[0]) {
        case .valid: totals.documents += count
        case .outdated, .deleted:
          totals.documents += count
          totals.outdated += count
        case .failed: totals.failed += count
        case .planned, .removing, nil: break
        }
      }
      return totals
    }
  }

  // MARK: What the files about all documents are made of

  /// The condition for a document that is in the corpus.
  static let isInCorpus = "status IN ('valid', 'outdated', 'deleted')"

  /// What shared persons are called in documents of the corpus.
  private static let sharedNames = """
    participants p JOIN documents d ON d.id = p.document
      JOIN aliases a ON a.document = p.document AND a.participant = p.identifier
    WHERE p.shared IS NOT NULL AND a.kind <> 'label' AND \(isInCorpus)
    """

  /// Whether there are documents in the corpus, and people whom they share.
  func contents() throws(DiagnosticError) -> (hasDocuments: Bool, hasPeople: Bool) {
    try read { database in
      func exists(_ what: String) throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \(what))") ?? false
      }
      return (
        try exists("documents WHERE \(Self.isInCorpus)"), try exists(Self.sharedNames)
      )
    }
  }

  /// Hands over the outputs of the documents in the corpus, in the order of their names.
  func eachOutput(_ body: (String) throws -> Void) throws(DiagnosticError) {
    try read { database in
      let outputs = try String.fetchCursor(
        database, sql: "SELECT output FROM documents WHERE \(Self.isInCorpus) ORDER BY name")
      while let output = try outputs.next() { try body(output) }
    }
  }

  /// The languages of the documents in the corpus, in the order of their tags.
  func languages() throws(DiagnosticError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT language FROM documents
          WHERE \(Self.isInCorpus) AND language IS NOT NULL ORDER BY language
          """)
    }
  }

  /// The categories of the documents in the corpus, each once.
  func categories() throws(DiagnosticError) -> [DocumentFacts.Category] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT taxonomy, categories.identifier, min(description) FROM categories
            JOIN documents ON documents.id = document
          WHERE \(Self.isInCorpus) GROUP BY 1, 2 ORDER BY 1, 2
          """
      ).map {
        DocumentFacts.Category(taxonomy: $0[0], identifier: $0[1], description: $0[2])
      }
    }
  }

  /// Something that a shared person is called in a document.
  struct SharedName {
    var shared: String
    var kind: String
    var text: String
    var certainty: String?
    var evidence: String?
    var basis: String?
    var output: String
  }

  /// Hands over what shared persons are called, person by person, document by document.
  func eachSharedName(_ body: (SharedName) throws -> Void) throws(DiagnosticError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT p.shared, a.kind, a.text, a.certainty, a.evidence, a.basis, d.output
          FROM \(Self.sharedNames) ORDER BY p.shared, d.name, a.position
          """)
      while let row = try rows.next() {
        try body(
          SharedName(
            shared: row[0], kind: row[1], text: row[2], certainty: row[3], evidence: row[4],
            basis: row[5], output: row[6]))
      }
    }
  }
}
