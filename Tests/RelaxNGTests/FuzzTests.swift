import Diagnostics
import RelaxNG
import TestSupport
import Testing
import XMLCore

@Suite("Hostile schemas and documents")
struct FuzzTests {
  private static let schema = """
    namespace x = "urn:x"
    start = a a = element a { attribute n { xsd:integer { minInclusive = "1" } }?, b*, (c & d? & text), e+ }
    b = element b { attribute * - n { text }*, list { ("p" | "q")+ } }
    c = element x:c { mixed { (b | c)* } } d = element d { xsd:token { pattern = "[a-z\\-]+(x|y)*" } - "zz" }
    e = element (e | x:e) { a | empty | notAllowed }
    """

  /// Changes some bytes: one replaced, taken out, doubled, or a stretch moved.
  private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where result.count > 2 {
      let place = Int.random(in: 0..<result.count, using: &generator)
      let other = Int.random(in: 0..<result.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: result[place] = result[other]
      case 1: result.remove(at: place)
      case 2: result.insert(result[other], at: place)
      case 3:
        let stretch = Array(
          result[min(place, other)..<min(max(place, other), min(place, other) + 40)])
        result.insert(contentsOf: stretch, at: Int.random(in: 0..<result.count, using: &generator))
      default:
        result.removeSubrange(min(place, other)..<min(max(place, other), min(place, other) + 20))
      }
    }
    return result
  }

  @Test func mutatedSchemasAreReadOrRefused() throws {
    var generator = SeededGenerator(seed: 7)
    let document = "<a n='3'><b k='v'>p q</b><d>ax</d>t<c xmlns='urn:x'>z</c><e/></a>"
    var accepted = 0
    for _ in 0..<1500 {
      let bytes = mutated(Array(Self.schema.utf8), &generator)
      guard
        let schema = try? RelaxNGSchema.read(RelaxNGSource(bytes, file: "fuzz", isCompact: true))
      else { continue }
      accepted += 1
      _ = try check(document, against: RelaxNGAutomaton(schema: schema))
    }
    #expect(accepted > 50)
  }

  @Test func mutatedDocumentsAreJudged() throws {
    var generator = SeededGenerator(seed: 8)
    let automaton = RelaxNGAutomaton(
      schema: try RelaxNGSchema.read(
        RelaxNGSource(Array(Self.schema.utf8), file: "fuzz", isCompact: true)))
    let document =
      "<a n='3'><b k='v'>p q</b><d>ax</d>t<c xmlns='urn:x'>z</c><e><a><c xmlns='urn:x'/><e/></a></e></a>"
    let found = try check(document, against: automaton)
    #expect(found.isEmpty, "\(found.map(\.message))")
    for _ in 0..<1500 {
      let bytes = mutated(Array(document.utf8), &generator)
      let names = XMLNameTable()
      let matcher = RelaxNGMatcher(automaton: automaton, names: names, file: "fuzz")
      try? XMLReader(file: "fuzz", names: names).parse(bytes, into: matcher)
    }
  }

  @Test func deepNestingIsRefused() {
    let open = String(repeating: "(", count: 5000)
    let close = String(repeating: ")", count: 5000)
    #expect(
      schemaProblem("element a { \(open)text\(close) }")?.kind.code == "rng-schema-too-complex")
    let chain = (0..<5000).map { "d\($0) = d\($0 + 1)?" }.joined(separator: "\n")
    #expect(
      schemaProblem("start = element a { d0 }\n\(chain)\nd5000 = empty")?.kind.code
        == "rng-schema-too-complex")
    let brackets = String(repeating: "[a-", count: 5000)
    #expect(
      schemaProblem("element a { xsd:token { pattern = '\(brackets)' } }")?.kind.code
        == "rng-schema-datatype")
  }

  @Test func longChoicesAreNoDepth() throws {
    let names = (0..<5000).map { "element e\($0) { empty }" }.joined(separator: "|")
    #expect(try check("<a><e4999/><e0/></a>", against: "start = element a { (\(names))* }").isEmpty)
    let values = (0..<5000).map { "'v\($0)'" }.joined(separator: "|")
    #expect(try check("<a>v4999</a>", against: "start = element a { \(values) }").isEmpty)
  }

  @Test func ambiguityEndsInAVerdictOrADiagnostic() throws {
    // Every `a` may stand in any of the groups, so the number of states doubles with each.
    let parts = (0..<24).map { _ in "(element a { empty }?, element a { empty }?)" }.joined(
      separator: ",")
    let document = "<r>\(String(repeating: "<a/>", count: 60))</r>"
    let found = try check(document, against: "start = element r { \(parts) }")
    #expect(!found.isEmpty)
    // An interleave of many optional groups, each of which takes the elements in order.
    let orders = (0..<14).map { "(element a\($0) { empty }, element b\($0) { empty })?" }.joined(
      separator: "&")
    let inside = (0..<14).map { "<a\($0)/>" }.joined() + (0..<14).map { "<b\($0)/>" }.joined()
    #expect(try check("<r>\(inside)</r>", against: "start = element r { \(orders) }").isEmpty)
  }

  @Test func deepDocumentsUseOneState() throws {
    let depth = 500
    let document = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    #expect(try check(document, against: "start = a a = element a { a? }").isEmpty)
  }

  @Test func hugeValuesAreMatchedInLinearTime() throws {
    let value = String(repeating: "a ", count: 200_000)
    #expect(
      try check("<a v='\(value)'/>", against: "element a { attribute v { list { 'a'+ } } }").isEmpty
    )
    #expect(
      try check(
        "<a v='\(value)'/>",
        against: "element a { attribute v { xsd:token { pattern = '(a| |aa)*' } } }"
      )
      .isEmpty)
  }

  @Test func mutatedSchemasInXMLAreReadOrRefused() throws {
    var generator = SeededGenerator(seed: 9)
    let schema = """
      <grammar xmlns="http://relaxng.org/ns/structure/1.0"
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start combine="choice"><ref name="a"/></start>
      <define name="a"><element name="a"><optional><attribute name="n"><data type="integer">
      <param name="minInclusive">1</param><except><value>7</value></except></data></attribute></optional>
      <zeroOrMore><choice><ref name="a"/><text/><element><anyName><except><name>a</name><nsName ns="urn:x"/>
      </except></anyName><list><oneOrMore><value>p</value></oneOrMore></list></element></choice></zeroOrMore>
      </element></define><div><define name="b" combine="interleave"><notAllowed/></define></div></grammar>
      """
    #expect(schemaProblem(schema, isCompact: false) == nil)
    var accepted = 0
    for _ in 0..<1500 {
      let bytes = mutated(Array(schema.utf8), &generator)
      guard
        let read = try? RelaxNGSchema.read(RelaxNGSource(bytes, file: "f.rng", isCompact: false))
      else { continue }
      accepted += 1
      _ = try check("<a n='3'>x<b>p p</b><a/></a>", against: RelaxNGAutomaton(schema: read))
    }
    #expect(accepted > 5)
  }

  @Test(arguments: [
    // Exponentially many ways through names, orders and repetitions.
    "element a { \((0..<16).map { "element (x | y\($0)) { empty }?" }.joined(separator: ", ")) }",
    "element a { (\((0..<40).map { "attribute b\($0) { text }?" }.joined(separator: " & "))) }",
    "element a { ((element x { empty }*, element x { empty }*)*, (element x { empty }+)*)* }",
    "element a { list { (\(Array(repeating: "'x'?", count: 60).joined(separator: ", "))) } }",
    "element a { element * - (\((0..<300).map { "n\($0)" }.joined(separator: " | "))) { empty }* }",
    "element a { xsd:string { pattern = '((x*)*)*y' } }",
    "element a { xsd:string { pattern = '(x{0,20}){0,20}' } }",
  ])
  func trickyPatternsTakeBoundedTime(_ schema: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let automaton = RelaxNGAutomaton(
      schema: try RelaxNGSchema.read(Array("start = \(schema)".utf8), file: "schema.rnc"))
    let xs = String(repeating: "x", count: 400)
    for document in [
      "<a>\(String(repeating: "<x/>", count: 400))</a>", "<a>\(xs)</a>",
      "<a \((0..<40).map { "b\($0)=''" }.joined(separator: " "))/>",
      "<a>\(String(repeating: "x ", count: 400))</a>",
    ] {
      _ = try check(document, against: automaton)
    }
    #expect(clock.now - start < .seconds(20))
  }
}
