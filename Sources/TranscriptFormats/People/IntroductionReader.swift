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
  private let names: NameRecogniser
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
    while start < words.endIndex, words[start].isCapitalised, !names.isNameWord(words[start]),
      words[start].after == UInt8(ascii: ",")
    {
      start += 1
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
      if spoken.count > 5 { return nil }
    }
    return nil
  }

  private func call(_ words: ArraySlice<SentenceWord>) -> Introduction? {
    guard let opening = words.first, !opening.isThanks(in: text) else { return nil }
    var index = words.startIndex
    while index < words.endIndex {
      guard words[index].isCapitalised, let end = names.nameEnd(words, index),
        end - index > 1 || names.canStandAlone(words[index])
      else {
        index += 1
        continue
      }
      let previous = wordBefore(index, in: words)
      let isTriggered =
        previous.map { rules.callers.contains($0.hash) && !isErrand($0, in: words) } ?? false
      let isAddressed =
        previous.map { $0.after == UInt8(ascii: ",") || rules.addressers.contains($0.hash) } ?? true
      let organisation = organisation(words, end, after: words[end - 1])
      let isLast = words[end...].allSatisfy { rules.courtesies.contains($0.hash) }
      if organisation != nil, isAddressed || isTriggered || end - index >= 2 {
        return Introduction(name: names.joined(words[index..<end]), affiliation: organisation)
      }
      if isLast, isAddressed || (isTriggered && words.count <= 24) {
        return Introduction(name: names.joined(words[index..<end]))
      }
      index = end
    }
    return nil
  }

  /// Whether `to` before a name tells where somebody else goes: `On Tuesday, he goes to …`.
  private func isErrand(_ word: SentenceWord, in words: ArraySlice<SentenceWord>) -> Bool {
    guard word.hash == Self.to else { return false }
    return words.contains { rules.strangers.contains($0.hash) }
  }

  private static let to = ByteHash(ofWord: "to").value

  /// The word before a name, an honorific set aside: `the first goes to Ms. Roth`.
  private func wordBefore(_ index: Int, in words: ArraySlice<SentenceWord>) -> SentenceWord? {
    var before = index
    while before > words.startIndex, rules.honorifics.contains(words[before - 1].hash) {
      before -= 1
    }
    return before > words.startIndex ? words[before - 1] : nil
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
