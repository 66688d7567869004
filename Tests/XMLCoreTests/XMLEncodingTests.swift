import Foundation
import Testing
import XMLCore

@Suite struct XMLEncodingTests {
  static let expected = ["<a b=\u{E9}", "'\u{E9}\u{FC}", ">", "end"]

  @Test(arguments: [
    (String.Encoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8], "UTF-16"),
    (.utf16BigEndian, [0xFE, 0xFF], "UTF-16"),
    (.utf16LittleEndian, [], "UTF-16LE"), (.utf16BigEndian, [], "UTF-16BE"),
    (.utf32LittleEndian, [0xFF, 0xFE, 0, 0], "UTF-32"), (.utf32BigEndian, [], "UTF-32"),
    (.isoLatin1, [], "ISO-8859-1"), (.windowsCP1252, [], "windows-1252"),
    (.utf8, [0xEF, 0xBB, 0xBF], "UTF-8"), (.utf8, [], "utf-8"),
  ])
  func areConverted(_ encoding: String.Encoding, _ mark: [UInt8], _ name: String) throws {
    let document = "<?xml version='1.0' encoding='\(name)'?><a b='\u{E9}'>\u{E9}\u{FC}</a>"
    let bytes = try mark + #require(document.data(using: encoding))
    #expect(try events(bytes) == Self.expected)
    #expect(try events(bytes, chunk: 1) == Self.expected)
  }

  @Test(
    arguments: [
      ([0x3C, 0x61, 0x3E, 0xE9, 0x3C], "a.xml:1:5: byte 0x3C is not UTF-8 here"),
      ([0x3C, 0x61, 0x3E, 0xFF, 0x3C], "a.xml:1:4: byte 0xFF is not UTF-8 here"),
      ([0x3C, 0x61, 0x3E, 0xC0, 0x80], "a.xml:1:4: byte 0xC0 is not UTF-8 here"),
      ([0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80], "a.xml:1:5: byte 0xA0 is not UTF-8 here"),
      ([0x3C, 0x61, 0x20, 0xF5], "a.xml:1:4: byte 0xF5 is not UTF-8 here"),
      ([0x3C, 0x61, 0x3E, 0xE2, 0x82], "a.xml:1:5: the document ends inside a character of UTF-8"),
    ] as [([UInt8], String)])
  func mustBeUTF8WhereNothingIsSaid(_ bytes: [UInt8], _ expected: String) {
    let said = complaint(about: bytes)
    #expect(
      said?.hasPrefix(expected) == true && said?.hasSuffix("[xml-encoding]") == true,
      "\(said ?? "")")
  }

  @Test func mustBeWhatIsDeclared() {
    let document = Array("<?xml version='1.0' encoding='US-ASCII'?><a>\u{E9}</a>".utf8)
    #expect(
      complaint(about: document) == """
        a.xml: byte 0xC3 is not US-ASCII, which the document is said to be in [xml-encoding]
        """)
  }
}
