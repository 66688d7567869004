import Corpus
import Foundation
import TestSupport
import Testing

/// The same sources give the same bytes, valid as a whole.
@Suite struct CorpusBytesTests {
  @Test(.enabled(if: hasSQLite, "needs sqlite3"))
  func theNumberOfJobsMakesNoDifference() async throws {
    let corpus = try BuiltCorpus()
    for index in 0..<30 {
      corpus.write(
        "\(index % 3)/\(index).txt", "Number \(index).", by: index % 2 == 0 ? "OAKES" : "VANE")
    }
    try corpus.folder.write([], to: "in/1/broken.txt")
    for jobs in [1, 2, 8] { try await corpus.build(to: "out\(jobs)") { $0.jobs = jobs } }
    let first = try corpus.contents(of: "out1")
    #expect(first.keys.contains("2/29.xml") && !first.keys.contains("1/broken.xml"))
    #expect(try corpus.contents(of: "out2") == first)
    #expect(try corpus.contents(of: "out8") == first)
  }

  @Test func allFilesAreValid() async throws {
    let corpus = try BuiltCorpus()
    let samples = packageRoot.appending(path: "Samples").path
    try await corpus.build { $0.inputs = [samples] }
    let stage = try ValidationStage(schema: nil)
    let found = SourceDiscovery.tei.find([corpus.path("out")])
    #expect(found.inputs.count == SampleDocument.samples.count + 3)
    for input in found.inputs { #expect(stage.run(input).status == .clean, "\(input.name)") }
  }

  @Test(.enabled(if: ShellCommand.knows("xmllint"), "needs xmllint"))
  func withItsInclusionsTheCorpusIsValidAndItsIdentifiersDistinct() async throws {
    let corpus = try BuiltCorpus()
    // Each of them would take an identifier of another, or of the corpus.
    for name in [
      "a.txt", "x/a.txt", "a.u1.txt", "person-jane-oakes.txt", "taxonomy-role.txt", "host.txt",
      "1.txt", "ä ö.txt",
    ] {
      corpus.write(name, by: "JANE OAKES")
    }
    let said = try await corpus.build()
    #expect(said.totals?.documents == 8)
    let whole = try ShellCommand(
      "xmllint --xinclude out/corpus.xml", in: corpus.folder.url)
    #expect(whole.code == 0 && whole.errors == "")
    let (verdict, diagnostics) = try ValidationStage(schema: nil)
      .check(Array(whole.output.utf8), file: "corpus.xml")
    #expect(verdict == .valid, "\(diagnostics)")
    #expect(whole.output.contains("sameAs=\"../participants.xml#person-jane-oakes\""))
  }

  @Test func whoHasOneNameIsOnePersonAndWhoHasOneWordIsNot() async throws {
    let corpus = try BuiltCorpus()
    corpus.write("a.txt", by: "JANE OAKES")
    corpus.write("b.txt", by: "JANE OAKES")
    corpus.write("c.txt", by: "VANE")
    corpus.write("d.txt", by: "VANE")
    try await corpus.build()
    let people = corpus.text("out/participants.xml")
    #expect(people.components(separatedBy: "<person ").count - 1 == 3)
    #expect(corpus.text("out/a.xml").contains("sameAs=\"participants.xml#person-jane-oakes\""))
    #expect(corpus.text("out/b.xml").contains("sameAs=\"participants.xml#person-jane-oakes\""))
  }
}
