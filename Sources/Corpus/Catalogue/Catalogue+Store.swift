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
  }

  var id: Int64
  /// Whether nothing was ever kept of the document.
  var isFirst: Bool
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
  private let documents: RowStatement
  private let failures: RowStatement
  private let people: RowStatement
  private let aliases: RowStatement
  private let speech: RowStatement
  private let languages: RowStatement
  private let gaps: RowStatement
  private let events: RowStatement
  private let categories: RowStatement
  private let diagnostics: RowStatement

  init(_ database: Database, isIndexing: Bool) throws {
    self.database = database
    self.isIndexing = isIndexing
    documents = try RowStatement(
      """
      UPDATE documents SET status = 'valid', recipe = ?, source_sha256 = ?, source_bytes = ?,
        tei_sha256 = ?, tei_bytes = ?, text_sha256 = ?, text_proof = 'holds',
        model_proof = 'holds', title = ?, date = ?, place = ?, language = ?, words = ?, turns = ?,
        utterances = ?, interpreted = ?, speech_words = ?, interpreted_words = ?, paragraphs = ?,
        quotations = ?, figures = ?, gaps = ?, inaudible = ?, events = ?, speakers = ?,
        unknown_speakers = ?, unknown_words = ?
      WHERE id = ?
      """, database)
    failures = try RowStatement(
      """
      UPDATE documents SET recipe = ?, source_sha256 = ?,
        status = iif(tei_sha256 IS NULL, 'failed', 'outdated')
      WHERE id = ?
      """, database)
    people = try RowStatement(into: "participants", columns: 11, database)
    aliases = try RowStatement(into: "aliases", columns: 9, database)
    speech = try RowStatement(into: "utterances", columns: 14, database)
    languages = try RowStatement(into: "languages", columns: 3, database)
    gaps = try RowStatement(into: "gaps", columns: 8, database)
    events = try RowStatement(into: "events", columns: 7, database)
    categories = try RowStatement(into: "categories", columns: 4, database)
    diagnostics = try RowStatement(into: "diagnostics", columns: 7, database)
  }

  func store(_ record: DocumentRecord) throws {
    let id = record.id
    switch record.outcome {
    case .written(let written):
      if !record.isFirst { try removeRows(of: id) }
      try update(id, written)
      try store(written.facts, of: id)
    case .failed(let recipe, let digest):
      try failures.execute {
        $0.add(recipe)
        $0.add(digest)
        $0.add(id)
      }
      if !record.isFirst {
        try database.execute(sql: "DELETE FROM diagnostics WHERE document = ?", arguments: [id])
      }
    }
    for (index, diagnostic) in record.diagnostics.enumerated() {
      let location = diagnostic.location
      try diagnostics.execute {
        $0.add(id)
        $0.add(index + 1)
        $0.add(diagnostic.severity.rawValue)
        $0.add(diagnostic.kind.code)
        $0.add(diagnostic.message)
        $0.add(location.line == 0 ? nil : location.line)
        $0.add(location.column == 0 ? nil : location.column)
      }
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
    let sums = facts.sums
    try documents.execute {
      for text in [written.recipe, written.sourceDigest] { $0.add(text) }
      $0.add(written.sourceBytes)
      $0.add(written.teiDigest)
      $0.add(written.teiBytes)
      $0.add(written.textDigest)
      for text in [facts.title, facts.date, facts.place, facts.language] { $0.add(text) }
      for number in [
        facts.words, facts.turns, sums.utterances, sums.interpreted, sums.words,
        sums.interpretedWords, facts.paragraphs, sums.quotations, facts.figures, facts.gaps.count,
        sums.inaudible, facts.events.count, sums.speakers, sums.unknownSpeakers,
        sums.unknownWords,
      ] { $0.add(number) }
      $0.add(id)
    }
  }

  private func store(_ facts: DocumentFacts, of id: Int64) throws {
    try storePeople(of: facts, id)
    for (index, row) in facts.speech.enumerated() {
      try speech.execute {
        $0.add(id * Catalogue.utterancesPerDocument + Int64(index) + 1)
        $0.add(id)
        $0.add(index + 1)
        $0.add(row.kind)
        $0.add(row.identifier)
        $0.add(row.speaker)
        $0.add(row.isInterpreted ? "interpreted" : "own")
        $0.add(row.interpreter)
        $0.add(row.certainty)
        $0.add(row.language)
        $0.add(row.lines?.first)
        $0.add(row.lines?.last)
        $0.add(row.words)
        $0.add(row.text)
      }
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
    for (tag, words) in facts.sums.languages {
      try languages.execute {
        $0.add(id)
        $0.add(tag)
        $0.add(words)
      }
    }
    for (index, gap) in facts.gaps.enumerated() {
      try gaps.execute {
        $0.add(id)
        $0.add(index + 1)
        $0.add(gap.utterance)
        $0.add(gap.reason)
        $0.add(gap.wording)
        $0.add(gap.language)
        $0.add(gap.quantity)
        $0.add(gap.unit)
      }
    }
    for (index, event) in facts.events.enumerated() {
      try events.execute {
        $0.add(id)
        $0.add(index + 1)
        $0.add(event.utterance)
        $0.add(event.element)
        $0.add(event.kind)
        $0.add(event.participant)
        $0.add(event.wording)
      }
    }
    for category in facts.categories {
      try categories.execute {
        $0.add(id)
        $0.add(category.taxonomy)
        $0.add(category.identifier)
        $0.add(category.description)
      }
    }
  }

  private func storePeople(of facts: DocumentFacts, _ id: Int64) throws {
    for (index, (person, sums)) in zip(facts.people, facts.sums.people).enumerated() {
      try people.execute {
        $0.add(id)
        $0.add(index + 1)
        $0.add(person.identifier)
        $0.add(person.shared)
        $0.add(person.isGroup)
        $0.add(person.role)
        $0.add(person.name)
        $0.add(person.isUnknown)
        $0.add(sums.utterances)
        $0.add(sums.words)
        $0.add(sums.interpretedWords)
      }
    }
    for (index, alias) in facts.aliases.enumerated() {
      try aliases.execute {
        $0.add(id)
        $0.add(alias.participant)
        $0.add(index + 1)
        $0.add(alias.kind)
        $0.add(alias.text)
        $0.add(alias.certainty)
        $0.add(alias.evidence)
        $0.add(alias.basis)
        $0.add(alias.count)
      }
    }
  }
}
