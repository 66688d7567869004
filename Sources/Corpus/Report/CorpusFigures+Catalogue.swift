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
        SELECT name, output, words, turns, utterances, quotations, speech_words, interpreted_words,
          gaps, inaudible, events
        FROM documents WHERE \(Catalogue.isInCorpus) AND words IS NOT NULL ORDER BY name
        """)
    var measures = DocumentMeasures()
    while let row = try rows.next() {
      let document = Document(name: row[0], target: row[1])
      let count = (words: row[2] as Int, speech: row[6] as Int, interpreted: row[7] as Int)
      let lost: Int = row[9]
      documents += 1
      words += count.words
      turns += row[3] as Int
      utterances += row[4] as Int
      quotations += row[5] as Int
      speechWords += count.speech
      interpretedWords += count.interpreted
      if count.interpreted > 0 { interpretedDocuments += 1 }
      gaps += row[8] as Int
      inaudible += lost
      events += row[10] as Int
      measures.add(
        document, words: count.words, turns: row[3], inaudible: lost, speech: count.speech,
        interpreted: count.interpreted)
    }
    lengths = measures.lengths
    medianLength = measures.medianLength
    inaudibleRates = measures.inaudibleRates
    mostInaudible = measures.most(measures.inaudible, Self.most)
    interpretedShares = measures.most(measures.shares, Self.most)
    outliers = measures.outliers(atMost: Self.most)
  }

  private mutating func readSpeakers(_ database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT p.shared, min(p.name), sum(u.words),
          sum(iif(u.voice = 'interpreted', u.words, 0)), count(DISTINCT u.document), min(d.name)
        FROM utterances u JOIN documents d ON d.id = u.document
          JOIN participants p ON p.document = u.document AND p.identifier = u.speaker
        WHERE p.shared IS NOT NULL AND d.\(Catalogue.isInCorpus)
        GROUP BY p.shared ORDER BY 3 DESC, 1
        """)
    for (index, row) in rows.enumerated() {
      let speaker = Speaker(
        shared: row[0], name: row[1] ?? row[0], words: row[2], interpretedWords: row[3],
        documents: row[4], first: row[5])
      if index < Self.most {
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
        SELECT coalesce(u.language, d.language, 'und'), sum(u.words), count(DISTINCT u.document)
        FROM utterances u JOIN documents d ON d.id = u.document
        WHERE d.\(Catalogue.isInCorpus) GROUP BY 1 ORDER BY 2 DESC, 1
        """
    ).map { Language(tag: $0[0], words: $0[1], documents: $0[2]) }
  }

  private mutating func readUnknown(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT d.name, d.output, d.unknown_speakers, sum(u.words)
        FROM utterances u JOIN documents d ON d.id = u.document
          LEFT JOIN participants p ON p.document = u.document AND p.identifier = u.speaker
        WHERE d.\(Catalogue.isInCorpus) AND coalesce(p.is_unknown, 1)
        GROUP BY d.id ORDER BY 4 DESC, 1
        """)
    while let row = try rows.next() {
      let found = Unknown(
        document: Document(name: row[0], target: row[1]), speakers: row[2] ?? 0, words: row[3])
      unknownSpeakers += found.speakers
      unknownWords += found.words
      if unknown.count < Self.most { unknown.append(found) }
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
