import Diagnostics
import RelaxNG
import Testing

@Suite("Identifiers")
struct IdentifierTests {
  private static let schema = """
    start = element r { a* }
    a = element a { attribute id { xsd:ID }?, attribute ref { xsd:IDREF }?, attribute refs { xsd:IDREFS }? }
    """

  @Test func eachIdentifierIsThereOnce() throws {
    let found = try check("<r><a id='x'/><a id=' x '/></r>", against: Self.schema)
    #expect(found.map(\.kind.code) == ["rng-id-duplicate"])
    #expect(found[0].notes[0].location.line == 1)
  }

  @Test func numberedIdentifiersAreToldApart() throws {
    let ids = [
      "x1", "x2", "x3", "x5", "x4", "x03", "x003", "x10", "x9", "y1", "x", "x0", "x123456789012",
    ]
    let elements = ids.map { "<a id='\($0)'/>" }.joined()
    let references = ids.map { "<a ref='\($0)'/>" }.joined()
    #expect(try check("<r>\(elements)\(references)</r>", against: Self.schema).isEmpty)
    for id in ids {
      let found = try check("<r>\(elements)<a id='\(id)'/></r>", against: Self.schema)
      #expect(found.map(\.kind.code) == ["rng-id-duplicate"], "\(id)")
    }
    let missing = try check("<r>\(elements)<a refs='x6 x11 x01'/></r>", against: Self.schema)
    #expect(missing.count == 3)
  }

  @Test func referencesNeedTheirIdentifier() throws {
    #expect(try check("<r><a ref='x'/><a id='x'/></r>", against: Self.schema).isEmpty)
    let found = try check("<r><a refs='x y'/>\n<a id='x'/></r>", against: Self.schema)
    #expect(found.map(\.message) == ["no element has the identifier 'y' that is referred to"])
    #expect(found[0].location.line == 1)
  }

  @Test func anUnsoundSchemaIsRefusedUnlessTheCheckIsOff() throws {
    let schema = "start = element r { attribute id { xsd:ID } | (attribute id { text }, empty) }"
    #expect(schemaProblem(schema)?.kind.code == "rng-schema-identity")
    var options = RelaxNGSchema.Options()
    options.checksIdentifiers = false
    _ = try RelaxNGSchema.read(Array(schema.utf8), file: "a.rnc", options: options)
  }

  @Test func aWildcardMayNotCoverAnIdentifier() {
    let wild =
      "start = element r { attribute id { xsd:ID }, any* } any = element * { attribute * { text }*, any* }"
    #expect(schemaProblem(wild)?.kind.code == "rng-schema-identity")
    let apart =
      "start = element r { attribute id { xsd:ID }, any* } any = element * - r { attribute * { text }*, any* }"
    #expect(schemaProblem(apart) == nil)
  }
}
