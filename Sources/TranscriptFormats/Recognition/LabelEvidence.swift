/// What a document shows of its labels, gathered in a first pass, and the decision on each.
///
/// A label stands at the beginning of a paragraph, tends to recur, and is set like the others.
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
    /// How often labels with this key occur.
    var count = 0
    /// How often they are printed in bold.
    var strong = 0
  }

  private let text: [UInt8]
  private let vocabulary: LabelVocabulary
  private var facts: [Facts] = []
  private var indexes: [String: Int] = [:]
  private var keys: [String: Int] = [:]
  private var capitals = 0
  private var wideCapitals = 0
  private var fullStops = 0
  private var courts = (questions: 0, answers: 0)
  private var mixed = 0
  private var mixedThatRecur = 0
  private var paragraphs = 0
  private var letters = 0
  private var strong = 0
  private var strongThatRecur = 0

  init(text: [UInt8], vocabulary: LabelVocabulary) {
    self.text = text
    self.vocabulary = vocabulary
  }

  /// Takes a paragraph into account, and what stands at its beginning.
  mutating func add(_ candidate: inout LabelCandidate?) {
    paragraphs += 1
    guard let form = candidate?.form, let core = candidate?.core else { return }
    let index = enter(
      candidate?.name
        ?? text.string(form == .court ? core.lowerBound..<core.upperBound + 1 : core))
    candidate?.facts = index
    facts[index].count += 1
    if candidate?.isStrong ?? false, !facts[index].isNever, !facts[index].hasVerb {
      facts[index].strong += 1
      strong += 1
      if facts[index].strong == 2 { strongThatRecur += 1 }
    }
    switch form {
    case .letter: letters += 1
    case .court:
      if text[core.lowerBound] == UInt8(ascii: "Q") {
        courts.questions += 1
      } else {
        courts.answers += 1
      }
    case .fullStop: fullStops += 1
    case .marked: break
    case .capitals:
      guard !facts[index].isNever else { return }
      capitals += 1
      if candidate?.isWide ?? false { wideCapitals += 1 }
    case .mixed:
      guard !facts[index].isNever, !facts[index].hasVerb else { return }
      mixed += 1
      if facts[index].count == 2 { mixedThatRecur += 1 }
    }
  }

  /// Why the candidate is no label, or `nil` where it is one.
  func objection(to candidate: LabelCandidate) -> String? {
    let facts = facts(of: candidate)
    if candidate.isCertain || isSetOff(candidate, facts) { return nil }
    switch candidate.form {
    case .marked:
      return "it is set off, but does not recur as labels do"
    case .letter:
      return letters >= 2 || capitals >= 2 || candidate.isWide
        ? nil : "a single Q without a colon, in a document without other labels"
    case .court:
      return courts.questions >= 3 && courts.answers >= 3
        ? nil : "Q. and A. are labels only where both recur"
    case .fullStop:
      return fullStops >= 3 ? nil : "a name with a full stop is a label only where such names recur"
    case .capitals:
      if facts.isNever { return "'\(facts.key)' never is a label" }
      if capitals < 2, letters == 0, courts.questions < 3, !facts.isKnown {
        return "the only name in capitals with a colon, and neither a title nor a role"
      }
      if facts.count < 2, !facts.isKnown, !candidate.isWide, capitals >= 6,
        wideCapitals * 10 >= capitals * 9
      {
        return "one space after the colon, where this document has two after labels"
      }
      return nil
    case .mixed:
      if facts.isNever { return "'\(facts.key)' never is a label" }
      if facts.hasVerb { return "it holds a verb or addresses somebody" }
      if capitals >= 3 || letters >= 3 || fullStops >= 3 {
        return facts.role != nil && facts.count >= 2
          ? nil : "labels of this document are in capitals"
      }
      if facts.count < 2, facts.key.utf8.contains(where: isDigit) {
        return "it holds a number and does not recur"
      }
      let isFrequent = mixed >= 3 && mixed * 12 >= paragraphs && mixedThatRecur >= 1
      if isFrequent, facts.count >= 2 || mixedThatRecur >= 2 || facts.isKnown { return nil }
      return "it does not recur, or labels are too rare here to be speakers'"
    }
  }

  /// Whether a label is printed in bold, as others of the document are that recur.
  private func isSetOff(_ candidate: LabelCandidate, _ facts: Facts) -> Bool {
    guard candidate.isStrong, !facts.isNever, !facts.hasVerb, strongThatRecur >= 1 else {
      return false
    }
    // Without a delimiter it may as well be a heading, or words that are stressed.
    if candidate.form == .marked { return facts.strong >= 2 && strongThatRecur >= 2 }
    return facts.strong >= 2 || strongThatRecur >= 2 || facts.isKnown
  }

  /// The name in capitals, white space folded.
  func key(_ candidate: LabelCandidate) -> String { facts(of: candidate).key }

  /// Whether the candidate's name is among those that never are labels.
  func isNever(_ candidate: LabelCandidate) -> Bool { facts(of: candidate).isNever }

  // MARK: Facts

  /// What is known of a candidate, which must have been added.
  private func facts(of candidate: LabelCandidate) -> Facts { facts[candidate.facts] }

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
    let words = printed.split { $0.isWhitespace || $0 == "*" }
    let key = words.map { $0.uppercased() }.joined(separator: " ")
    let role = vocabulary.role(of: key)
    return Facts(
      key: key, isNever: vocabulary.never.contains(key),
      hasVerb: words.contains { vocabulary.verbs.contains($0.lowercased()) },
      isKnown: role != nil
        || words.contains { vocabulary.isTitle($0.uppercased().filter { $0 != "." }) },
      role: role)
  }
}
