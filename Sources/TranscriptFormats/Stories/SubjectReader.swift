/// Whom the words around a verb of speech name.
enum Subject: Hashable {
  /// A person; inferred where a pronoun or description stands for the name.
  case person(Int, isInferred: Bool)
  /// A document, which is quoted but does not speak.
  case document
  /// Somebody whom the text does not name, or does not settle.
  case unnamed
}

/// Reads the subjects of one paragraph: names, pronouns, descriptions.
///
/// Every search ends after a bounded number of words, so that reading stays linear.
struct SubjectReader {
  var persons: StoryPersons
  var salience = Salience()
  var tokens: [StoryToken] = []
  var mentions: [NameMention] = []
  let plural: UInt8
  let the = StoryWords.hash(of: Array("the".utf8)[...])
  let `as` = StoryWords.hash(of: Array("as".utf8)[...])
  let text: [UInt8]

  init(persons: StoryPersons, words: StoryWords, text: [UInt8]) {
    self.persons = persons
    self.text = text
    plural = words.plural
  }

  // MARK: Before a verb

  /// The subject of the verb at `verb`: `Lund said`, `the minister later said`, `Lund, who …, said`.
  mutating func subject(before verb: Int, from lower: Int) -> Subject? {
    var index = verb - 1
    while index >= lower, isAdverb(tokens[index]), tokens[index].marks.isEmpty, index > verb - 6 {
      index -= 1
    }
    if verb > lower, tokens[verb - 1].kinds.contains(.passive), !endsInIng(tokens[verb]) {
      return .unnamed
    }
    guard index >= lower, !tokens[index].isQuotation else { return nil }
    let token = tokens[index]
    if !token.marks.isDisjoint(with: [.comma, .dash, .parenthesis]) {
      return leftmost(in: lower..<index + 1)
    }
    if token.kinds.contains(.pronoun) {
      return resolve(pronoun: token.entry.pronoun, at: index)
    }
    if token.kinds.contains(.relative), let found = antecedent(of: index, from: lower) {
      return found
    }
    if !token.kinds.isDisjoint(with: [.relative, .preposition, .conjunction, .verb]) {
      return leftmost(in: lower..<index + 1)
    }
    if token.name >= 0 { return subject(named: token.name, from: lower) }
    return nounPhrase(endingAt: index, from: lower)
  }

  // `the agreement, which says`; `Berg, who said`
  private mutating func antecedent(of relative: Int, from lower: Int) -> Subject? {
    guard relative > lower, !tokens[relative - 1].isQuotation else { return nil }
    let token = tokens[relative - 1]
    if token.kinds.contains(.document), token.name < 0 { return .document }
    guard token.name >= 0, isStrong(mentions[token.name], from: lower) else { return nil }
    return person(mentions[token.name], mayCreate: false)
  }

  private mutating func subject(named name: Int, from lower: Int) -> Subject? {
    let mention = mentions[name]
    let before = mention.tokens.lowerBound - 1
    if before >= lower, tokens[before].marks.isEmpty, !tokens[before].isQuotation {
      if tokens[before].kinds.contains(.preposition) {
        return leftmost(in: lower..<before) ?? .unnamed
      }
      if tokens[before].kinds.contains(.conjunction), before > lower, tokens[before - 1].name >= 0,
        tokens[before - 1].marks.isEmpty
      {
        return .unnamed  // two people said it
      }
      if isDefinite(before), mention.name.isEmpty {
        return resolve(description: mention.tokens, isDefinite: true)
      }
    }
    if mention.isPossessive(tokens) { return .unnamed }
    if mention.name.isEmpty { return resolve(description: mention.tokens, isDefinite: true) }
    return person(mention, mayCreate: true) ?? .unnamed
  }

  private mutating func nounPhrase(endingAt head: Int, from lower: Int) -> Subject? {
    var start = head
    while start > lower, head - start < 10 {
      let token = tokens[start - 1]
      if token.isQuotation || !token.marks.isEmpty { break }
      if token.isPossessive { return headKind(head) == .document ? .document : .unnamed }
      if !token.kinds.isDisjoint(with: [.definite, .indefinite]) {
        if tokens[head].kinds.contains(.document) { return .document }
        if start - 1 > lower, tokens[start - 2].kinds.contains(.preposition),
          tokens[start - 2].marks.isEmpty
        {
          return leftmost(in: lower..<start - 1) ?? .unnamed
        }
        guard tokens[head].kinds.contains(.description), !tokens[head].kinds.contains(.group) else {
          return .unnamed
        }
        return resolve(
          description: start..<head + 1, isDefinite: token.kinds.contains(.definite))
      }
      if token.kinds.contains(.preposition) {
        return leftmost(in: lower..<start - 1) ?? .unnamed
      }
      if token.kinds.contains(.verb) { break }
      start -= 1
    }
    if tokens[head].kinds.contains(.document) { return .document }
    if !tokens[head].kinds.isDisjoint(with: [.group, .description]) { return .unnamed }
    return leftmost(in: lower..<head) ?? .unnamed
  }

  private func headKind(_ head: Int) -> Subject? {
    tokens[head].kinds.contains(.document) ? .document : nil
  }

  // MARK: Anywhere before a verb

  /// The first that can be the subject of a clause: no object of a preposition, no possessor.
  mutating func leftmost(in range: Range<Int>) -> Subject? {
    var candidate: Subject?
    var index = max(range.lowerBound, range.upperBound - 200)
    while index < range.upperBound {
      let token = tokens[index]
      if token.isQuotation {
        index += 1
        continue
      }
      if token.kinds.contains(.pronoun), candidate == nil {
        return resolve(pronoun: token.entry.pronoun, at: index)
      }
      if token.name >= 0, mentions[token.name].tokens.lowerBound == index {
        let mention = mentions[token.name]
        if let found = subject(of: mention, after: candidate, from: range.lowerBound) {
          if case .person = found, !mention.name.isEmpty { return found }
          candidate = candidate ?? found
        }
        index = mention.tokens.upperBound
        continue
      }
      if candidate == nil, token.name < 0,
        !token.kinds.isDisjoint(with: [.description, .document, .group]),
        !token.kinds.contains(.verb)
      {
        candidate = commonNoun(at: index, from: range.lowerBound, to: range.upperBound)
      }
      index += 1
    }
    return candidate
  }

  private mutating func subject(
    of mention: NameMention, after candidate: Subject?, from lower: Int
  ) -> Subject? {
    guard isStrong(mention, from: lower) else { return nil }
    let first = mention.tokens.lowerBound
    if mention.isModifier(in: tokens) { return nil }
    if mention.isOrganisation { return .unnamed }
    if mention.name.isEmpty { return resolve(description: mention.tokens, isDefinite: true) }
    if candidate != nil {
      // After `the mayor` a name is only its apposition.
      let isApposition =
        first > lower
        && (tokens[first - 1].marks == .comma
          || !tokens[first - 1].kinds.isDisjoint(with: [.description, .title]))
      guard isApposition, persons.length(of: mention, in: tokens) >= 2 else { return nil }
    }
    guard let found = persons.find(mention, in: tokens) else { return nil }
    guard persons[found.person].evidence > 0 || first == lower else { return nil }
    note(found.person)
    return .person(found.person, isInferred: found.isInferred)
  }

  private mutating func commonNoun(at head: Int, from lower: Int, to upper: Int) -> Subject? {
    var start = head
    while start > lower, head - start < 8 {
      let token = tokens[start - 1]
      if token.isQuotation || !token.marks.isEmpty { return bareNoun(head) }
      if token.kinds.contains(.preposition) || token.isPossessive && start - 1 > lower {
        return token.isPossessive ? .unnamed : nil
      }
      if token.isPossessive { return tokens[head].kinds.contains(.document) ? .document : .unnamed }
      if !token.kinds.isDisjoint(with: [.definite, .indefinite]) {
        if start - 1 > lower, tokens[start - 2].kinds.contains(.preposition),
          tokens[start - 2].marks.isEmpty
        {
          return nil
        }
        if tokens[head].kinds.contains(.document) { return .document }
        guard tokens[head].kinds.contains(.description), token.kinds.contains(.definite),
          token.entry.pronoun == 0
        else { return .unnamed }
        return resolve(description: start..<head + 1, isDefinite: true)
      }
      if token.kinds.contains(.verb) { return nil }
      start -= 1
    }
    return bareNoun(head)
  }

  private func bareNoun(_ head: Int) -> Subject? {
    tokens[head].kinds.contains(.document) ? nil : .unnamed
  }

  // MARK: After a verb

  /// The subject that follows at `index`: `said Maria Lund, the mayor`, `according to the report`.
  mutating func subject(after index: Int) -> Subject? {
    var candidate: Subject?
    var sawPreposition = false
    var sawComma = false
    var current = index
    while current < tokens.count, current - index < 24 {
      let token = tokens[current]
      if token.isQuotation { break }
      if token.kinds.contains(.pronoun), current == index {
        return resolve(pronoun: token.entry.pronoun, at: current)
      }
      var end = current + 1
      if token.name >= 0 {
        let mention = mentions[token.name]
        end = mention.tokens.upperBound
        if mention.isModifier(in: tokens) {
          current = end
          continue
        }
        let hasArticle = mention.tokens.lowerBound > index && isDefinite(current - 1)
        if mention.isPossessive(tokens) {
          candidate = candidate ?? .unnamed
        } else if mention.name.isEmpty {
          if !sawPreposition {
            candidate =
              candidate
              ?? resolve(description: mention.tokens, isDefinite: hasArticle || current == index)
          }
        } else if mention.isOrganisation {
          if !sawPreposition { candidate = candidate ?? .unnamed }
        } else if !sawPreposition || sawComma {
          if let person = person(mention, mayCreate: true) { return person }
        }
      } else if token.kinds.contains(.preposition) {
        if current == index { return nil }
        sawPreposition = true
      } else if !sawPreposition, candidate == nil || candidate == .unnamed,
        !token.kinds.isDisjoint(with: [.description, .document, .group]), !sawComma
      {
        candidate = noun(at: current, from: index) ?? candidate
      } else if sawComma, !token.kinds.isDisjoint(with: [.relative, .verb, .pronoun]) {
        break
      } else if token.kinds.contains(.relative) {
        break
      } else if current == index, token.kinds.isDisjoint(with: [.definite, .indefinite]),
        !token.kinds.isDisjoint(with: [.adverb, .conjunction])
      {
        return nil
      }
      let marks = tokens[end - 1].marks
      if !marks.isDisjoint(with: [.stop, .colon, .semicolon, .dash, .parenthesis]) { break }
      if marks.contains(.comma) {
        if sawComma || candidate == nil && !sawPreposition { break }
        sawComma = true
      }
      current = end
    }
    return candidate ?? (index < tokens.count && isArticle(index) ? .unnamed : nil)
  }

  private mutating func noun(at head: Int, from lower: Int) -> Subject? {
    if tokens[head].kinds.contains(.document) { return .document }
    if tokens[head].kinds.contains(.group) { return .unnamed }
    // `the director Maria Lund`: the name is still to come.
    if tokens[head].marks.isEmpty, head + 1 < tokens.count, tokens[head + 1].name >= 0 {
      return nil
    }
    guard isDefinite(lower), tokens[lower].entry.pronoun == 0 else { return .unnamed }
    return resolve(description: lower + 1..<head + 1, isDefinite: true)
  }

  // MARK: Words

  /// Whether a mention can be a subject: neither possessor nor object of a preposition.
  func isStrong(_ mention: NameMention, from lower: Int) -> Bool {
    if mention.isPossessive(tokens) { return false }
    var before = mention.tokens.lowerBound - 1
    while before >= lower, mention.tokens.lowerBound - before < 6, tokens[before].marks.isEmpty,
      !tokens[before].isQuotation, tokens[before].name < 0,
      !tokens[before].kinds.isDisjoint(with: [.definite, .indefinite, .description])
    {
      before -= 1
    }
    guard before >= lower, !tokens[before].isQuotation, tokens[before].marks.isEmpty else {
      return true
    }
    let after = mention.tokens.upperBound
    if tokens[before].hash == `as`, after < tokens.count, tokens[after].kinds.contains(.verb) {
      return true
    }
    return !tokens[before].kinds.contains(.preposition)
  }

  func isDefinite(_ index: Int) -> Bool {
    index >= 0 && tokens[index].kinds.contains(.definite) && tokens[index].marks.isEmpty
  }

  func isArticle(_ index: Int) -> Bool {
    !tokens[index].kinds.isDisjoint(with: [.definite, .indefinite])
  }

  func isAdverb(_ token: StoryToken) -> Bool {
    if token.isQuotation || token.isCapital || token.kinds.contains(.pronoun) { return false }
    if !token.kinds.isDisjoint(with: [.adverb, .passive]) { return true }
    let tail = text[token.range].suffix(2)
    return token.range.count > 4 && tail.first == UInt8(ascii: "l")
      && tail.last == UInt8(ascii: "y")
  }

  func endsInIng(_ token: StoryToken) -> Bool {
    text[token.range].suffix(3).elementsEqual("ing".utf8)
  }
}

extension NameMention {
  func isPossessive(_ tokens: [StoryToken]) -> Bool {
    tokens[tokens.startIndex..<self.tokens.upperBound].last?.isPossessive ?? false
  }
}
