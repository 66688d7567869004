import Diagnostics
import GRDB

/// What a run has to say of a document.
struct DocumentRecord: Sendable {
  /// A document that is in its place.
  struct Written: Sendable {
    var recipe: String
    var sourceDigest: String
    var sourceBytes: Int
    var teiDigest: String
    var teiBytes: Int
    var textDigest: String
    var facts: DocumentFacts
  }

  /// What became of it.
  enum Outcome: Sendable {
    /// It was built.
    case written(Written)
    /// It could not be; `sourceDigest` is that of bytes which will fail again by the same recipe.
    case failed(recipe: String, sourceDigest: String?)
    /// Its source is gone.
    case deleted
  }

  var id: Int64
  var outcome: Outcome
  var diagnostics: [Diagnostic] = []
}

extension Catalogue {
  /// How many utterances a document may have room for in `utterances.id`.
  static let utterancesPerDocument: Int64 = 1 << 24

  /// Keeps what became of documents, all or nothing.
  ///
  /// - Parameter isIndexing: Whether the full text follows; otherwise ``index()`` has to be called.
  func store(_ records: [DocumentRecord], isIndexing: Bool) throws(DiagnosticError) {
    try write { database in
      let writer = try RowWriter(database, isIndexing: isIndexing)
      for record in records { try writer.store(record) }
    }
  }

  /// Forgets documents that are on their way out.
  func remove(_ documents: [Int64]) throws(DiagnosticError) {
    try write { database in
      for id in documents {
        try database.execute(sql: "DELETE FROM documents WHERE id = ?", arguments: [id])
      }
    }
  }

  /// Makes the index of the full text anew, unless it is up to date.
  func index() throws(DiagnosticError) {
    try write { database in
      guard try Self.value(of: .index, database) == "stale" else { return }
      try database.execute(sql: "INSERT INTO utterances_text(utterances_text) VALUES ('rebuild')")
      try Self.set(.index, to: "complete", database)
    }
  }
}

/// Writes the rows of documents.
struct RowWriter {
  let database: Database
  let isIndexing: Bool
  private let people: Statement
  private let aliases: Statement
  private let speech: Statement
  private let gaps: Statement
  private let events: Statement
  private let categories: Statement
  private let diagnostics: Statement

  init(_ database: Database, isIndexing: Bool) throws {
    self.database = database
    self.isIndexing = isIndexing
    func insertion(_ table: String, _ count: Int) throws -> Statement {
      let places = [String](repeating: "?", count: count).joined(separator: ", ")
      return try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(places))")
    }
    people = try insertion("participants", 8)
    aliases = try insertion("aliases", 9)
    speech = try insertion("utterances", 14)
    gaps = try insertion("gaps", 8)
    events = try insertion("events", 7)
    categories = try insertion("categories", 4)
    diagnostics = try insertion("diagnostics", 7)
  }

  func store(_ record: DocumentRecord) throws {
    let id = record.id
    switch record.outcome {
    case .written(let written):
      try removeRows(of: id)
      try update(id, written)
      try store(written.facts, of: id)
    case .failed(let recipe, let digest):
      try database.cachedStatement(
        sql: """
          UPDATE documents SET recipe = ?, source_sha256 = ?,
            status = iif(tei_sha256 IS NULL, 'failed', 'outdated')
          WHERE id = ?
          """
      ).execute(arguments: [recipe, digest, id])
      try database.execute(sql: "DELETE FROM diagnostics WHERE document = ?", arguments: [id])
    case .deleted:
      try database.cachedStatement(sql: "UPDATE documents SET status = 'deleted' WHERE id = ?")
        .execute(arguments: [id])
      return
    }
    for (index, diagnostic) in record.diagnostics.enumerated() {
      let location = diagnostic.location
      try diagnostics.insert([
        id, index + 1, diagnostic.severity.rawValue, diagnostic.kind.code, diagnostic.message,
        location.line == 0 ? nil : location.line, location.column == 0 ? nil : location.column,
      ])
    }
  }

  /// Removes what belongs to a document, but not the document.
  func removeRows(of id: Int64) throws {
    let first = id * Catalogue.utterancesPerDocument
    let range: StatementArguments = [first, first + Catalogue.utterancesPerDocument - 1]
    if isIndexing {
      try database.cachedStatement(
        sql: """
          INSERT INTO utterances_text(utterances_text, rowid, text)
            SELECT 'delete', id, text FROM utterances WHERE id BETWEEN ? AND ?
          """
      ).execute(arguments: range)
    }
    try database.cachedStatement(sql: "DELETE FROM utterances WHERE id BETWEEN ? AND ?")
      .execute(arguments: range)
    for table in CatalogueSchema.tablesOfDocuments where table != "utterances" {
      try database.cachedStatement(sql: "DELETE FROM \(table) WHERE document = ?")
        .execute(arguments: [id])
    }
  }

  private func update(_ id: Int64, _ written: DocumentRecord.Written) throws {
    let facts = written.facts
    let speakers = facts.speakers
    try database.cachedStatement(
      sql: """
        UPDATE documents SET status = 'valid', recipe = ?, source_sha256 = ?, source_bytes = ?,
          tei_sha256 = ?, tei_bytes = ?, text_sha256 = ?, text_proof = 'holds',
          model_proof = 'holds', title = ?, date = ?, place = ?, language = ?, words = ?, turns = ?,
          utterances = ?, interpreted = ?, speech_words = ?, interpreted_words = ?, paragraphs = ?,
          quotations = ?, figures = ?, gaps = ?, inaudible = ?, events = ?, speakers = ?,
          unknown_speakers = ?
        WHERE id = ?
        """
    ).execute(arguments: [
      written.recipe, written.sourceDigest, written.sourceBytes, written.teiDigest,
      written.teiBytes, written.textDigest, facts.title, facts.date, facts.place, facts.language,
      facts.words, facts.turns, facts.utterances, facts.interpreted, facts.speechWords,
      facts.interpretedWords, facts.paragraphs, facts.quotations, facts.figures, facts.gaps.count,
      facts.inaudible, facts.events.count, speakers.count, speakers.unknown, id,
    ])
  }

  private func store(_ facts: DocumentFacts, of id: Int64) throws {
    for (index, person) in facts.people.enumerated() {
      try people.insert([
        id, index + 1, person.identifier, person.shared, person.isGroup, person.role, person.name,
        person.isUnknown,
      ])
    }
    for (index, alias) in facts.aliases.enumerated() {
      try aliases.insert([
        id, alias.participant, index + 1, alias.kind, alias.text, alias.certainty, alias.evidence,
        alias.basis, alias.count,
      ])
    }
    for (index, row) in facts.speech.enumerated() {
      let number = id * Catalogue.utterancesPerDocument + Int64(index) + 1
      try speech.insert([
        number, id, index + 1, row.kind, row.identifier, row.speaker,
        row.isInterpreted ? "interpreted" : "own", row.interpreter, row.certainty, row.language,
        row.lines?.first, row.lines?.last, row.words, row.text,
      ])
    }
    if isIndexing {
      let first = id * Catalogue.utterancesPerDocument
      try database.cachedStatement(
        sql: """
          INSERT INTO utterances_text(rowid, text)
            SELECT id, text FROM utterances WHERE id BETWEEN ? AND ?
          """
      ).execute(arguments: [first, first + Catalogue.utterancesPerDocument - 1])
    }
    for (index, gap) in facts.gaps.enumerated() {
      try gaps.insert([
        id, index + 1, gap.utterance, gap.reason, gap.wording, gap.language, gap.quantity, gap.unit,
      ])
    }
    for (index, event) in facts.events.enumerated() {
      try events.insert([
        id, index + 1, event.utterance, event.element, event.kind, event.participant, event.wording,
      ])
    }
    for category in facts.categories {
      try categories.insert([
        id, category.taxonomy, category.identifier, category.description,
      ])
    }
  }
}

extension Statement {
  /// Executes the statement with values of which there are as many as it has places.
  ///
  /// That is not checked again for each of very many rows.
  fileprivate func insert(_ values: StatementArguments) throws {
    setUncheckedArguments(values)
    try execute()
  }
}
