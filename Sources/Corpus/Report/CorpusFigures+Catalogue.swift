import Diagnostics
import GRDB

extension CorpusFigures {
  /// How many of a list are shown.
  private static let most = 20

  /// The figures of a corpus.
  init(of catalogue: Catalogue) throws(DiagnosticError) {
    self = try catalogue.read { try CorpusFigures($0) }
  }

  private init(_ database: Database) throws {
    title = try Catalogue.value(of: .title, database) ?? ""
    try readStatuses(database)
    try readDocuments(database)
    try readSpeakers(database)
    try readLanguages(database)
    try readUnknown(database)
    try readCauses(database)
  }

  private mutating func readStatuses(_ database: Database) throws {
    statuses = try Row.fetchAll(
      database,
      sql: """
        SELECT status, count(*) FROM documents WHERE status <> 'removing'
        GROUP BY status ORDER BY 2 DESC, 1
        """
    ).map { Status(status: $0[0], documents: $0[1]) }
    people = try Int.fetchOne(database, sql: "SELECT count(*) FROM people") ?? 0
  }

  /// Reads the numbers of every document, and what is remarkable about them.
  private mutating func readDocuments(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, words, turns, utterances, quotations, speech_words, interpreted_words, gaps,
          inaudible, events
        FROM documents WHERE \(Catalogue.isInCorpus) AND words IS NOT NULL ORDER BY name
        """)
    var measures = DocumentMeasures()
    while let row = try rows.next() {
      let count = (words: row[1] as Int, speech: row[5] as Int, interpreted: row[6] as Int)
      let lost: Int = row[8]
      documents += 1
      words += count.words
      turns += row[2] as Int
      utterances += row[3] as Int
      quotations += row[4] as Int
      speechWords += count.speech
      interpretedWords += count.interpreted
      if count.interpreted > 0 { interpretedDocuments += 1 }
      gaps += row[7] as Int
      inaudible += lost
      events += row[9] as Int
      measures.add(
        DocumentMeasures.Counts(
          document: row[0], words: Int32(clamping: count.words), turns: row[2],
          inaudible: Int32(clamping: lost), speech: Int32(clamping: count.speech),
          interpreted: Int32(clamping: count.interpreted)))
    }
    lengths = measures.lengths
    medianLength = measures.medianLength
    inaudibleRates = measures.inaudibleRates
    mostInaudible = try measured(measures.most(\.inaudibleRate, Self.most), database)
    interpretedShares = try measured(measures.most(\.interpretedShare, Self.most), database)
    outliers = try measures.outliers(atMost: Self.most).map {
      Outlier(
        document: try document($0.document, database), measure: $0.measure, value: $0.value,
        median: $0.median, distance: $0.distance)
    }
  }

  private func measured(
    _ values: [(document: Int64, value: Double)], _ database: Database
  ) throws -> [Measured] {
    try values.map { Measured(document: try document($0.document, database), value: $0.value) }
  }

  /// The document with a number.
  private func document(_ id: Int64, _ database: Database) throws -> Document {
    let row = try Row.fetchOne(
      database, sql: "SELECT name, output FROM documents WHERE id = ?", arguments: [id])
    return Document(name: row?[0] ?? "", target: row?[1] ?? "")
  }

  private mutating func readSpeakers(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT p.shared, min(p.name), sum(p.words), sum(p.interpreted_words),
          count(DISTINCT p.document), min(d.name)
        FROM participants p JOIN documents d ON d.id = p.document
        WHERE p.shared IS NOT NULL AND p.utterances > 0 AND d.\(Catalogue.isInCorpus)
        GROUP BY p.shared ORDER BY 3 DESC, 1
        """)
    while let row = try rows.next() {
      let speaker = Speaker(
        shared: row[0], name: row[1] ?? row[0], words: row[2], interpretedWords: row[3],
        documents: row[4], first: row[5])
      if speakers.count < Self.most {
        speakers.append(speaker)
      } else {
        otherSpeakers.words += speaker.words
        otherSpeakers.interpretedWords += speaker.interpretedWords
        otherSpeakers.documents += 1
      }
    }
  }

  private mutating func readLanguages(_ database: Database) throws {
    languages = try Row.fetchAll(
      database,
      sql: """
        SELECT l.language, sum(l.words), count(*)
        FROM languages l JOIN documents d ON d.id = l.document
        WHERE d.\(Catalogue.isInCorpus) GROUP BY 1 ORDER BY 2 DESC, 1
        """
    ).map { Language(tag: $0[0], words: $0[1], documents: $0[2]) }
  }

  private mutating func readUnknown(_ database: Database) throws {
    let found = """
      FROM documents
      WHERE \(Catalogue.isInCorpus) AND (unknown_speakers > 0 OR unknown_words > 0)
      """
    if let sums = try Row.fetchOne(
      database, sql: "SELECT sum(unknown_speakers), sum(unknown_words) \(found)")
    {
      unknownSpeakers = sums[0] ?? 0
      unknownWords = sums[1] ?? 0
    }
    unknown = try Row.fetchAll(
      database,
      sql: """
        SELECT name, output, unknown_speakers, unknown_words \(found)
        ORDER BY 4 DESC, 1 LIMIT \(Self.most)
        """
    ).map {
      Unknown(document: Document(name: $0[0], target: $0[1]), speakers: $0[2], words: $0[3])
    }
  }

  private mutating func readCauses(_ database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT g.code, g.severity, count(*), count(DISTINCT g.document)
        FROM diagnostics g JOIN documents d ON d.id = g.document WHERE d.status <> 'removing'
        GROUP BY g.code, g.severity
        ORDER BY CASE g.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, 3 DESC, 1
        """)
    for row in rows {
      let code: String = row[0]
      let messages = try Row.fetchAll(
        database,
        sql: """
          SELECT message, count(*) FROM diagnostics WHERE code = ? GROUP BY message
          ORDER BY 2 DESC, 1 LIMIT 5
          """, arguments: [code])
      let links = try Row.fetchAll(
        database,
        sql: """
          SELECT name, iif(tei_sha256 IS NULL, source, output) FROM documents
          WHERE status <> 'removing' AND id IN (SELECT document FROM diagnostics WHERE code = ?)
          ORDER BY name LIMIT \(Self.most)
          """, arguments: [code])
      causes.append(
        Cause(
          code: code, severity: row[1], meaning: DiagnosticCatalogue.kind(code)?.meaning ?? "",
          count: row[2], documents: row[3], messages: messages.map { ($0[0], $0[1]) },
          links: links.map { Document(name: $0[0], target: $0[1]) }))
    }
  }
}
