import Diagnostics
import Testing
import XMLCore

/// What a hostile document costs: little, and a diagnostic.
@Suite struct XMLLimitTests {
  private static func limits(_ change: (inout XMLReader.Limits) -> Void) -> XMLReader.Limits {
    var limits = XMLReader.Limits()
    change(&limits)
    return limits
  }

  @Test func stopsAtDepth() {
    let limits = Self.limits { $0.depth = 3 }
    #expect(complaint(about: Array("<a><a><a/></a></a>".utf8), limits: limits) == nil)
    #expect(
      complaint(about: Array("<a><a><a><a/></a></a></a>".utf8), limits: limits)
        == """
        a.xml:1:12: the elements open here, one inside the other, are more than the limit of 3 \
        [xml-limit]
        """)
  }

  @Test func stopsAtAttributes() {
    let limits = Self.limits { $0.attributes = 2 }
    #expect(complaint(about: Array("<a xmlns='u' b='='/>".utf8), limits: limits) == nil)
    #expect(
      complaint(about: Array("<a b='' c='' d=''/>".utf8), limits: limits)
        == "a.xml:1:20: the attributes of an element are more than the limit of 2 [xml-limit]")
  }

  @Test func stopsAtNamespacesInScope() {
    let limits = Self.limits { $0.namespacesInScope = 2 }
    let fits = "<a xmlns:b='u'><a xmlns:c='u'/><a xmlns:c='u'/></a>"
    #expect(complaint(about: Array(fits.utf8), limits: limits) == nil)
    let exceeds = "<a xmlns:b='u' xmlns:c='u'><a xmlns:d='u'/></a>"
    #expect(
      complaint(about: Array(exceeds.utf8), limits: limits) == """
        a.xml:1:42: the namespace declarations in scope are more than the limit of 2 [xml-limit]
        """)
  }

  @Test func stopsAtLongNames() {
    let limits = Self.limits { $0.nameLength = 3 }
    #expect(complaint(about: Array("<abc/>".utf8), limits: limits) == nil)
    #expect(
      complaint(about: Array("<a abcd=''/>".utf8), limits: limits)
        == "a.xml:1:11: the bytes of a name are more than the limit of 3 [xml-limit]")
  }

  @Test func stopsAtManyNames() {
    let limits = Self.limits { $0.names = 2 }
    #expect(
      complaint(about: Array("<a><b/><a/><c/></a>".utf8), limits: limits)
        == "a.xml:1:14: the distinct names are more than the limit of 2 [xml-limit]")
  }

  @Test(arguments: ["<a b='%'/>", "<a><!--%--></a>", "<a><?p %?></a>", "<a><![CDATA[%]]></a>"])
  func stopsAtLongMarkup(_ frame: String) {
    let limits = Self.limits { $0.markupLength = 20_000 }
    let parts = frame.split(separator: "%")
    func document(_ count: Int) -> [UInt8] {
      Array((parts[0] + String(repeating: "x", count: count) + parts[1]).utf8)
    }
    #expect(complaint(about: document(19_900), limits: limits) == nil)
    let said = complaint(about: document(30_000), limits: limits)
    #expect(said?.contains("CDATA section are more than the limit of 20000 [xml-limit]") == true)
  }

  @Test func textHasNoLimit() throws {
    let text = String(repeating: "\u{20AC}xyz", count: 2_000_000)
    let recorder = EventRecorder()
    try XMLReader(file: "a.xml").parse(Array("<a>\(text)</a>".utf8), into: recorder)
    #expect(recorder.lines == ["<a", "'" + text, ">", "end"])
    #expect(recorder.longestPiece <= 65_536)
  }

  @Test func stopsAtLongDoctype() {
    let limits = Self.limits { $0.doctypeLength = 10_000 }
    let document = "<!DOCTYPE a [<!--" + String(repeating: "x", count: 20_000) + "-->]><a/>"
    let said = complaint(about: Array(document.utf8), limits: limits)
    #expect(said?.contains("document type declaration are more than the limit of 10000") == true)
  }

  @Test func stopsAtManyAttributeDefaults() {
    let declarations = (0..<5_000).map { "<!ATTLIST a b\($0) CDATA ''>" }.joined()
    let said = complaint(about: "<!DOCTYPE a [\(declarations)]><a/>")
    #expect(said?.contains("the attribute defaults are more than the limit of 4096") == true)
  }

  /// Each of these takes libxml2 alone from seconds to for ever.
  @Test(arguments: [
    ("attributes", "the attributes of an element are more than the limit of 512"),
    ("open attributes", "the attributes of an element are more than the limit of 512"),
    ("depth", "one inside the other, are more than the limit of 512"),
    ("laughs", "the bytes that entities and attribute defaults add are more"),
    ("laughs in an attribute", "the bytes that entities and attribute defaults add are more"),
    ("laughs in markup", "the bytes that entities and attribute defaults add are more"),
    ("empty laughs", "the bytes that entities and attribute defaults add are more"),
    ("quadratic", "the bytes that entities and attribute defaults add are more"),
    ("quadratic in attributes", "the bytes that entities and attribute defaults add are more"),
    ("defaults", "the bytes that entities and attribute defaults add are more"),
    ("parameter laughs", "the document type declaration is malformed here"),
    ("deep entities", "refers to itself"),
  ])
  func stopsEarly(_ attack: String, _ expected: String) {
    let clock = ContinuousClock()
    let start = clock.now
    let said = complaint(about: Self.document(attack))
    #expect(said?.contains(expected) == true, "\(said ?? "nothing")")
    #expect(clock.now - start < .seconds(60), "\(attack)")
  }

  private static func laughs(_ last: String) -> String {
    let levels = (1...20).map { level in
      "<!ENTITY e\(level) '" + String(repeating: "&e\(level - 1);", count: 10) + "'>"
    }
    return "<!DOCTYPE a [<!ENTITY e0 '\(last)'>\(levels.joined())]>"
  }

  private static func document(_ attack: String) -> String {
    let big = String(repeating: "x", count: 100_000)
    switch attack {
    case "attributes":
      return "<a " + (0..<100_000).map { "b\($0)=''" }.joined(separator: " ") + "/>"
    case "open attributes":
      return "<a " + (0..<100_000).map { "b\($0)=''" }.joined(separator: " ")
    case "depth": return String(repeating: "<a>", count: 1_000_000)
    case "laughs": return laughs("lol") + "<a>&e20;</a>"
    case "laughs in an attribute": return laughs("lol") + "<a b='&e20;'/>"
    case "laughs in markup": return laughs("<b c=\"&#38;#60;\"/>") + "<a>&e20;</a>"
    case "empty laughs": return laughs("") + "<a>&e20;</a>"
    case "quadratic":
      return "<!DOCTYPE a [<!ENTITY e '\(big)'>]><a>"
        + String(repeating: "&e;", count: 100_000) + "</a>"
    case "quadratic in attributes":
      return "<!DOCTYPE a [<!ENTITY e '\(big)'>]><a>"
        + String(repeating: "<b c='&e;'/>", count: 100_000) + "</a>"
    case "defaults":
      return "<!DOCTYPE a [<!ATTLIST b c CDATA '\(big)'>]><a>"
        + String(repeating: "<b/>", count: 100_000) + "</a>"
    case "parameter laughs":
      let levels = (1...20).map { level in
        "<!ENTITY % p\(level) '" + String(repeating: "&#37;p\(level - 1);", count: 10) + "'>"
      }
      return "<!DOCTYPE a [<!ENTITY % p0 '<!--x-->'>\(levels.joined())%p20;]><a/>"
    default:
      let levels = (1...5_000).map { "<!ENTITY e\($0) '&e\($0 - 1);'>" }
      return "<!DOCTYPE a [<!ENTITY e0 ''>\(levels.joined())]><a>&e5000;</a>"
    }
  }

  @Test func readsNoFile() throws {
    let document = "<!DOCTYPE a [<!ENTITY e SYSTEM '\(#filePath)'>]><a>&e;</a>"
    #expect(try events(document).contains("&e"))
    let parameter = "<!DOCTYPE a [<!ENTITY % e SYSTEM '\(#filePath)'> %e;]><a>x</a>"
    #expect(try events(parameter).suffix(4) == ["<a", "'x", ">", "end"])
    let subset = "<!DOCTYPE a SYSTEM '\(#filePath)'><a>&e;</a>"
    #expect(try events(subset).suffix(4) == ["<a", "&e", ">", "end"])
  }

  @Test func allowsEntitiesOfOrdinaryUse() throws {
    let document =
      "<!DOCTYPE a [<!ENTITY eacute '&#233;'>]><a>"
      + String(repeating: "&eacute;t&eacute; ", count: 50_000) + "</a>"
    let text = String(repeating: "\u{E9}t\u{E9} ", count: 50_000)
    #expect(try events(document)[2] == "'" + text)
  }
}
