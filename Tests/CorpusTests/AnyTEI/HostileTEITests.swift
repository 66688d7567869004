import Corpus
import Diagnostics
import Foundation
import TestSupport
import Testing

/// TEI that is made to do harm ends in a diagnostic, soon.
@Suite struct HostileTEITests {
  struct Attack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    /// The last column in which it must have been noticed: soon behind the limit, not at the end.
    let column: Int
    let make: @Sendable () -> [UInt8]

    init(
      _ what: String, _ code: String, before column: Int, _ make: @escaping @Sendable () -> String
    ) {
      testDescription = what
      self.code = code
      self.column = column
      self.make = { Array(make().utf8) }
    }
  }

  private static func tei(_ body: String, subset: String = "") -> String {
    (subset.isEmpty ? "" : "<!DOCTYPE TEI [\(subset)]>")
      + "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>\(body)</body>"
      + "</text></TEI>"
  }

  private static func many(_ count: Int, _ make: (Int) -> String) -> String {
    (0..<count).map(make).joined()
  }

  static let attacks = [
    Attack("entities that grow by the square", "xml-limit", before: 201_000) {
      tei(
        many(200) { _ in "&big;" },
        subset: "<!ENTITY big '" + String(repeating: "x", count: 200_000) + "'>")
    },
    Attack("entities that grow tenfold, nine times", "xml-limit", before: 1_000) {
      tei(
        "&e9;",
        subset: "<!ENTITY e0 'ha'>"
          + many(9) { level in
            "<!ENTITY e\(level + 1) '" + many(10) { _ in "&e\(level);" } + "'>"
          })
    },
    Attack("an entity in attributes", "xml-limit", before: 103_000) {
      tei(
        many(500) { _ in "<p n='&big;'/>" },
        subset: "<!ENTITY big '" + String(repeating: "x", count: 100_000) + "'>")
    },
    Attack("an entity in itself", "xml-not-well-formed", before: 200) {
      tei("&a;", subset: "<!ENTITY a '&b;'><!ENTITY b '&a;'>")
    },
    Attack("attribute defaults without end", "xml-limit", before: 80_000) {
      tei("", subset: "<!ATTLIST p " + many(5_000) { "a\($0) CDATA 'x' " } + ">")
    },
    Attack("a document type declaration without end", "xml-limit", before: 1_100_000) {
      tei("", subset: "<!ENTITY a '" + String(repeating: "x", count: 1_200_000) + "'>")
    },
    Attack("100,000 attributes on one element", "xml-limit", before: 9_000) {
      tei("<p " + many(100_000) { "a\($0)='x' " } + "/>")
    },
    Attack("20,000 namespaces on one element", "xml-limit", before: 12_000) {
      tei("<p " + many(20_000) { "xmlns:a\($0)='x' " } + "/>")
    },
    Attack("100,000 elements one in another", "xml-limit", before: 2_000) {
      tei(many(100_000) { _ in "<p>" })
    },
    Attack("100,000 namespaces one in another", "xml-limit", before: 30_000) {
      tei(many(500) { depth in "<p \(many(5) { "xmlns:a\(depth)b\($0)='x' " })>" })
    },
    Attack("a name for every element", "xml-limit", before: 900_000) {
      tei(many(120_000) { "<a\($0)/>" })
    },
    Attack("a name without end", "xml-limit", before: 2_000_100) {
      tei("<p" + String(repeating: "p", count: 2_000_000) + "/>")
    },
    Attack("a value without end", "xml-limit", before: 10_100_000) {
      tei("<p n='" + String(repeating: "x", count: 11_000_000) + "'/>")
    },
    Attack("a run of text without end", "tei-limit", before: 64_200_000) {
      tei("<p>" + String(repeating: "text ", count: 13_000_000) + "</p>")
    },
    Attack("a comment without end", "xml-limit", before: 10_100_000) {
      tei("<!--" + String(repeating: "x", count: 11_000_000) + "-->")
    },
    Attack("a CDATA section without end", "xml-limit", before: 10_100_000) {
      tei("<p><![CDATA[" + String(repeating: "x", count: 11_000_000) + "]]></p>")
    },
    Attack("an instruction without end", "xml-limit", before: 10_100_000) {
      tei("<?x " + String(repeating: "x", count: 11_000_000) + "?>")
    },
  ]

  @Test(.timeLimit(.minutes(5)), arguments: attacks)
  func endsInADiagnostic(_ attack: Attack) throws {
    let bytes = attack.make()
    let error = try #require(
      #expect(throws: DiagnosticError.self) {
        try RoundTripProof(conversion: builtInConversion()).check(tei: bytes, file: "f") { _ in nil
        }
      }
    ).diagnostic
    #expect(error.kind.code == attack.code, "\(error)")
    #expect(error.location.file == "f" && error.location.line == 1, "\(error.location)")
    #expect(1...attack.column ~= error.location.column, "\(error.location)")
  }

  /// What is hard to read, and still no more than a document may hold.
  static let burdens: [(what: String, body: String)] = [
    ("elements without content", many(30_000) { _ in "<lb/>" }),
    ("comments", many(30_000) { _ in "<!--x-->" }),
    ("references", "<p>" + many(30_000) { _ in "&amp;&#x41;" } + "</p>"),
    ("elements that the model does not know", many(10_000) { "<foo n='\($0)'><bar/></foo>" }),
    ("declarations of namespaces", many(5_000) { _ in "<p xmlns:x='u'><x:y>z</x:y></p>" }),
    ("elements one in another", many(500) { _ in "<p>" } + many(500) { _ in "</p>" }),
    ("attributes", many(20) { _ in "<p " + many(500) { "a\($0)='x' " } + "/>" }),
    ("CDATA sections", "<p>" + many(10_000) { _ in "<![CDATA[x]]>" } + "</p>"),
  ]

  @Test(.timeLimit(.minutes(5)), arguments: burdens)
  func comesBack(_ what: String, _ body: String) throws {
    let document = Array(Self.tei(body).utf8)
    let report = try RoundTripProof(conversion: builtInConversion())
      .check(tei: document, file: "f") { _ in nil }
    #expect(report.comparison?.isCanonical == true && report.isClean, "\(report.diagnostics)")
  }

  /// However many pointers lead nowhere, a few are shown, and looked for among the identifiers.
  @Test(.timeLimit(.minutes(5)))
  func pointersThatLeadNowhereAreCounted() throws {
    let folder = try TemporaryFolder()
    let body = Self.many(25_000) { "<seg xml:id='s\($0)' corresp='#t\($0)'/>" }
    try folder.write(Array(Self.tei(body).utf8), to: "a.xml")
    let input = Input(named: folder.url.appending(path: "a.xml").path)
    var stage = try RoundTripStage(source: nil)
    stage.pointers = PointerCheck(of: [input], manner: .brief)
    let outcome = stage.run(input)
    #expect(outcome.status == .clean && outcome.diagnostics.count == 5)
    #expect(
      outcome.summary.hasSuffix("25000 pointers, 20000 broken, 5000 not followed"),
      "\(outcome.summary)")
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
