import Diagnostics
import RelaxNG
import Testing

@Suite("Datatypes")
struct DatatypeTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var type: String
    var valid: [String] = []
    var invalid: [String] = []
    var testDescription: String { type }

    init(_ type: String, _ valid: [String], not invalid: [String]) {
      self.type = type
      self.valid = valid
      self.invalid = invalid
    }
  }

  private func isValid(_ value: String, _ type: String) throws -> Bool {
    let text = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return try check("<a>\(text)</a>", against: "element a { xsd:\(type) }").isEmpty
  }

  @Test(arguments: [
    Fact("boolean", ["true", " 0 ", "1"], not: ["TRUE", "", "01"]),
    Fact(
      "decimal", ["1.", ".1", "+1.0", "-0", "99999999999999999999999999.9"],
      not: ["", ".", "1e1", "+-1", "1 1"]),
    Fact("integer", ["01", "-10", "99999999999999999999999"], not: ["1.0", "1.", "+"]),
    Fact("long", ["9223372036854775807", "-9223372036854775808"], not: ["9223372036854775808"]),
    Fact("unsignedByte", ["255", "+0", "-0"], not: ["256", "-1"]),
    Fact(
      "float", ["1e5", "INF", "-INF", "NaN", ".5", "1E-3"],
      not: ["+INF", "inf", "1e", "0x10", "e5", "1e1.5"]),
    Fact(
      "date", ["2004-02-29", "2000-02-29", "-0001-01-01", "12021-01-01Z", "2001-01-01+14:00"],
      not: [
        "2001-02-29", "1900-02-29", "0000-01-01", "2001-13-01", "01-01-01", "2001-01-01+14:01",
        "02021-01-01",
      ]),
    Fact(
      "time", ["24:00:00", "12:00:00.5Z"],
      not: ["24:00:01", "25:00:00", "12:60:00", "12:00", "12:00:60", "12:00:00."]),
    Fact(
      "dateTime", ["2001-12-01T19:45:00-11:59", "2001-12-31T24:00:00"],
      not: ["2001-12-1T19:45:00", "2001-12-01 19:45:00", "2001-12-01T19:45"]),
    Fact("gMonthDay", ["--02-29", "--12-31Z"], not: ["--02-30", "--04-31", "-12-31"]),
    Fact("gDay", ["---31"], not: ["---32", "---00", "--31"]),
    Fact("gYearMonth", ["1996-12"], not: ["1996-00", "1996"]),
    Fact(
      "duration", ["P1Y0M2DT17H5M12.5S", "-PT1S", "P60D"],
      not: ["P", "PT", "P1YT", "P1H", "1Y", "P1.5Y", "P1M1Y"]),
    Fact("hexBinary", ["", "0aFF"], not: ["0", "0g", "00 00"]),
    Fact("base64Binary", ["", "AAAA", "BA==", "B A = ="], not: ["BB==", "B===", "A", "===="]),
    Fact(
      "anyURI",
      [
        "", "a b", "http://é.org/%20#x", "nosuch:stuff", "http:///x", "http://[::1]/", "?[a]",
        "http://[1:2:3:4:5:6:7:8]/", "http://[::ffff:10.0.0.1]/", "http://[fe80::1%25eth0]/",
      ],
      not: [
        "a%zz", "#a#b", "foo:", "1a:b", "f$o:bar", "http://", "//", "a[b]", "http://[x]/",
        "http://a]", "http://[1:2:3]/", "http://[1::2::3]/", "http://[12345::]/",
      ]),
    Fact("language", ["en", "x-klingon", "en-x-a1"], not: ["", "e1", "en_GB", "abcdefghi"]),
    Fact("NCName", ["a.b-c", " x "], not: ["a:b", "1a", ""]),
    Fact("Name", ["a:b", ":"], not: ["-a"]),
    Fact("NMTOKENS", ["a 1 -"], not: ["", "a,b"]),
    Fact("token { length = '3' }", [" a\n b "], not: ["abcd"]),
    Fact("string { minLength = '2' maxLength = '3' }", ["😀é", "   "], not: ["a", "abcd"]),
    Fact("NMTOKENS { length = '2' }", ["a b"], not: ["a"]),
    Fact("hexBinary { maxLength = '1' }", ["00"], not: ["0000"]),
    Fact(
      "decimal { totalDigits = '3' fractionDigits = '1' }", ["12.3", "0012.30"],
      not: ["123.4", "1.23"]),
    Fact("integer { minInclusive = '-5' maxExclusive = '5' }", ["-5", "4"], not: ["5", "-6"]),
    Fact(
      "date { minInclusive = '2000-01-01' }", ["2000-01-01"], not: ["1999-12-31", "2000-01-01Z"]),
    Fact(
      "duration { maxInclusive = 'P1M' }", ["P28D", "P27D"].filter { $0 == "P27D" },
      not: ["P32D", "P30D"]),
    Fact("time { minExclusive = '12:00:00Z' }", ["13:00:00Z"], not: ["12:00:00+14:00"]),
    Fact("double { maxInclusive = '1' }", ["1.0", "-INF"], not: ["1.1", "NaN"]),
    Fact(
      "dateTime { maxExclusive = '2001-01-01T00:00:00Z' }",
      ["2000-12-31T23:59:59.9Z", "2001-01-01T00:59:00+01:00"],
      not: ["2001-01-01T00:00:00Z", "2000-12-31T23:59:59-01:00"]),
  ])
  func knowsItsValues(_ fact: Fact) throws {
    for value in fact.valid { #expect(try isValid(value, fact.type), "'\(value)'") }
    for value in fact.invalid { #expect(try !isValid(value, fact.type), "'\(value)'") }
  }

  @Test(arguments: [
    Fact("a|b*c", ["a", "c", "bbc"], not: ["", "ab"]),
    Fact("(ab){2,3}", ["abab", "ababab"], not: ["ab", "abababab"]),
    Fact("a{2}b{1,}", ["aab", "aabbb"], not: ["ab", "aa"]),
    Fact(#"[^\p{C}\p{Z}]+"#, ["é.x"], not: ["a b", "a\u{200B}"]),
    Fact(#"[\p{Lu}-[A-M]]"#, ["N", "É"], not: ["A", "n"]),
    Fact(#"\p{IsCyrillic}+"#, ["Жя"], not: ["Zh"]),
    Fact(#"\P{IsBasicLatin}"#, ["é"], not: ["e"]),
    Fact(#"\i\c*"#, ["a-b:1"], not: ["1a"]),
    Fact(#"\d\D\w\W"#, ["1aé_"], not: ["1a__"]),
    Fact(#"[\-+]?\d+(\.\d+)?(%|cm|px)"#, ["-1.5cm", "10%"], not: ["1.cm", "1"]),
    Fact(#"[a\-z]+"#, ["a-z"], not: ["b"]),
    Fact(#"[+-]"#, ["-", "+"], not: [","]),
    Fact(#"[-a]+"#, ["-a"], not: [","]),
    Fact(#"[a-c-[b]]"#, ["a", "c"], not: ["b", "-"]),
    Fact(#"."#, ["x", "😀"], not: ["", "ab"]),
    Fact(#"(19[789][0-9]|[2-9][0-9]{3}).*"#, ["1987", "2024-01"], not: ["1950"]),
    Fact("(a*)*b", ["b", "aaab"], not: [String(repeating: "a", count: 3000)]),
  ])
  func knowsRegularExpressions(_ fact: Fact) throws {
    let type = "token { pattern = \"\(fact.type.replacing("\\", with: "\\"))\" }"
    for value in fact.valid { #expect(try isValid(value, type), "'\(value)'") }
    for value in fact.invalid { #expect(try !isValid(value, type), "'\(value.prefix(50))'") }
  }

  @Test(arguments: [
    "(a", "a)", "a{2,1}", "a{x}", "[]", "[b-a]", #"\q"#, #"\p{Nonsense}"#, "*a", "a**", "[a",
    "((a{999}){999}){999}",
    #"\p{IsNowhere}"#, "[--a]", "[+--]", #"[\d-a]"#, #"[\w-.]"#, "{", "a{99999999999999999999}",
  ])
  func refusesWrongExpressions(_ pattern: String) {
    let problem = schemaProblem("element a { xsd:token { pattern = '\(pattern)' } }")
    #expect(problem?.kind.code == "rng-schema-datatype")
  }

  @Test(arguments: [
    "unsignedByte { maxInclusive = '256' }", "positiveInteger { minInclusive = '0' }",
    "int { minExclusive = '5' maxInclusive = '5' }",
    "date { minInclusive = '2001-02-29' }", "integer { totalDigits = '0' }",
    "string { minInclusive = 'a' }", "boolean { length = '1' }", "float { minInclusive = '1f' }",
  ])
  func refusesParametersBeyondItsValues(_ type: String) {
    #expect(schemaProblem("element a { xsd:\(type) }")?.kind.code == "rng-schema-datatype")
  }

  @Test(arguments: [
    ("decimal", "1.0", "+01"), ("float", "0", "-0"), ("boolean", "1", "true"),
    ("dateTime", "2001-01-01T00:00:00Z", "2001-01-01T01:00:00+01:00"),
    ("hexBinary", "0a", "0A"), ("duration", "P1Y", "P12M"), ("token", "a b", " a  b "),
    ("date", "2001-01-01Z", "2001-01-01+00:00"),
    ("float", "NaN", "NaN"), ("base64Binary", "AAAA", "A A A A"),
  ])
  func comparesByValue(_ type: String, _ one: String, _ two: String) throws {
    #expect(try check("<a>\(two)</a>", against: "element a { xsd:\(type) '\(one)' }").isEmpty)
  }

  @Test func qualifiedNamesAreComparedByNamespace() throws {
    let schema = "namespace x = 'urn:x' element a { xsd:QName 'x:b' }"
    #expect(try check("<a xmlns:y='urn:x'>y:b</a>", against: schema).isEmpty)
    #expect(try !check("<a xmlns:x='urn:z'>x:b</a>", against: schema).isEmpty)
    #expect(try !check("<a>q:b</a>", against: "element a { xsd:QName }").isEmpty)
  }
}
