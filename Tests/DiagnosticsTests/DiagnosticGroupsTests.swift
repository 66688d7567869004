import Diagnostics
import Testing

/// Identical causes are one.
@Suite struct DiagnosticGroupsTests {
  private static func notes(_ findings: [(file: String, message: String)]) -> [[String]] {
    var groups = DiagnosticGroups()
    for (line, finding) in findings.enumerated() {
      groups.add(
        Diagnostic(
          ReportTests.kind, finding.message,
          at: Diagnostics.SourceLocation(file: finding.file, line: line + 1)))
    }
    return groups.diagnostics.map { ["\($0.location)", $0.message] + $0.notes.map(\.message) }
  }

  @Test func eachCauseComesOnceWithItsCount() {
    #expect(
      Self.notes([
        ("a", "one"), ("a", "two"), ("a", "three"), ("a", "one"), ("b", "two"), ("c", "one"),
        ("c", "two"), ("c", "four"), ("c", "four"),
      ]) == [
        ["a:1", "one", "same cause in 2 files, 3 places"],
        ["a:2", "two", "same cause in 3 files"],
        ["a:3", "three"],
        ["c:8", "four", "same cause in 2 places of this file"],
      ])
  }
}
