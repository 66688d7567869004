import TEI
import TestSupport
import Testing

@Suite struct TextNormaliserTests {
  @Test(arguments: [
    ("", ""), (" ", ""), ("\n\t\r\u{B}\u{C} ", ""), ("a", "a"), (" a ", "a"), ("a b", "a b"),
    ("a  b", "a b"), ("a\nb", "a b"), ("a \r\n b\u{C}", "a b"),
    ("a\u{A0}\u{A0}b", "a\u{A0}\u{A0}b"),
    ("a\u{85}\u{2028}b", "a\u{85}\u{2028}b"), ("e\u{301} \u{E9}", "e\u{301} \u{E9}"),
    ("\u{0}a\u{1F}", "\u{FFFD}a\u{FFFD}"), (" \u{1} ", "\u{FFFD}"), ("a\u{7F}b", "a\u{7F}b"),
    ("\u{FFFE}", "\u{FFFD}"), (" \u{FFFF} x", "\u{FFFD} x"), ("\u{FFFD}", "\u{FFFD}"),
    ("\u{FEFF}a", "\u{FEFF}a"), ("\u{1FFFE}\u{F000}\u{FFC0}", "\u{1FFFE}\u{F000}\u{FFC0}"),
  ])
  func normalises(_ text: String, to expected: String) {
    #expect(TextNormaliser.normalised(Array(text.utf8)) == Array(expected.utf8))
  }

  @Test func keepsBytesThatAreNotUTF8() {
    for bytes: [UInt8] in [[0xEF], [0xEF, 0xBF], [0xEF, 0x20, 0x20], [0xEF, 0xBF, 0x41], [0x80]] {
      let expected = bytes == [0xEF, 0x20, 0x20] ? [0xEF] : bytes
      #expect(TextNormaliser.normalised(bytes) == expected)
      #expect(normalised(bytes, cutEvery: 1) == expected)
    }
  }

  @Test(arguments: 0..<20)
  func agreesWithTheSlowOneHoweverTheTextIsCut(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      " ", "\n", "\t", "a", "bc", "\u{0}", "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "\u{F8FF}",
    ]
    for _ in 0..<200 {
      let text = (0..<12).map { _ in pieces[Int.random(in: 0..<10, using: &random)] }.joined()
      let bytes = Array(text.utf8)
      let expected = Array(slow(text).utf8)
      #expect(TextNormaliser.normalised(bytes) == expected)
      for length in 1...4 { #expect(normalised(bytes, cutEvery: length) == expected) }
    }
  }

  @Test func digestsAreThoseOfTheStandardTools() {
    // printf 'a  b\n' | tr -s ' \t\n\r\f\v' ' ' | sed 's/^ //; s/ $//' | sha256sum
    #expect(
      TextNormaliser.digest(of: Array("a  b\n".utf8))
        == "c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65")
    #expect(
      Digest.sha256Hex([])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  /// The same, character by character.
  private func slow(_ text: String) -> String {
    var result = ""
    var owesSpace = false
    for scalar in text.unicodeScalars {
      if scalar.value == 0x20 || (9...13).contains(scalar.value) {
        owesSpace = true
        continue
      }
      if owesSpace, !result.isEmpty { result += " " }
      owesSpace = false
      let isForbidden = scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
      result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
    }
    return result
  }

  private func normalised(_ bytes: [UInt8], cutEvery length: Int) -> [UInt8] {
    var output: [UInt8] = []
    var normaliser = TextNormaliser()
    for start in stride(from: 0, to: bytes.count, by: length) {
      let piece = Array(bytes[start..<min(start + length, bytes.count)])
      normaliser.normalise(piece.span, into: &output)
    }
    normaliser.finish(into: &output)
    return output
  }
}
