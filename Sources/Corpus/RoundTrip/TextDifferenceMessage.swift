/// A difference of two texts in words, with what stands before it.
package struct TextDifferenceMessage: Sendable {
  private let difference: TextDifference
  private let first: [UInt8]
  private let second: [UInt8]

  /// Creates the message for a difference between a source, `first`, and a transcript of it.
  package init(_ difference: TextDifference, of first: [UInt8], with second: [UInt8]) {
    self.difference = difference
    self.first = first
    self.second = second
  }

  /// `'lorem' stands where the source has 'ipsum', after 'dolor sit'`.
  package var text: String {
    let missing = Self.excerpt(first, difference.first)
    let added = Self.excerpt(second, difference.second)
    let what =
      if difference.second.isEmpty {
        "\(missing) of the source is missing"
      } else if difference.first.isEmpty {
        "\(added) is not in the source"
      } else {
        "\(added) stands where the source has \(missing)"
      }
    return what + context
  }

  /// What stands before the difference, in both texts alike.
  private var context: String {
    let end = difference.first.lowerBound
    let start = Self.scalarStart(first, atOrAfter: max(0, end - 40))
    let before = String(decoding: first[start..<end], as: UTF8.self)
    let words = start > 0 ? before.drop { $0 != " " }.drop { $0 == " " } : before[...]
    guard let last = words.lastIndex(where: { $0 != " " }) else { return ", at the very beginning" }
    return ", after '\(words[...last])'"
  }

  /// The words in quotation marks; the middle of many words is left out.
  private static func excerpt(_ text: [UInt8], _ range: Range<Int>) -> String {
    guard range.count > 120 else {
      return "'\(String(decoding: text[range], as: UTF8.self))'"
    }
    let head = range.lowerBound..<scalarStart(text, atOrAfter: range.lowerBound + 60)
    let tail = scalarStart(text, atOrAfter: range.upperBound - 40)..<range.upperBound
    return "'\(String(decoding: text[head], as: UTF8.self)) … "
      + "\(String(decoding: text[tail], as: UTF8.self))'"
  }

  private static func scalarStart(_ text: [UInt8], atOrAfter offset: Int) -> Int {
    var offset = offset
    while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }
}
