/// What a document shows of its labels, gathered in a first pass, and the decision on each.
///
/// A label stands at the beginning of a paragraph, tends to recur, is set like the others, and what
/// was said follows it: sentences, and no entries of a list.
struct LabelEvidence {
  /// What is known of all labels that are printed alike.
  struct Facts {
    /// The name in capitals, white space folded.
    var key: String
    /// Whether it is among the names that never are labels.
    var isNever: Bool
    /// Whether it holds a verb, or addresses somebody.
    var hasVerb: Bool
    /// Whether it holds a title or stands for a role.
    var isKnown: Bool
    var role: LabelVocabulary.Role?
    /// How many words it has.
    var words: Int
    /// Whether it holds a number and is no numbered role: `Speaker 2` is one.
    var hasNumber: Bool
    /// How often labels with this key occur.
    var count = 0
    /// How often they are printed in bold, or set off otherwise.
    var strong = 0
    /// After how many of them somebody seems to speak.
    var talks = 0
    /// How many are in mixed case, or stand alone.
    var mixed = 0
    var bare = 0
    var fullStops = 0
    /// Whether any is in capitals and names somebody.
    var isInCapitals = false

    /// Whether it can be the initials of a name.
    var isInitials: Bool { key.utf8.count <= 3 && key.utf8.allSatisfy(isUpperCaseASCII) }

    /// Whether nothing in the wording speaks against it.
    var isEligible: Bool { !isNever && !hasVerb && !hasNumber }
  }

  /// What all labels of a form show together.
  private struct Tally {
    /// How many there are, of any eligible name.
    var count = 0
    /// How many of them have a name that recurs, and how many such names there are.
    var recurring = 0
    var recurringNames = 0
    /// How many hold a title or stand for a role, and how many of those are followed by talk.
    var known = 0
    var knownTalks = 0
    /// How many are followed by talk.
    var talks = 0
  }

  private let text: [UInt8]
  private let vocabulary: LabelVocabulary
  private var facts: [Facts] = []
  private var indexes: [String: Int] = [:]
  private var keys: [String: Int] = [:]
  /// Where names were printed last, by the hash of their bytes.
  private var places: [UInt64: (range: Range<Int>, index: Int)] = [:]
  private var paragraphs = 0
  private var letters = (questions: 0, answers: 0)
  private var courts = (questions: 0, answers: 0)
  private var capitals = 0
  /// The labels in capitals that name somebody and stand for no role.
  private var capitalNames = 0
  private var wideCapitals = 0
  private var surnames: Set<Substring> = []
  private var fullStops = 0
  private var timedBare = 0
  /// The names that recur in bold, or set off otherwise.
  private var strongNames = 0
  private var mixed = Tally()
  private var mixedFullStops = Tally()
  private var bare = Tally()

  init(text: [UInt8], vocabulary: LabelVocabulary) {
    self.text = text
    self.vocabulary = vocabulary
  }

  // MARK: The first pass

  /// Takes into account how many paragraphs there are.
  mutating func add(paragraphs count: Int) { paragraphs += count }

  /// Takes into account what stands at the beginning of a paragraph.
  ///
  /// `talks` tells whether what follows the candidate reads like speech.
  mutating func add(_ candidate: inout LabelCandidate, talks: Bool) {
    let form = candidate.form
    let core = candidate.core
    let isAnswer = form == .letter && text[core.lowerBound] == UInt8(ascii: "A")
    let index =
      if isAnswer {
        enter("A.")
      } else if let name = candidate.name {
        enter(name)
      } else {
        enter(form == .court ? core.lowerBound..<core.upperBound + 1 : core)
      }
    candidate.facts = index
    facts[index].count += 1
    if talks { facts[index].talks += 1 }
    if candidate.isStrong, facts[index].isEligible {
      facts[index].strong += 1
      if facts[index].strong == 2 { strongNames += 1 }
    }
    switch form {
    case .letter:
      if isAnswer { letters.answers += 1 } else { letters.questions += 1 }
    case .court:
      if text[core.lowerBound] == UInt8(ascii: "Q") {
        courts.questions += 1
      } else {
        courts.answers += 1
      }
    case .marked: break
    case .fullStop: fullStops += 1
    case .mixedFullStop: facts[index].fullStops += 1
    case .bare:
      facts[index].bare += 1
      if candidate.time != nil { timedBare += 1 }
    case .mixed:
      if let role = candidate.role, !facts[index].hasVerb {
        facts[index].hasVerb = hasVerb(LabelVocabulary.words(of: text.string(role)))
      }
      facts[index].mixed += 1
    case .capitals:
      guard !facts[index].isNever else { return }
      capitals += 1
      if facts[index].role == nil {
        capitalNames += 1
        if !facts[index].isInCapitals, let last = facts[index].key.split(separator: " ").last {
          surnames.insert(last)
        }
        facts[index].isInCapitals = true
      }
      if candidate.isWide { wideCapitals += 1 }
    }
  }

  /// Sums up what was gathered.
  mutating func conclude() {
    for facts in facts where facts.isEligible {
      add(facts, facts.mixed, to: &mixed)
      add(facts, facts.fullStops, to: &mixedFullStops)
      add(facts, facts.bare, to: &bare)
    }
  }

  private func add(_ facts: Facts, _ count: Int, to tally: inout Tally) {
    guard count > 0 else { return }
    tally.count += count
    if facts.isKnown {
      tally.known += count
      tally.knownTalks += min(facts.talks, count)
    }
    if count >= 2 {
      tally.recurring += count
      tally.recurringNames += 1
      tally.talks += min(facts.talks, count)
    }
  }

  // MARK: The decision

  /// How many paragraphs are questions by their label.
  private var questions: Int { letters.questions + courts.questions + capitals - capitalNames }

  /// Whether names with a full stop are the labels of this document.
  private var hasFullStops: Bool {
    fullStops >= 3
      || (mixedFullStops.recurring >= 3 && mixedFullStops.count >= 4 && capitalNames < 3
        && mixedFullStops.count * 20 >= paragraphs)
  }

  /// Whether questions and answers of a court recur.
  private var isCourt: Bool { courts.questions >= 3 && courts.answers >= 3 }

  /// Whether names in mixed case are labels of this document.
  private var hasMixed: Bool {
    if mixed.knownTalks >= 2, mixed.known * 2 >= mixed.count { return true }
    guard mixed.recurring >= 2, mixed.talks * 5 >= mixed.recurring * 3 else { return false }
    let isFrequent = mixed.recurring * 12 >= paragraphs
    return questions + mixed.count >= 3 && (isFrequent || mixed.known >= 2 || questions >= 3)
  }

  /// Whether names alone on their lines are labels of this document.
  private var hasBare: Bool {
    capitalNames < 3 && letters.questions < 2 && !hasMixed && !hasFullStops && bare.recurring >= 4
      && bare.recurringNames >= 2 && bare.recurring * 6 >= paragraphs
      && bare.talks * 5 >= bare.recurring * 4
  }

  /// Why the candidate is no label, or `nil` where it is one.
  func objection(to candidate: LabelCandidate) -> String? {
    let facts = facts(of: candidate)
    if candidate.isCertain || isSetOff(candidate, facts) { return nil }
    if facts.isNever, !facts.isInitials || facts.talks < 3 {
      return "'\(facts.key)' never is a label"
    }
    switch candidate.form {
    case .letter: return objectionToLetter(candidate)
    case .court:
      if isCourt { return nil }
      return hasFullStops && courts.questions >= 2 && facts.role == .examiner
        ? nil : "Q. and A. are labels only where both recur"
    case .fullStop, .mixedFullStop:
      return hasFullStops && !facts.hasNumber
        ? nil : "a name with a full stop is a label only where such names recur"
    case .capitals: return objectionToCapitals(candidate, facts)
    case .mixed: return objectionToMixed(candidate, facts)
    case .bare: return objectionToBare(candidate, facts)
    case .marked:
      return candidate.name == CaptionRenderer.nobody && facts.count >= 3
        ? nil : "it is set off, but does not recur as labels do"
    }
  }

  /// Whether a label is printed in bold, as others of the document are that recur.
  private func isSetOff(_ candidate: LabelCandidate, _ facts: Facts) -> Bool {
    guard candidate.isStrong, facts.isEligible, strongNames >= 1 else { return false }
    // Without a delimiter it may as well be a heading, or words that are stressed.
    if candidate.form == .marked || candidate.form == .bare {
      return facts.strong >= 2 && strongNames >= 2
    }
    return facts.strong >= 2 || strongNames >= 2 || facts.isKnown
  }

  private func objectionToLetter(_ candidate: LabelCandidate) -> String? {
    guard facts(of: candidate).role == .questioner else {
      return letters.answers >= 3 && letters.questions >= 3
        ? nil : "Q and A are labels only where both recur"
    }
    return letters.questions >= 2 || capitals >= 2 || mixed.count >= 2 || candidate.isWide
      ? nil : "a single Q without a colon, in a document without other labels"
  }

  private func objectionToCapitals(_ candidate: LabelCandidate, _ facts: Facts) -> String? {
    if capitals < 2, letters.questions == 0, !isCourt, !hasMixed, !facts.isKnown {
      return "the only name in capitals with a colon, and neither a title nor a role"
    }
    if facts.count < 2, !facts.isKnown, !candidate.isWide, capitals >= 6,
      wideCapitals * 10 >= capitals * 9
    {
      return "one space after the colon, where this document has two after labels"
    }
    if facts.count < 2, !facts.isKnown, facts.isInitials {
      return "so few letters are a label only where they recur"
    }
    if facts.count < 2, !facts.isKnown, facts.hasVerb {
      return "it holds a verb or addresses somebody, and does not recur"
    }
    if facts.count < 2, !facts.isKnown, facts.talks == 0 {
      return "it does not recur, and no sentence follows"
    }
    return nil
  }

  private func objectionToMixed(_ candidate: LabelCandidate, _ facts: Facts) -> String? {
    if facts.hasVerb { return "it holds a verb or addresses somebody" }
    if capitalNames >= 3, capitalNames * 2 >= mixed.recurring || fullStops >= 3 {
      if facts.role != nil, facts.count >= 2 || candidate.brackets != nil { return nil }
      if facts.isKnown, facts.isEligible, facts.count >= 2, facts.talks >= 2 { return nil }
      if facts.talks > 0, let last = facts.key.split(separator: " ").last, surnames.contains(last) {
        return nil
      }
      return "labels of this document are in capitals"
    }
    if hasFullStops { return "labels of this document end with a full stop" }
    if facts.count < 2, facts.hasNumber { return "it holds a number and does not recur" }
    guard hasMixed else {
      return "it does not recur, or labels are too rare here to be speakers'"
    }
    if facts.count >= 2 || (facts.isKnown && facts.talks > 0) { return nil }
    let hasCompany = mixed.recurringNames >= 2 || questions >= 3 || mixed.known >= 1
    return hasCompany && facts.talks > 0 && facts.words <= 5
      ? nil : "it does not recur, and no sentence follows"
  }

  private func objectionToBare(_ candidate: LabelCandidate, _ facts: Facts) -> String? {
    guard facts.isEligible else { return "it holds a verb or a number" }
    if timedBare >= 3, candidate.time != nil { return nil }
    guard hasBare, timedBare < 3 else { return "no names alone on their lines recur here" }
    if facts.bare >= 2 || (facts.talks > 0 && (facts.role != nil || isMentioned(candidate.core))) {
      return nil
    }
    return "it does not recur"
  }

  /// Whether a label rests on little: it does not recur, and holds neither a title nor a role.
  func isWeak(_ candidate: LabelCandidate) -> Bool {
    let facts = facts(of: candidate)
    return facts.count < 2 && !facts.isKnown && candidate.form != .letter && !candidate.isCertain
  }

  /// Whether a candidate that is no label comes close: it recurs, or holds a title.
  func isNearMiss(_ candidate: LabelCandidate) -> Bool {
    let facts = facts(of: candidate)
    switch candidate.form {
    case .capitals: return !facts.isNever
    case .mixed: return facts.isEligible && facts.talks > 0 && (facts.count >= 2 || facts.isKnown)
    case .letter, .court, .fullStop, .mixedFullStop, .bare, .marked: return false
    }
  }

  /// What labels of the same key have in common, for most at least.
  struct Reference: Hashable {
    fileprivate let facts: Int
    fileprivate let form: LabelCandidate.Form
  }

  /// What a label has in common with others of the same name and form.
  func reference(_ candidate: LabelCandidate) -> Reference {
    Reference(facts: candidate.facts, form: candidate.form)
  }

  /// The name in capitals, white space folded; what tells a witness's answers and an examiner's
  /// questions from others.
  func key(_ candidate: LabelCandidate) -> String {
    let key = facts[candidate.facts].key
    switch candidate.form {
    case .letter where key == "Q" && letters.answers >= 3: return "Q."
    case .court where key == "Q." && !isCourt: return "Q"
    default: return key
    }
  }

  /// How far from a name it is looked for, in bytes: a long text may hold very many names.
  private static let reachOfMentions = 131_072

  /// Whether a name of two words and more stands elsewhere in the text, too.
  private func isMentioned(_ name: Range<Int>) -> Bool {
    guard text[name].contains(UInt8(ascii: " ")) else { return false }
    var index = max(0, name.lowerBound - Self.reachOfMentions)
    let end = min(text.count, name.upperBound + Self.reachOfMentions) - name.count
    let first = text[name.lowerBound]
    while index <= end {
      if text[index] == first, index != name.lowerBound,
        text.isSame(name, index..<index + name.count)
      {
        return true
      }
      index += 1
    }
    return false
  }

  // MARK: Facts

  /// What is known of a candidate, which must have been added.
  private func facts(of candidate: LabelCandidate) -> Facts { facts[candidate.facts] }

  /// Enters a name that is printed here: most have been printed before.
  private mutating func enter(_ printed: Range<Int>) -> Int {
    var hash = ByteHash()
    for index in printed { hash.add(text[index]) }
    if let known = places[hash.value], text.isSame(known.range, printed) { return known.index }
    let index = enter(text.string(printed))
    places[hash.value] = (printed, index)
    return index
  }

  private mutating func enter(_ printed: String) -> Int {
    if let index = indexes[printed] { return index }
    let made = makeFacts(printed)
    let index = keys[made.key] ?? facts.count
    if index == facts.count {
      facts.append(made)
      keys[made.key] = index
    }
    indexes[printed] = index
    return index
  }

  private func makeFacts(_ printed: String) -> Facts {
    let words = LabelVocabulary.words(of: printed)
    let key = words.map { $0.uppercased() }.joined(separator: " ")
    let role = vocabulary.role(of: key)
    return Facts(
      key: key,
      isNever: vocabulary.never.contains(key) || key.hasPrefix("BY ")
        || words.first.map { first in
          // `AT:` may be the initials of somebody.
          (words.count > 1 || first.utf8.contains(where: isLowerCaseASCII))
            && vocabulary.neverFirst.contains(first.lowercased())
        } ?? true,
      hasVerb: role == nil && hasVerb(words),
      isKnown: role != nil
        || words.contains { vocabulary.isTitle(PrintedName.bare(String($0))) },
      role: role, words: words.count, hasNumber: role == nil && key.utf8.contains(where: isDigit))
  }

  private func hasVerb(_ words: [Substring]) -> Bool {
    words.contains { vocabulary.verbs.contains($0.lowercased()) }
  }
}
