/// The words by which people are introduced, for look-up; made once for many documents.
final class IntroductionRules: Sendable {
  let selfTriggers: WordPhrases
  let followUps: WordPhrases
  let handovers: WordPhrases
  /// The words between a name and an organisation.
  let connectors: WordSet
  let callers: WordSet
  let calls: WordSet
  let addressers: WordSet
  let courtesies: WordSet
  let honorifics: WordSet
  /// The words of a sentence that gives the floor to nobody, though it names somebody.
  let strangers: WordSet
  /// The small words inside names of people.
  let particles: WordSet
  /// Capitalised words that are no name.
  let notNames: WordSet
  /// The small words inside names of organisations.
  let joiners: WordSet

  init(_ file: ConventionsFile, _ labels: LabelVocabulary) {
    let rules = file.introductions
    selfTriggers = WordPhrases(rules.`self`)
    followUps = WordPhrases(rules.followUp)
    handovers = WordPhrases(rules.handover)
    connectors = WordSet(rules.with.flatMap { $0.split(separator: " ").map(String.init) })
    callers = WordSet(rules.callers)
    calls = WordSet(rules.calls)
    addressers = WordSet(rules.addressers)
    joiners = WordSet(rules.joiners)
    courtesies = WordSet(rules.courtesies)
    honorifics = WordSet(labels.honorifics)
    strangers = WordSet(rules.strangers)
    particles = WordSet(labels.particles).subtracting(connectors)
    var notNames = WordSet(rules.notNames)
    notNames.formUnion(WordSet(rules.organisations))
    notNames.formUnion(WordSet(labels.honorifics.filter { $0.count > 1 }))
    notNames.formUnion(WordSet(labels.offices))
    self.notNames = notNames
  }
}
