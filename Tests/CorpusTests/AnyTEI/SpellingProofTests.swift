import Corpus
import TestSupport
import Testing
import XMLCore

/// What is taken for the same without being parsed is the same to a parser, too.
@Suite struct SpellingProofTests {
  /// Edits that matter and edits that do not, at random places of documents.
  @Test func neverHoldsWhatDiffers() throws {
    var random = SeededGenerator(seed: 5)
    var counts = (same: 0, other: 0)
    for document in AnyDocument.fixtures {
      let bytes = try document.bytes()
      for _ in 0..<25 {
        var edited = bytes
        for _ in 0..<Int.random(in: 1...2, using: &random) { Self.edit(&edited, &random) }
        if edited == bytes { continue }
        var match = SpellingMatch(of: bytes)
        match.follow(edited.span)
        guard match.isComplete else {
          counts.other += 1
          continue
        }
        counts.same += 1
        let comparison = try DocumentComparison(of: bytes, with: edited, file: "f")
        #expect(comparison.isExact, "\(String(decoding: edited, as: UTF8.self))")
      }
    }
    #expect(counts.same > 10 && counts.other > 200, "\(counts)")
  }

  /// Pieces of markup that stand for one another, or nearly.
  private static let pairs = [
    ("\"", "'"), (" ", "  "), (" ", "\n"), (">", " >"), ("/>", " />"), ("&", "&amp;"),
    ("&amp;", "&#38;"), ("\"", " "), ("<", "&lt;"), (">", "&gt;"), ("e", "&#101;"), ("\n", "\r\n"),
    ("\n", "\r"), ("-->", "--> "), ("=", " = "), ("?>", " ?>"), ("]]>", "]]> "), ("</", "< /"),
    (" xmlns=", " xmlns:x="), ("xml:id", "id"), ("a", "b"), ("a", "&a;"), ("<!--", "<!-- "),
  ]

  private static func edit(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let (old, new) = pairs[Int.random(in: 0..<pairs.count, using: &random)]
    let from = Array((Bool.random(using: &random) ? old : new).utf8)
    let to = Array((from == Array(old.utf8) ? new : old).utf8)
    let start = Int.random(in: 0..<bytes.count, using: &random)
    guard
      let place = (start..<max(start, min(start + 400, bytes.count - from.count))).first(where: {
        bytes[$0...].starts(with: from)
      })
    else { return }
    bytes.replaceSubrange(place..<(place + from.count), with: to)
  }
}
