import XMLCore

/// How often each element occurs.
struct TEIElementCounts: Sendable {
  private var known = [Int](repeating: 0, count: TEIElement.allCases.count)
  private var others: [XMLName: Int] = [:]

  /// Counts an element that the model knows.
  mutating func add(_ element: TEIElement) { known[element.rawValue] += 1 }

  /// Counts any other element.
  mutating func add(_ name: XMLName) { others[name, default: 0] += 1 }

  static func += (counts: inout Self, more: Self) {
    for index in counts.known.indices { counts.known[index] += more.known[index] }
    counts.others.merge(more.others, uniquingKeysWith: +)
  }

  /// The counts by name, in no order.
  var each: [TEITextFacts.Count] {
    var total = others
    for element in TEIElement.allCases where known[element.rawValue] > 0 {
      total[XMLName(element.name, in: TEIVocabulary.namespace), default: 0] +=
        known[element.rawValue]
    }
    return total.map { TEITextFacts.Count(name: $0.key, occurrences: $0.value) }
  }
}
