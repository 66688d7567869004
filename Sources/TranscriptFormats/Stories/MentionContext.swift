/// What the words around a name say of the one who is named.
struct MentionContext {
  var evidence = 0
  var office: Range<Int>?
  var pronoun: UInt8 = 0
  var descriptors: [UInt64] = []
  /// Whether it says of somebody what they are, set off by commas: `her husband, Dale,`.
  var isApposition = false

  init(_ mention: NameMention, in tokens: [StoryToken]) {
    readTitle(mention, in: tokens)
    readBefore(mention, in: tokens)
    readAfter(mention, in: tokens)
  }

  private mutating func describe(_ range: Range<Int>, in tokens: [StoryToken]) {
    for token in tokens[range]
    where !token.isQuotation
      && token.kinds.isDisjoint(with: [.preposition, .definite, .indefinite, .conjunction])
    {
      descriptors.append(token.hash)
      if token.entry.expansion != 0 { descriptors.append(token.entry.expansion) }
      if pronoun == 0, !token.kinds.contains(.pronoun) { pronoun = token.entry.pronoun }
    }
  }

  private mutating func readTitle(_ mention: NameMention, in tokens: [StoryToken]) {
    guard mention.hasTitle else { return }
    evidence += 2
    describe(mention.title, in: tokens)
    // `Mr.` is no office.
    let words = tokens[mention.title]
    let isOffice = words.contains {
      $0.entry.pronoun == 0 && ($0.range.count > 2 || !$0.kinds.contains(.honorific))
    }
    if isOffice, let first = words.first, let last = words.last {
      office = first.range.lowerBound..<last.range.upperBound
    }
  }

  // `company spokesman Jan Novak`; `the mayor, Maria Lund`
  private mutating func readBefore(_ mention: NameMention, in tokens: [StoryToken]) {
    var start = mention.tokens.lowerBound
    guard start > 0 else { return }
    if tokens[start - 1].kinds.contains(.verb), tokens[start - 1].marks.isEmpty,
      !mention.isModifier(in: tokens)
    {
      evidence += 2
    }
    let end = start
    let isApposition = tokens[start - 1].marks == .comma
    guard isApposition || tokens[start - 1].marks.isEmpty else { return }
    guard isApposition || tokens[start - 1].kinds.contains(.description) else { return }
    var describes = false
    while start > 0, end - start < 8 {
      let token = tokens[start - 1]
      guard !token.isQuotation, !token.isPossessive, token.marks.isEmpty || start == end,
        token.kinds.isDisjoint(with: [.definite, .indefinite, .conjunction, .adverb]),
        isApposition || token.kinds.isDisjoint(with: [.preposition, .verb]) || start == end
      else { break }
      if !token.kinds.isDisjoint(with: [.description, .title]) { describes = true }
      start -= 1
    }
    let hasArticle =
      start > 0
      && (!tokens[start - 1].kinds.isDisjoint(with: [.definite, .indefinite])
        || tokens[start - 1].isPossessive)
      && tokens[start - 1].marks.isEmpty
    guard describes, start < end, hasArticle || !isApposition else { return }
    evidence += 1
    self.isApposition =
      isApposition && hasArticle && tokens[mention.tokens.upperBound - 1].marks == .comma
    describe(start..<end, in: tokens)
    // `her colleague` is what they are to somebody, and no office.
    if office == nil, start == 0 || tokens[start - 1].entry.pronoun == 0 {
      office = tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound
    }
  }

  // `Maria Lund, 54, a professor of physics,`; `Maria Lund, who …`; `Maria Lund said`
  private mutating func readAfter(_ mention: NameMention, in tokens: [StoryToken]) {
    let end = mention.tokens.upperBound
    guard end < tokens.count, !tokens[end - 1].isPossessive else { return }
    guard tokens[end - 1].marks == .comma else {
      var next = end
      while next < tokens.count, next < end + 3, tokens[next].kinds.contains(.adverb) { next += 1 }
      if tokens[end - 1].marks.isEmpty, next < tokens.count, tokens[next].kinds.contains(.verb),
        !tokens[next].isCapital
      {
        evidence += 2
      }
      return
    }
    var start = end
    if tokens[start].isNumber, tokens[start].marks == .comma, start + 1 < tokens.count {
      evidence += 1
      start += 1
    }
    if tokens[start].kinds.contains(.relative) { evidence += 1 }
    if !tokens[start].kinds.isDisjoint(with: [.definite, .indefinite]) { start += 1 }
    var stop = start
    var describes = false
    while stop < tokens.count, stop - start < 14 {
      let token = tokens[stop]
      guard !token.isQuotation, token.kinds.isDisjoint(with: [.relative]),
        !token.kinds.contains(.verb) || token.kinds.contains(.description) || token.isCapital
      else { break }
      if !token.kinds.isDisjoint(with: [.description, .title]) { describes = true }
      stop += 1
      if !token.marks.isEmpty { break }
    }
    guard describes, start < stop, tokens[start].kinds.isDisjoint(with: [.preposition]),
      tokens[start].name < 0 || !tokens[start].kinds.isDisjoint(with: [.title, .description])
        || start > end
    else { return }
    evidence += 1
    describe(start..<stop, in: tokens)
    if office == nil || stop - start > 1 && office?.count ?? 0 < 4 {
      office = tokens[start].range.lowerBound..<tokens[stop - 1].range.upperBound
    }
  }
}
