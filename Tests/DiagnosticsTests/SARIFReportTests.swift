import Diagnostics
import Foundation
import Testing

/// The log is what SARIF 2.1.0 asks for.
@Suite struct SARIFReportTests {
  private static func results(_ diagnostics: [Diagnostic]) throws -> [[String: Any]] {
    let run = try run(diagnostics)
    return try #require(run["results"] as? [[String: Any]])
  }

  private static func run(_ diagnostics: [Diagnostic]) throws -> [String: Any] {
    var report = SARIFReport()
    for diagnostic in diagnostics { report.add(diagnostic) }
    let text = report.text(version: "1.2.3", exitCode: 1, isComplete: true)
    let log = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(log?["version"] as? String == "2.1.0")
    return try #require((log?["runs"] as? [[String: Any]])?.first)
  }

  private static func diagnostic(file: String, line: Int = 0, column: Int = 0) -> Diagnostic {
    Diagnostic(
      ReportTests.kind, "m",
      at: Diagnostics.SourceLocation(file: file, line: line, column: column))
  }

  @Test func aFindingIsAResult() {
    var report = SARIFReport()
    report.add(ReportTests.diagnostic)
    #expect(
      report.text(version: "1.2.3", exitCode: 1, isComplete: true) == """
        {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\
        "tool":{"driver":{"name":"Rapporteur","version":"1.2.3","semanticVersion":"1.2.3",\
        "rules":[{"id":"a-kind","fullDescription":{"text":"It means something."},\
        "defaultConfiguration":{"level":"warning"}}]}},\
        "invocations":[{"executionSuccessful":true,"exitCode":1}],\
        "columnKind":"unicodeCodePoints","results":[{"ruleId":"a-kind","ruleIndex":0,\
        "level":"warning","message":{"text":"label 'Q' is new"},\
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.txt"},\
        "region":{"startLine":3,"startColumn":5}}}],\
        "relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"b.txt"},\
        "region":{"startLine":1}},"message":{"text":"first seen here"}}]}]}]}

        """)
  }

  @Test func nothingFoundIsALogToo() throws {
    #expect(try Self.results([]).isEmpty)
  }

  @Test func aKindIsOneRule() throws {
    let other = DiagnosticKind("b-kind", .error, meaning: "It is wrong.", example: "<b/>")
    let second = Diagnostic(other, "m", at: Diagnostics.SourceLocation(file: "c"))
    let run = try Self.run([ReportTests.diagnostic, second, ReportTests.diagnostic])
    let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rules = try #require(driver?["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == ["a-kind", "b-kind"])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.compactMap { $0["ruleIndex"] as? Int } == [0, 1, 0])
    #expect(results.compactMap { $0["level"] as? String } == ["warning", "error", "warning"])
  }

  @Test(arguments: [
    ("a b/ü#1.xml", "a%20b/%C3%BC%231.xml"), ("/a b.xml", "file:///a%20b.xml"),
    ("a:b.xml", "a%3Ab.xml"), ("../a.xml", "../a.xml"), ("-", "-"),
  ])
  func filesAreURIs(_ file: String, _ uri: String) throws {
    let result = try Self.results([Self.diagnostic(file: file)])[0]
    let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"]
    let artifact = (location as? [String: Any])?["artifactLocation"] as? [String: Any]
    #expect(artifact?["uri"] as? String == uri)
    #expect((location as? [String: Any])?["region"] == nil)
  }

  @Test func bracesAreNoArguments() throws {
    let diagnostic = Diagnostic(
      ReportTests.kind, "value '{0}' \"\u{1}", at: Diagnostics.SourceLocation(file: "a"))
    let message = try Self.results([diagnostic])[0]["message"] as? [String: Any]
    #expect(message?["text"] as? String == "value '{{0}}' \"\u{1}")
  }
}
