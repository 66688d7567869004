/// The words that labels are made of, for look-up; made once for many documents.
final class LabelVocabulary: Sendable {
  /// What a label without a name stands for.
  enum Role: Sendable {
    case questioner, examiner, witness, moderator, interpreter, staff, audience, unnamed,
      unidentified
  }

  let roles: [String: Role]
  let never: Set<String>
  let particles: Set<String>
  /// The particles by their hashes: most words are none.
  let particleHashes: WordSet
  let verbs: Set<String>
  let neverFirst: Set<String>
  let honorifics: Set<String>
  let offices: Set<String>
  let portfolios: Set<String>
  let suffixes: Set<String>
  /// The honorifics by their hashes.
  let honorificHashes: WordSet
  /// Honorifics and offices, by their hashes.
  let titles: WordSet

  init(_ file: ConventionsFile) {
    var roles: [String: Role] = [:]
    for (names, role) in [
      (file.labels.questioner, Role.questioner), (file.labels.moderator, .moderator),
      (file.labels.examiner, .examiner), (file.labels.witness, .witness),
      (file.labels.interpreter, .interpreter), (file.labels.staff, .staff),
      (file.labels.audience, .audience), (file.labels.unnamed, .unnamed),
      (file.labels.unidentified, .unidentified),
    ] {
      for name in names { roles[name] = role }
    }
    self.roles = roles
    never = Set(file.labels.never.map { $0.uppercased() })
    particles = Set(file.labels.particles)
    particleHashes = WordSet(particles)
    verbs = Set(file.labels.verbs)
    neverFirst = Set(file.labels.neverFirst)
    honorifics = Set(file.titles.honorifics.map { $0.uppercased() })
    offices = Set(file.titles.offices.map { $0.uppercased() })
    portfolios = Set(file.titles.portfolios.map { $0.uppercased() })
    honorificHashes = WordSet(honorifics)
    titles = WordSet(honorifics.union(offices))
    suffixes = Set(file.titles.suffixes.map { $0.uppercased() })
  }

  /// The words of a printed label.
  static func words(of printed: String) -> [Substring] {
    printed.split(
      bytes: { isASCIISpace($0) || $0 == UInt8(ascii: "*") },
      characters: { $0.isWhitespace || $0 == "*" })
  }

  /// Whether a word, without full stops and in capitals, is a title and no name.
  func isTitle(_ word: String) -> Bool {
    honorifics.contains(word) || offices.contains(word)
  }

  /// The role that a label stands for, numbers and articles set aside: `SPEAKER 2`, `THE MODERATOR`.
  func role(of core: String) -> Role? {
    if let role = roles[core] { return role }
    // `Q1`, `Q2`: numbered questions.
    if core.utf8.count <= 4, core.hasPrefix("Q"), core.utf8.dropFirst().allSatisfy(isDigit) {
      return roles["Q"]
    }
    guard mayHoldMore(core) else { return nil }
    var words = core.split(bytes: { $0 == UInt8(ascii: " ") }, characters: { $0 == " " })
    if words.count > 1, let last = words.last,
      last.allSatisfy({ $0.isNumber || $0 == "#" })
    {
      words.removeLast()
    }
    if words.count > 1, words.first == "THE" || words.first == "A" || words.first == "AN" {
      words.removeFirst()
    }
    return roles[words.joined(separator: " ")]
  }

  /// Whether there may be something in a label to set aside: an article, a number, spaces.
  private func mayHoldMore(_ core: String) -> Bool {
    let space = UInt8(ascii: " ")
    var previous = space
    var endsWithWord = true
    for byte in core.utf8 {
      if previous == space {
        if byte == space { return true }
        endsWithWord = isLowerCaseASCII(byte | 0x20)
      }
      previous = byte
    }
    return !endsWithWord || previous == space
      || ["THE ", "A ", "AN "].contains(where: core.hasPrefix)
  }
}
