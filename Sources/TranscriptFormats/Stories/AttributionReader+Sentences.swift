extension AttributionReader {
  // After its quotations, a sentence says who was spoken of last.
  mutating func readSentence(_ range: Range<Int>, attribution: Subject?) {
    let named = names(in: range)
    switch attribution {
    case .person(let person, _):
      subjects.note(person)
      subjects.salience.push(.person(person))
      return
    case .unnamed:
      subjects.salience.push(.unnamed)
      return
    case .document, nil: break
    }
    if let first = named.strong.first {
      if named.areJoined, named.strong.count > 1 {
        subjects.salience.push(.several(Array(named.strong.prefix(2))))
      } else {
        subjects.salience.push(.person(first))
        learnPronoun(of: first, in: range, isAlone: named.all.count == 1)
      }
      return
    }
    if let opening = openingDescription(range) {
      switch opening {
      case .person(let person, _): subjects.salience.push(.person(person)); return
      case .unnamed:
        if hasVerb(range) { subjects.salience.push(.unnamed) }
        return
      case .document: break
      }
    }
    // Introduced by this sentence, if not as its subject: `was led by Maria Lund`.
    if named.all.count == 1, let only = named.all.first, named.isNew {
      subjects.salience.push(.person(only))
    }
  }

  private mutating func names(
    in range: Range<Int>
  ) -> (strong: [Int], all: [Int], areJoined: Bool, isNew: Bool) {
    var strong: [Int] = []
    var all: [Int] = []
    var areJoined = false
    var isNew = false
    var index = range.lowerBound
    while index < range.upperBound, index - range.lowerBound < 400 {
      let name = tokens[index].name
      guard name >= 0 else { index += 1; continue }
      let mention = subjects.mentions[name]
      index = max(index + 1, mention.tokens.upperBound)
      guard let found = subjects.persons.find(mention, in: tokens)?.person,
        subjects.persons[found].evidence > 0
      else { continue }
      if subjects.persons[found].lastMention < 0 { isNew = true }
      if !all.contains(found) { all.append(found) }
      subjects.note(found)
      guard all.count < 8, subjects.isStrong(mention, from: range.lowerBound) else { continue }
      let before = mention.tokens.lowerBound - 1
      if strong.count == 1, before >= range.lowerBound, tokens[before].kinds.contains(.conjunction),
        tokens[before].marks.isEmpty, hasNoVerb(strongEnd..<before)
      {
        areJoined = true
      }
      if !strong.contains(found) {
        strong.append(found)
        if strong.count == 1 { strongEnd = mention.tokens.upperBound }
      }
    }
    return (strong, all, areJoined, isNew)
  }

  // `Lund and Berg met`, `Lund, the mayor, and Berg met`, but not `Lund met Berg and Vik`.
  private func hasNoVerb(_ range: Range<Int>) -> Bool {
    range.isEmpty
      || range.count <= 16
        && !subjects.tokens[range.lowerBound..<range.upperBound].contains { token in
          !token.isCapital && !token.kinds.isDisjoint(with: [.verb, .passive, .predicate])
        } && subjects.tokens[range.lowerBound - 1].marks.contains(.comma)
  }

  private mutating func openingDescription(_ range: Range<Int>) -> Subject? {
    var head = range.lowerBound
    let token = tokens[head]
    if token.kinds.contains(.group), !token.isQuotation { return .unnamed }
    guard !token.isQuotation, subjects.isArticle(head), token.entry.pronoun == 0 else { return nil }
    while head < range.upperBound, head - range.lowerBound < 7 {
      head += 1
      guard head < range.upperBound else { return nil }
      let next = tokens[head]
      if next.isQuotation || next.kinds.contains(.preposition) || next.kinds.contains(.verb) {
        return nil
      }
      if next.kinds.contains(.group) { return .unnamed }
      let followsMore = head + 1 < range.upperBound && tokens[head + 1].kinds.contains(.description)
      if next.kinds.contains(.description), next.marks.isEmpty || next.marks == .comma,
        !followsMore
      {
        guard token.kinds.contains(.definite) else { return .unnamed }
        return subjects.resolve(description: range.lowerBound + 1..<head + 1, isDefinite: true)
      }
      if !next.marks.isEmpty { return nil }
    }
    return nil
  }

  private func hasVerb(_ range: Range<Int>) -> Bool {
    subjects.tokens[range].prefix(80).contains { $0.kinds.contains(.verb) && !$0.isCapital }
  }

  // `Lund said she would stay`
  private mutating func learnPronoun(of person: Int, in range: Range<Int>, isAlone: Bool) {
    guard isAlone, subjects.persons[person].pronoun == 0 else { return }
    for token in tokens[min(strongEnd, range.upperBound)..<range.upperBound].prefix(80)
    where token.entry.pronoun != 0 && token.name < 0 {
      guard token.entry.pronoun != subjects.plural else { continue }
      if token.kinds.contains(.description) { continue }
      subjects.persons[person].pronoun = token.entry.pronoun
      return
    }
  }
}
