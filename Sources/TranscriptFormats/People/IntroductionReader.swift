/// A name, an organisation, or both, by which a questioner is introduced.
struct Introduction: Hashable, Sendable {
  /// The name; `nil` where it could not be heard.
  var name: String?
  /// The organisation.
  var affiliation: String?
}

/// Reads introductions: those that give the floor, and those of the questioners themselves.
///
/// It is asked at every turn, so it works on the words of a few sentences as ``SentenceScanner``
/// has them, and compares hashes; strings are made of names only.
struct IntroductionReader {
  private let text: [UInt8]
  private var scanner: SentenceScanner
  private var names: NameRecogniser
  private let rules: IntroductionRules

  init(text: [UInt8], conventions: Conventions) {
    self.text = text
    rules = conventions.introductions
    scanner = SentenceScanner(text: text, vocabulary: conventions.labels)
    names = NameRecogniser(text: text, rules: rules)
  }

  // MARK: The questioner's own words

  /// How a questioner introduces themself in the first sentences of a turn.
  mutating func own(in range: Range<Int>, marks: [Mark]) -> Introduction? {
    let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 240)
    scanner.read(range, marks: marks)
    let words = scanner.words
    var found = Introduction()
    for (number, sentence) in words.sentences.prefix(4).enumerated() {
      guard let introduction = own(words[sentence], isEarly: number < 3) else { continue }
      found.name = found.name ?? introduction.name
      found.affiliation = found.affiliation ?? introduction.affiliation
    }
    return found == Introduction() ? nil : found
  }

  private func own(_ words: ArraySlice<SentenceWord>, isEarly: Bool) -> Introduction? {
    var start = words.startIndex
    // A greeting before the name: `Hi, …`, `Yes, sir, …`.
    while let comma = words[start...].prefix(4).firstIndex(where: { $0.after == UInt8(ascii: ",") }
    ),
      words[start...comma].allSatisfy({ $0.isCapitalised && !names.isNameWord($0) })
    {
      start = comma + 1
    }
    for index in words.indices[start...].prefix(6) {
      guard let end = rules.selfTriggers.match(words, at: index), end < words.endIndex else {
        continue
      }
      if let name = introduced(words, end, minimum: 1) { return name }
      if rules.connectors.contains(words[end].hash),
        let (organisation, _) = names.organisation(words, end + 1)
      {
        return Introduction(affiliation: organisation)
      }
    }
    guard isEarly, start < words.endIndex else { return nil }
    if words[start].isMark {
      guard isInaudible(words[start]) else { return nil }
      return organisation(words, start + 1, after: words[start]).map {
        Introduction(affiliation: $0)
      }
    }
    return introduced(words, start, minimum: 2)
  }

  /// A name of at least `minimum` words at `index`, with an organisation behind it.
  private func introduced(
    _ words: ArraySlice<SentenceWord>, _ index: Int, minimum: Int
  ) -> Introduction? {
    guard index < words.endIndex, let end = names.nameEnd(words, index) else { return nil }
    let organisation = organisation(words, end, after: words[end - 1])
    // `Joe Rogue with Spotify?` asks who somebody is.
    if minimum > 1, words.last?.after == UInt8(ascii: "?"), words.count <= 8 { return nil }
    let isWhole = end == words.endIndex && minimum == 1 && end - index >= 2
    guard organisation != nil && end - index >= minimum || isWhole else { return nil }
    return Introduction(name: names.joined(words[index..<end]), affiliation: organisation)
  }

  /// The organisation after a name: `, ABC News` or `with ABC News`.
  private func organisation(
    _ words: ArraySlice<SentenceWord>, _ index: Int, after word: SentenceWord
  ) -> String? {
    var start = index
    while start < words.endIndex, !words[start].isCapitalised,
      rules.connectors.contains(words[start].hash)
    {
      start += 1
    }
    guard start > index || word.after == UInt8(ascii: ","), start < words.endIndex,
      let (organisation, end) = names.organisation(words, start)
    else { return nil }
    // What follows must end the sentence or set the organisation off.
    return words[end - 1].after != 0 || end == words.endIndex ? organisation : nil
  }

  /// Whether a mark stands for a name that could not be heard: it begins like `inaudible`,
  /// `unintelligible` or `off mic`.
  private func isInaudible(_ word: SentenceWord) -> Bool {
    let first = text[word.range.lowerBound + 1] | 0x20
    return first == UInt8(ascii: "i") || first == UInt8(ascii: "u") || first == UInt8(ascii: "o")
  }

  // MARK: Giving the floor

  /// Who is called by the last words of a turn, as in `Luis Martinez, ABC News`.
  mutating func call(in range: Range<Int>, marks: [Mark]) -> Introduction? {
    let start = max(range.lowerBound, range.upperBound - 260)
    // Most turns end with a long sentence, and before that nobody is called.
    if marks.isEmpty, let last = scanner.startOfLastSentence(in: start..<range.upperBound) {
      scanner.read(last..<range.upperBound, marks: [])
      let words = scanner.words
      if words.sentences.count == 1, words.all.count > Self.longCall { return call(words.all[...]) }
    }
    scanner.read(
      start..<range.upperBound, marks: marks.filter { $0.range.lowerBound >= start })
    let words = scanner.words
    var sentences = words.sentences[...]
    // The first one may have been cut.
    if start > range.lowerBound, sentences.count > 1 { sentences.removeFirst() }
    for sentence in sentences.suffix(3).reversed() {
      var spoken = words[sentence]
      if spoken.contains(where: \.isMark) { spoken = spoken.filter { !$0.isMark }[...] }
      if spoken.isEmpty { continue }
      if let introduction = call(spoken) { return introduction }
      if spoken.count > Self.longCall { return nil }
    }
    return nil
  }

  /// How many words a sentence has at most that may follow on one that gives the floor.
  private static let longCall = 5

  private mutating func call(_ words: ArraySlice<SentenceWord>) -> Introduction? {
    guard let opening = words.first, !opening.isThanks(in: text) else { return nil }
    var index = words.startIndex
    while index < words.endIndex {
      guard words[index].isCapitalised, let end = names.nameEnd(words, index),
        end - index > 1 || names.canStandAlone(words[index])
      else {
        index += 1
        continue
      }
      let organisation = organisation(words, end, after: words[end - 1])
      let rest = words[end...]
      let isLast = rest.allSatisfy { rules.courtesies.contains($0.hash) }
      if isLast || organisation != nil,
        isCalled(at: index, in: words)
          || isLast && rest.contains(where: { $0.hash == Self.question })
      {
        return Introduction(name: names.joined(words[index..<end]), affiliation: organisation)
      }
      index = end
    }
    return nil
  }

  private static let question = ByteHash(ofWord: "question").value

  /// Whether the words before a name give the floor to who bears it.
  private func isCalled(at index: Int, in words: ArraySlice<SentenceWord>) -> Bool {
    var start = index
    while start > words.startIndex, rules.honorifics.contains(words[start - 1].hash) { start -= 1 }
    let before = words[words.startIndex..<start]
    guard let previous = before.last else { return true }
    if before.count == 1, previous.after == UInt8(ascii: ",") { return true }
    // `Okay, …`, `Next question, …`, and behind a comma: `…, right here, …`
    let comma = before.dropLast().lastIndex { $0.after == UInt8(ascii: ",") }
    if let comma, previous.after == UInt8(ascii: ","), before[(comma + 1)...].allSatisfy(isCourtesy)
    {
      return true
    }
    if before.allSatisfy(isCourtesy) { return true }
    // `We go to …`, `I call on …`, and nobody else does.
    return rules.callers.contains(previous.hash) && words.count <= 24
      && before.dropLast().suffix(3).contains { rules.calls.contains($0.hash) }
      && !before.contains { rules.strangers.contains($0.hash) }
  }

  private func isCourtesy(_ word: SentenceWord) -> Bool {
    rules.courtesies.contains(word.hash) || rules.addressers.contains(word.hash)
      || rules.calls.contains(word.hash)
  }

  // MARK: The course of the exchange

  /// Whether a question takes up the one before: `And …`, `To be clear, …`.
  mutating func isFollowUp(in range: Range<Int>) -> Bool {
    let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 80)
    scanner.read(range, marks: [])
    let words = scanner.words
    guard let first = words.sentences.first else { return false }
    let sentence = words[first]
    if rules.followUps.match(sentence, at: sentence.startIndex) != nil { return true }
    // `Mr. President, …` addresses somebody and says nothing yet.
    guard let comma = sentence.prefix(3).firstIndex(where: { $0.after == UInt8(ascii: ",") }),
      sentence[...comma].allSatisfy(\.isCapitalised)
    else { return false }
    return rules.followUps.match(sentence, at: comma + 1) != nil
  }

  /// Whether the last words of a turn give the floor to somebody else without a name.
  mutating func isHandover(in range: Range<Int>) -> Bool {
    let start = max(range.lowerBound, range.upperBound - 160)
    scanner.read(start..<range.upperBound, marks: [])
    let words = scanner.words.all[...]
    return words.indices.contains { rules.handovers.match(words, at: $0) != nil }
  }
}
