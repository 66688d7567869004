/// A name as a label prints it, taken apart: office, honorific, given names, surname.
struct PrintedName: Hashable, Sendable {
  /// The surname in capitals; empty where only an office is printed.
  var surname = ""
  /// The words before the surname that belong to the name, as printed.
  var given: [String] = []
  /// The surname as printed, with a suffix: `Austin III`.
  var last: [String] = []
  /// The office as printed, without honorifics: `SECRETARY OF DEFENSE`.
  var office: [String] = []
  /// The honorific in capitals, without a full stop: `MR`.
  var honorific: String?
  /// Where somebody is from, in capitals, as parliaments print it: `Mr. STERN of Tavia`.
  var place: String?

  /// Takes a label's name apart.
  init(_ printed: String, vocabulary: LabelVocabulary) {
    var words = printed.split { $0.isWhitespace || $0 == "*" || $0 == "," || $0 == ">" }
      .map(String.init)
      .filter {
        $0.unicodeScalars.contains {
          !$0.isASCII || $0.properties.isAlphabetic || isDigit(UInt8($0.value))
        }
      }
    if let first = words.first, vocabulary.isTitle(Self.bare(first)),
      let of = words.firstIndex(of: "of"), of > 1, of + 1 < words.count,
      !words[1..<of].contains(where: { vocabulary.isTitle(Self.bare($0)) })
    {
      place = words[(of + 1)...].map(Self.bare).joined(separator: " ")
      words.removeSubrange(of...)
    }
    var index = words.count
    while index > 1, vocabulary.suffixes.contains(Self.bare(words[index - 1])) { index -= 1 }
    let suffix = words[index...]
    var name: [String] = []
    while index > 0 {
      let word = words[index - 1]
      let bare = Self.bare(word)
      if bare == "OF" || bare == "FOR" || bare == "THE" || bare == "AND" || bare == "TO" { break }
      let isInitial = bare.count == 1 && !name.isEmpty
      if !isInitial, vocabulary.isTitle(bare) { break }
      if vocabulary.portfolios.contains(bare) && (name.isEmpty || index < words.count) {
        // A portfolio follows OF or stands among other words of an office.
        if index > 1, words[..<(index - 1)].contains(where: { vocabulary.isTitle(Self.bare($0)) }) {
          break
        }
      }
      if index > 1, !name.isEmpty, ["OF", "FOR"].contains(Self.bare(words[index - 2])) { break }
      name.insert(word, at: 0)
      index -= 1
    }
    for word in words[..<index] {
      let bare = Self.bare(word)
      if vocabulary.honorifics.contains(bare) {
        honorific = bare
      } else if !(office.isEmpty && bare == "THE") {
        office.append(word)
      }
    }
    if let last = name.last {
      surname = Self.bare(last)
      given = Array(name.dropLast())
      self.last = [last] + suffix
    }
  }

  /// The whole name as printed, without office and honorific.
  var full: String { (given + last).joined(separator: " ") }

  /// Whether it is one word, which may be a surname or a first name.
  var isAlone: Bool { given.isEmpty && office.isEmpty && honorific == nil && last.count == 1 }

  /// A word in capitals, without full stops.
  static func bare(_ word: String) -> String {
    guard word.utf8.allSatisfy({ $0 < 0x80 }) else {
      return word.uppercased().filter { $0 != "." }
    }
    return String(unsafeUninitializedCapacity: word.utf8.count) { buffer in
      var count = 0
      for byte in word.utf8 where byte != UInt8(ascii: ".") {
        buffer[count] = isLowerCaseASCII(byte) ? byte & ~0x20 : byte
        count += 1
      }
      return count
    }
  }

  /// Whether two names can be one person's: the same surname, and nothing that speaks against it.
  func agrees(with other: PrintedName) -> Bool {
    guard surname == other.surname, !surname.isEmpty else { return false }
    if let mine = gender, let theirs = other.gender, mine != theirs { return false }
    if let mine = place, let theirs = other.place, mine != theirs { return false }
    guard let mine = given.first.map(Self.bare), let theirs = other.given.first.map(Self.bare)
    else {
      return true
    }
    return mine == theirs || mine.hasPrefix(theirs) || theirs.hasPrefix(mine)
  }

  /// Whether a label names several people: `MR. LUND AND MS. STERN`.
  static func namesSeveral(_ printed: String, vocabulary: LabelVocabulary) -> Bool {
    let words = printed.split { $0.isWhitespace || $0 == "*" }.map { bare(String($0)) }
    guard let and = words.firstIndex(where: { $0 == "AND" || $0 == "&" }), and > 1,
      and + 2 < words.count
    else { return false }
    // `SECRETARY OF HEALTH AND HUMAN SERVICES` is one office: a name follows each title.
    return vocabulary.isTitle(words[0]) && vocabulary.isTitle(words[and + 1])
      && !words[..<and].contains("OF") && !words[..<and].contains("FOR")
      && !vocabulary.isTitle(words[and - 1])
  }

  private var gender: Character? {
    switch honorific {
    case "MR", "SIR", "LORD", "SENOR", "SEÑOR", "MONSIEUR", "HERR": "m"
    case "MRS", "MS", "MISS", "DAME", "LADY", "MADAM", "MADAME", "MME", "SEÑORA", "FRAU": "f"
    default: nil
    }
  }
}
