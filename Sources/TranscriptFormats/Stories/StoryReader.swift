import Diagnostics
import Transcripts

/// Reads the body of a news story: paragraphs, photographs, quotations and who said them.
///
/// Those who are quoted become participants with the role `speaker`, and nobody else becomes one.
/// Where a heading divides the story its nodes are divisions; otherwise they are what one division
/// holds.
struct StoryReader {
  let text: [UInt8]
  let lines: [Line]
  let conventions: Conventions
  let people: KnownPeople?
  let documentID: String
  /// Where headings are, if the markup of the source says so.
  let headings: [Int: Int]
  /// Whether to keep what each line became, and why.
  let keepsDecisions: Bool

  init(
    text: [UInt8], lines: [Line], conventions: Conventions, people: KnownPeople? = nil,
    documentID: String, headings: [Int: Int] = [:], keepsDecisions: Bool = true
  ) {
    self.keepsDecisions = keepsDecisions
    self.headings = headings
    self.text = text
    self.lines = lines
    self.conventions = conventions
    self.people = people
    self.documentID = documentID
  }

  /// A paragraph longer than this is not searched for quotations.
  private static let paragraphLimit = 1 << 20

  /// Reads the lines in `lineRange`; `furniture` are those of the page, with their types.
  ///
  /// `inline` turns a range of bytes into nodes and accounts for every byte of it.
  func read(
    _ lineRange: Range<Int>, furniture: [Int: String], inline: (Range<Int>) -> [Node]
  ) -> StoryBody {
    let words = conventions.storyWords
    let layout = StoryLayout(text: text, lines: lines, range: lineRange, furniture: furniture)
    let photographs = PhotographScanner(
      text: text, lines: lines, furniture: furniture, layout: layout, conventions: conventions,
      words: words)
    let scanner = StoryBlockScanner(
      text: text, lines: lines, furniture: furniture, layout: layout, conventions: conventions,
      headings: headings)
    let blocks = scanner.scan(lineRange, photographs: photographs.scan(lineRange))
    let quotations = readQuotations(blocks, words: words)
    var writer = StoryWriter(
      text: text, lines: lines, furniture: furniture, documentID: documentID, people: people,
      identifierPhrases: conventions.file.stories.photographs.identifier, quotations: quotations,
      keepsDecisions: keepsDecisions)
    return writer.write(blocks, inline: inline)
  }

  // MARK: Quotations

  private func readQuotations(_ blocks: [StoryBlock], words: StoryWords) -> StoryQuotations {
    var paragraphs: [Range<Int>] = []
    for block in blocks {
      guard case .paragraph(let range) = block else { continue }
      paragraphs.append(lines[range.lowerBound].contentStart..<lines[range.upperBound].end)
    }
    var tokenizer = StoryTokenizer(text: text, words: words)
    var quotations = StoryQuotations()
    var scanner = QuotationScanner(text: text, usesSingleMarks: usesSingleMarks(paragraphs))
    var spanEnds: [Int] = []
    spanEnds.reserveCapacity(paragraphs.count)
    for (index, paragraph) in paragraphs.enumerated() {
      let first = quotations.spans.count
      if paragraph.count <= Self.paragraphLimit {
        scanner.scan(paragraph, into: &quotations.spans)
      }
      // A mark that is never closed: it goes on in the next paragraph, or it ends with this one,
      // unless the words after it tell that the closing mark was lost.
      if let last = quotations.spans.last, quotations.spans.count > first, last.isOpen {
        let goesOn =
          index + 1 < paragraphs.count
          && scanner.opensQuotation(at: paragraphs[index + 1].lowerBound)
        if tellsSpeaker(last, &tokenizer)
          || !goesOn && last.start > paragraph.lowerBound
            && !follows(last, in: paragraph, &tokenizer)
        {
          quotations.spans.removeLast()
        }
      }
      spanEnds.append(quotations.spans.count)
    }
    attribute(paragraphs, spanEnds, tokenizer: &tokenizer, words: words, &quotations)
    return quotations
  }

  private func attribute(
    _ paragraphs: [Range<Int>], _ spanEnds: [Int], tokenizer: inout StoryTokenizer,
    words: StoryWords, _ quotations: inout StoryQuotations
  ) {
    guard !quotations.spans.isEmpty else { return }
    let finder = NameFinder()
    var persons = StoryPersons(text: text)
    var mentions: [NameMention] = []
    var start = 0
    for (paragraph, end) in zip(paragraphs, spanEnds) where paragraph.count <= Self.paragraphLimit {
      tokenizer.read(paragraph, quotations: quotations.spans[start..<end])
      start = end
      finder.find(in: &tokenizer.tokens, &mentions)
      for token in tokenizer.tokens where !token.isCapital && !token.isQuotation {
        persons.noteSmallWord(token.hash)
      }
      for mention in mentions { persons.learn(mention, from: tokenizer.tokens) }
      persons.learnFromPronouns(mentions, in: tokenizer.tokens)
    }
    var reader = AttributionReader(
      subjects: SubjectReader(persons: persons, words: words, text: text), text: text,
      count: quotations.spans.count)
    start = 0
    var wasOpen = false
    for (number, (paragraph, end)) in zip(paragraphs, spanEnds).enumerated()
    where paragraph.count <= Self.paragraphLimit {
      tokenizer.read(paragraph, quotations: quotations.spans[start..<end])
      finder.find(in: &tokenizer.tokens, &mentions)
      swap(&reader.subjects.tokens, &tokenizer.tokens)
      swap(&reader.subjects.mentions, &mentions)
      let opens = start < end && quotations.spans[start].start == paragraph.lowerBound
      reader.readParagraph(number, spans: quotations.spans, continues: wasOpen && opens)
      swap(&reader.subjects.tokens, &tokenizer.tokens)
      swap(&reader.subjects.mentions, &mentions)
      wasOpen = start < end && quotations.spans[end - 1].isOpen
      start = end
    }
    reader.link()
    quotations.records = reader.records
    quotations.persons = reader.subjects.persons
  }

  // `"We are glad, Lund said.`
  private func tellsSpeaker(_ span: QuotationSpan, _ tokenizer: inout StoryTokenizer) -> Bool {
    tokenizer.read(span.content, quotations: [])
    let tokens = tokenizer.tokens
    for index in tokens.indices.dropFirst() {
      let gap = tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound
      let asks = text[gap].contains { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "!") }
      guard tokens[index - 1].marks == .comma || asks && !tokens[index].isCapital else { continue }
      let isSubject =
        !tokens[index].kinds.isDisjoint(with: [.pronoun, .definite, .indefinite])
        || tokens[index].isCapital
      let verb = tokens[index...].prefix(4).dropFirst().first { $0.kinds.contains(.verb) }
      if isSubject, verb != nil { return true }
    }
    return false
  }

  // `Lund said: "We are glad`
  private func follows(
    _ span: QuotationSpan, in paragraph: Range<Int>, _ tokenizer: inout StoryTokenizer
  ) -> Bool {
    tokenizer.read(max(paragraph.lowerBound, span.start - 200)..<span.start, quotations: [])
    guard let last = tokenizer.tokens.last else { return false }
    return !last.marks.isDisjoint(with: [.comma, .colon, .stop])
  }

  // British printers quote with single marks. Only where no double ones are, since `’` is also an
  // apostrophe.
  private func usesSingleMarks(_ paragraphs: [Range<Int>]) -> Bool {
    var single = 0
    for paragraph in paragraphs {
      var offset = paragraph.lowerBound
      while offset < paragraph.upperBound {
        let byte = text[offset]
        if byte == UInt8(ascii: "\"") { return false }
        if byte == 0xE2, offset + 2 < paragraph.upperBound, text[offset + 1] == 0x80 {
          if text[offset + 2] == 0x9C { return false }
          if text[offset + 2] == 0x98 { single += 1 }
        }
        offset = QuotationScanner.openers.first(
          in: text.span, from: offset + 1, to: paragraph.upperBound)
      }
    }
    return single > 0
  }
}

/// The quotations of a story, and the people it names.
struct StoryQuotations {
  var spans: [QuotationSpan] = []
  var records: [QuotationRecord] = []
  var persons = StoryPersons(text: [])
}
