/// Who was spoken of last, so that pronouns and descriptions can be settled.
struct Salience {
  /// The subject of a sentence.
  enum State: Hashable {
    case person(Int)
    /// Two or more at once: a pronoun settles nothing unless it fits only one.
    case several([Int])
    /// Somebody without a name, whom a pronoun may mean as well.
    case unnamed
  }

  /// The last subjects, the latest first.
  private(set) var states: [State] = []
  /// The last people named, the latest first.
  private(set) var recent: [Int] = []
  /// Counts mentions.
  private(set) var clock = 0

  mutating func push(_ state: State) {
    if states.first == state { return }
    states.removeAll { $0 == state }
    states.insert(state, at: 0)
    if states.count > 4 { states.removeLast() }
  }

  mutating func note(_ person: Int) {
    clock += 1
    if recent.first == person { return }
    recent.removeAll { $0 == person }
    recent.insert(person, at: 0)
    if recent.count > 8 { recent.removeLast() }
  }
}
