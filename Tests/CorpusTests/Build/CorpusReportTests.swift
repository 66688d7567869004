import Corpus
import Diagnostics
import Foundation
import SystemPackage
import TestSupport
import Testing

/// The report says the same to people and programs, and needs nothing but itself.
@Suite struct CorpusReportTests {
  private let corpus: BuiltCorpus

  init() throws {
    corpus = try BuiltCorpus()
    for index in 0..<12 {
      let words = String(repeating: "Number \(index). ", count: index + 1)
      corpus.write("\(index).txt", words, by: "JANE OAKES")
    }
    corpus.write(
      "long.txt", String(repeating: "Many words stand here. ", count: 2000), by: "B. VANE")
    try corpus.folder.write([], to: "in/empty <b>.txt")
  }

  private func figures() throws -> [String: Any] {
    let data = Data(corpus.text("out/report.json").utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func theFiguresAreThoseOfTheDocuments() async throws {
    try await corpus.build()
    let figures = try figures()
    #expect(figures["documents"] as? Int == 13)
    #expect(figures["documentsByStatus"] as? [String: Int] == ["valid": 13, "failed": 1])
    let inaudible = try #require(figures["inaudible"] as? [String: Any])
    #expect(inaudible["places"] as? Int == 13)
    let speakers = try #require(figures["speechBySpeaker"] as? [[String: Any]])
    #expect(
      speakers.contains { $0["name"] as? String == "Jane Oakes" && $0["documents"] as? Int == 12 })
    let outliers = try #require(figures["outliers"] as? [[String: Any]])
    #expect(
      outliers.contains {
        $0["document"] as? String == "long.txt" && $0["measure"] as? String == "words"
      })
    let unknown = try #require(figures["unknownSpeakers"] as? [String: Any])
    #expect(unknown["speakers"] as? Int == 13)
    let causes = try #require(figures["diagnostics"] as? [[String: Any]])
    #expect(causes.first?["code"] as? String == "source-empty")
    let lengths = try #require(figures["lengths"] as? [String: Any])
    let classes = try #require(lengths["distribution"] as? [[String: Any]])
    #expect(classes.reduce(0) { $0 + ($1["documents"] as? Int ?? 0) } == 13)
  }

  @Test func thePageNeedsNothingElseAndEscapesWhatItShows() async throws {
    try await corpus.build { $0.title = "Briefings & <hearings>" }
    let page = corpus.text("out/report.html")
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<title>Briefings &amp; &lt;hearings&gt;</title>"))
    #expect(page.contains("empty &lt;b&gt;.txt") && !page.contains("<b>.txt"))
    #expect(page.contains("href=\"../in/empty%20%3Cb%3E.txt\""))
    for outside in ["<script", "src=", "url(", "@import", "<link"] {
      #expect(!page.contains(outside))
    }
    #expect(page.components(separatedBy: "<svg ").count - 1 >= 6)
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
  }

  @Test func theCatalogueGivesTheSameReport() async throws {
    try await corpus.build()
    let report = try CorpusReport(.reading(in: FilePath(corpus.path("out"))))
    #expect(report.page == corpus.text("out/report.html"))
    #expect(report.figures == corpus.text("out/report.json"))
  }

  @Test func aCorpusWithoutDocumentsHasAReportAndNoCorpusFile() async throws {
    corpus.remove("in")
    try corpus.folder.write([], to: "in/empty.txt")
    let said = try await corpus.build()
    #expect(said.totals?.documents == 0 && said.totals?.failed == 1)
    #expect(!corpus.text("out/report.html").isEmpty && corpus.text("out/corpus.xml").isEmpty)
  }
}
