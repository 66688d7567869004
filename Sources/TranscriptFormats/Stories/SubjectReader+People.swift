extension SubjectReader {
  /// The person named by a mention.
  mutating func person(_ mention: NameMention, mayCreate: Bool) -> Subject? {
    if let found = persons.find(mention, in: tokens) {
      note(found.person)
      if persons[found.person].pronoun == 0, mention.hasTitle {
        persons[found.person].pronoun = MentionContext(mention, in: tokens).pronoun
      }
      return .person(found.person, isInferred: found.isInferred)
    }
    guard mayCreate, !mention.isOrganisation, !mention.name.isEmpty else { return nil }
    let first = tokens[mention.name.lowerBound]
    let length = persons.length(of: mention, in: tokens)
    if length == 1, !mention.hasTitle {
      if !first.kinds.isDisjoint(with: [.group, .description, .document, .opener]) { return nil }
      if first.opensSentence, persons.isSmallWord(first.hash) { return nil }
      if mention.tokens.lowerBound > 0, isDefinite(mention.tokens.lowerBound - 1) { return nil }
    }
    guard let person = persons.add(mention, in: tokens) else { return nil }
    persons[person].evidence = 2
    let context = MentionContext(mention, in: tokens)
    persons[person].office = context.office.map(persons.withFullStop)
    persons[person].pronoun = context.pronoun
    persons[person].descriptors = context.descriptors
    note(person)
    return .person(person, isInferred: false)
  }

  mutating func note(_ person: Int) {
    salience.note(person)
    persons[person].lastMention = salience.clock
  }

  /// Whom a pronoun stands for: somebody earlier in the sentence, else the last subject.
  mutating func resolve(pronoun: UInt8, at index: Int) -> Subject {
    guard pronoun != plural else { return .unnamed }
    var earlier = index - 1
    while earlier >= 0, index - earlier < 60, !tokens[earlier + 1].opensSentence {
      let token = tokens[earlier]
      if token.name >= 0, mentions[token.name].tokens.lowerBound == earlier,
        isStrong(mentions[token.name], from: 0),
        earlier == 0 || !tokens[earlier - 1].kinds.contains(.verb)
          || tokens[earlier - 1].isQuotation,
        let found = persons.find(mentions[token.name], in: tokens),
        persons[found.person].evidence > 0, agrees(found.person, pronoun)
      {
        return settle(found.person, pronoun)
      }
      earlier -= 1
    }
    for state in salience.states {
      switch state {
      case .unnamed: return .unnamed
      case .person(let person):
        if agrees(person, pronoun) { return settle(person, pronoun) }
      case .several(let people):
        let known = people.filter { persons[$0].pronoun == pronoun }
        if known.count == 1, let only = known.first { return settle(only, pronoun) }
        let possible = people.filter { agrees($0, pronoun) }
        if possible.count == 1, let only = possible.first { return settle(only, pronoun) }
        if !possible.isEmpty { return .unnamed }
      }
    }
    return .unnamed
  }

  private func agrees(_ person: Int, _ pronoun: UInt8) -> Bool {
    persons[person].pronoun == 0 || persons[person].pronoun == pronoun
  }

  private mutating func settle(_ person: Int, _ pronoun: UInt8) -> Subject {
    if persons[person].pronoun == 0 { persons[person].pronoun = pronoun }
    return .person(person, isInferred: true)
  }

  /// Whom `the Italian defense leader` stands for: the one whom most of these words describe.
  mutating func resolve(description range: Range<Int>, isDefinite: Bool) -> Subject {
    guard isDefinite else { return .unnamed }
    let words = tokens[range].filter {
      $0.kinds.isDisjoint(with: [.preposition, .definite, .indefinite, .conjunction])
    }
    guard let head = words.last else { return .unnamed }
    let heads = [head.hash, head.entry.expansion]
    var best = 0
    var found: [Int] = []
    for person in salience.recent {
      let descriptors = persons[person].descriptors
      var score = 0
      for word in words where descriptors.contains(word.hash) { score += 1 }
      if heads.contains(where: { $0 != 0 && descriptors.contains($0) }) { score += 3 }
      let told = head.entry.pronoun
      if told != 0, persons[person].pronoun != 0, told != persons[person].pronoun { score = 0 }
      if score > best { found = [] }
      if score == best, score > 0 || found.isEmpty && best > 0 { found.append(person) }
      if score > best {
        best = score
        found = [person]
      }
    }
    if best > 0, found.count == 1, let only = found.first { return .person(only, isInferred: true) }
    if best > 0, case .person(let last)? = salience.states.first, found.contains(last) {
      return .person(last, isInferred: true)
    }
    // Nobody is described so: the last subject, unless the text says that they are something else.
    let before = range.lowerBound - 1
    let isOwned = before >= 0 && self.isDefinite(before) && tokens[before].hash != the
    if best == 0, !isOwned, case .person(let last)? = salience.states.first,
      persons[last].office == nil
    {
      let told = head.entry.pronoun
      if told != 0, persons[last].pronoun != 0, told != persons[last].pronoun { return .unnamed }
      for word in words where persons[last].descriptors.count < 32 {
        persons[last].descriptors.append(word.hash)
      }
      return .person(last, isInferred: true)
    }
    return .unnamed
  }
}
