import Diagnostics
import Testing

@Suite struct LineTableTests {
  @Test(arguments: [
    ("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\nb", [0, 2]), ("\n\n", [0, 1, 2]),
    ("a\r\nb", [0, 3]), ("a\rb", [0, 2]), ("\r\r\n\n\r", [0, 1, 3, 4, 5]),
    ("a\u{2028}b\u{85}c\u{B}d\u{C}e", [0]),
  ])
  func findsLines(_ text: String, _ starts: [Int]) {
    let table = LineTable(of: text.utf8Span.span)
    #expect((1...table.count).map { table.start(ofLine: $0) } == starts)
  }

  @Test func tellsTheLineOfAnOffset() {
    let table = LineTable(of: "ab\r\nc\n".utf8Span.span)
    #expect((0...7).map { table.line(at: $0) } == [1, 1, 1, 1, 2, 2, 3, 3])
  }

  @Test func countsColumnsInScalars() {
    let text = "x\n\u{E9}e\u{301}\u{1F600}z"
    let table = LineTable(of: text.utf8Span.span)
    let places = [2, 4, 5, 7, 11, 12].map {
      table.location(at: $0, in: text.utf8Span.span, file: "f").description
    }
    #expect(places == ["f:2:1", "f:2:2", "f:2:3", "f:2:4", "f:2:5", "f:2:6"])
  }
}
