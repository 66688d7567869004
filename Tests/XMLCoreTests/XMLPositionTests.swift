import Testing
import XMLCore

/// Where events stand: just behind their tags, in lines and Unicode scalars.
@Suite struct XMLPositionTests {
  @Test(arguments: [
    ("<a/>", ["<a @1:5", "> @1:5", "end"]),
    ("<a\n b=''>x</a>", ["<a b= @2:7", "'x", "> @2:12", "end"]),
    ("\u{FEFF}<a/>", ["<a @1:5", "> @1:5", "end"]),
    ("<a>\r\n\r\n<b/></a>", ["<a @1:4", "'\n\n", "<b @3:5", "> @3:5", "> @3:9", "end"]),
    ("<a>\r\r<b/></a>", ["<a @1:4", "'\n\n", "<b @3:5", "> @3:5", "> @3:9", "end"]),
    (
      "<a>\u{E9}\u{1F600}e\u{301}<b/></a>",
      ["<a @1:4", "'\u{E9}\u{1F600}e\u{301}", "<b @1:12", "> @1:12", "> @1:16", "end"]
    ),
    (
      "<!DOCTYPE a [<!ENTITY e '<b/>'>]>\n<a>&e;<c/></a>",
      [
        "doctype a - - <!ENTITY e '<b/>'>", "<a @2:4", "<b @2:7", "> @2:7", "<c @2:11", "> @2:11",
        "> @2:15", "end",
      ]
    ),
  ])
  func standBehindTags(_ document: String, _ expected: [String]) throws {
    #expect(try events(document, withPositions: true) == expected)
  }

  @Test func countLinesBeyond65535() throws {
    let document = "<a>" + String(repeating: "\n", count: 200_000) + " <b/></a>"
    #expect(try events(document, withPositions: true).contains("<b @200001:6"))
  }

  @Test func areKnownBehindLongConstructs() throws {
    let long = String(repeating: "x\u{E9}\n", count: 100_000)
    let document = "<a><!--\(long)--><b c='\(long)'/><![CDATA[\(long)]]><d/></a>"
    let found = try events(document, withPositions: true).filter { $0.hasPrefix("<") }
    #expect(found.map { $0.suffix(10) }.last == "<d @300001:8".suffix(10))
  }

  @Test func countScalarsOfLongLines() throws {
    let line = String(repeating: "\u{436}\u{20AC}\u{1F600}x", count: 5_000)
    let document = "<a>\(line)<b/>\n\(line)\r\n\r<c/></a>"
    let found = try events(document, withPositions: true).filter { $0.hasPrefix("<") }
    #expect(found == ["<a @1:4", "<b @1:20008", "<c @4:5"])
  }

  @Test func areToldForTextOnRequest() throws {
    final class Places: XMLEventSink {
      let locator: XMLLocator
      var places: [String] = []
      init(_ locator: XMLLocator) { self.locator = locator }
      func startElement(_ tag: XMLStartTag) { #expect(tag.locator === locator) }
      func text(_ bytes: Span<UInt8>) { note() }
      func endElement(at position: XMLPosition) {}
      func comment(_ text: String) { note() }
      func note() { places.append("\(locator.position.line):\(locator.position.column)") }
    }
    let reader = XMLReader(file: "a.xml")
    let places = Places(reader.locator)
    try reader.parse(Array("<a>one\ntwo<b/><!--c-->three</a>".utf8), into: places)
    #expect(places.places == ["2:4", "2:16", "2:21"])
    #expect(reader.locator.position == XMLPosition(line: 2, column: 25))
  }
}
