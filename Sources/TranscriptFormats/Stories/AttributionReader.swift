/// Finds out what each quotation of a story is, and who said it.
///
/// Paragraphs are read in order. Within each, every sentence first settles its quotations by the
/// words beside them, then says who was spoken of last.
struct AttributionReader {
  var subjects: SubjectReader
  var records: [QuotationRecord] = []
  let text: [UInt8]
  private let to = StoryWords.hash(of: Array("to".utf8)[...])
  private let that = StoryWords.hash(of: Array("that".utf8)[...])
  private var paragraph = 0
  private var lastSpeech: Int?
  // The end of the first strong mention of a sentence.
  var strongEnd = 0

  init(subjects: SubjectReader, text: [UInt8], count: Int) {
    self.subjects = subjects
    self.text = text
    records = Array(repeating: QuotationRecord(), count: count)
  }

  var tokens: [StoryToken] { subjects.tokens }

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
    settleParagraph()
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
    if number > 0, records[number - 1].kind == .document,
      records[number - 1].paragraph == paragraph
    {
      records[number].kind = .document
      return
    }
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
    if let documentVerb {
      if subjects.subject(before: documentVerb, from: range.lowerBound) == .document {
        return .document
      }
      // `found "…" and recommended "…"`
      let before = range.lowerBound - 1
      if before >= sentence, before >= 0, tokens[before].isQuotation,
        records[tokens[before].quotation].kind == .document
      {
        return .document
      }
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
}
