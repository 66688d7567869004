/// A run of capitalised words that may name somebody, with the title before it.
struct NameMention {
  /// All its words.
  var tokens: Range<Int>
  /// The words of the name, without titles; empty for an office alone.
  var name: Range<Int>
  /// Whether it can only be an organisation or place.
  var isOrganisation = false

  /// The words of the title before the name.
  var title: Range<Int> { tokens.lowerBound..<name.lowerBound }
  var hasTitle: Bool { !title.isEmpty }

  /// Whether it only says what kind of person is named next: `White House spokesperson Dana Reyes`.
  func isModifier(in tokens: [StoryToken]) -> Bool {
    var next = self.tokens.upperBound
    guard !tokens[next - 1].isPossessive else { return false }
    while next < tokens.count, next < self.tokens.upperBound + 3 {
      let token = tokens[next]
      guard tokens[next - 1].marks.isEmpty, !token.isCapital, !token.isQuotation,
        token.kinds.isDisjoint(with: [.verb, .preposition, .adverb, .conjunction, .passive])
      else { return false }
      if !token.kinds.isDisjoint(with: [.description, .document]) { return true }
      next += 1
    }
    return false
  }
}

/// Finds the names in the words of a paragraph.
struct NameFinder {
  let of = StoryWords.hash(of: Array("of".utf8)[...])
  let `for` = StoryWords.hash(of: Array("for".utf8)[...])
  let the = StoryWords.hash(of: Array("the".utf8)[...])
  let i = StoryWords.hash(of: Array("i".utf8)[...])

  /// Replaces `mentions` with the names in `tokens`, and tells each token its name.
  func find(in tokens: inout [StoryToken], _ mentions: inout [NameMention]) {
    mentions.removeAll(keepingCapacity: true)
    var index = 0
    while index < tokens.count {
      guard begins(tokens[index]) else {
        index += 1
        continue
      }
      var last = index
      while let next = extend(last, in: tokens) { last = next }
      let mention = mention(index...last, in: tokens)
      for token in mention.tokens { tokens[token].name = mentions.count }
      mentions.append(mention)
      index = last + 1
    }
  }

  private func begins(_ token: StoryToken) -> Bool {
    guard token.isCapital, !token.isQuotation, !token.kinds.contains(.calendar), token.hash != i
    else { return false }
    if token.opensSentence, !token.kinds.isDisjoint(with: [.opener, .indefinite, .definite]) {
      return !token.kinds.isDisjoint(with: [.title, .description]) && !token.isAcronym
    }
    return true
  }

  /// The next word that belongs to the name that `last` belongs to.
  private func extend(_ last: Int, in tokens: [StoryToken]) -> Int? {
    let next = last + 1
    guard next < tokens.count, !tokens[last].isPossessive, !tokens[next].isQuotation else {
      return nil
    }
    let token = tokens[next]
    if !tokens[last].marks.isEmpty {
      let isSuffix = token.kinds.contains(.suffix) && token.isCapital
      return tokens[last].marks == .comma && isSuffix ? next : nil
    }
    if token.isCapital { return token.kinds.contains(.calendar) ? nil : next }
    guard token.marks.isEmpty else { return nil }
    func isCapital(_ index: Int) -> Bool {
      index < tokens.count && tokens[index].isCapital && !tokens[index].isQuotation
    }
    if token.kinds.contains(.nameParticle) {
      if isCapital(next + 1) { return next + 1 }
      let joins =
        next + 1 < tokens.count && tokens[next + 1].kinds.contains(.nameParticle)
        && tokens[next + 1].marks.isEmpty
      return joins && isCapital(next + 2) ? next + 2 : nil
    }
    let isTitle = tokens[last].kinds.contains(.title)
    if isTitle, token.hash == of || token.hash == `for` {
      let object = next + 1 < tokens.count && tokens[next + 1].hash == the ? next + 2 : next + 1
      let isOffice =
        isCapital(object)
        && !tokens[object].kinds.isDisjoint(with: [.portfolio, .officeObject])
      return isOffice ? object : nil
    }
    // `Petty Officer 2nd Class`; `Health and Human Services`
    if isTitle, token.kinds.isEmpty, isCapital(next + 1), !token.isNumber, token.range.count == 3 {
      return next + 1
    }
    if tokens[last].kinds.contains(.portfolio), token.kinds.contains(.conjunction),
      isCapital(next + 1), tokens[next + 1].kinds.contains(.portfolio)
    {
      return next + 1
    }
    return nil
  }

  private func mention(_ range: ClosedRange<Int>, in tokens: [StoryToken]) -> NameMention {
    var final = range.upperBound
    while final > range.lowerBound, tokens[final].kinds.contains(.suffix) { final -= 1 }
    var start = range.lowerBound
    for index in range.lowerBound..<max(final, range.lowerBound)
    where !tokens[index].kinds.isDisjoint(with: [.title, .description]) {
      start = index + 1
    }
    let end = range.upperBound + 1
    if start > range.lowerBound {
      if start < end, tokens[start].hash == of || tokens[start].hash == `for` {
        start += 1
        if start < end, tokens[start].hash == the { start += 1 }
        while start < end,
          !tokens[start].kinds.isDisjoint(with: [.portfolio, .officeObject, .conjunction])
        {
          start += 1
        }
      } else if start < end, !tokens[start].isCapital, !tokens[start].kinds.contains(.nameParticle)
      {
        start += 2  // `2nd Class`
      }
    }
    start = min(start, end)
    var mention = NameMention(tokens: range.lowerBound..<end, name: start..<end)
    let last = tokens[final]
    if start == range.lowerBound {
      if start == final, !last.kinds.isDisjoint(with: [.title, .description]) {
        mention.name = end..<end
      } else if !last.kinds.isDisjoint(with: [.organisation, .portfolio, .group, .document])
        || last.isAcronym
      {
        mention.isOrganisation = true
      } else if start > 0, tokens[start - 1].hash == the, tokens[start - 1].marks.isEmpty {
        mention.isOrganisation = true
      }
    }
    return mention
  }
}
