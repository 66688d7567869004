/// Tells the language of a text by its most frequent words.
enum LanguageDetector {
  /// The BCP 47 tag of the language whose function words are most frequent in the beginning of
  /// `text`, or `nil` where none is frequent.
  static func language(of text: [UInt8], functionWords: [String: [String]]) -> String? {
    var owners: [String: [String]] = [:]
    for (tag, words) in functionWords.sorted(by: { $0.key < $1.key }) {
      for word in words { owners[word, default: []].append(tag) }
    }
    var counts: [String: Int] = [:]
    var total = 0
    let head = String(decoding: text.prefix(40_000), as: UTF8.self).lowercased()
    for word in head.split(whereSeparator: { !$0.isLetter }) {
      total += 1
      for tag in owners[String(word)] ?? [] { counts[tag, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value * 20 >= total else { return nil }
    return best.key
  }
}
