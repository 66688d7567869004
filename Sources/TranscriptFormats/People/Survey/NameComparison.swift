import Diagnostics

/// Tells why two names may be one person's, though they are not the same.
struct NameComparison {
  /// The surname in capitals, and the words before it.
  private let surname: String
  private let given: [String]
  private let plainSurname: String
  private let plainGiven: String
  private let skeleton: String
  private let givenSkeleton: String

  init(_ name: PrintedName) {
    surname = name.surname
    given = name.given.map(PrintedName.bare)
    plainSurname = LetterFolding.plain(name.surname)
    plainGiven = given.first.map(LetterFolding.plain) ?? ""
    skeleton = LetterFolding.skeleton(plainSurname)
    givenSkeleton = LetterFolding.skeleton(plainGiven)
  }

  /// Why the two may be one person; `nil` where nothing suggests it.
  func likeness(to other: NameComparison) -> String? {
    if surname.isEmpty || other.surname.isEmpty { return nil }
    if surname == other.surname { return sameSurname(other) }
    if !given.isEmpty, given.first == other.surname, other.given.first == surname {
      return "the same names the other way round"
    }
    guard givenMayAgree(other) else { return nil }
    if plainSurname == other.plainSurname { return "the same surname but for accents or script" }
    if isNear(plainSurname, other.plainSurname) { return "surnames spelled nearly alike" }
    if skeleton.count >= 3, skeleton == other.skeleton {
      return "surnames that may be two transliterations of one"
    }
    return nil
  }

  private func sameSurname(_ other: NameComparison) -> String? {
    if given.isEmpty || other.given.isEmpty { return "the same surname, given names not told" }
    if given == other.given { return "the same name" }
    let (mine, theirs) = (given[0], other.given[0])
    if mine.count == 1 || theirs.count == 1 {
      return mine.prefix(1) == theirs.prefix(1) ? "the same surname and initial" : nil
    }
    if mine == theirs { return "the same name but for a middle name or initial" }
    if mine.hasPrefix(theirs) || theirs.hasPrefix(mine) {
      return "the same surname, a given name and what may be its short form"
    }
    if plainGiven == other.plainGiven || isNear(plainGiven, other.plainGiven)
      || givenSkeleton.count >= 2 && givenSkeleton == other.givenSkeleton
    {
      return "the same surname, given names spelled nearly alike"
    }
    return nil
  }

  /// Whether nothing in the given names speaks against one person.
  private func givenMayAgree(_ other: NameComparison) -> Bool {
    guard let mine = given.first, let theirs = other.given.first else { return true }
    if mine.count == 1 || theirs.count == 1 {
      return plainGiven.prefix(1) == other.plainGiven.prefix(1)
    }
    return plainGiven == other.plainGiven || isNear(plainGiven, other.plainGiven)
      || givenSkeleton.count >= 2 && givenSkeleton == other.givenSkeleton
  }

  /// One letter in four to seven, two in more.
  private func isNear(_ first: String, _ second: String) -> Bool {
    let shorter = min(first.utf8.count, second.utf8.count)
    guard shorter >= 4, abs(first.utf8.count - second.utf8.count) <= 2 else { return false }
    return Spelling.distance(Array(first.utf8), Array(second.utf8)) <= (shorter >= 8 ? 2 : 1)
  }
}

/// Brings names in several alphabets and spellings to letters that can be compared.
enum LetterFolding {
  /// The Latin letters of a name in capitals: accents set aside, Cyrillic and Greek transliterated.
  static func plain(_ name: String) -> String {
    var result = ""
    for scalar in name.uppercased().unicodeScalars {
      if scalar.isASCII {
        if scalar.properties.isAlphabetic { result.unicodeScalars.append(scalar) }
      } else if let known = letters[scalar] {
        result += known
      } else if let base = base(of: scalar) {
        result += base
      } else if scalar.properties.isAlphabetic {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `LATIN CAPITAL LETTER U WITH DIAERESIS` is a `U`.
  private static func base(of scalar: Unicode.Scalar) -> String? {
    let words = scalar.properties.name?.split(separator: " ") ?? []
    guard words.count > 3, words[0] == "LATIN", words[2] == "LETTER" else { return nil }
    return words[3].count <= 2 ? String(words[3]) : nil
  }

  private static let letters: [Unicode.Scalar: String] = {
    let cyrillic = zip(
      "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁЄІЇҐЎ".unicodeScalars,
      [
        "A", "B", "V", "G", "D", "E", "ZH", "Z", "I", "Y", "K", "L", "M", "N", "O", "P", "R", "S",
        "T", "U", "F", "KH", "TS", "CH", "SH", "SHCH", "", "Y", "", "E", "YU", "YA", "YO", "YE",
        "I",
        "YI", "G", "U",
      ])
    let greek = zip(
      "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ".unicodeScalars,
      [
        "A", "V", "G", "D", "E", "Z", "I", "TH", "I", "K", "L", "M", "N", "X", "O", "P", "R", "S",
        "T", "Y", "F", "CH", "PS", "O", "A", "E", "I", "I", "O", "Y", "O",
      ])
    let latin: [(Unicode.Scalar, String)] = [
      ("Ø", "O"), ("Æ", "AE"), ("Œ", "OE"), ("Þ", "TH"), ("Ð", "D"), ("Ł", "L"), ("ẞ", "SS"),
    ]
    return Dictionary(Array(cyrillic) + Array(greek) + latin) { first, _ in first }
  }()

  /// The consonants of a plain name as different transliterations share them: `ZELENSKYY` and
  /// `ZELENSKIJ`, `QADDAFI` and `GADHAFI`, `MUELLER` and `MULLER`.
  static func skeleton(_ plain: String) -> String {
    var text = plain
    for (from, to) in [
      ("SHCH", "S"), ("SCH", "S"), ("TSCH", "C"), ("TCH", "C"), ("ZH", "Z"), ("KH", "H"),
      ("GH", "G"), ("DH", "D"), ("TH", "T"), ("PH", "F"), ("SH", "S"), ("CH", "C"), ("TZ", "C"),
      ("TS", "C"), ("CK", "K"), ("KS", "X"), ("DJ", "Z"), ("DZ", "Z"), ("Q", "K"), ("W", "V"),
      ("FF", "V"),
    ] {
      text = text.replacing(from, with: to)
    }
    var result = ""
    for (index, character) in text.enumerated() {
      var letter = character
      switch character {
      case "A", "E", "I", "O", "U", "Y", "J":
        // A vowel at the beginning tells names apart, further on it tells transliterations apart.
        guard index == 0 else { continue }
        letter = character == "Y" || character == "J" ? "I" : character
      case "H": if index > 0 { continue }
      case "C" where text.dropFirst(index + 1).first.map({ !"EIY".contains($0) }) ?? true:
        letter = "K"
      case "F" where index == text.count - 1: letter = "V"
      case "G" where index == 0: letter = "K"
      default: break
      }
      if result.last != letter { result.append(letter) }
    }
    return result
  }
}
