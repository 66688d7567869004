import Diagnostics
import Foundation
import RelaxNG
import TestSupport
import Testing
import XMLCore

@Suite("Compact syntax")
struct CompactSyntaxTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var schema: String
    var valid: [String] = []
    var invalid: [String] = []
    var testDescription: String { schema }
  }

  @Test(arguments: [
    Fact(schema: "element a { empty }", valid: ["<a/>"], invalid: ["<b/>", "<a>x</a>"]),
    Fact(
      schema: "start = a a = element a { text } | element b { a }",
      valid: ["<a>x</a>", "<b><a/></b>"],
      invalid: ["<b/>"]),
    Fact(
      schema: "element a { element b { empty }, element c { empty }? , element d { empty }* }",
      valid: ["<a><b/></a>", "<a><b/><c/><d/><d/></a>"],
      invalid: ["<a><c/></a>", "<a><b/><c/><c/></a>"]),
    Fact(
      schema: "element a { element b { empty } & element c { empty } & text }",
      valid: ["<a><c/>x<b/></a>"], invalid: ["<a><b/></a>"]),
    Fact(
      schema: "element a { mixed { element b { empty }+ } }", valid: ["<a>x<b/>y</a>"],
      invalid: ["<a>x</a>"]),
    Fact(
      schema: "namespace x = 'urn:x' element x:a { attribute x:b { '1' }, attribute c { '2' } }",
      valid: ["<a xmlns='urn:x' xmlns:y='urn:x' y:b='1' c='2'/>"],
      invalid: ["<a xmlns='urn:x' b='1' c='2'/>"]),
    Fact(
      schema: "default namespace = 'urn:x' element a { attribute b { text } }",
      valid: ["<a xmlns='urn:x' b=''/>"], invalid: ["<a b=''/>"]),
    Fact(
      schema: "default namespace x = 'urn:x' element a { element x:* - (x:b | x:c) { empty } }",
      valid: ["<a xmlns='urn:x'><d/></a>"],
      invalid: ["<a xmlns='urn:x'><b/></a>", "<a xmlns='urn:x'><d xmlns=''/></a>"]),
    Fact(
      schema: "element * - a { attribute * - b { text }* }", valid: ["<c d='' e=''/>"],
      invalid: ["<a/>", "<c b=''/>"]),
    Fact(
      schema: "element a { list { xsd:integer { minInclusive = '1' }+ } }",
      valid: ["<a> 1 2\n3 </a>"],
      invalid: ["<a/>", "<a>0</a>", "<a>1 x</a>"]),
    Fact(
      schema: "element a { xsd:string { pattern = '[a-z]' ~ \"+\" } - ('x' | 'y') }",
      valid: ["<a>abc</a>"],
      invalid: ["<a>x</a>", "<a>A</a>"]),
    Fact(
      schema: "element a { string 'x ' | token \"y\" | 'z' }",
      valid: ["<a>x </a>", "<a> y </a>", "<a> z</a>"], invalid: ["<a>x</a>"]),
    Fact(
      schema:
        "datatypes d = 'http://www.w3.org/2001/XMLSchema-datatypes' element a { d:integer '07' }",
      valid: ["<a>7</a>"], invalid: ["<a>8</a>"]),
    Fact(
      schema:
        "namespace x = 'urn:y'\n# comment\n## documentation\n[ x:c = 'd' x:y [ 'z' ] ] element a { [ q [ r = 's' ] ] empty >> x:n [ 'm' ] }",
      valid: ["<a/>"]),
    Fact(
      schema:
        "namespace x = '' x:doc [ a = 'b' \"text\" c [ ] ] start = element a { \\start } \\start = empty",
      valid: ["<a/>"]),
    Fact(schema: "element \\element { attribute list { text } }", valid: ["<element list=''/>"]),
    Fact(
      schema: "element a { \"\"\"x\n\"y\" \"\"\" | '\\x{41}\\x{a}' }", valid: ["<a>A</a>"],
      invalid: ["<a>B</a>"]),
    Fact(
      schema: "start |= a start |= b a = element a { empty } b &= element b { text } b &= empty",
      valid: ["<a/>", "<b/>"], invalid: ["<c/>"]),
    Fact(
      schema:
        "start = element a { grammar { start = element b { parent c } c = empty } } c = element c { empty }",
      valid: ["<a><b><c/></b></a>"], invalid: ["<a><b/></a>"]),
    Fact(schema: "div { start = a } div { a = element a { notAllowed | empty } }", valid: ["<a/>"]),
    Fact(
      schema: "element a { attribute xml:lang { xsd:language } }", valid: ["<a xml:lang='en'/>"],
      invalid: ["<a lang='en'/>", "<a xml:lang='e_n'/>"]),
  ])
  func matchesAsItShould(_ fact: Fact) throws {
    for document in fact.valid {
      let found = try check(document, against: fact.schema)
      #expect(found.isEmpty, "\(document): \(found.map(\.message))")
    }
    for document in fact.invalid {
      #expect(try !check(document, against: fact.schema).isEmpty, "\(document)")
    }
  }

  @Test(arguments: [
    ("element a { empty, text | empty }", "1:25"), ("element a { b }", "1:13"), ("a = b", "1:1"),
    ("start = element a { empty", "1:26"), ("element a { 'x }", "1:13"),
    ("element x:a { empty }", "1:9"),
    ("element a { y:integer }", "1:13"),
    ("namespace a = 'b' namespace a = 'c' element a { empty }", "1:37"),
    ("start = element a { xsd:integer { minInclusive = 'x' } }", "1:35"),
    ("start = a a = a", "1:15"),
    ("start = element a { attribute b { empty }, attribute b { text } }", "1:44"),
    ("element a { list { element b { empty } } }", "1:20"), ("element a { xsd:nonsense }", "1:13"),
    ("start = a a = empty a = empty", "1:21"), ("include 'x.rnc'", "1:1"),
    ("element a { \u{1} }", "1:13"),
    ("[ a [ b = 'c' ] element a { empty }", "1:25"), ("start = element a { text & text }", "1:21"),
  ])
  func saysWhereASchemaIsWrong(_ schema: String, _ place: String) throws {
    let problem = try #require(schemaProblem(schema))
    #expect(problem.kind.code.hasPrefix("rng-schema-"))
    #expect("\(problem.location.line):\(problem.location.column)" == place, "\(problem.message)")
  }

  @Test func includesAreOverridden() throws {
    let files = ["base.rnc": "start = a a = element a { b } b = element b { empty }"]
    let schema = "include 'base.rnc' { b = element b { text } }"
    #expect(schemaProblem(schema, files) == nil)
    #expect(
      schemaProblem("include 'base.rnc' { c = text }", files)?.kind.code == "rng-schema-undefined")
    #expect(
      schemaProblem("include 'base.rnc'", ["base.rnc": "include 'base.rnc'"])?.kind.code
        == "rng-schema-recursion")
    #expect(
      schemaProblem("element a { external 'x' }", ["x": "element b { external 'x' }"])?.kind.code
        == "rng-schema-recursion")
  }

  @Test(.enabled(if: TestData.isThere, "needs the development data"))
  func parlaClarinIsTheSameInBothSyntaxes() throws {
    let folder = try #require(TestData.folder)
    let automata = try ["rng", "rnc"].map { syntax in
      let file = folder.appending(path: "schemas/parla-clarin.\(syntax)")
      return RelaxNGAutomaton(
        schema: try RelaxNGSchema.read(Array(Data(contentsOf: file)), file: file.lastPathComponent))
    }
    let documents = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "tei"), includingPropertiesForKeys: [.fileSizeKey]
    ).filter { try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 < 150_000 }
    #expect(documents.count >= 5)
    for document in documents {
      let text = try String(contentsOf: document, encoding: .utf8)
      let found = try automata.map { try check(text, against: $0) }
      #expect(found[0] == found[1], "\(document.lastPathComponent)")
    }
  }
}
