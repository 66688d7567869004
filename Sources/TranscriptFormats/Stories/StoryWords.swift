/// The words that stories are taken apart by, for look-up by hash.
///
/// Words are compared without regard to the case of ASCII letters.
struct StoryWords: Sendable {
  /// What a word may be; many are several things.
  struct Kinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    @inline(__always)
    init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    // The standard library's own goes through generic code at run time, in the hottest loops.
    @inline(__always)
    init(arrayLiteral kinds: Kinds...) {
      var bits: UInt32 = 0
      for kind in kinds { bits |= kind.rawValue }
      rawValue = bits
    }

    @inline(__always)
    func isDisjoint(with other: Kinds) -> Bool { rawValue & other.rawValue == 0 }

    static let verb = Kinds(rawValue: 1 << 0)
    static let documentVerb = Kinds(rawValue: 1 << 1)
    static let pronoun = Kinds(rawValue: 1 << 2)
    static let description = Kinds(rawValue: 1 << 3)
    static let group = Kinds(rawValue: 1 << 4)
    static let document = Kinds(rawValue: 1 << 5)
    static let naming = Kinds(rawValue: 1 << 6)
    static let definite = Kinds(rawValue: 1 << 7)
    static let indefinite = Kinds(rawValue: 1 << 8)
    static let preposition = Kinds(rawValue: 1 << 9)
    static let adverb = Kinds(rawValue: 1 << 10)
    static let predicate = Kinds(rawValue: 1 << 11)
    static let passive = Kinds(rawValue: 1 << 12)
    static let nameParticle = Kinds(rawValue: 1 << 13)
    static let calendar = Kinds(rawValue: 1 << 14)
    static let opener = Kinds(rawValue: 1 << 15)
    static let abbreviation = Kinds(rawValue: 1 << 16)
    static let title = Kinds(rawValue: 1 << 17)
    static let portfolio = Kinds(rawValue: 1 << 18)
    static let suffix = Kinds(rawValue: 1 << 19)
    static let organisation = Kinds(rawValue: 1 << 20)
    static let conjunction = Kinds(rawValue: 1 << 21)
    static let relative = Kinds(rawValue: 1 << 22)
    static let according = Kinds(rawValue: 1 << 23)
    static let captionWord = Kinds(rawValue: 1 << 24)
    static let officeObject = Kinds(rawValue: 1 << 25)
    static let honorific = Kinds(rawValue: 1 << 26)
  }

  /// What is known of a word.
  struct Entry: Sendable {
    var kinds: Kinds = []
    /// The pronoun that it is or tells, counted from 1; 0 for none.
    var pronoun: UInt8 = 0
    /// The hash of the word that it is short for.
    var expansion: UInt64 = 0
  }

  private var entries: [Entry] = []
  private var hashes: [UInt64] = []
  private var mask = 0
  private var count = 0
  /// The pronoun that is as often plural, so that it settles nothing; counted from 1.
  let plural: UInt8
  /// How nouns for a person end.
  let endings: [[UInt8]]

  init(_ file: ConventionsFile) {
    let stories = file.stories
    plural = UInt8((stories.pronouns.firstIndex(of: "they") ?? 254) + 1)
    endings = stories.descriptionEndings.map { Array($0.utf8) }
    grow(to: 4096)
    add(stories.verbs, .verb)
    add(stories.documentVerbs, .documentVerb)
    add(stories.descriptions, .description)
    add(stories.groups, .group)
    add(stories.officeObjects, .officeObject)
    add(stories.documents, .document)
    add(stories.naming, .naming)
    add(stories.definite, .definite)
    add(stories.indefinite, .indefinite)
    add(stories.prepositions, .preposition)
    add(stories.adverbs, .adverb)
    add(stories.predicates, .predicate)
    add(stories.passives, .passive)
    add(stories.nameParticles, .nameParticle)
    add(stories.calendar, .calendar)
    add(stories.openers, .opener)
    add(file.introductions.notNames, .opener)
    add(Array(stories.abbreviations.keys), .abbreviation)
    add(file.titles.honorifics, [.title, .honorific])
    add(file.titles.offices, .title)
    add(file.titles.portfolios, .portfolio)
    add(file.titles.suffixes, .suffix)
    add(file.introductions.organisations, .organisation)
    add(stories.photographs.captionWords, .captionWord)
    add(["and", "or", "but", "&"], .conjunction)
    add(["who", "which", "whose"], .relative)
    add(["according"], .according)
    for (index, pronoun) in stories.pronouns.enumerated() {
      update(pronoun) {
        $0.kinds.insert(.pronoun); $0.pronoun = UInt8(index + 1)
      }
    }
    for (word, pronoun) in stories.pronounForms {
      guard let index = stories.pronouns.firstIndex(of: pronoun) else { continue }
      update(word) { $0.pronoun = UInt8(index + 1) }
    }
    for (short, long) in stories.abbreviations where !long.isEmpty {
      let hash = Self.hash(of: Array(long.utf8)[...])
      update(short) { $0.expansion = hash }
    }
  }

  /// What is known of the word with this hash.
  func entry(for hash: UInt64) -> Entry {
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return entries[slot] }
      slot = (slot + 1) & mask
    }
    return Entry()
  }

  /// Begins a hash.
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a byte to a hash, capitals as small letters.
  @inline(__always)
  static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    return (hash ^ UInt64(folded)) &* 0x0000_0100_0000_01B3
  }

  /// The hash of a word.
  static func hash(of word: ArraySlice<UInt8>) -> UInt64 {
    word.reduce(seed) { hash($0, $1) }
  }

  // Of several words the last is what a phrase is known by: `went on`, `known as`.
  private mutating func add(_ words: [String], _ kinds: Kinds) {
    for word in words {
      let last = word.split(separator: " ").last ?? ""
      update(String(last)) { $0.kinds.insert(kinds) }
    }
  }

  private mutating func update(_ word: String, _ change: (inout Entry) -> Void) {
    if 2 * count >= hashes.count { grow(to: 2 * hashes.count) }
    let hash = Self.hash(of: Array(word.utf8)[...])
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
    if hashes[slot] == 0 {
      hashes[slot] = hash
      count += 1
    }
    change(&entries[slot])
  }

  private mutating func grow(to size: Int) {
    let old = zip(hashes, entries).filter { $0.0 != 0 }
    hashes = Array(repeating: 0, count: size)
    entries = Array(repeating: Entry(), count: size)
    mask = size - 1
    for (hash, entry) in old {
      var slot = Int(truncatingIfNeeded: hash >> 20) & mask
      while hashes[slot] != 0 { slot = (slot + 1) & mask }
      hashes[slot] = hash
      entries[slot] = entry
    }
  }
}
