import Diagnostics
import RelaxNG
import Testing
import XMLCore

/// What was learned from a tag must not hide what is wrong with, or special to, a later one.
@Suite("Start tags of a known form")
struct StartTagMemoTests {
  private static let schema = """
    start = element r { (a | b | c)* }
    a = element a { attribute id { xsd:ID }?, attribute n { xsd:integer }?, attribute k { "x" | "y" }? }
    b = element b { (attribute t { "one" }, element one { empty }) | (attribute t { token }, text) }
    c = element c { text | xsd:integer }
    """

  @Test(arguments: [
    ("<a id='i1' n='1' k='x'/><a id='i2' n='2' k='y'/>", []),
    ("<a id='i1' n='1'/><a id='i1' n='2'/>", ["rng-id-duplicate"]),
    ("<a n='1'/><a n='2'/><a n='z'/><a n='3'/>", ["rng-attribute-value"]),
    ("<a n='z'/><a n='z'/>", ["rng-attribute-value", "rng-attribute-value"]),
    ("<a k='x'/><a/><a k='z'/><a n='1' k='x'/><a k='x' n='1'/>", ["rng-attribute-value"]),
    ("<a m='1'/><a m='1'/>", ["rng-attribute-not-allowed", "rng-attribute-not-allowed"]),
    ("<b t='one'><one/></b><b t='two'>x</b><b t='one'>x</b><b t='one'><one/></b>", []),
    ("<b t='two'>x</b><b t='two'><one/></b>", ["rng-element-not-allowed"]),
    ("<c>1</c><c>x</c><c>2</c><c>y</c>", []),
    ("<d/><a n='1'/><d/>", ["rng-element-unknown", "rng-element-unknown"]),
  ])
  func areCheckedLikeTheFirst(_ content: String, _ expected: [String]) throws {
    let found = try check("<r>\(content)</r>", against: Self.schema)
    #expect(found.map(\.kind.code) == expected)
    // Once more, with what was learned.
    let schema = try RelaxNGSchema.read(Array(Self.schema.utf8), file: "a.rnc")
    let automaton = RelaxNGAutomaton(schema: schema)
    let first = try check("<r>\(content)</r>", against: automaton)
    #expect(try check("<r>\(content)</r>", against: automaton) == first)
    #expect(first == found.map { $0 } || first.map(\.message) == found.map(\.message))
  }

  @Test func whatIsKnownOfNamesHoldsForTheirTableOnly() throws {
    let automaton = RelaxNGAutomaton(
      schema: try RelaxNGSchema.read(Array(Self.schema.utf8), file: "a.rnc"))
    let table = XMLNameTable()
    let wrong = ["rng-attribute-value"]
    for document in ["<r><a n='1'/></r>", "<r><a n='z'/></r>", "<r><a n='1'/></r>"] {
      let expected = document.contains("z") ? wrong : []
      let found = try check(document, against: automaton, names: table)
      #expect(found.map(\.kind.code) == expected)
    }
    // In another table the same numbers are other names.
    let other = XMLNameTable()
    for name in ["n", "k", "a", "r"] { _ = other.id(of: XMLName(name)) }
    let found = try check("<r><a k='x'/><a n='z'/></r>", against: automaton, names: other)
    #expect(found.map(\.kind.code) == wrong)
  }
}
