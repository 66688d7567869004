import Corpus
import Diagnostics
import Foundation
import TestSupport
import Testing

/// A bag holds what the catalogue says, and says what was done to it.
@Suite struct CorpusPackageTests {
  private let corpus: BuiltCorpus

  init() async throws {
    corpus = try BuiltCorpus()
    for name in ["a.txt", "b/c.txt", "b/new\nline.txt", "per%cent.txt"] { corpus.write(name) }
    try await corpus.build()
  }

  private func pack(to bag: String = "bag") throws(DiagnosticError) -> CorpusPackage.Totals {
    try CorpusPackage(
      corpus: corpus.path("out"), bag: corpus.path(bag), fixed: Timestamp(seconds: 1_700_000_000),
      now: .now
    ).run()
  }

  private func code(_ body: () throws(DiagnosticError) -> CorpusPackage.Totals) -> String? {
    do throws(DiagnosticError) {
      _ = try body()
      return nil
    } catch {
      return error.diagnostic.kind.code
    }
  }

  @Test func theBagHoldsSourcesCorpusSchemaReportAndHistory() throws {
    let totals = try pack()
    #expect(totals.documents == 4 && totals.files == 16)
    let names = Set(try corpus.contents(of: "bag").keys)
    #expect(
      names.isSuperset(of: [
        "bagit.txt", "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt",
        "data/sources/a.txt", "data/corpus/a.xml", "data/corpus/corpus.xml",
        "data/corpus/catalog.sqlite", "data/corpus/report.html", "data/schema/rapporteur.rng",
        "data/premis.xml",
      ]))
    #expect(
      corpus.text("bag/bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    let information = corpus.text("bag/bag-info.txt")
    #expect(information.contains("Bagging-Date: 2023-11-14\n"))
    #expect(information.contains("Payload-Oxum: \(totals.bytes).16\n"))
    #expect(corpus.text("bag/manifest-sha512.txt").contains("  data/sources/b/new%0Aline.txt\n"))
    #expect(corpus.text("bag/manifest-sha512.txt").contains("  data/sources/per%cent.txt\n"))
  }

  @Test func theHistoryHasThreeEventsForEachDocument() throws {
    _ = try pack()
    let premis = corpus.text("bag/data/premis.xml")
    for type in ["conversion", "validation", "fixity check"] {
      #expect(
        premis.components(separatedBy: "<eventType>\(type)</eventType>").count - 1 == 4, "\(type)")
    }
    #expect(
      premis.components(separatedBy: "<eventDateTime>2023-11-14T22:13:20Z</eventDateTime>").count
        - 1
        == 12)
    #expect(premis.contains("<originalName>b/new&#10;line.txt</originalName>"))
  }

  @Test(.enabled(if: ShellCommand.knows("sha512sum"), "needs sha512sum"))
  func theManifestsHold() throws {
    _ = try pack()
    let checked = try ShellCommand(
      "cd bag && grep -v '%0A' manifest-sha512.txt | sha512sum -c --quiet --strict && "
        + "sha512sum -c --quiet --strict tagmanifest-sha512.txt", in: corpus.folder.url)
    #expect(checked.code == 0, "\(checked.errors)")
  }

  @Test(.enabled(if: ShellCommand.knows("bagit.py"), "needs bagit.py"))
  func othersValidateTheBag() throws {
    _ = try pack()
    let checked = try ShellCommand("bagit.py --validate bag", in: corpus.folder.url)
    #expect(checked.code == 0, "\(checked.errors)")
  }

  @Test func theSameCorpusGivesTheSameBag() throws {
    _ = try pack()
    _ = try pack(to: "again")
    #expect(try corpus.contents(of: "bag") == corpus.contents(of: "again"))
  }

  @Test func whatIsNotAsItWasIsRefusedAndNothingIsLeft() async throws {
    corpus.write("a.txt", "Another word.")
    #expect(code(pack0) == "package-unfit")
    try await corpus.build()
    try corpus.folder.write("<TEI/>".utf8, to: "out/b/c.xml")
    #expect(code(pack0) == "package-unfit")
    try await corpus.build { $0.verifies = true }
    #expect(code(pack0) == nil)
    #expect(code(pack0) == "output-unwritable", "a bag that is there is not replaced")
    let names = try FileManager.default.contentsOfDirectory(atPath: corpus.folder.url.path)
    #expect(Set(names) == ["in", "out", "bag"])
  }

  private func pack0() throws(DiagnosticError) -> CorpusPackage.Totals { try pack() }
}
