import Diagnostics
import RelaxNG
import TestSupport
import Testing

/// What belongs to the compact syntax and what does not, rule by rule of its specification (2002-11-21,
/// §4 and §5, appendix A).
@Suite("Compact syntax, rule by rule")
struct CompactGrammarTests {
  private static let files = [
    "grammar.rnc": "start = element x { empty } foo = empty",
    "pattern.rnc": "element x { empty }",
    "braces.rnc": "[ a [] ] grammar { start = element x { empty } b [] }",
    "compact": "element x { empty }",
    "nested.rnc": "include 'grammar.rnc' { foo = text }",
  ]

  @Test(arguments: [
    // Annotations.
    "[ a [ ] ] element x { empty }", "[ a [ b = 'c' 'text' d [ ] 'x' ~ 'y' ] ] element x { empty }",
    "namespace p = 'urn:p' [ p:a = 'b' ] element x { empty }", "[ ] element x { empty }",
    "namespace r = 'http://relaxng.org/ns/structure/1.0' [ c [ r:b [ ] ] ] element x { empty }",
    "namespace n = '' [ n:b [ n:a = '1' ] ] element x { empty }",
    "element x { empty >> a [] >> b [] }", "start = element x { y? >> a [] } y = text",
    "element x { attribute y { text } >> a [] ? >> c [] }", "element x >> a [ ] { empty }",
    "element [ b [] ] x { empty }", "element [ b [] ] (x | [ c [] ] y) { empty }",
    "element x { xsd:int { [ a [] ] minInclusive = '1' } - [ a [] ] '3' }",
    "foo [ ] start = element x { empty } bar [ ]", "div { a [] start = element x { empty } b [] }",
    #"\list [ ] start = element x { empty }"#, "include 'grammar.rnc' { a [] foo = text b [] }",
    "element x { empty } >> a [] | element y { empty }",
    // Documentation.
    "## doc\n## more\n\n## again\nelement x { ## inner\n empty }", "element ## doc\nx { empty }",
    "# comment\n## doc\n[ a [] ] element x { empty }", "element x { xsd:int - ## doc\n'3' }",
    "element x { xsd:int { ## doc\n minInclusive = '1' } }",
    "[ a [ # comment\n ] ] element x { empty }",
    // Exceptions.
    "element x { xsd:int - ('3' | '4') }", "element x { '4' | (xsd:int - '3') }",
    "element x { list { (xsd:int - '3')+ } }", "element x { xsd:int { minInclusive = '1' } - '3' }",
    "element * - (x | y) { empty }", "element (* - x) | y { empty }", "element y | * { empty }",
    // Escapes and texts.
    #"\x{65}lement x \xxx{7B} empty }"#, #"element x { \x{22}abc" }"#,
    #"start = # comment \x{A} element x { empty }"#, #"element x { '\x{10FFFF}' }"#,
    #"element x { 'a\x{A}b' }"#, #"element x { """a"b""c""" ~ 'd' }"#,
    #"start = element \element { \text } \text = empty"#,
    // Declarations.
    "namespace xml = 'http://www.w3.org/XML/1998/namespace' element xml:x { empty }",
    "default namespace element = 'u' ~ 'v' element element:x { empty }",
    "default namespace p = inherit element p:x { empty }",
    "datatypes d = '' element x { d:string }",
    // Other files.
    "include 'grammar.rnc' { start = element z { empty } }", "include 'braces.rnc'",
    "external 'pattern.rnc'", "external 'compact'", "include 'nested.rnc'",
    "namespace list = 'u' external 'pattern.rnc' inherit = list",
    "include 'grammar.rnc' { div { foo = text } } start |= element k { empty }",
    // Restrictions.
    "element x { attribute * - a { xsd:int }* }",
  ])
  func accepts(_ schema: String) {
    let problem = Self.problem(schema)
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test(arguments: [
    "[ a = 'b' ] element x { empty }", "[ p:a = 'b' ] element x { empty }",
    "[ 'x' ] element x { empty }", "[] [] element x { empty }",
    "[ a [ b = 'c' b = 'd' ] ] element x { empty }",
    "namespace p = 'u' namespace q = 'u' [ p:a = 'c' q:a = 'd' ] element x { empty }",
    "namespace r = 'http://relaxng.org/ns/structure/1.0' [ r:b [ ] ] element x { empty }",
    "namespace n = '' [ n:b = 'c' ] element x { empty }",
    "[ b [ xmlns = '1' ] ] element x { empty }",
    "namespace i = inherit [ i:b [ ] ] element x { empty }",
    "[ a [ 'x' b = 'c' ] ] element x { empty }", "[ a [ 'x' ~ b [] ] ] element x { empty }",
    "element x { empty } >> a []", "(element x { empty } >> a [])",
    "[ a [] ] namespace a = 'u' element x { empty }", "list [ ] start = element x { empty }",
    "[ a [] ] foo [ ] start = element x { empty }", "start = element x { empty } [ a [] ] foo [ ]",
    "element x { empty [] }", "element x { [] }",
    "element x { xsd:int { minInclusive = [ a [] ] '1' } }",
    "element x ## doc\n{ empty }", "element x { empty ## doc\n}", "element x { empty }\n## doc",
    "## doc\nnamespace a = 'u' element x { empty }", "[ a [] ]\n## doc\nelement x { empty }",
    "element x { xsd:int - '3' | '4' }", "element x { '4' | xsd:int - '3' }",
    "element x { list { xsd:int - '3'+ } }", "element x { xsd:int - xsd:int - '3' }",
    "element * - x | y { empty }", "element y | * - x { empty }", "element x - y { empty }",
    "element (*) - y { empty }", #"element x { '\x{}' }"#, #"element x { '\x{FFFE}' }"#,
    #"element x { '\x{1}' }"#, #"element x { '\x{41' }"#, "element x { 'a\u{1}' }",
    #"# \x{A} element x { empty } \#nelement y { empty }"#,
    "namespace p = 'u' namespace p = 'v' element p:x { empty }",
    "datatypes xsd = '' element x { empty }", "datatypes d = 'u' element x { empty }",
    "default namespace = 'http://www.w3.org/XML/1998/namespace' element x { empty }",
    "namespace xmlns = 'u' element x { empty }", "include 'pattern.rnc'",
    "include 'grammar.rnc' { include 'grammar.rnc' }", "element x { xsd:ID }",
    "element x { attribute (a | b) { xsd:ID } }", "element x { xsd:ENTITY 'b' }",
    "element x { attribute a { text & text } }",
    #"namespace p = 'u' start = element \p:x { empty }"#,
  ])
  func refuses(_ schema: String) {
    #expect(Self.problem(schema) != nil)
  }

  @Test func readsUTF16() {
    let schema = "element é { empty }"
    let little: [UInt8] =
      [0xFF, 0xFE] + schema.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + schema.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big] {
      #expect(throws: Never.self) { try RelaxNGSchema.read(bytes, file: "schema.rnc") }
    }
    #expect(throws: (any Error).self) {
      try RelaxNGSchema.read(Array(little.dropLast()), file: "schema.rnc")
    }
  }

  private static func problem(_ schema: String) -> String? {
    do {
      _ = try RelaxNGSchema.read(Array(schema.utf8), file: "schema.rnc") { address in
        files[address].map { RelaxNGSource(Array($0.utf8), file: address) }
      }
      return nil
    } catch {
      return error.diagnostic.message
    }
  }
}
