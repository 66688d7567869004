import Corpus
import Foundation
import TestSupport
import Testing
import TranscriptFormats

/// Judges that are not ours: the scorer of the development data, and jing.
@Suite struct GateTests {
  static let python = ProcessInfo.processInfo.environment["RAPPORTEUR_PYTHON"]

  static let hasScorer: Bool = {
    guard let python, let data = TestData.folder else { return false }
    let scorer = data.appending(path: "../tools/score.py").standardized
    guard FileManager.default.fileExists(atPath: scorer.path) else { return false }
    return (try? ShellCommand("'\(python)' -c 'import lxml'", in: data))?.code == 0
  }()

  @Test(
    .enabled(
      if: hasScorer,
      "needs RAPPORTEUR_DATA and, in RAPPORTEUR_PYTHON, a Python interpreter with lxml"),
    arguments: SampleDocument.seeds)
  func theScorerFindsNoFlaw(_ document: SampleDocument) throws {
    let data = try #require(TestData.folder)
    let folder = try TemporaryFolder()
    try folder.write(
      try builtInConversion().convert(try document.source()).tei, to: "document.xml")
    let scorer = data.appending(path: "../tools/score.py").standardized.path
    let gold = data.appending(path: "gold/\(document.name).gold.tsv").path
    let result = try ShellCommand(
      "'\(Self.python ?? "")' '\(scorer)' -v '\(document.url.path)' '\(gold)' document.xml",
      in: folder.url)
    #expect(result.code == 0, "\(result.errors)")
    let figures = Self.figures(result.output)
    let flaws = figures.filter { $0.value != "100.0" && $0.value != "-" }
    #expect(figures.count >= 8 && flaws.isEmpty, "\(flaws)\n\(result.output)")
  }

  /// The words and figures of the scorer's report: `speaker 100.0`.
  private static func figures(_ report: String) -> [(name: String, value: String)] {
    report.matches(
      of: #/(words|kind|turn|speaker|inferred|rendition|marks|quotes)[ =:]+([0-9.]+|-)/#
    )
    .map { (String($0.1), String($0.2)) }
  }

  @Test(
    .enabled(if: ShellCommand.knows("jing"), "needs jing"),
    arguments: SampleDocument.samples + SampleDocument.seeds)
  func jingAgreesWithOurSchema(_ document: SampleDocument) throws {
    try jing(document, packageRoot.appending(path: "Schemas/rapporteur.rng"))
  }

  @Test(
    .enabled(if: ShellCommand.knows("jing") && TestData.isThere, "needs jing and RAPPORTEUR_DATA"),
    arguments: SampleDocument.samples + SampleDocument.seeds)
  func jingAgreesWithAllOfTEI(_ document: SampleDocument) throws {
    let data = try #require(TestData.folder)
    try jing(document, data.appending(path: "schemas/tei_all-4.7.0.rng"))
  }

  private func jing(_ document: SampleDocument, _ schema: URL) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      try builtInConversion().convert(try document.source()).tei, to: "document.xml")
    let result = try ShellCommand("jing '\(schema.path)' document.xml", in: folder.url)
    #expect(result.code == 0, "\(result.output)")
  }
}
