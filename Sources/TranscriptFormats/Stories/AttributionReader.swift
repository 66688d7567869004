/// Finds out what each quotation of a story is, and who said it.
///
/// Paragraphs are read in order. Within each, every sentence first settles its quotations by the
/// words beside them, then says who was spoken of last.
struct AttributionReader {
  var subjects: SubjectReader
  private(set) var records: [QuotationRecord] = []
  private let text: [UInt8]
  private let to = StoryWords.hash(of: Array("to".utf8)[...])
  private let that = StoryWords.hash(of: Array("that".utf8)[...])
  private var paragraph = 0
  private var lastSpeech: Int?

  init(subjects: SubjectReader, text: [UInt8], count: Int) {
    self.subjects = subjects
    self.text = text
    records = Array(repeating: QuotationRecord(), count: count)
  }

  private var tokens: [StoryToken] { subjects.tokens }

  /// Reads the paragraph whose words are in `subjects`.
  ///
  /// `continues`: whether its first quotation goes on with the one that the last paragraph left open.
  mutating func readParagraph(
    _ number: Int, spans: [QuotationSpan], continues: Bool
  ) {
    paragraph = number
    let count = subjects.tokens.count
    var first = true
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, !subjects.tokens[end].opensSentence { end += 1 }
      var last: Subject?
      for index in start..<end where subjects.tokens[index].isQuotation {
        let isContinued = continues && first && index == 0
        first = false
        let found = readQuotation(at: index, sentence: start, spans: spans, isContinued)
        last = found ?? last
      }
      readSentence(start..<end, attribution: last)
      start = end
    }
    settleParagraph(spans: spans)
  }

  // MARK: Quotations

  private mutating func readQuotation(
    at index: Int, sentence: Int, spans: [QuotationSpan], _ isContinued: Bool
  ) -> Subject? {
    let number = subjects.tokens[index].quotation
    let span = spans[number]
    records[number].paragraph = paragraph
    let shape = QuotationShape(span, in: text)
    var lower = index
    while lower > sentence, !subjects.tokens[lower - 1].isQuotation { lower -= 1 }
    let before = lower..<index
    if names(before: index, from: lower, shape) {
      records[number].kind = .mention
      return nil
    }
    var subject: Subject?
    let isDirect = leadsIn(before)
    if isDirect { subject = attribution(in: before, sentence: sentence) }
    if subject == nil, !span.isOpen { subject = attribution(after: index) }
    if subject == nil, !isDirect, !before.isEmpty,
      let found = attribution(in: before, sentence: sentence)
    {
      if isScareQuote(shape, spans[number], before: index, from: lower) {
        records[number].kind = .mention
        return nil
      }
      subject = found
    }
    if let subject {
      record(subject, number)
      records[number].isExplicit = true
      records[number].continues = isContinued
      records[number].asks = shape.asks
      return subject
    }
    if isContinued, let lastSpeech {
      records[number].kind = .speech
      records[number].speaker = records[lastSpeech].speaker
      records[number].isInferred = records[lastSpeech].isInferred
      records[number].continues = true
      self.lastSpeech = number
      return nil
    }
    let standsAlone = subjects.tokens[index].opensSentence && shape.isSentence || span.isOpen
    if standsAlone {
      recordStandingAlone(number)
      records[number].asks = shape.asks
    } else if shape.wordCount <= 5 || shape.isTitle {
      records[number].kind = .mention
    } else {
      let subject = subjects.leftmost(in: before)
      record(subject == .document ? .document : subject ?? .unnamed, number)
      if records[number].speaker != nil { records[number].isInferred = true }
    }
    return nil
  }

  private mutating func record(_ subject: Subject, _ number: Int) {
    switch subject {
    case .person(let person, let isInferred):
      records[number].kind = .speech
      records[number].speaker = person
      records[number].isInferred = isInferred
    case .unnamed: records[number].kind = .speech
    case .document: records[number].kind = .document
    }
    if records[number].kind == .speech { lastSpeech = number }
  }

  // Nothing beside it says whose it is: the last one spoken of, if that is settled.
  private mutating func recordStandingAlone(_ number: Int) {
    records[number].kind = .speech
    defer { lastSpeech = number }
    guard case .person(let person)? = subjects.salience.states.first else {
      return
    }
    if let lastSpeech, records[lastSpeech].paragraph == paragraph,
      records[lastSpeech].speaker == person
    {
      records[number].isInferred = records[lastSpeech].isInferred
    } else if let lastSpeech, records[lastSpeech].paragraph == paragraph - 1,
      records[lastSpeech].asks, !records[lastSpeech].continues,
      subjects.tokens.first?.isQuotation == true
    {
      return  // a question was asked: somebody else may answer
    } else {
      records[number].isInferred = true
    }
    records[number].speaker = person
  }

  // MARK: The words beside a quotation

  // `Lund said:`, `She added,`, `Berg said that`
  private func leadsIn(_ range: Range<Int>) -> Bool {
    guard let last = range.last else { return false }
    let token = subjects.tokens[last]
    if !token.marks.isDisjoint(with: [.comma, .colon, .dash]) { return true }
    return token.kinds.contains(.verb) || token.hash == that
  }

  /// The subject of the verb of speech after the quotation at `index`.
  private mutating func attribution(after index: Int) -> Subject? {
    let first = index + 1
    guard first < tokens.count, !tokens[first].isQuotation else { return nil }
    let marks = tokens[index].marks
    guard !marks.contains(.stop), !marks.contains(.colon), !marks.contains(.semicolon) else {
      return nil
    }
    let isStrong = !marks.isDisjoint(with: [.comma, .open])
    let token = tokens[first]
    if token.kinds.contains(.according), first + 2 < tokens.count {
      return subjects.subject(after: first + 2)
    }
    if !token.isCapital, token.kinds.contains(.verb), !token.kinds.contains(.passive) {
      return subjects.subject(after: first + 1)
    }
    if !token.isCapital, token.kinds.contains(.documentVerb) {
      return subjects.subject(after: first + 1) == .document ? .document : nil
    }
    let startsNoun =
      token.name >= 0 || token.kinds.contains(.pronoun) || subjects.isArticle(first)
      || !token.kinds.isDisjoint(with: [.description, .group, .nameParticle]) || token.isCapital
    guard startsNoun else { return nil }
    guard let verb = verb(from: first, isNear: !isStrong) else {
      return isStrong ? subjectWithoutVerb(at: first) : nil
    }
    let found = subjects.subject(before: verb, from: first)
    if !tokens[verb].kinds.contains(.verb), found != .document { return nil }
    return found
  }

  // `," Lund grins`: a comma before the closing mark promises a verb of speech, whichever it is.
  private mutating func subjectWithoutVerb(at first: Int) -> Subject? {
    let token = tokens[first]
    if token.kinds.contains(.pronoun), token.marks.isEmpty {
      return subjects.resolve(pronoun: token.entry.pronoun, at: first)
    }
    guard token.name >= 0, subjects.mentions[token.name].tokens.lowerBound == first,
      !subjects.mentions[token.name].isPossessive(tokens)
    else { return nil }
    return subjects.person(subjects.mentions[token.name], mayCreate: false)
  }

  private func verb(from first: Int, isNear: Bool) -> Int? {
    let limit = min(tokens.count, first + (isNear ? 8 : 60))
    for index in first..<limit {
      let token = subjects.tokens[index]
      if token.isQuotation || token.opensSentence && index > first { return nil }
      if index > first, !token.isCapital,
        !token.kinds.isDisjoint(with: [.verb, .documentVerb]), !followsArticle(index)
      {
        return index
      }
      if isNear, !token.marks.isEmpty { return nil }
      if token.marks.contains(.semicolon) || token.marks.contains(.stop) { return nil }
    }
    return nil
  }

  // `the reported loss`, `a noted author`
  private func followsArticle(_ index: Int) -> Bool {
    index > 0 && subjects.isArticle(index - 1) && subjects.tokens[index - 1].marks.isEmpty
  }

  /// The subject of the last verb of speech in `range`, the words before a quotation.
  private mutating func attribution(in range: Range<Int>, sentence: Int) -> Subject? {
    guard !range.isEmpty else { return nil }
    var index = range.upperBound - 1
    let limit = max(range.lowerBound, range.upperBound - 80)
    var documentVerb: Int?
    while index >= limit {
      let token = tokens[index]
      if token.kinds.contains(.according), index + 2 < range.upperBound,
        tokens[index + 1].hash == to
      {
        return subjects.subject(after: index + 2)
      }
      if !token.isCapital || index == range.lowerBound, token.kinds.contains(.verb),
        !followsArticle(index), !token.opensSentence || index == range.lowerBound
      {
        return subject(ofVerb: index, in: range, sentence: sentence)
      }
      if token.kinds.contains(.documentVerb), documentVerb == nil { documentVerb = index }
      index -= 1
    }
    if let documentVerb,
      subjects.subject(before: documentVerb, from: range.lowerBound) == .document
    {
      return .document
    }
    // `Lund on the future: "…"`
    guard let last = range.last, !tokens[last].marks.isDisjoint(with: [.colon]) else { return nil }
    switch subjects.leftmost(in: range) {
    case .person(let person, _): return .person(person, isInferred: last > range.lowerBound)
    case let other: return other
    }
  }

  private mutating func subject(
    ofVerb verb: Int, in range: Range<Int>, sentence: Int
  ) -> Subject? {
    if let found = subjects.subject(before: verb, from: range.lowerBound) { return found }
    if verb == range.lowerBound, range.lowerBound == sentence,
      let found = subjects.subject(after: verb + 1)
    {
      return found
    }
    if let found = subjects.leftmost(in: range.lowerBound..<verb) { return found }
    // `"…," Lund said, adding, "…"`: the subject stands before the quotation before.
    guard range.lowerBound > sentence, tokens[range.lowerBound - 1].isQuotation else {
      return subjects.leftmost(in: verb + 1..<range.upperBound)
    }
    let before = records[tokens[range.lowerBound - 1].quotation]
    guard before.kind == .speech, let speaker = before.speaker else {
      return subjects.leftmost(in: sentence..<verb)
    }
    return .person(speaker, isInferred: before.isInferred)
  }

  // MARK: Quotation marks without a speaker

  // `a ship called "Aurora"`, `her book "The Long Sea"`
  private func names(before index: Int, from lower: Int, _ shape: QuotationShape) -> Bool {
    guard index > lower else { return false }
    let token = subjects.tokens[index - 1]
    if token.kinds.contains(.naming), token.marks.isEmpty {
      return shape.wordCount <= 5 || shape.isTitle
    }
    guard shape.isTitle || shape.wordCount <= 3 else { return false }
    return token.kinds.contains(.document) && !token.kinds.contains(.documentVerb)
      && token.kinds.isDisjoint(with: [.verb]) && !token.marks.contains(.colon)
  }

  // `said the so-called "ghost nets" are gone`, but `said the mood was "electric"`
  private func isScareQuote(
    _ shape: QuotationShape, _ span: QuotationSpan, before index: Int, from lower: Int
  ) -> Bool {
    if shape.isTitle, shape.wordCount >= 2 { return true }
    guard shape.wordCount <= 2 else { return false }
    guard index > lower else { return true }
    let token = subjects.tokens[index - 1]
    if token.kinds.contains(.predicate) { return false }
    // `called the results "promising"`
    let calls = subjects.tokens[lower..<index].suffix(12).contains {
      $0.kinds.isSuperset(of: [.verb, .naming])
    }
    if calls { return false }
    // `the "ghost nets"` is half a noun; at the end of a sentence other words complete what was said.
    let endsSentence = subjects.tokens[index].marks.contains(.stop)
    return !endsSentence
      || !token.kinds.isDisjoint(with: [.definite, .indefinite, .preposition])
  }

  // MARK: Sentences

  // After its quotations, a sentence says who was spoken of last.
  private mutating func readSentence(_ range: Range<Int>, attribution: Subject?) {
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

  // The end of the first strong mention of the sentence.
  private var strongEnd = 0

  // `Lund and Berg met`, `Lund, the mayor, and Berg met`, but not `Lund met Berg and Vik`.
  private func hasNoVerb(_ range: Range<Int>) -> Bool {
    range.isEmpty || range.count <= 16
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

  // MARK: Afterwards

  // A quotation before the first one that is attributed has its speaker, if only quotations stand
  // before that; and the parts of one speech are linked.
  private mutating func settleParagraph(spans: [QuotationSpan]) {
    var leading: [Int] = []
    var previous: Int?
    for index in subjects.tokens.indices {
      let number = subjects.tokens[index].quotation
      guard number >= 0 else {
        if previous == nil, leading.isEmpty { break }
        continue
      }
      guard records[number].kind == .speech else { continue }
      if !records[number].isExplicit, !records[number].continues, previous == nil,
        leading.count == index
      {
        leading.append(number)
        continue
      }
      if previous == nil, leading.count == index, records[number].isExplicit,
        records[number].speaker != nil
      {
        for number in leading where !records[number].continues {
          let settled = tokens[index].quotation
          records[number].speaker = records[settled].speaker
          records[number].isInferred = records[settled].isInferred
        }
      }
      previous = number
    }
  }

  /// Links the parts of each speech; the speaker of a speech over several paragraphs may be told
  /// in any of them.
  mutating func link() {
    var chain: [Int] = []
    func settle(_ chain: [Int], _ records: inout [QuotationRecord]) {
      guard let told = chain.first(where: { records[$0].isExplicit && records[$0].speaker != nil })
      else { return }
      for number in chain where !records[number].isExplicit || records[number].speaker == nil {
        records[number].speaker = records[told].speaker
        records[number].isInferred = records[told].isInferred
      }
    }
    for number in records.indices where records[number].kind == .speech {
      if records[number].continues {
        chain.append(number)
      } else {
        settle(chain, &records)
        chain = [number]
      }
    }
    settle(chain, &records)
    var previous: Int?
    var count = 0
    for number in records.indices where records[number].kind == .speech {
      count += 1
      records[number].number = count
      defer { previous = number }
      guard let before = previous else { continue }
      let isSameParagraph = records[before].paragraph == records[number].paragraph
      let isSameSpeaker =
        records[number].speaker == records[before].speaker
        && (records[number].speaker != nil || !records[number].isExplicit)
      guard isSameSpeaker && isSameParagraph || records[number].continues else { continue }
      records[number].previous = before
      records[before].next = number
    }
  }
}

/// What a quotation looks like.
struct QuotationShape {
  private(set) var wordCount = 0
  /// Whether every longer word begins with a capital.
  private(set) var isTitle = false
  /// Whether it begins and ends like a sentence.
  private(set) var isSentence = false
  private(set) var asks = false

  init(_ span: QuotationSpan, in text: [UInt8]) {
    var capitals = 0
    var long = 0
    var offset = span.content.lowerBound
    // What matters is settled by the first words.
    let end = min(span.content.upperBound, offset + 240)
    while offset < end {
      while offset < end, isASCIISpace(text[offset]) { offset += 1 }
      let start = offset
      while offset < end, !isASCIISpace(text[offset]) { offset += 1 }
      guard offset > start else { break }
      wordCount += 1
      let isCapital = text[start] < 0x80 ? text[start] & 0xE0 == 0x40 : isCapitalScalar(text, at: start)
      if offset - start >= 4 || wordCount == 1 {
        long += 1
        if isCapital { capitals += 1 }
      }
    }
    isTitle = wordCount >= 2 && long >= 2 && capitals == long && wordCount <= 16
    let first = text[span.content.lowerBound]
    let beginsHigh =
      first < 0x80
      ? !(first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z"))
      : !isASCIILetterOrDigit(first)
    let last = text[span.content.upperBound - 1]
    asks = last == UInt8(ascii: "?")
    let hasStop =
      last == UInt8(ascii: ".") || asks || last == UInt8(ascii: "!")
      || last == UInt8(ascii: "-") || last == 0x94 || last == 0x93 || last == 0xA6
    // British printers put the full stop after the mark.
    let follows = span.end < text.count ? text[span.end] : 0
    let stopFollows = follows == UInt8(ascii: ".") || follows == UInt8(ascii: "?")
    isSentence = beginsHigh && (hasStop || stopFollows && wordCount > 5)
  }
}
