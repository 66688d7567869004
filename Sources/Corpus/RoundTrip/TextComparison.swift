/// A stretch of one text that another has not, or has otherwise: byte ranges of both.
package struct TextDifference: Hashable, Sendable {
  /// The words in the first text; empty where something was added.
  package var first: Range<Int>
  /// The words in the second text; empty where something is missing.
  package var second: Range<Int>
}

/// Compares two normalised texts word by word.
///
/// What differs is found with the greedy algorithm of E. Myers, "An O(ND) Difference Algorithm and
/// Its Variations" (Algorithmica 1, 1986): the cost grows with the number of changes, not with the
/// length of the texts. Words are compared by their bytes: a composed and a decomposed letter differ.
package struct TextComparison: Sendable {
  /// What differs, in order; empty for equal texts.
  package private(set) var differences: [TextDifference] = []
  /// Whether everything that differs is in ``differences``; otherwise its one element reaches from
  /// the first to the last difference.
  package private(set) var isComplete = true

  /// Compares two texts whose words are separated by single spaces.
  ///
  /// Texts with more than `limit` words added or removed are not taken apart.
  package init(of first: [UInt8], with second: [UInt8], limit: Int = 2000) {
    guard first != second else { return }
    let (start, ends) = Self.common(first, second)
    let words = (
      Self.words(of: first, in: start..<ends.first), Self.words(of: second, in: start..<ends.second)
    )
    guard let path = Self.path(Self.numbered(first, second, words), limit: limit) else {
      isComplete = false
      differences = [TextDifference(first: start..<ends.first, second: start..<ends.second)]
      return
    }
    differences = Self.joined(path).map { stretch in
      TextDifference(
        first: Self.bytes(of: stretch.first, in: words.0, end: ends.first),
        second: Self.bytes(of: stretch.second, in: words.1, end: ends.second))
    }
  }

  /// What both texts begin and end with, cut between words: its length, and where the end begins.
  private static func common(
    _ first: [UInt8], _ second: [UInt8]
  ) -> (start: Int, ends: (first: Int, second: Int)) {
    let shorter = min(first.count, second.count)
    var start = 0
    while start < shorter, first[start] == second[start] { start += 1 }
    while start > 0, first[start - 1] != UInt8(ascii: " ") { start -= 1 }
    var tail = 0
    while tail < shorter - start,
      first[first.count - 1 - tail] == second[second.count - 1 - tail]
    {
      tail += 1
    }
    while tail > 0, first[first.count - tail] != UInt8(ascii: " ") { tail -= 1 }
    return (start, (first.count - tail, second.count - tail))
  }

  private static func words(of text: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    text[range].split(separator: UInt8(ascii: " ")).map(\.indices)
  }

  /// The words as numbers: the same number for the same bytes.
  private static func numbered(
    _ first: [UInt8], _ second: [UInt8], _ words: ([Range<Int>], [Range<Int>])
  ) -> (first: [Int], second: [Int]) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ word: ArraySlice<UInt8>) -> Int {
      if let known = numbers[word] { return known }
      numbers[word] = numbers.count
      return numbers.count - 1
    }
    return (words.0.map { number(first[$0]) }, words.1.map { number(second[$0]) })
  }

  /// One step of the path: a word of the first text left out, or one of the second put in.
  private enum Step {
    case remove(Int, before: Int)
    case insert(Int, before: Int)
  }

  /// The shortest list of steps from `first` to `second`, in order, or `nil` beyond `limit` of them.
  private static func path(_ words: (first: [Int], second: [Int]), limit: Int) -> [Step]? {
    let (first, second) = words
    let longest = min(limit, first.count + second.count)
    // furthest[k + longest + 1]: how far into `first` the diagonal k was followed.
    var furthest = [Int](repeating: 0, count: 2 * longest + 3)
    var trace: [[Int]] = []
    for distance in 0...longest {
      trace.append(Array(furthest[(longest + 1 - distance)...(longest + 1 + distance)]))
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let middle = longest + 1 + diagonal
        let isInsertion =
          diagonal == -distance
          || (diagonal != distance && furthest[middle - 1] < furthest[middle + 1])
        var x = isInsertion ? furthest[middle + 1] : furthest[middle - 1] + 1
        while x < first.count, x - diagonal < second.count, first[x] == second[x - diagonal] {
          x += 1
        }
        furthest[middle] = x
        if x >= first.count, x - diagonal >= second.count {
          return steps(back: trace, from: x, x - diagonal)
        }
      }
    }
    return nil
  }

  private static func steps(back trace: [[Int]], from x: Int, _ y: Int) -> [Step] {
    var steps: [Step] = []
    var (x, y) = (x, y)
    for distance in stride(from: trace.count - 1, to: 0, by: -1) {
      let furthest = trace[distance]
      let diagonal = x - y
      func reached(_ diagonal: Int) -> Int { furthest[diagonal + distance] }
      let isInsertion =
        diagonal == -distance
        || (diagonal != distance && reached(diagonal - 1) < reached(diagonal + 1))
      if isInsertion {
        x = reached(diagonal + 1)
        y = x - diagonal - 1
        steps.append(.insert(y, before: x))
      } else {
        x = reached(diagonal - 1)
        y = x - diagonal + 1
        steps.append(.remove(x, before: y))
      }
    }
    return steps.reversed()
  }

  /// Steps that follow one another without a common word between them, put together.
  private static func joined(_ steps: [Step]) -> [(first: Range<Int>, second: Range<Int>)] {
    var stretches: [(first: Range<Int>, second: Range<Int>)] = []
    for step in steps {
      let (first, second) =
        switch step {
        case .remove(let x, let y): (x..<(x + 1), y..<y)
        case .insert(let y, let x): (x..<x, y..<(y + 1))
        }
      if let last = stretches.last, last.first.upperBound == first.lowerBound,
        last.second.upperBound == second.lowerBound
      {
        stretches[stretches.count - 1] = (
          last.first.lowerBound..<first.upperBound, last.second.lowerBound..<second.upperBound
        )
      } else {
        stretches.append((first, second))
      }
    }
    return stretches
  }

  /// The bytes of the words in `range`; where it is empty, the place before the word that follows.
  private static func bytes(of range: Range<Int>, in words: [Range<Int>], end: Int) -> Range<Int> {
    let start = range.lowerBound < words.count ? words[range.lowerBound].lowerBound : end
    return start..<(range.isEmpty ? start : words[range.upperBound - 1].upperBound)
  }
}
