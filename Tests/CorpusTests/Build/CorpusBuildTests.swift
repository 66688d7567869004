import Corpus
import Diagnostics
import Foundation
import Glibc
import TestSupport
import Testing

/// A second run does what is missing, and nothing else.
@Suite struct CorpusBuildTests {
  private let corpus: BuiltCorpus

  init() throws {
    corpus = try BuiltCorpus()
    for name in ["a.txt", "b/c.txt", "b/d.txt"] { corpus.write(name) }
  }

  @Test func everyDocumentAndWhatBelongsToAllIsThere() async throws {
    let said = try await corpus.build()
    #expect(said.totals?.documents == 3 && said.totals?.built == 3 && said.status == .clean)
    #expect(
      Set(try corpus.contents().keys).isSuperset(of: [
        "a.xml", "b/c.xml", "b/d.xml", "corpus.xml", "participants.xml", "taxonomies.xml",
        "catalog.sqlite", "report.html", "report.json",
      ]))
  }

  @Test func nothingIsDoneTwice() async throws {
    try await corpus.build()
    let before = try corpus.contents()
    let said = try await corpus.build()
    #expect(said.counts?.toDo == 0 && said.counts?.unchanged == 3)
    #expect(try corpus.contents() == before)
  }

  @Test func whatChangedIsBuilt() async throws {
    try await corpus.build()
    corpus.write("b/c.txt", "The harbour is closed.")
    corpus.write("e.txt")
    corpus.remove("out/b/d.xml")
    let said = try await corpus.build()
    #expect(said.counts?.changed == 1 && said.counts?.new == 1 && said.counts?.lost == 1)
    #expect(said.counts?.unchanged == 1)
    #expect(corpus.text("out/b/c.xml").contains("harbour is closed"))
    #expect(corpus.text("out/corpus.xml").contains("href=\"e.xml\""))
  }

  @Test(.enabled(if: hasSQLite, "needs sqlite3"))
  func anIncrementIsWhatABuildFromTheStartGives() async throws {
    for index in 0..<20 { corpus.write("more/\(index).txt", "Number \(index) is here.") }
    try await corpus.build()
    corpus.write("b/c.txt", "The harbour is closed.")
    corpus.remove("in/more/7.txt")
    try await corpus.build { $0.prunes = true }
    try await corpus.build(to: "fresh")
    var (first, second) = (try corpus.contents(), try corpus.contents(of: "fresh"))
    first["catalog.sqlite"] = nil
    second["catalog.sqlite"] = nil
    #expect(first.keys == second.keys)
    for (name, bytes) in first { #expect(bytes == second[name], "\(name)") }
    for query in [
      "SELECT name, status, tei_sha256, words FROM documents ORDER BY name",
      "SELECT source, identifier, speaker, text FROM speech ORDER BY source, position",
      "SELECT source FROM utterances_text t JOIN speech s ON s.id = t.rowid WHERE "
        + "utterances_text MATCH 'closed OR number' ORDER BY source",
    ] {
      let rows = try corpus.query(query)
      #expect(!rows.isEmpty)
      #expect(try corpus.query(query, of: "fresh") == rows)
    }
    #expect(
      try corpus.query("INSERT INTO utterances_text(utterances_text) VALUES ('integrity-check')")
        == "")
    #expect(try corpus.query("PRAGMA integrity_check") == "ok\n")
  }

  @Test func whateverElseADocumentDependsOnIsBuiltAgain() async throws {
    try await corpus.build()
    let said = try await corpus.build { $0.licence = "CC0" }
    #expect(said.counts?.affected == 3)
    #expect(try await corpus.build { $0.licence = "CC0" }.counts?.unchanged == 3)
    try corpus.folder.write("id,names,aliases\noakes,Jane Oakes,OAKES\n".utf8, to: "people.csv")
    let people = corpus.path("people.csv")
    #expect(try await corpus.build { $0.participants = people }.counts?.affected == 3)
    #expect(corpus.text("out/participants.xml").contains("xml:id=\"oakes\""))
    try corpus.folder.write("id,names,aliases\noakes,Jane Q. Oakes,OAKES\n".utf8, to: "people.csv")
    #expect(try await corpus.build { $0.participants = people }.counts?.affected == 3)
    #expect(corpus.text("out/participants.xml").contains("Jane Q. Oakes"))
  }

  @Test func forceBuildsAll() async throws {
    try await corpus.build()
    #expect(try await corpus.build { $0.isForced = true }.counts?.forced == 3)
  }

  @Test func aChangedDocumentIsFoundByItsBytes() async throws {
    try await corpus.build()
    let text = corpus.text("out/a.xml")
    let file = try corpus.folder.write(
      text.replacingOccurrences(of: "harbour", with: "harvest").utf8, to: "out/a.xml")
    #expect(try await corpus.build().counts?.toDo == 0)
    #expect(try await corpus.build { $0.verifies = true }.counts?.lost == 1)
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func whoseSourceIsGoneStaysUntilItIsPruned() async throws {
    try await corpus.build()
    corpus.remove("in/b")
    let said = try await corpus.build()
    #expect(said.counts?.deleted == 2 && said.totals?.documents == 3)
    #expect(said.codes == ["corpus-source-missing", "corpus-source-missing"])
    #expect(corpus.text("out/corpus.xml").contains("b/c.xml"))
    let pruned = try await corpus.build { $0.prunes = true }
    #expect(pruned.totals?.documents == 1 && pruned.totals?.removed == 2)
    #expect(!FileManager.default.fileExists(atPath: corpus.path("out/b")))
    #expect(!corpus.text("out/corpus.xml").contains("b/c.xml"))
  }

  @Test func aSourceThatIsBackIsNotBuiltAgain() async throws {
    try await corpus.build()
    corpus.remove("in/a.txt")
    try await corpus.build()
    corpus.write("a.txt")
    let said = try await corpus.build()
    #expect(said.counts?.toDo == 0 && said.counts?.deleted == 0 && said.totals?.outdated == 0)
  }

  @Test func nothingIsPrunedWhileAnInputIsMissing() async throws {
    try await corpus.build()
    let elsewhere = corpus.path("nowhere")
    let said = try await corpus.build {
      $0.inputs = [elsewhere]
      $0.prunes = true
    }
    #expect(said.codes == ["input-missing"] && said.totals?.documents == 3)
    #expect(said.status == .missingInput)
    #expect(FileManager.default.fileExists(atPath: corpus.path("out/a.xml")))
  }

  @Test(arguments: ["nowhere", "empty"])
  func ofNothingNoCorpusIsMade(_ name: String) async throws {
    try FileManager.default.createDirectory(
      atPath: corpus.path("empty"), withIntermediateDirectories: true)
    let input = corpus.path(name)
    let said = try await corpus.build(to: "new") { $0.inputs = [input] }
    #expect(said.codes == [name == "empty" ? "input-no-documents" : "input-missing"])
    #expect(said.status == .missingInput && said.totals == nil)
    #expect(!FileManager.default.fileExists(atPath: corpus.path("new")))
  }

  @Test func whatCannotBeBuiltIsReportedEveryTimeAndTheOthersGoOn() async throws {
    try corpus.folder.write([], to: "in/b/empty.txt")
    let said = try await corpus.build()
    #expect(said.totals?.documents == 3 && said.totals?.failed == 1)
    #expect(said.codes == ["source-empty"] && said.status == .findings)
    let again = try await corpus.build()
    #expect(again.counts?.failing == 1 && again.counts?.toDo == 0)
    #expect(again.codes == ["source-empty"] && again.status == .findings)
  }

  @Test func aDocumentStaysAsItWasWhenItsSourceIsSpoilt() async throws {
    try await corpus.build()
    let before = corpus.text("out/a.xml")
    try corpus.folder.write([], to: "in/a.txt")
    let said = try await corpus.build()
    #expect(said.totals?.outdated == 1 && said.totals?.documents == 3)
    #expect(corpus.text("out/a.xml") == before)
    corpus.write("a.txt")
    #expect(try await corpus.build().totals?.outdated == 0)
  }

  @Test func failFastStopsAndTheNextRunGoesOn() async throws {
    try corpus.folder.write([], to: "in/a.txt")
    let said = try await corpus.build {
      $0.stopsAtFailure = true
      $0.jobs = 1
    }
    #expect(said.isStopped && said.status == .findings)
    #expect(said.codes.contains("corpus-stopped"))
    corpus.write("a.txt")
    #expect(try await corpus.build().totals?.documents == 3)
  }

  @Test func aDryRunTouchesNothing() async throws {
    var options = CorpusBuildOptions(inputs: [corpus.path("in")], output: corpus.path("out"))
    options.jobs = 1
    let plan = try await CorpusBuild(options).plan { _ in }
    var steps: [String] = []
    try plan.eachStep { name, step in steps.append("\(step) \(name)") }
    #expect(plan.counts.new == 3 && steps == ["new a.txt", "new b/c.txt", "new b/d.txt"])
    #expect(!FileManager.default.fileExists(atPath: corpus.path("out")))
    try await corpus.build()
    corpus.write("a.txt", "Another word.")
    let before = try corpus.contents()
    let next = try await CorpusBuild(options).plan { _ in }
    steps = []
    try next.eachStep { name, step in steps.append("\(step) \(name)") }
    #expect(next.counts.changed == 1 && steps == ["changed a.txt"])
    #expect(try corpus.contents() == before)
  }

  @Test func aSourceThatTakesThePlaceOfAnotherTakesItsOutput() async throws {
    try await corpus.build()
    corpus.remove("in/a.txt")
    corpus.write("a.md", "The harbour is closed.")
    let said = try await corpus.build { $0.prunes = true }
    #expect(said.totals?.documents == 3 && said.counts?.deleted == 0)
    #expect(corpus.text("out/a.xml").contains("a.md"))
  }

  @Test func theOutputMayLieInTheInput() async throws {
    let said = try await corpus.build(to: "in/out")
    #expect(said.totals?.documents == 3)
    #expect(try await corpus.build(to: "in/out").counts?.unchanged == 3)
  }

  @Test func theFilesOfTheCorpusAreNoDocuments() async throws {
    corpus.write("corpus.txt")
    corpus.write("b/corpus.txt")
    let said = try await corpus.build()
    #expect(said.codes == ["output-collision"] && said.totals?.documents == 4)
  }

  @Test func aSecondRunOnTheSameFolderIsRefused() async throws {
    try await corpus.build()
    let descriptor = open(corpus.path("out"), O_RDONLY | O_DIRECTORY)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let error = await #expect(throws: DiagnosticError.self) { try await self.corpus.build() }
    #expect(error?.diagnostic.kind.code == "output-locked")
    close(descriptor)
    #expect(try await corpus.build().counts?.unchanged == 3)
  }

  @Test func anotherDatabaseIsLeftAlone() async throws {
    try corpus.folder.write(
      "not a database, but long enough to be looked at".utf8, to: "out/catalog.sqlite")
    let error = await #expect(throws: DiagnosticError.self) { try await self.corpus.build() }
    #expect(error?.diagnostic.kind.code == "catalogue-unusable")
    #expect(corpus.text("out/catalog.sqlite").hasPrefix("not a database"))
  }

  @Test(.enabled(if: hasSQLite, "needs sqlite3"))
  func whatAKilledRunLeftIsRemoved() async throws {
    try await corpus.build()
    #expect(try corpus.query("UPDATE facts SET value = 'building' WHERE name = 'state'") == "")
    try corpus.folder.write("half".utf8, to: "out/b/.rapporteur-12-34.tmp")
    try corpus.folder.write("mine".utf8, to: "out/b/.rapporteur-notes")
    try await corpus.build()
    let names = Set(try corpus.contents().keys)
    #expect(names.contains("b/.rapporteur-notes") && !names.contains("b/.rapporteur-12-34.tmp"))
  }
}
