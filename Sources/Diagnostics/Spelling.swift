/// Which known word somebody may have meant.
package enum Spelling {
  /// The words nearest to `word`, nearest first, none that has less than half in common with it.
  package static func nearest(to word: String, in words: [String], limit: Int) -> [String] {
    let wanted = Array(word.utf8)
    var found: [(distance: Int, word: String)] = []
    for candidate in words {
      let count = candidate.utf8.count
      let shorter = min(wanted.count, count)
      // Of one letter, nothing is left if that is wrong.
      let allowed = shorter < 2 ? 0 : max(1, shorter / 3)
      guard abs(wanted.count - count) <= allowed else { continue }
      let distance = distance(wanted, Array(candidate.utf8))
      if distance <= allowed { found.append((distance, candidate)) }
    }
    found.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.word < $1.word }
    return found.prefix(limit).map(\.word)
  }

  /// The number of letters to be put in, left out, changed or swapped with the next; letters that
  /// differ in case only count as the same, and one is added so that equal spelling comes first.
  package static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    // Long words are never names that somebody mistyped.
    if first.count > 64 || second.count > 64 { return .max }
    func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
    let (one, two) = (first.map(lower), second.map(lower))
    if one == two { return first == second ? 0 : 1 }
    var before: [Int] = []
    var previous = Array(0...two.count)
    for row in 1...max(one.count, 1) where row <= one.count {
      var current = [row]
      for column in 1...max(two.count, 1) where column <= two.count {
        let isSame = one[row - 1] == two[column - 1]
        var best = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, one[row - 1] == two[column - 2], one[row - 2] == two[column - 1] {
          best = min(best, before[column - 2] + 1)
        }
        current.append(best)
      }
      before = previous
      previous = current
    }
    return previous[two.count]
  }
}
