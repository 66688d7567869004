import Diagnostics
import TestSupport
import Testing
import TranscriptFormats
import Transcripts

@Suite struct FormatsTests {
  @Test(
    arguments: [
      ("a.txt", "WEBVTT\n\n", "vtt"), ("a.md", "<html>", "markdown"),
      ("a.txt", "<!DOCTYPE html><p>", "html"),
      ("a", "1\n00:00:01,000 --> 00:00:02,000\nHi.\n", "srt"), ("b/a.HTM", "words", "html"),
      ("a.txt", "# Words\n", nil), ("a.txt", "<b>words", nil), ("a.vtt", "words", "vtt"),
      ("a.txt", "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html>x", "html"),
      ("a.txt", "WEBVTTX", nil),
    ] as [(String, String, String?)])
  func isFoundByContentAndName(_ name: String, _ text: String, _ format: String?) throws {
    let reading = try FormatSupport.read(
      text + " x: words.\n\n00:01.000 --> 00:02.000\nmore words\n", as: name)
    #expect(reading.transcript.header.source?.format == format)
  }

  @Test func canBeNamed() throws {
    let reading = try FormatSupport.read(
      Array("**A** &amp; b".utf8), as: "a.txt", options: ReadingOptions(format: .markdown))
    #expect(reading.transcript.text == "A & b\n")
    #expect(SourceFormat(name: "MD") == .markdown && SourceFormat(name: "docx") == nil)
  }

  static let sources: [(name: String, text: String)] = [
    (
      "a.md",
      "---\ntitle: T\n---\n# A\n\n**A B:** One *two* [three](x) \\[of\\]\nfour.\n\n> **C D:** Five `six`.\n\n- a\n1. b\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>x</div>\n\n**A B:** <s>no</s> [yes] (Laughter.)\n"
    ),
    (
      "a.html",
      "<html><head><title>T</title></head><body><nav><a href=a>N</a></nav><main><h1>A</h1><p><b>A B:</b> One <i>two</i>&nbsp;three.<br>Four</p><table><tr><td>00:01<td>C D<td>Five</table><dl><dt>A B<dd>Six</dl><pre>a\n b</pre><p><b>C D:</b> <s>no</s> [yes] (Applause.)</main><footer>F</footer></body></html>"
    ),
    (
      "a.vtt",
      "WEBVTT\n\nNOTE x\n\n1\n00:01.000 --> 00:02.000\n<v A B>One &amp; two\n\n00:02.000 --> 00:03.000\n<v C D>Three (laughter)\n- Four\n\n00:09.000 --> 00:10.000\n[MUSIC]\n"
    ),
    (
      "a.srt",
      "1\n00:00:01,000 --> 00:00:02,000\n>> ANNA: One\n\n2\n00:00:02,000 --> 00:00:03,000\n<i>two.</i>\n\n3\n00:00:05,000 --> 00:00:06,000\n- Three\n- Four\n"
    ),
  ]

  /// Whatever is damaged, the transcript has the text that a reader sees, and is explained.
  @Test(arguments: sources.indices)
  func keepsTheTextOfDamagedDocuments(_ index: Int) throws {
    let (name, source) = Self.sources[index]
    var random = SeededGenerator(seed: UInt64(index) + 11)
    let signs: [Unicode.Scalar] = [
      "<", ">", "&", "*", "_", "[", "]", "(", ")", "\\", "`", "|", "#", "-", "\n", " ", "\u{A0}",
      "\"",
      ":", "~", "é", "\u{2028}", "\u{0}",
    ]
    for _ in 0..<250 {
      var text = Array(source.unicodeScalars)
      for _ in 0..<Int.random(in: 1...10, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(signs.randomElement(using: &random) ?? "<", at: place)
        case 2: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
        default: text.removeSubrange(place..<min(text.count, place + 12))
        }
        if text.isEmpty { text = ["a"] }
      }
      let damaged = String(String.UnicodeScalarView(text))
      let reading: Reading
      do {
        reading = try FormatSupport.read(
          Array(damaged.utf8), as: name, options: ReadingOptions(keepsDecisions: true))
      } catch let error as DiagnosticError {
        #expect(["source-empty", "source-binary"].contains(error.diagnostic.kind.code))
        continue
      }
      #expect(Array(reading.transcript.text.utf8) == reading.text.utf8, "\(damaged)")
      let lines = damaged.utf8.count { $0 == UInt8(ascii: "\n") } + 1
      #expect(reading.decisions.allSatisfy { $0.lines.first >= 1 && $0.lines.last <= lines })
    }
  }
}
