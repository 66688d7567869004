/// What a document shows of its labels, gathered in a first pass, and the decision on each.
///
/// A label stands at the beginning of a paragraph, tends to recur, and is set like the others.
struct LabelEvidence {
  private let text: [UInt8]
  private let vocabulary: LabelVocabulary
  private var counts: [String: Int] = [:]
  private var capitals = 0
  private var wideCapitals = 0
  private var fullStops = 0
  private var courts = (questions: 0, answers: 0)
  private var mixed = 0
  private var mixedThatRecur = 0
  private var paragraphs = 0
  private var letters = 0

  init(text: [UInt8], vocabulary: LabelVocabulary) {
    self.text = text
    self.vocabulary = vocabulary
  }

  /// Takes a paragraph into account, and what stands at its beginning.
  mutating func add(_ candidate: LabelCandidate?) {
    paragraphs += 1
    guard let candidate else { return }
    switch candidate.form {
    case .letter: letters += 1
    case .court:
      if text[candidate.core.lowerBound] == UInt8(ascii: "Q") {
        courts.questions += 1
      } else {
        courts.answers += 1
      }
    case .fullStop: fullStops += 1
    case .capitals:
      let name = key(candidate)
      guard !vocabulary.never.contains(name) else { return }
      counts[name, default: 0] += 1
      capitals += 1
      if candidate.isWide { wideCapitals += 1 }
    case .mixed:
      let name = key(candidate)
      guard !vocabulary.never.contains(name), !hasVerb(candidate) else { return }
      counts[name, default: 0] += 1
      mixed += 1
      if counts[name] == 2 { mixedThatRecur += 1 }
    }
  }

  /// Why the candidate is no label, or `nil` where it is one.
  func objection(to candidate: LabelCandidate) -> String? {
    switch candidate.form {
    case .letter:
      return letters >= 2 || capitals >= 2 || candidate.isWide
        ? nil : "a single Q without a colon, in a document without other labels"
    case .court:
      return courts.questions >= 3 && courts.answers >= 3
        ? nil : "Q. and A. are labels only where both recur"
    case .fullStop:
      return fullStops >= 3 ? nil : "a name with a full stop is a label only where such names recur"
    case .capitals:
      let name = key(candidate)
      if vocabulary.never.contains(name) { return "'\(name)' never is a label" }
      let recurs = counts[name, default: 0] >= 2
      let isKnown = vocabulary.role(of: name) != nil || hasTitle(candidate)
      if capitals < 2, letters == 0, !isKnown {
        return "the only name in capitals with a colon, and neither a title nor a role"
      }
      if !recurs, !isKnown, !candidate.isWide, capitals >= 6, wideCapitals * 10 >= capitals * 9 {
        return "one space after the colon, where this document has two after labels"
      }
      return nil
    case .mixed:
      let name = key(candidate)
      if vocabulary.never.contains(name) { return "'\(name)' never is a label" }
      if hasVerb(candidate) { return "it holds a verb or addresses somebody" }
      if capitals >= 3 || letters >= 3 || fullStops >= 3 {
        let isRole = vocabulary.role(of: name) != nil && counts[name, default: 0] >= 2
        return isRole ? nil : "labels of this document are in capitals"
      }
      let recurs = counts[name, default: 0] >= 2
      let isFrequent = mixed >= 3 && mixed * 12 >= paragraphs && mixedThatRecur >= 1
      if isFrequent, recurs || mixedThatRecur >= 2 || hasTitle(candidate) { return nil }
      return "it does not recur, or labels are too rare here to be speakers'"
    }
  }

  /// The name in capitals, white space folded.
  func key(_ candidate: LabelCandidate) -> String {
    text.string(candidate.core).uppercased()
      .split { $0.isWhitespace }.joined(separator: " ")
  }

  private func words(_ candidate: LabelCandidate) -> [Substring] {
    text.string(candidate.core).split { $0.isWhitespace }
  }

  private func hasVerb(_ candidate: LabelCandidate) -> Bool {
    words(candidate).contains { vocabulary.verbs.contains($0.lowercased()) }
  }

  private func hasTitle(_ candidate: LabelCandidate) -> Bool {
    words(candidate).contains { vocabulary.isTitle($0.uppercased().filter { $0 != "." }) }
  }
}
