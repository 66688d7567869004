@testable import Corpus
import Diagnostics
import Testing

/// What documents and catalogs say of schemas.
@Suite struct SchemaPlaceTests {
  private static func model(_ data: String) -> XMLModel? {
    XMLModel(data, at: Diagnostics.SourceLocation(file: "a.xml"))
  }

  @Test func pseudoAttributesAreRead() {
    #expect(
      PseudoAttributes.read(" a='1'\n b = \"it's &amp; &#x41;&#66; &c &d;\" c='' d")
        == ["a": "1", "b": "it's & AB &c &d;", "c": ""])
    let ampersands = String(repeating: "&", count: 100_000)
    #expect(PseudoAttributes.read("a='\(ampersands)'") == ["a": ampersands])
    #expect(PseudoAttributes.read("a=1 b='2'") == [:])
    #expect(PseudoAttributes.read("a='1") == [:])
  }

  @Test(arguments: [
    ("href='a.rng'", true), ("href='a.rnc'", true), ("href='a.xsd'", false), ("href='a'", false),
    ("href='a' schematypens='http://relaxng.org/ns/structure/1.0'", true),
    ("href='a' type='application/relax-ng-compact-syntax'", true),
    ("href='a.rng' schematypens='http://purl.oclc.org/dsdl/schematron'", false),
  ])
  func relaxNGIsTold(_ data: String, _ expected: Bool) {
    #expect(Self.model(data)?.isRelaxNG == expected)
  }

  @Test func withoutAReferenceThereIsNoSchema() {
    #expect(Self.model("type='application/xml'") == nil)
    #expect(Self.model("href=''") == nil)
  }

  @Test(arguments: [
    ("a/b.rng", "a/b.rng"), ("/a%20b.rng", "/a%20b.rng"), ("file:///a%20b.rng", "/a b.rng"),
    ("file:/a.rng", "/a.rng"), ("FILE://localhost/a.rng", "/a.rng"), ("./a:b", "./a:b"),
    ("file://elsewhere/a.rng", nil), ("https://example.org/a.rng", nil), ("urn:a:b", nil),
    ("//example.org/a.rng", nil),
  ])
  func addressesOnThisMachineArePaths(_ address: String, _ path: String?) {
    #expect(LocalAddress.path(of: address) == path)
  }

  @Test func whatIsNoTextStaysEncoded() {
    #expect(LocalAddress.decoded("a%20%C3%A9%zz%2") == "a é%zz%2")
    #expect(LocalAddress.decoded("%FF") == "%FF")
  }
}
