import Diagnostics
import RelaxNG
import Testing

@Suite("Messages of the matcher")
struct MessageTests {
  private static let schema = """
    start = element letter { head, element p { attribute n { xsd:integer }?, attribute to { text }, text }+ }
    head = element head { attribute kind { "long" | "short" }?, element date { xsd:date }?, element place { empty } }
    """

  struct Fact: Sendable, CustomTestStringConvertible {
    var document: String
    var found: [String]
    var testDescription: String { document }
  }

  @Test(arguments: [
    Fact(document: "<letter><head><place/></head><p to='a'>x</p></letter>", found: []),
    Fact(
      document: "<letter><head><place/></head><q/><p to='a'>x</p></letter>",
      found: [
        "1:34 rng-element-unknown: the schema knows no element 'q', found in 'letter'; expected 'p'"
      ]),
    Fact(
      document: "<letter><haed><place/></haed><p to='a'>x</p></letter>",
      found: [
        "1:15 rng-element-unknown: the schema knows no element 'haed', found in 'letter'; did you mean 'head'?"
      ]),
    Fact(
      document: "<letter><p to='a'>x</p><p to='b'/></letter>",
      found: ["1:19 rng-element-not-allowed: element 'p' comes too early in 'letter'; first 'head'"]
    ),
    Fact(
      document: "<letter><head><place/></head><p>x</p></letter>",
      found: ["1:33 rng-attribute-missing: 'p' lacks the attribute 'to'"]),
    Fact(
      document: "<letter><head><place/></head><p to='' n='1a'>x</p></letter>",
      found: [
        "1:46 rng-attribute-value: value '1a' of attribute 'n' on 'p' is not allowed; expected a value of integer"
      ]),
    Fact(
      document: "<letter><head knd='long'><place/></head><p to=''/></letter>",
      found: [
        "1:26 rng-attribute-not-allowed: attribute 'knd' is not allowed on 'head'; did you mean 'kind'?"
      ]),
    Fact(
      document: "<letter><head kind='lang'><place/></head><p to=''/></letter>",
      found: [
        "1:27 rng-attribute-value: value 'lang' of attribute 'kind' on 'head' is not allowed; expected 'long', 'short'"
      ]),
    Fact(
      document: "<letter>\n words <head><place/></head><p to=''/></letter>",
      found: ["2:2 rng-text-not-allowed: text 'words' is not allowed in 'letter'; expected 'head'"]),
    Fact(
      document: "<letter><head></head><p to=''/></letter>",
      found: ["1:22 rng-content-incomplete: 'head' ends before it is complete; it needs 'place'"]),
    Fact(
      document: "<letter><head><date>2021-02-30</date><place/></head><p to=''/></letter>",
      found: [
        "1:38 rng-content-value: '2021-02-30' is not allowed as the content of 'date'; expected a value of date"
      ]),
    Fact(
      document: "<letter xmlns='urn:x'><head/></letter>",
      found: [
        "1:23 rng-element-unknown: the schema knows no element 'letter', found as the root of the document; 'letter' should be in no namespace, not in 'urn:x'"
      ]),
  ])
  func saysWhatIsWrong(_ fact: Fact) throws {
    let found = try check(fact.document, against: Self.schema).map {
      "\($0.location.line):\($0.location.column) \($0.kind.code): \($0.message)"
    }
    #expect(found == fact.found)
  }

  @Test func everyKindHasACodeOfItsOwn() {
    let codes = relaxNGDiagnosticKinds.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.hasPrefix("rng-") })
    #expect(relaxNGDiagnosticKinds.allSatisfy { !$0.meaning.isEmpty })
  }

  @Test func listsFiveNamesAtMost() throws {
    let names = (1...40).map { "element e\($0) { empty }" }.joined(separator: " | ")
    let found = try check("<a>x</a>", against: "start = element a { \(names) }")
    #expect(
      found[0].message == "text 'x' is not allowed in 'a'; expected 'e1', 'e2', 'e3', 'e4', 'e5', …"
    )
  }
}
