import Corpus
import Diagnostics
import Foundation
import SystemPackage
import TestSupport
import Testing

/// What the catalogue says of the samples, to those who search, export and query it.
@Suite struct CatalogueTableTests {
  private let corpus: BuiltCorpus

  init() async throws {
    corpus = try BuiltCorpus()
    let samples = packageRoot.appending(path: "Samples").path
    try await corpus.build { $0.inputs = [samples] }
  }

  private func hits(_ phrases: String..., change: (inout CatalogueSearch) -> Void = { _ in })
    throws -> [CatalogueSearch.Hit]
  {
    var search = CatalogueSearch(phrases: phrases)
    change(&search)
    var hits: [CatalogueSearch.Hit] = []
    try search.run(in: .reading(in: FilePath(corpus.path("out")))) { hits.append($0) }
    return hits
  }

  @Test func wordsAreFoundWithWhoSaidThemAndInWhoseVoice() throws {
    let hits = try hits("icebreaker")
    #expect(!hits.isEmpty)
    #expect(hits.allSatisfy { $0.excerpt.lowercased().contains("«icebreaker»") })
    #expect(
      hits.contains {
        $0.speech["voice"] == "interpreted" && $0.speech["speaker_name"] == "Ivo Keresten"
      })
    #expect(hits.contains { $0.speech["kind"] == "quotation" })
    let own = try self.hits("icebreaker") { $0.voice = "own" }
    #expect(!own.isEmpty && own.count < hits.count)
    let keresten = try self.hits("icebreaker") { $0.speaker = "keresten" }
    #expect(!keresten.isEmpty && keresten.allSatisfy { $0.speech["speaker"] == "keresten" })
    #expect(try self.hits("icebreaker") { $0.limit = 1 }.count == 1)
    #expect(try self.hits("icebreaker") { $0.document = "stories" }.count < hits.count)
    #expect(try self.hits("icebreaker") { $0.language = "en" }.count == hits.count)
    #expect(try self.hits("icebreaker") { $0.language = "e" }.isEmpty)
  }

  @Test func phrasesAreTakenAsTheyAre() throws {
    #expect(try hits("good afternoon").count == hits("GOOD AFTERNOON").count)
    #expect(try hits("afternoon good").isEmpty)
    #expect(try !hits("aftern*").isEmpty)
    #expect(try hits("AND", "\"", "x OR y").isEmpty)
    let error = #expect(throws: DiagnosticError.self) {
      try self.hits { $0.expression = "AND" }
    }
    #expect(error?.diagnostic.kind.code == "search-invalid")
  }

  @Test func aSearchNeedsACorpus() {
    let error = #expect(throws: DiagnosticError.self) {
      try CatalogueSearch(phrases: ["a"]).run(in: .reading(in: "nowhere")) { _ in }
    }
    #expect(error?.diagnostic.kind.code == "input-missing")
  }

  @Test func theTableHasARowForEachUtterance() throws {
    var rows: [SpeechRow] = []
    try Catalogue.reading(in: FilePath(corpus.path("out"))).eachUtterance { rows.append($0) }
    #expect(rows.count == 111)
    let first = try #require(rows.first)
    #expect(first["source"] == "briefings/marstrand-keresten.txt" && first["identifier"] == "u1")
    #expect(first["first_line"] == "16" && first["voice"] == "own")
    #expect(rows.allSatisfy { $0["text"]?.contains("  ") == false })
    #expect(rows.allSatisfy { $0.values.count == SpeechRow.names.count })
    #expect(first.csv.hasSuffix("\r\n") && first.members.count == SpeechRow.names.count)
  }

  @Test(.enabled(if: ShellCommand.knows("python3"), "needs python3"))
  func othersReadTheCSVAsItWasMeant() throws {
    var (csv, texts) = (SpeechRow.csvHeader, [String]())
    try Catalogue.reading(in: FilePath(corpus.path("out"))).eachUtterance {
      csv += $0.csv
      texts.append($0["text"] ?? "")
    }
    try corpus.folder.write(csv.utf8, to: "u.csv")
    let script =
      "import csv; print('\\n'.join(r['text'] for r in csv.DictReader(open('u.csv', newline='', encoding='utf-8'))))"
    let read = try ShellCommand("python3 -c \"\(script)\"", in: corpus.folder.url)
    #expect(read.output == texts.joined(separator: "\n") + "\n")
  }

  @Test(
    .enabled(if: hasSQLite, "needs sqlite3"),
    arguments: [
      (
        "SELECT count(*) FROM documents WHERE status = 'valid' AND text_proof = 'holds' AND model_proof = 'holds'",
        "\(SampleDocument.samples.count)"
      ),
      (
        "SELECT sum(utterances) = (SELECT count(*) FROM utterances WHERE kind = 'utterance') FROM documents",
        "1"
      ),
      ("SELECT sum(speech_words) = (SELECT sum(words) FROM utterances) FROM documents", "1"),
      ("SELECT count(*) FROM gaps WHERE wording LIKE '%naudible%' AND reason <> 'inaudible'", "0"),
      (
        "SELECT count(*) FROM events WHERE kind = 'laughter' AND participant = 'audience' AND document = 1",
        "1"
      ),
      (
        "SELECT text FROM aliases WHERE document = 1 AND participant = 'marstrand' AND kind = 'label' ORDER BY position LIMIT 1",
        "SECRETARY OF DEFENSE DR. HELEN A. MARSTRAND:"
      ),
      (
        "SELECT sum(words) = (SELECT sum(words) FROM utterances) FROM languages", "1"
      ),
      (
        "SELECT sum(p.words) + (SELECT total(words) FROM utterances WHERE speaker IS NULL) = (SELECT sum(words) FROM utterances) FROM participants p",
        "1"
      ),
      ("SELECT documents FROM people WHERE shared = 'person-ivo-keresten'", "2"),
      (
        "SELECT count(*) FROM utterances WHERE speaker NOT IN (SELECT identifier FROM participants p WHERE p.document = utterances.document)",
        "0"
      ),
      ("PRAGMA user_version", "2"), ("PRAGMA foreign_key_check", ""),
    ])
  func anySQLiteToolCanAskIt(_ query: String, _ answer: String) throws {
    #expect(try corpus.query(query) == (answer.isEmpty ? "" : answer + "\n"))
  }

  @Test(.enabled(if: hasSQLite, "needs sqlite3"))
  func theFileExplainsItself() throws {
    let schema = try corpus.query(".schema documents")
    #expect(schema.contains("-- SHA-256") || schema.contains("-- path of the source"))
    #expect(CatalogueGuide.text.contains("CREATE TABLE utterances"))
  }
}
