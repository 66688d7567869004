/// A name, an organisation, or both, by which a questioner is introduced.
struct Introduction: Hashable, Sendable {
  /// The name; `nil` where it could not be heard.
  var name: String?
  /// The organisation.
  var affiliation: String?
}

/// Reads introductions: those that give the floor, and those of the questioners themselves.
///
/// Works on the words of one or two sentences, as byte ranges; only capitalised words are looked up.
struct IntroductionReader {
  private let text: [UInt8]
  private let vocabulary: LabelVocabulary
  private let notNames: Set<String>
  private let organisations: Set<String>
  private let selfTriggers: [[String]]
  private let connectors: Set<String>
  private let handovers: [[UInt8]]
  private let followUps: [[String]]
  private let commonWords: LowerCaseWords

  init(text: [UInt8], conventions: Conventions) {
    self.text = text
    vocabulary = conventions.labels
    let rules = conventions.file.introductions
    notNames = Set(rules.notNames)
    organisations = Set(rules.organisations)
    selfTriggers = rules.`self`.map { $0.split(separator: " ").map(String.init) }
    connectors = Set(rules.with.flatMap { $0.split(separator: " ").map(String.init) })
    handovers = rules.handover.map { Array($0.utf8) }.filter { !$0.isEmpty }
    followUps = rules.followUp.map { $0.split(separator: " ").map(String.init) }
    commonWords = LowerCaseWords(of: text)
  }

  // MARK: Sentences and words

  private struct Word {
    var range: Range<Int>
    /// The punctuation that follows directly, or 0.
    var after: UInt8
    /// Whether brackets: a mark inside the sentence.
    var isMark = false
  }

  /// The words of `range`, sentence by sentence; marks count as one word.
  private func sentences(in range: Range<Int>, marks: [Mark]) -> [[Word]] {
    var sentences: [[Word]] = [[]]
    var index = range.lowerBound
    var mark = marks.startIndex
    while index < range.upperBound {
      if mark < marks.endIndex, marks[mark].range.lowerBound <= index {
        let end = marks[mark].range.upperBound
        sentences[sentences.count - 1].append(
          Word(range: marks[mark].range, after: punctuation(at: end, range), isMark: true))
        index = max(end, index + 1)
        mark += 1
        continue
      }
      if !isWordByte(index) {
        index += 1
        continue
      }
      var end = index
      let limit = mark < marks.endIndex ? marks[mark].range.lowerBound : range.upperBound
      while end < limit, isWordByte(end) { end += 1 }
      // A full stop belongs to an initial or a title.
      var after = punctuation(at: end, range)
      let isInitial = end - index == 1 && isUpperCaseASCII(text[index])
      if after == UInt8(ascii: "."),
        isInitial || (end - index <= 4 && vocabulary.isTitle(text.string(index..<end).uppercased()))
      {
        after = 0
        end += 1
      }
      sentences[sentences.count - 1].append(Word(range: index..<end, after: after))
      index = end
      if after == UInt8(ascii: ".") || after == UInt8(ascii: "?") || after == UInt8(ascii: "!") {
        sentences.append([])
      }
    }
    return sentences.filter { !$0.isEmpty }
  }

  private func punctuation(at index: Int, _ range: Range<Int>) -> UInt8 {
    guard index < range.upperBound else { return UInt8(ascii: ".") }
    switch text[index] {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      return text[index]
    default: return 0
    }
  }

  private func isWordByte(_ index: Int) -> Bool {
    let byte = text[index]
    if byte >= 0x80 {
      // No-break space and dashes separate; letters and the apostrophe do not.
      if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 { return false }
      if byte == 0xA0, index > 0, text[index - 1] == 0xC2 { return false }
      if byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80,
        text[index + 2] == 0x93 || text[index + 2] == 0x94
      {
        return false
      }
      return true
    }
    return isLowerCaseASCII(byte | 0x20) || isDigit(byte) || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "&")
  }

  private func isCapitalised(_ word: Word) -> Bool {
    guard !word.isMark else { return false }
    let first = text[word.range.lowerBound]
    return isUpperCaseASCII(first) || (first >= 0xC3 && first < 0xE2)
  }

  private func lower(_ word: Word) -> String { text.string(word.range).lowercased() }

  // MARK: Names

  /// The end of the name that begins at `index` of `words`, or `nil`.
  private func nameEnd(_ words: [Word], _ index: Int) -> Int? {
    var end = index
    while end < words.count, end - index < 4 {
      let word = words[end]
      let isParticle =
        end > index && end + 1 < words.count
        && vocabulary.particles.contains(text.string(word.range))
        && !connectors.contains(text.string(word.range))
      guard isParticle || isNameWord(word) else { break }
      end += 1
      if word.after != 0 { break }
    }
    while end > index, !isCapitalised(words[end - 1]) { end -= 1 }
    return end > index ? end : nil
  }

  private func isNameWord(_ word: Word) -> Bool {
    guard isCapitalised(word), word.range.count > 1 else { return false }
    let printed = text.string(word.range)
    if printed.hasSuffix("'s") || printed.hasSuffix("’s") { return false }
    if notNames.contains(printed) || organisations.contains(printed) { return false }
    let bare = PrintedName.bare(printed)
    if vocabulary.isTitle(bare), bare.count > 1 { return false }
    // Organisations are often printed in capitals: NBC, RAI.
    return printed.count <= 2 || printed.contains(where: \.isLowercase) || printed.hasSuffix(".")
  }

  /// The organisation that begins at `index`: capitalised words, joined by small ones.
  private func affiliation(_ words: [Word], _ index: Int) -> (String, end: Int)? {
    var start = index
    if start < words.count, lower(words[start]) == "the" { start += 1 }
    var end = start
    var last = start
    while end < words.count, end - start < 8 {
      let word = words[end]
      if word.isMark { break }
      if isCapitalised(word) || (end > start && text[word.range.lowerBound] == UInt8(ascii: "&")) {
        last = end + 1
      } else if end == start || !["of", "and", "the", "for", "&"].contains(lower(word)) {
        break
      }
      end += 1
      if word.after != 0 { break }
    }
    guard last > start else { return nil }
    return (text.string(words[start].range.lowerBound..<words[last - 1].range.upperBound), last)
  }

  private func joined(_ words: ArraySlice<Word>) -> String? {
    guard let first = words.first, let last = words.last else { return nil }
    return text.string(first.range.lowerBound..<last.range.upperBound)
      .split { $0.isWhitespace }.joined(separator: " ")
  }

  // MARK: The questioner's own words

  /// How a questioner introduces themself in the first sentences of a turn.
  func own(in range: Range<Int>, marks: [Mark]) -> Introduction? {
    let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 240)
    var found: Introduction?
    for (number, words) in sentences(in: range, marks: marks).prefix(4).enumerated() {
      if let introduction = own(words, isEarly: number < 3) {
        if introduction.name != nil {
          return Introduction(
            name: introduction.name, affiliation: introduction.affiliation ?? found?.affiliation)
        }
        found = found ?? introduction
      }
    }
    return found
  }

  private func own(_ words: [Word], isEarly: Bool) -> Introduction? {
    var start = 0
    // A greeting before the name: `Hi, …`, `Yes, sir, …`.
    while start < words.count, isCapitalised(words[start]), !isNameWord(words[start]),
      words[start].after == UInt8(ascii: ",")
    {
      start += 1
    }
    for trigger in selfTriggers {
      for index in words.indices.dropFirst(start).prefix(6) {
        let end = index + trigger.count
        guard end < words.count,
          zip(words[index..<end], trigger).allSatisfy({ lower($0) == $1 })
        else { continue }
        if let name = introduced(words, end, minimum: 1) { return name }
        if connectors.contains(lower(words[end])),
          let (organisation, _) = affiliation(words, end + 1)
        {
          return Introduction(affiliation: organisation)
        }
      }
    }
    guard isEarly, start < words.count else { return nil }
    if words[start].isMark, isInaudible(words[start]) {
      return organisation(words, start + 1, after: words[start]).map {
        Introduction(affiliation: $0)
      }
    }
    return introduced(words, start, minimum: 2)
  }

  /// A name of at least `minimum` words at `index`, with an organisation behind it.
  private func introduced(_ words: [Word], _ index: Int, minimum: Int) -> Introduction? {
    guard index < words.count, let end = nameEnd(words, index) else { return nil }
    let organisation = organisation(words, end, after: words[end - 1])
    let isWhole = end == words.count && minimum == 1 && end - index >= 2
    guard organisation != nil && end - index >= minimum || isWhole else { return nil }
    return Introduction(name: joined(words[index..<end]), affiliation: organisation)
  }

  /// The organisation after a name: `, ABC News.`, `with ABC News.`
  private func organisation(_ words: [Word], _ index: Int, after word: Word) -> String? {
    guard index < words.count else { return nil }
    var start = index
    while start < words.count, connectors.contains(lower(words[start])),
      text.string(words[start].range).first?.isLowercase ?? false
    {
      start += 1
    }
    guard start > index || word.after == UInt8(ascii: ","), start < words.count,
      let (organisation, end) = affiliation(words, start)
    else { return nil }
    // What follows must end the sentence or set the organisation off.
    let last = words[end - 1]
    return last.after != 0 || end == words.count ? organisation : nil
  }

  private func isInaudible(_ word: Word) -> Bool {
    let first = text[word.range.lowerBound + 1] | 0x20
    return first == UInt8(ascii: "i") || first == UInt8(ascii: "u") || first == UInt8(ascii: "o")
  }

  // MARK: Giving the floor

  /// Who is called by the last words of a turn: `Luis Martinez, ABC News.`, `Josh?`
  func call(in range: Range<Int>, marks: [Mark]) -> Introduction? {
    let start = max(range.lowerBound, range.upperBound - 260)
    let kept = marks.filter { $0.range.lowerBound >= start }
    var sentences = sentences(in: start..<range.upperBound, marks: kept)
    if start > range.lowerBound, sentences.count > 1 { sentences.removeFirst() }
    for words in sentences.suffix(3).reversed() {
      let words = words.filter { !$0.isMark }
      if words.isEmpty { continue }
      if let introduction = call(words) { return introduction }
      if !isFiller(words) { return nil }
    }
    return nil
  }

  private func call(_ words: [Word]) -> Introduction? {
    let opening = lower(words[0])
    if opening.hasPrefix("thank") { return nil }
    var index = 0
    while index < words.count {
      guard isNameWord(words[index]), let end = nameEnd(words, index) else {
        index += 1
        continue
      }
      let isTriggered =
        index > 0
        && [
          "to", "on", "with", "from", "is", "for", "by", "up", "next", "first", "and", "how",
          "about",
        ]
        .contains(lower(words[index - 1]))
      let isAddressed =
        index == 0 || words[index - 1].after == UInt8(ascii: ",")
        || ["okay", "ok", "yes", "yeah", "sure", "right", "so", "go", "well", "hey"]
          .contains(lower(words[index - 1]))
      if end - index == 1, !canStandAlone(words[index]) {
        index = end
        continue
      }
      let organisation = organisation(words, end, after: words[end - 1])
      let isLast = end == words.count || onlyCourtesy(words[end...])
      if organisation != nil, isAddressed || isTriggered || end - index >= 2 {
        return Introduction(name: joined(words[index..<end]), affiliation: organisation)
      }
      if isLast, isAddressed || (isTriggered && words.count <= 24) {
        return Introduction(name: joined(words[index..<end]))
      }
      index = end
    }
    return nil
  }

  /// Whether one capitalised word can be a name: the document never has it in lower case.
  private func canStandAlone(_ word: Word) -> Bool {
    let printed = lower(word)
    return !printed.hasSuffix("ly") && !commonWords.contains(printed)
  }

  /// Whether only `please` or `go ahead` follow a name.
  private func onlyCourtesy(_ words: ArraySlice<Word>) -> Bool {
    let courtesies: Set<String> = [
      "please", "go", "ahead", "you", "have", "the", "floor", "sir", "ma'am", "ma’am", "over", "to",
      "you're", "you’re", "up", "next", "your", "question", "first", "a", "do", "got", "had",
      "want",
    ]
    return words.allSatisfy { courtesies.contains(lower($0)) }
  }

  /// Whether a sentence says nothing that could keep a call from being the one before it.
  private func isFiller(_ words: [Word]) -> Bool { words.count <= 5 }

  /// Whether a question takes up the one before: `And …`, `To be clear, …`.
  func isFollowUp(in range: Range<Int>) -> Bool {
    let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 80)
    let sentence = sentences(in: range, marks: []).first ?? []
    // `Mr. President, …` addresses somebody and says nothing yet.
    let address = sentence.prefix(3).firstIndex { $0.after == UInt8(ascii: ",") }
    let isAddress = address.map { sentence[...$0].allSatisfy(isCapitalised) } ?? false
    let words = sentence.map(lower)
    let rest = words.dropFirst(isAddress ? (address ?? 0) + 1 : 0)
    return followUps.contains { words.starts(with: $0) || rest.starts(with: $0) }
  }

  /// Whether the last words of a turn give the floor to somebody else without a name.
  func isHandover(in range: Range<Int>) -> Bool {
    let start = max(range.lowerBound, range.upperBound - 160)
    let tail = text[start..<range.upperBound].map { isUpperCaseASCII($0) ? $0 | 0x20 : $0 }
    var opensWord = true
    for index in tail.indices {
      if opensWord, isLowerCaseASCII(tail[index]) {
        for phrase in handovers
        where phrase[0] == tail[index] && tail[index...].starts(with: phrase) {
          let end = index + phrase.count
          if end == tail.count || !isLowerCaseASCII(tail[end]) { return true }
        }
      }
      opensWord = !isLowerCaseASCII(tail[index]) && tail[index] != UInt8(ascii: "'")
    }
    return false
  }
}
