/// The local parts of the identifiers of people, each given to one of them.
struct LocalNames {
  /// Those that are given away; the first ones to taxonomies and their categories.
  private var taken: Set<String> = [
    "host", "guest", "moderator", "questioner", "interpreted", "role", "delivery", "participants",
  ]
  /// Those that belong to people of a participants file.
  private let reserved: Set<String>
  /// The last number that was added to a name, so that the next one need not be searched for.
  private var numbers: [String: Int] = [:]

  init(reserving reserved: Set<String> = []) {
    self.reserved = reserved
  }

  /// A name that nobody has: `base`, `base` after `given`, or `base` with a number.
  mutating func take(_ base: String, given: String? = nil) -> String {
    if claim(base) { return base }
    if let given, claim("\(given)-\(base)") { return "\(given)-\(base)" }
    var number = numbers[base] ?? 1
    repeat { number += 1 } while !claim("\(base)-\(number)")
    numbers[base] = number
    return "\(base)-\(number)"
  }

  /// Gives a name away, if nobody has it.
  private mutating func claim(_ name: String) -> Bool {
    !Self.isOfAPart(name) && !reserved.contains(name) && taken.insert(name).inserted
  }

  /// Whether a name could be that of a part of the document: `u7`, `u7a`, `p3`, `q1`, `f2`.
  private static func isOfAPart(_ name: String) -> Bool {
    guard let first = name.utf8.first, "upqf".utf8.contains(first) else { return false }
    let rest = name.utf8.dropFirst()
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    return !digits.isEmpty && rest.dropFirst(digits.count).allSatisfy { (0x61...0x7A).contains($0) }
  }
}
