import Corpus
import TestSupport
import Testing

/// What differs between two texts, and nothing else, is found.
@Suite struct TextComparisonTests {
  private func differences(_ first: String, _ second: String) -> [String] {
    let (one, other) = (Array(first.utf8), Array(second.utf8))
    return TextComparison(of: one, with: other).differences.map {
      let words = (
        String(decoding: one[$0.first], as: UTF8.self),
        String(decoding: other[$0.second], as: UTF8.self)
      )
      return "\(words.0)|\(words.1)"
    }
  }

  @Test(arguments: [
    ("a b c", "a b c", []), ("a b c", "a x c", ["b|x"]), ("a b c", "a c", ["b|"]),
    ("a c", "a b c", ["|b"]), ("", "a", ["|a"]), ("a", "", ["a|"]), ("a b", "b a", ["a|", "|a"]),
    ("end. Next", "end.Next", ["end. Next|end.Next"]), ("a b c d e", "x b c d y", ["a|x", "e|y"]),
    ("aa ab", "aa abc", ["ab|abc"]), ("xab ab", "ab ab", ["xab|ab"]),
    ("one two two three", "one two three", ["two|"]),
    // Composed and decomposed: the same to Swift, not to us.
    ("caf\u{E9}", "cafe\u{301}", ["caf\u{E9}|cafe\u{301}"]),
  ])
  func findsTheWords(_ first: String, _ second: String, _ expected: [String]) {
    #expect(differences(first, second) == expected)
  }

  /// Whatever is found, taken from the first text and put into it, makes the second.
  @Test(arguments: 0..<200)
  func differencesMakeOneTextOfTheOther(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func words() -> [UInt8] {
      let words = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        ["a", "b", "ab", "ba", "aba"].randomElement(using: &random) ?? ""
      }
      return Array(words.joined(separator: " ").utf8)
    }
    let (first, second) = (words(), words())
    var made: [ArraySlice<UInt8>] = []
    var offset = 0
    for difference in TextComparison(of: first, with: second).differences {
      made += first[offset..<difference.first.lowerBound].split(separator: 0x20)
      made += second[difference.second].split(separator: 0x20)
      offset = difference.first.upperBound
    }
    made += first[offset...].split(separator: 0x20)
    #expect(made.map(Array.init) == second.split(separator: 0x20).map(Array.init))
  }

  @Test func tooManyDifferencesAreOne() {
    let first = Array((0..<50).map { "a\($0)" }.joined(separator: " ").utf8)
    let second = Array((0..<50).map { "b\($0)" }.joined(separator: " ").utf8)
    let comparison = TextComparison(of: first, with: second, limit: 10)
    #expect(!comparison.isComplete && comparison.differences.count == 1)
  }
}
