import Corpus
import Diagnostics
import Testing

/// TEI that is made to do harm ends in a diagnostic, soon.
@Suite struct HostileTEITests {
  struct Attack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let make: @Sendable () -> [UInt8]

    init(_ what: String, _ code: String, _ make: @escaping @Sendable () -> String) {
      testDescription = what
      self.code = code
      self.make = { Array(make().utf8) }
    }
  }

  private static func tei(_ body: String, subset: String = "") -> String {
    "<!DOCTYPE TEI [\(subset)]><TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>\(body)</body>"
      + "</text></TEI>"
  }

  private static func many(_ count: Int, _ make: (Int) -> String) -> String {
    (0..<count).map(make).joined()
  }

  static let attacks = [
    Attack("entities that grow by the square", "xml-limit") {
      tei(
        many(200) { _ in "&big;" },
        subset: "<!ENTITY big '" + String(repeating: "x", count: 200_000) + "'>")
    },
    Attack("an entity in attributes", "xml-limit") {
      tei(
        many(500) { _ in "<p n='&big;'/>" },
        subset: "<!ENTITY big '" + String(repeating: "x", count: 100_000) + "'>")
    },
    Attack("an entity in itself", "xml-not-well-formed") {
      tei("&a;", subset: "<!ENTITY a '&b;'><!ENTITY b '&a;'>")
    },
    Attack("attribute defaults without end", "xml-limit") {
      tei("", subset: "<!ATTLIST p " + many(5_000) { "a\($0) CDATA 'x' " } + ">")
    },
    Attack("100,000 attributes on one element", "xml-limit") {
      tei("<p " + many(100_000) { "a\($0)='x' " } + "/>")
    },
    Attack("100,000 namespaces on one element", "xml-limit") {
      tei("<p " + many(100_000) { "xmlns:a\($0)='x' " } + "/>")
    },
    Attack("100,000 elements one in another", "xml-limit") { tei(many(100_000) { _ in "<p>" }) },
    Attack("a name without end", "xml-limit") {
      tei("<p" + String(repeating: "p", count: 2_000_000) + "/>")
    },
    Attack("a run of text without end", "tei-limit") {
      tei("<p>" + String(repeating: "text ", count: 20_000_000) + "</p>")
    },
    Attack("a comment without end", "xml-limit") {
      tei("<!--" + String(repeating: "x", count: 20_000_000) + "-->")
    },
  ]

  @Test(.timeLimit(.minutes(1)), arguments: attacks)
  func endsInADiagnostic(_ attack: Attack) throws {
    let bytes = attack.make()
    let error = #expect(throws: DiagnosticError.self) {
      try RoundTripProof(conversion: builtInConversion()).check(tei: bytes, file: "f") { _ in nil }
    }
    #expect(error?.diagnostic.kind.code == attack.code, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("no XML", "PK\u{3}\u{4}", "xml-not-xml"),
    ("not well-formed", "<TEI><p></TEI>", "xml-not-well-formed"),
    ("an undeclared prefix", "<TEI><a:p/></TEI>", "xml-namespace"),
    (
      "two attributes of one name", "<TEI xmlns:a='u' xmlns:b='u'><p a:x='' b:x=''/></TEI>",
      "xml-namespace"
    ),
    ("an undeclared entity", "<TEI>&nbsp;</TEI>", "xml-not-well-formed"),
    ("nothing", "", "xml-empty"),
  ])
  func whatIsNoXMLIsToldApart(_ what: String, _ document: String, _ code: String) throws {
    let error = #expect(throws: DiagnosticError.self) {
      try RoundTripProof(conversion: builtInConversion())
        .check(tei: Array(document.utf8), file: "f") { _ in nil }
    }
    #expect(error?.diagnostic.kind.code == code, "\(String(describing: error))")
  }
}
