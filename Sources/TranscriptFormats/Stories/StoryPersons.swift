/// Somebody whom a story names.
struct StoryPerson {
  /// The bytes of the fullest name, and how many words it has.
  var name: Range<Int>
  var nameLength: Int
  var given: UInt64
  var surname: UInt64
  /// The bytes of the office as printed.
  var office: Range<Int>?
  /// Hashes of the words that say what they are, so that `the minister` can be found.
  var descriptors: [UInt64] = []
  /// How much speaks for a person and not a place; 0 for nothing.
  var evidence = 0
  /// The pronoun they go by; 0 while it is not known.
  var pronoun: UInt8 = 0
  /// When they were named last.
  var lastMention = -1
}

/// All the people that a story names.
struct StoryPersons {
  let text: [UInt8]
  private(set) var persons: [StoryPerson] = []
  private var bySurname: [UInt64: [Int]] = [:]
  private var byGiven: [UInt64: [Int]] = [:]
  // The words that occur in small letters: such a word is no name at the start of a sentence.
  private var smallWords = WordSet()

  init(text: [UInt8]) {
    self.text = text
  }

  subscript(index: Int) -> StoryPerson {
    get { persons[index] }
    set { persons[index] = newValue }
  }

  mutating func noteSmallWord(_ hash: UInt64) {
    smallWords.insert(hash)
  }

  func isSmallWord(_ hash: UInt64) -> Bool {
    smallWords.contains(hash)
  }

  /// Takes in what the words around a mention say of the one who is named.
  mutating func learn(_ mention: NameMention, from tokens: [StoryToken]) {
    guard !mention.isOrganisation else { return }
    guard length(of: mention, in: tokens) >= 2 else {
      learnSurname(mention, from: tokens)
      return learnApposition(mention, from: tokens)
    }
    let context = MentionContext(mention, in: tokens)
    guard let index = find(mention, in: tokens)?.person ?? add(mention, in: tokens) else { return }
    persons[index].evidence = min(persons[index].evidence + context.evidence, 100)
    if persons[index].office == nil { persons[index].office = context.office.map(withFullStop) }
    if persons[index].pronoun == 0 { persons[index].pronoun = context.pronoun }
    for hash in context.descriptors
    where persons[index].descriptors.count < 32 && !persons[index].descriptors.contains(hash) {
      persons[index].descriptors.append(hash)
    }
  }

  // `Army Col.`: the full stop belongs to a word that is printed short.
  func withFullStop(_ office: Range<Int>) -> Range<Int> {
    let end = office.upperBound
    let isShort = end < text.count && text[end] == UInt8(ascii: ".") && end + 1 < text.count
    let goesOn = isShort && isASCIISpace(text[end + 1]) && end - office.lowerBound < 60
    let length = text[office].reversed().prefix { isASCIILetterOrDigit($0) }.count
    return goesOn && length <= 4 ? office.lowerBound..<end + 1 : office
  }

  // Who is named by the last word alone, once the full name is told, is a person: places are not.
  private mutating func learnSurname(_ mention: NameMention, from tokens: [StoryToken]) {
    guard let surname = surname(of: mention, in: tokens),
      mention.tokens.lowerBound == 0
        || !tokens[mention.tokens.lowerBound - 1].kinds.contains(.definite)
    else { return }
    for person in bySurname[tokens[surname].hash] ?? [] {
      persons[person].evidence = min(persons[person].evidence + 1, 100)
    }
  }

  // `Her husband, Dale, a welder, …`: somebody may go by one name.
  private mutating func learnApposition(_ mention: NameMention, from tokens: [StoryToken]) {
    guard !mention.name.isEmpty, !mention.hasTitle, find(mention, in: tokens) == nil else { return }
    let context = MentionContext(mention, in: tokens)
    guard context.isApposition, let index = add(mention, in: tokens) else { return }
    persons[index].evidence = 2
    persons[index].pronoun = context.pronoun
    persons[index].descriptors = context.descriptors
  }

  /// Takes in that a pronoun follows the first name of a sentence, in it or after it.
  mutating func learnFromPronouns(_ mentions: [NameMention], in tokens: [StoryToken]) {
    var first: NameMention?
    var number = -1
    for token in tokens {
      if token.opensSentence, token.entry.pronoun == 0 || !token.kinds.contains(.pronoun) {
        first = nil
        number = -1
      }
      if token.name >= 0, token.name != number, first == nil {
        number = token.name
        first = mentions[token.name]
      }
      if token.name < 0, token.entry.pronoun != 0, !token.kinds.contains(.description),
        let mention = first, !mention.isOrganisation, length(of: mention, in: tokens) >= 2
      {
        if let person = find(mention, in: tokens)?.person {
          persons[person].evidence = min(persons[person].evidence + 1, 100)
        }
        first = nil
      }
    }
  }

  /// The one who is named, and whether that had to be chosen among several.
  func find(
    _ mention: NameMention, in tokens: [StoryToken]
  ) -> (person: Int, isInferred: Bool)? {
    guard !mention.isOrganisation, let surname = surname(of: mention, in: tokens) else {
      return nil
    }
    let candidates = bySurname[tokens[surname].hash] ?? []
    if length(of: mention, in: tokens) >= 2 {
      let given = tokens[mention.name.lowerBound]
      let fitting = candidates.first { agree(persons[$0], given) }
      if let fitting { return (fitting, false) }
      // `De Wit` at the start of a sentence has no given name.
      guard given.kinds.contains(.nameParticle) else { return nil }
    }
    var fitting = candidates.filter { persons[$0].evidence > 0 }
    if fitting.isEmpty { fitting = candidates }
    if fitting.isEmpty, !mention.hasTitle {
      fitting = (byGiven[tokens[surname].hash] ?? []).filter { persons[$0].evidence > 0 }
    }
    let pronoun = MentionContext(mention, in: tokens).pronoun
    if pronoun > 0 { fitting.removeAll { ![0, pronoun].contains(persons[$0].pronoun) } }
    guard fitting.count > 1 else { return fitting.first.map { ($0, false) } }
    if pronoun > 0 {
      let known = fitting.filter { persons[$0].pronoun == pronoun }
      if known.count == 1, let only = known.first { return (only, false) }
    }
    let latest = fitting.max { persons[$0].lastMention < persons[$1].lastMention }
    guard let latest, persons[latest].lastMention >= 0 else { return nil }
    return (latest, true)
  }

  /// Takes in somebody who is named for the first time.
  mutating func add(_ mention: NameMention, in tokens: [StoryToken]) -> Int? {
    guard !mention.isOrganisation, let surname = surname(of: mention, in: tokens),
      let first = tokens[mention.name].first, let last = tokens[mention.name].last
    else { return nil }
    let surnameHash = tokens[surname].hash
    // A bound, so that a hostile list of names stays cheap.
    guard bySurname[surnameHash, default: []].count < 64 else { return nil }
    var end = last.range.upperBound
    if last.kinds.contains(.suffix), last.kinds.contains(.abbreviation), end < text.count,
      text[end] == UInt8(ascii: ".")
    {
      end += 1
    }
    let length = length(of: mention, in: tokens)
    persons.append(
      StoryPerson(
        name: first.range.lowerBound..<end, nameLength: length,
        given: length >= 2 ? first.hash : 0, surname: surnameHash))
    bySurname[surnameHash, default: []].append(persons.count - 1)
    if length >= 2, byGiven[first.hash, default: []].count < 64 {
      byGiven[first.hash, default: []].append(persons.count - 1)
    }
    return persons.count - 1
  }

  /// How many words a name has, suffixes not counted.
  func length(of mention: NameMention, in tokens: [StoryToken]) -> Int {
    guard let surname = surname(of: mention, in: tokens) else { return 0 }
    return surname - mention.name.lowerBound + 1
  }

  private func surname(of mention: NameMention, in tokens: [StoryToken]) -> Int? {
    mention.name.last { !tokens[$0].kinds.contains(.suffix) } ?? mention.name.first
  }

  // The same given name, or the initial of it.
  private func agree(_ person: StoryPerson, _ given: StoryToken) -> Bool {
    if person.given == given.hash || person.nameLength == 1 { return true }
    let sameInitial = text[person.name.lowerBound] == text[given.range.lowerBound]
    let isInitial = given.range.count == 1
    let next = person.name.lowerBound + 1
    let wasInitial = next < text.count && text[next] == UInt8(ascii: ".")
    return sameInitial && (isInitial || wasInitial)
  }
}
