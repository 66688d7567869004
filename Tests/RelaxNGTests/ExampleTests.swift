import Diagnostics
import RelaxNG
import Testing
import XMLCore

/// The library by itself, as its documentation shows it.
@Suite("Example")
struct ExampleTests {
  @Test func validatesTwoLetters() throws {
    let grammar = "start = element letter { attribute date { xsd:date }, element p { text }+ }"
    let schema = try RelaxNGSchema.read(Array(grammar.utf8), file: "letter.rnc")
    let automaton = RelaxNGAutomaton(schema: schema)

    var report = ""
    for (file, text) in [
      ("a.xml", "<letter date='1914-08-01'><p>War!</p></letter>"),
      ("b.xml", "<letter><q>War!</q></letter>"),
    ] {
      let names = XMLNameTable()
      let matcher = RelaxNGMatcher(automaton: automaton, names: names, file: file) { diagnostic in
        report += TextReport().text(of: diagnostic)
      }
      try XMLReader(file: file, names: names).parse(Array(text.utf8), into: matcher)
      report += "\(file): \(matcher.isValid ? "valid" : "not valid")\n"
    }
    #expect(
      report == """
        a.xml: valid
        b.xml:1:9: error: 'letter' lacks the attribute 'date' [rng-attribute-missing]
        b.xml:1:12: error: the schema knows no element 'q', found in 'letter'; expected 'p' [rng-element-unknown]
        b.xml:1:29: error: 'letter' ends before it is complete; it needs 'p' [rng-content-incomplete]
        b.xml: not valid

        """)
  }

  @Test func schemasAreFoundThroughACatalog() throws {
    let catalog = try RelaxNGCatalog.read(
      Array(
        """
        <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
          <uri name="http://example.org/letter.rnc" uri="local/letter.rnc"/>
          <group xml:base="copies/"><rewriteURI uriStartString="http://example.org/" rewritePrefix="org/"/></group>
          <nextCatalog catalog="more.xml"/>
        </catalog>
        """.utf8), file: "schemas/catalog.xml"
    ) { address in
      address == "schemas/more.xml"
        ? RelaxNGSource(
          Array(
            "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><uriSuffix uriSuffix='/p.rng' uri='p.rng'/></catalog>"
              .utf8), file: address) : nil
    }
    #expect(catalog.address(for: "http://example.org/letter.rnc") == "schemas/local/letter.rnc")
    #expect(catalog.address(for: "http://example.org/x/y.rnc") == "schemas/copies/org/x/y.rnc")
    #expect(catalog.address(for: "http://elsewhere.org/p.rng") == "schemas/p.rng")
    #expect(catalog.address(for: "http://elsewhere.org/q.rng") == nil)
  }
}
