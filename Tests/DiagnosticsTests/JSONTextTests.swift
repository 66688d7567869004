import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct JSONTextTests {
  @Test(arguments: [
    (JSONText.null, "null"), (.boolean(true), "true"), (.integer(-3), "-3"),
    (.number(0.5), "0.5"), (.number(.nan), "null"), (.number(.infinity), "null"),
    (.string(""), "\"\""), (.string("\"\\/\n\r\t"), #""\"\\/\n\r\t""#),
    (.string("\u{0}\u{1F}\u{7F}"), #""\u0000\u001f\u007f""#),
    (.string("\u{E9}e\u{301}\u{1F600}"), "\"\u{E9}e\u{301}\u{1F600}\""),
    (.array([]), "[]"), (.array([.integer(1), .null]), "[1,null]"), (.object([]), "{}"),
    (.object([("b", .integer(1)), ("a", .array([]))]), #"{"b":1,"a":[]}"#),
  ])
  func isWrittenInOneLine(_ value: JSONText, _ expected: String) {
    #expect(value.text == expected)
  }

  @Test(arguments: 0..<100)
  func isReadBackByAnyReader(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let scalars = (0..<50).compactMap { _ in
      Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &generator))
    }
    let string = String(String.UnicodeScalarView(scalars))
    let bytes = Data(JSONText.array([.string(string)]).text.utf8)
    let read = try #require(JSONSerialization.jsonObject(with: bytes) as? [String])
    #expect(read.first.map { Array($0.unicodeScalars) } == scalars)
  }
}
