import Diagnostics
import Testing

@Suite struct ReportTests {
  static let kind = DiagnosticKind("a-kind", .warning, meaning: "It means something.")
  static let diagnostic = Diagnostic(
    kind, "label 'Q' is new", at: Diagnostics.SourceLocation(file: "a.txt", line: 3, column: 5),
    notes: [
      Diagnostic.Note("first seen here", at: Diagnostics.SourceLocation(file: "b.txt", line: 1))
    ])

  @Test func textIsALineEach() {
    #expect(
      TextReport().text(of: Self.diagnostic) == """
        a.txt:3:5: warning: label 'Q' is new [a-kind]
        b.txt:1: note: first seen here

        """)
  }

  @Test func colourIsOnTheSeverity() {
    #expect(
      TextReport(colour: true).text(of: Self.diagnostic)
        .hasPrefix("a.txt:3:5: \u{1B}[1;33mwarning\u{1B}[0m: label"))
  }

  @Test func inputCannotDriveATerminal() {
    let diagnostic = Diagnostic(
      Self.kind, "label '\u{1B}[2J\n\t\r\u{7F}'", at: Diagnostics.SourceLocation(file: "a\u{7}"))
    #expect(
      TextReport().text(of: diagnostic)
        == "a\\u{7}: warning: label '\\u{1b}[2J\\n\\t\\r\\u{7f}' [a-kind]\n")
  }

  @Test func jsonIsALineEach() {
    #expect(
      JSONLinesReport().text(of: Self.diagnostic) == """
        {"severity":"warning","code":"a-kind","message":"label 'Q' is new","file":"a.txt",\
        "line":3,"column":5,"notes":[{"message":"first seen here","file":"b.txt","line":1,\
        "column":0}]}

        """)
  }

  @Test(arguments: [
    (Diagnostics.SourceLocation(file: "f"), "f"),
    (Diagnostics.SourceLocation(file: "f", line: 2), "f:2"),
    (Diagnostics.SourceLocation(file: "f", line: 2, column: 7), "f:2:7"),
  ])
  func locationsLeaveOutWhatIsNotKnown(_ location: Diagnostics.SourceLocation, _ expected: String) {
    #expect(location.description == expected)
  }

  @Test func kindsAreTheirCodes() {
    #expect(Self.kind == DiagnosticKind("a-kind", .error, meaning: "Something else."))
    #expect(Self.kind != DiagnosticKind("b-kind", .warning, meaning: "It means something."))
  }
}
