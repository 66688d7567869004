import TestSupport
import Testing
import XMLCore

/// The parser is shown ASCII in place of other letters of character data; nobody may notice.
///
/// A CR that is alone ends the masking, so a document behind one is read as it is, and has to give
/// the same events at the same places as one behind a line feed.
@Suite struct XMLTextMaskTests {
  private static let pieces = [
    "x", "\u{E9}", "\u{20AC}", "\u{1F600}", "\u{FF21}", "\u{FFFD}", "\u{85}", "\u{2028}", "]", "]]",
    " ", "\n", "\t", "&amp;", "&#233;", "&#x1F600;", "&\u{E9};", "&e;", "'", "\"", ">",
    "<b c='\u{E9}>\u{E9}\"'/>", "<b c=\"\u{E9}>'\u{20AC}&amp;\u{E9}\">\u{E9}</b>",
    "<!--\u{E9}<b>'\u{E9}-->", "<?p \u{E9}>'?>", "<![CDATA[\u{E9}<\u{1F600}&]]>",
    "<\u{E9}:\u{20AC} xmlns:\u{E9}='u' \u{E9}:\u{E9}=''>\u{E9}</\u{E9}:\u{20AC}>",
    String(repeating: "\u{E9}\u{20AC}x ", count: 300),
    String(repeating: "Plain text.\n", count: 90),
  ]

  private static func document(_ seed: UInt64, end: String = "\n") -> String {
    var generator = SeededGenerator(seed: seed)
    var text =
      "<!DOCTYPE a [<!ENTITY e '\u{E9}<b>\u{E9}</b>'><!ENTITY \u{E9} '\u{E9}&#38;#233;x'>]>"
    text += "\(end)<a>"
    for _ in 0..<Int.random(in: 1...120, using: &generator) {
      text += pieces.randomElement(using: &generator) ?? ""
    }
    return text + "</a>"
  }

  @Test(arguments: 0..<10)
  func changesNoEvent(_ seed: UInt64) throws {
    for part in 0..<5 {
      let seed = seed * 5 + UInt64(part)
      let document = Self.document(seed)
      let masked = complaintOrEvents(Array(document.utf8))
      let plain = complaintOrEvents(Array(Self.document(seed, end: "\r").utf8))
      #expect(masked == plain, "\(seed)")
      #expect(
        complaintOrEvents(Array(document.utf8), chunk: Int(seed % 97) + 1) == masked, "\(seed)")
    }
  }

  @Test func hidesNoForbiddenCharacter() {
    let text = String(repeating: "\u{E9}\u{FF21}", count: 700)
    for character in ["\u{FFFE}", "\u{FFFF}", "\u{1}"] {
      #expect(
        complaint(about: "<a>\(text)\(character)\(text)</a>")?.contains("which XML does not allow")
          == true)
    }
  }

  @Test(arguments: ["\r", "\r\n", "\n"])
  func sendsWhatStandsThereBetweenLineEnds(_ end: String) throws {
    let line = String(repeating: "\u{E9}\u{20AC}", count: 500)
    let document = "<a>" + String(repeating: line + end, count: 20) + "</a>"
    let expected = "'" + String(repeating: line + "\n", count: 20)
    #expect(try events(document) == ["<a", expected, ">", "end"])
  }

  /// Where the parser begins to copy text: at a CR behind a line end, or at the start of its buffer.
  @Test(arguments: ["\r\n\r\n", "\n\r\n", "\r\n\n\r\n", "\r\n\t\r\n"], 0..<4)
  func sendsWhatStandsThereBetweenEmptyLines(_ end: String, _ shift: Int) throws {
    let line = "Alc\u{E9}e \u{20AC}"
    for padding in stride(from: shift, to: 24, by: 4) {
      let start = String(repeating: "x", count: padding)
      let expected = start + String(repeating: line + end, count: 800)
      let document = "<a>" + expected + "</a>"
      #expect(
        try events(document)
          == ["<a", "'" + expected.replacing("\r\n", with: "\n"), ">", "end"])
    }
  }

  private func complaintOrEvents(_ bytes: [UInt8], chunk: Int? = nil) -> [String] {
    do {
      return try events(bytes, withPositions: true, chunk: chunk)
    } catch {
      return ["\(error)"]
    }
  }
}
