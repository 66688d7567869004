import Diagnostics

/// What a bracketed mark stands for.
enum MarkClass: Hashable, Sendable {
  enum Gap: String, Sendable { case inaudible, foreign, untranslated, lost }
  enum Interpreter: String, Sendable { case begin, heard, renders, earlier, `return` }
  enum Vocal: String, Sendable { case laughter, interruption, speaking, sound }
  enum Kinesic: String, Sendable { case applause, gesture }
  enum Incident: String, Sendable { case action, pause }

  case gap(Gap)
  case interpreter(Interpreter)
  case vocal(Vocal)
  case kinesic(Kinesic)
  case incident(Incident)
  case editorial
  case uncertain
  case sic

  /// The class that a conventions file names so: `gap inaudible`.
  init?(name: String) {
    let words = name.split(separator: " ").map(String.init)
    let value = words.count == 2 ? words[1] : ""
    switch words.first {
    case "gap": guard let kind = Gap(rawValue: value) else { return nil }; self = .gap(kind)
    case "interpreter":
      guard let kind = Interpreter(rawValue: value) else { return nil }
      self = .interpreter(kind)
    case "vocal": guard let kind = Vocal(rawValue: value) else { return nil }; self = .vocal(kind)
    case "kinesic":
      guard let kind = Kinesic(rawValue: value) else { return nil }
      self = .kinesic(kind)
    case "incident":
      guard let kind = Incident(rawValue: value) else { return nil }
      self = .incident(kind)
    case "note" where value == "editorial": self = .editorial
    case "uncertain" where words.count == 1: self = .uncertain
    case "sic" where words.count == 1: self = .sic
    default: return nil
    }
  }
}

/// One thing that a mark stands for.
struct MarkMeaning: Hashable, Sendable {
  var markClass: MarkClass
  /// Whether the room does it, and not the speaker.
  var isByAudience = false
  /// The language it names, as a BCP 47 tag.
  var language: String?
  /// Whether the phrase begins with any words, and so could be the speaker's own parenthesis.
  var isLoose = false
  /// The number of its rule in the conventions file, for explanations.
  var rule: String

  /// The same mark, taken for another class.
  func with(_ markClass: MarkClass) -> Self {
    var meaning = self
    meaning.markClass = markClass
    return meaning
  }
}

/// Looks up what the words inside brackets mean.
struct MarkVocabulary: Sendable {
  private struct Pattern: Sendable {
    var words: [String]
    var meaning: MarkMeaning

    /// A word that a phrase has to begin with.
    var first: String? { words.first.flatMap(Self.literal) }
    /// A word that it has to end with.
    var last: String? { words.last.flatMap(Self.literal) }
    /// A word that it has to hold.
    var any: String? { words.lazy.compactMap(Self.literal).first }

    private static func literal(_ word: String) -> String? {
      word == "*" || word == "{language}" ? nil : word
    }
  }

  private var exact: [String: MarkMeaning] = [:]
  private var patterns: [Pattern] = []
  /// The numbers of patterns by the word they begin with, or end with, or of those with neither.
  private var byFirst: [String: [Int]] = [:]
  private var byLast: [String: [Int]] = [:]
  private var others: [Int] = []
  private let languages: [String: String]
  /// The words of which a phrase must hold one if it is no exact one: most hold none.
  private var telling = WordSet()
  /// Words of somebody who speaks, and not of who writes down what happens.
  let ownWords: WordSet

  init(_ file: ConventionsFile, named name: String) throws(DiagnosticError) {
    languages = Dictionary(
      file.languages.map { ($0.key.lowercased(), $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    ownWords = WordSet(file.ownWords)
    for rule in file.marks {
      guard let markClass = MarkClass(name: rule.class) else {
        throw DiagnosticError(
          .conventionsInvalid,
          "'\(rule.class)' is no class of marks; 'gap inaudible' or 'vocal laughter' would be",
          at: SourceLocation(file: name))
      }
      let meaning = MarkMeaning(
        markClass: markClass, isByAudience: rule.by == "audience", rule: "marks: \(rule.class)")
      for phrase in rule.is {
        let folded = phrase.lowercased()
        if folded.contains("*") || folded.contains("{language}") {
          patterns.append(
            Pattern(words: folded.split(separator: " ").map(String.init), meaning: meaning))
        } else if exact[folded] == nil {
          exact[folded] = meaning
        }
      }
    }
    for (number, pattern) in patterns.enumerated() {
      if let first = pattern.first {
        byFirst[first, default: []].append(number)
      } else if let last = pattern.last {
        byLast[last, default: []].append(number)
      } else {
        others.append(number)
      }
      if let any = pattern.any {
        telling.insert(ByteHash(ofWord: any).value)
      } else {
        for name in languages.keys {
          telling.insert(ByteHash(ofWord: String(name.prefix { $0 != " " })).value)
        }
      }
    }
  }

  /// What `phrase` means, or nothing; lower case, single spaces, no full stop at the end.
  ///
  /// A phrase that joins several (`laughter and applause`) means all of them, if each means something.
  func meanings(of phrase: String) -> [MarkMeaning] {
    if let one = exact[phrase] { return [one] }
    guard mayMean(phrase) else { return [] }
    let words = Self.words(of: phrase)
    let isJoined =
      words.contains("and")
      || phrase.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "/")
      }
    guard isJoined else { return meaning(ofWords: words).map { [$0] } ?? [] }
    var parts: [String] = []
    for piece in phrase.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "/" }) {
      let words = piece.split(separator: " ")
      for part in words.split(separator: "and") where !part.isEmpty {
        parts.append(part.joined(separator: " "))
      }
    }
    if parts.count > 1 {
      let found = parts.compactMap(meaning(of:))
      if found.count == parts.count { return found }
    }
    return meaning(of: phrase).map { [$0] } ?? []
  }

  /// Whether a phrase that is no exact one may mean something: it holds a word of a pattern, or joins
  /// several phrases.
  private func mayMean(_ phrase: String) -> Bool {
    var hash = ByteHash()
    for byte in phrase.utf8 {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"): return true
      case UInt8(ascii: " "):
        if isTelling(hash) { return true }
        hash = ByteHash()
      case UInt8(ascii: "."): break
      default: hash.addFolded(byte)
      }
    }
    return isTelling(hash)
  }

  private func isTelling(_ word: ByteHash) -> Bool {
    telling.contains(word.value) || word == Self.and
  }

  private static let and = ByteHash(ofWord: "and")

  private static func words(of phrase: String) -> [String] {
    phrase.split(bytes: { $0 == UInt8(ascii: " ") }, characters: { $0 == " " }).map(String.init)
  }

  private func meaning(of phrase: String) -> MarkMeaning? {
    if let found = exact[phrase] { return found }
    return meaning(ofWords: Self.words(of: phrase))
  }

  private func meaning(ofWords words: [String]) -> MarkMeaning? {
    guard let first = words.first, let last = words.last else { return nil }
    let numbers = (byFirst[first] ?? []) + (byLast[last] ?? []) + others
    for number in numbers.sorted() {
      let pattern = patterns[number]
      var language: String?
      if matches(pattern.words[...], words[...], &language) {
        var meaning = pattern.meaning
        meaning.language = language
        meaning.isLoose = pattern.words.first == "*"
        if meaning.isLoose, words.count > 8 { continue }
        return meaning
      }
    }
    return nil
  }

  private func matches(
    _ pattern: ArraySlice<String>, _ words: ArraySlice<String>, _ language: inout String?
  ) -> Bool {
    guard let first = pattern.first else { return words.isEmpty }
    if first == "*" {
      if matches(pattern.dropFirst(), words, &language) { return true }
      return !words.isEmpty && matches(pattern, words.dropFirst(), &language)
    }
    guard let word = words.first else { return false }
    if first == "{language}" {
      for length in stride(from: min(2, words.count), through: 1, by: -1) {
        let name = words.prefix(length).joined(separator: " ")
        if let tag = languages[name],
          matches(pattern.dropFirst(), words.dropFirst(length), &language)
        {
          language = tag
          return true
        }
      }
      return false
    }
    return first == word && matches(pattern.dropFirst(), words.dropFirst(), &language)
  }
}
