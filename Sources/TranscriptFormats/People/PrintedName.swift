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
    var words = printed.split(
      bytes: {
        isASCIISpace($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: ",")
          || $0 == UInt8(ascii: ">")
      },
      characters: { $0.isWhitespace || $0 == "*" || $0 == "," || $0 == ">" }
    )
    .filter { $0.utf8.contains { $0 >= 0x80 || isLowerCaseASCII($0 | 0x20) || isDigit($0) } }
    .map(String.init)
    var bares = words.map(Self.bare)
    if let first = bares.first, vocabulary.isTitle(first),
      let of = words.firstIndex(of: "of"), of > 1, of + 1 < words.count,
      !bares[1..<of].contains(where: vocabulary.isTitle)
    {
      place = bares[(of + 1)...].joined(separator: " ")
      words.removeSubrange(of...)
      bares.removeSubrange(of...)
    }
    var index = words.count
    while index > 1, vocabulary.suffixes.contains(bares[index - 1]) { index -= 1 }
    let suffix = words[index...]
    let end = index
    while index > 0 {
      let bare = bares[index - 1]
      if bare == "OF" || bare == "FOR" || bare == "THE" || bare == "AND" || bare == "TO" { break }
      let isInitial = bare.count == 1 && index < end
      if !isInitial, vocabulary.isTitle(bare) { break }
      if vocabulary.portfolios.contains(bare) && (index == end || index < words.count) {
        // A portfolio follows OF or stands among other words of an office.
        if index > 1, bares[..<(index - 1)].contains(where: vocabulary.isTitle) { break }
      }
      if index > 1, index < end, bares[index - 2] == "OF" || bares[index - 2] == "FOR" { break }
      index -= 1
    }
    let name = words[index..<end]
    for (word, bare) in zip(words[..<index], bares) {
      if vocabulary.honorifics.contains(bare) {
        honorific = bare
      } else if !(office.isEmpty && bare == "THE") {
        office.append(word)
      }
    }
    if let last = name.last {
      surname = bares[end - 1]
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
    let printedWords = LabelVocabulary.words(of: printed)
    guard printedWords.count >= 5 else { return false }
    let words = printedWords.map { bare(String($0)) }
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
