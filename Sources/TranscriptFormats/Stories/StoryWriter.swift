import Diagnostics
import Transcripts

/// Turns the blocks of a story into nodes, in the order of the source.
struct StoryWriter {
  let text: [UInt8]
  let lines: [Line]
  let furniture: [Int: String]
  let documentID: String
  let identifierPhrases: [String]
  let quotations: StoryQuotations
  let people: KnownPeople?
  let keepsDecisions: Bool
  private var body = StoryBody()
  private var paragraphCount = 0
  private var figureCount = 0
  private var nextSpan = 0
  private var participants: [Int: Int] = [:]
  private var localNames: LocalNames
  /// The participants that a participants file lists, by their place in it.
  private var listed: [Int: Int] = [:]

  init(
    text: [UInt8], lines: [Line], furniture: [Int: String], documentID: String,
    people: KnownPeople? = nil, identifierPhrases: [String], quotations: StoryQuotations,
    keepsDecisions: Bool
  ) {
    self.keepsDecisions = keepsDecisions
    self.text = text
    self.lines = lines
    self.furniture = furniture
    self.documentID = documentID
    self.people = people
    localNames = LocalNames(reserving: people?.reserved ?? [])
    self.identifierPhrases = identifierPhrases
    self.quotations = quotations
  }

  /// Writes all of `blocks`.
  mutating func write(_ blocks: [StoryBlock], inline: (Range<Int>) -> [Node]) -> StoryBody {
    guard let first = blocks.first else { return body }
    let hasHeadings = blocks.contains { if case .heading = $0 { true } else { false } }
    var nodes = NodeAssembler(text, from: lines[first.lines.lowerBound].contentStart)
    var divisions: [Node] = []
    for block in blocks {
      let range = content(block.lines)
      if hasHeadings, case .heading = block, !nodes.nodes.isEmpty {
        divisions.append(.division(Division(kind: .article, content: nodes.nodes)))
        let start = nodes.position
        nodes = NodeAssembler(text, from: start)
        nodes.fill(to: range.lowerBound)
        divisions += nodes.nodes
        nodes = NodeAssembler(text, from: range.lowerBound)
      }
      nodes.append(node(block, inline: inline), covering: range)
    }
    if hasHeadings {
      divisions.append(.division(Division(kind: .article, content: nodes.nodes)))
      body.nodes = divisions
    } else {
      body.nodes = nodes.nodes
    }
    return body
  }

  private func content(_ lines: ClosedRange<Int>) -> Range<Int> {
    self.lines[lines.lowerBound].contentStart..<self.lines[lines.upperBound].end
  }

  private mutating func decide(
    _ lines: ClosedRange<Int>, _ outcome: @autoclosure () -> String,
    _ rule: @autoclosure () -> String, _ reason: String
  ) {
    guard keepsDecisions else { return }
    body.decisions.append(
      Decision(
        lines: LineRange(lines.lowerBound + 1, lines.upperBound + 1), outcome: outcome(),
        rule: rule(),
        reason: reason))
  }

  private func verbatim(_ range: Range<Int>) -> [Node] { [.text(text.string(range))] }

  private mutating func node(_ block: StoryBlock, inline: (Range<Int>) -> [Node]) -> Node {
    let range = content(block.lines)
    switch block {
    case .furniture(let line, let type):
      decide(line...line, "furniture", "furniture: \(type)", "the line belongs to the page")
      return .furniture(Furniture(kind: .init(rawValue: type), content: verbatim(range)))
    case .heading(let line):
      decide(
        line...line, "heading", "stories: heading",
        "short, alone, without a full stop, and a paragraph follows")
      return .heading(Heading(content: inline(range)))
    case .note(let line, let type):
      decide(line...line, "note", "meta: \(type)", "the line tells about the document")
      return .note(Note(kind: .init(rawValue: type), content: verbatim(range)))
    case .paragraph(let lines):
      return paragraph(lines, range, inline: inline)
    case .photograph(let photograph):
      return figure(photograph, range)
    }
  }

  // MARK: Paragraphs

  private mutating func paragraph(
    _ lines: ClosedRange<Int>, _ range: Range<Int>, inline: (Range<Int>) -> [Node]
  ) -> Node {
    paragraphCount += 1
    let id = ElementID(documentID, ".p", paragraphCount)
    body.origins.append((id, LineRange(lines.lowerBound + 1, lines.upperBound + 1)))
    var content: [Node] = []
    var offset = range.lowerBound
    if paragraphCount == 1, let end = Dateline.runIn(text, range) {
      let printed = text.string(range.lowerBound..<end)
      body.dateline = printed
      content.append(.segment(Segment(kind: .dateline, content: [.text(printed)])))
      offset = end
    }
    var speakers: [String] = []
    let firstSpan = nextSpan
    while nextSpan < quotations.spans.count, quotations.spans[nextSpan].start < range.upperBound {
      let span = quotations.spans[nextSpan]
      let number = nextSpan
      nextSpan += 1
      guard number < quotations.records.count, quotations.records[number].kind != .text,
        span.content.lowerBound >= offset
      else { continue }
      if offset < span.content.lowerBound { content += inline(offset..<span.content.lowerBound) }
      content.append(quotation(number, inline(span.content), &speakers))
      offset = span.content.upperBound
    }
    if offset < range.upperBound { content += inline(offset..<range.upperBound) }
    if firstSpan == nextSpan {
      decide(lines, "paragraph", "stories: paragraph", "prose without quotation marks")
    } else if speakers.isEmpty {
      decide(
        lines, "paragraph", "stories: quotations",
        "words in quotation marks, and no words beside them settle who said them")
    } else {
      decide(
        lines, "paragraph quoting \(speakers.joined(separator: ", "))", "stories: quotations",
        "the words beside the quotation, or the last subject, tell who speaks")
    }
    return .paragraph(Paragraph(id: id, content: content))
  }

  private mutating func quotation(
    _ number: Int, _ content: [Node], _ speakers: inout [String]
  ) -> Node {
    let record = quotations.records[number]
    switch record.kind {
    case .mention, .text: return .mention(Mention(content: content))
    case .document: return .documentQuotation(DocumentQuotation(content: content))
    case .speech: break
    }
    var said = Quotation(id: speechID(number), direct: "true", content: content)
    if let speaker = record.speaker {
      let id = participant(speaker)
      said.speaker = Pointers(to: id)
      if record.isInferred { said.certainty = .medium }
      if keepsDecisions { note(id, in: &speakers) }
    }
    said.previous = record.previous.map { Pointers(to: speechID($0)) }
    said.next = record.next.map { Pointers(to: speechID($0)) }
    return .quotation(said)
  }

  /// Notes that somebody is quoted, for explanations.
  private func note(_ speaker: ElementID, in speakers: inout [String]) {
    let local = String(speaker.rawValue.dropFirst(documentID.count + 1))
    if !speakers.contains(local), speakers.count < 8 { speakers.append(local) }
  }

  private func speechID(_ number: Int) -> ElementID {
    ElementID(documentID, ".q", quotations.records[number].number)
  }

  // MARK: People

  private mutating func participant(_ person: Int) -> ElementID {
    if let index = participants[person] { return body.participants[index].id }
    let found = quotations.persons[person]
    if let index = listedParticipant(found) {
      participants[person] = index
      return body.participants[index].id
    }
    let surname = surname(of: found)
    var local = asciiIdentifier(surname)
    if local.isEmpty { local = "person" }
    let id = ElementID(rawValue: "\(documentID).\(localNames.take(local))")
    participants[person] = body.participants.count
    body.participants.append(
      Participant(
        id: id, role: .speaker, names: [Ascription(folded(found.name))],
        offices: found.office.map { [Ascription(folded($0))] } ?? []))
    return id
  }

  /// The participant for somebody whom a participants file lists by their full name or an alias.
  private mutating func listedParticipant(_ found: StoryPerson) -> Int? {
    guard let people, case .person(let person, _, _) = people.match(name: folded(found.name)) else {
      return nil
    }
    if let index = listed[person] { return index }
    var participant = people.participant(
      person, id: ElementID(rawValue: "\(documentID).\(people.localNames[person])"),
      list: ElementID(rawValue: documentID + Transcript.participantListSuffix))
    if participant.role == nil { participant.role = .speaker }
    if participant.names.isEmpty { participant.names = [Ascription(folded(found.name))] }
    if participant.offices.isEmpty {
      participant.offices = found.office.map { [Ascription(folded($0))] } ?? []
    }
    listed[person] = body.participants.count
    body.participants.append(participant)
    return body.participants.count - 1
  }

  private func surname(of person: StoryPerson) -> String {
    let words = text[person.name].split { isASCIISpace($0) }
    for word in words.reversed() {
      let core = word.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }
      if StoryWords.hash(of: core[...]) == person.surname {
        return String(decoding: core, as: UTF8.self)
      }
    }
    return String(decoding: words.last ?? [], as: UTF8.self)
  }

  // The words in `range`, with the white space of broken lines folded.
  private func folded(_ range: Range<Int>) -> String {
    text[range].split { isASCIISpace($0) }.map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: " ")
  }

  // MARK: Photographs

  private mutating func figure(_ photograph: PhotographBlock, _ range: Range<Int>) -> Node {
    figureCount += 1
    let id = ElementID(documentID, ".f", figureCount)
    let lines = photograph.lines
    body.origins.append((id, LineRange(lines.lowerBound + 1, lines.upperBound + 1)))
    var nodes = NodeAssembler(text, from: range.lowerBound)
    var next = lines.lowerBound
    for (part, partLines) in photograph.parts {
      appendFurniture(next..<partLines.lowerBound, to: &nodes)
      append(part, content(partLines), to: &nodes)
      decide(
        partLines, Self.outcome(of: part), "stories: photographs",
        "the block ends with a credit or an identifier")
      next = partLines.upperBound + 1
    }
    return .figure(Figure(id: id, kind: .photo, content: nodes.nodes))
  }

  private mutating func appendFurniture(_ range: Range<Int>, to nodes: inout NodeAssembler) {
    for line in range {
      guard let type = furniture[line] else { continue }
      decide(line...line, "furniture", "furniture: \(type)", "the line belongs to the page")
      let content = lines[line].content
      nodes.append(
        .furniture(Furniture(kind: .init(rawValue: type), content: verbatim(content))),
        covering: content)
    }
  }

  private func append(
    _ part: PhotographBlock.Part, _ range: Range<Int>, to nodes: inout NodeAssembler
  ) {
    switch part {
    case .alternativeText:
      nodes.append(
        .figureDescription(FigureDescription(content: verbatim(range))), covering: range)
    case .title: nodes.append(.heading(Heading(content: verbatim(range))), covering: range)
    case .caption: nodes.append(.paragraph(Paragraph(content: verbatim(range))), covering: range)
    case .credit:
      nodes.append(.note(Note(kind: .credit, content: verbatim(range))), covering: range)
    case .identifier: nodes.append(reference(range), covering: range)
    case .creditedCaption(let offset):
      var end = offset
      while end > range.lowerBound, isASCIISpace(text[end - 1]) { end -= 1 }
      if end > range.lowerBound {
        let caption = range.lowerBound..<end
        nodes.append(
          .paragraph(Paragraph(content: verbatim(caption))), covering: caption)
      }
      let credit = offset..<range.upperBound
      nodes.append(.note(Note(kind: .credit, content: verbatim(credit))), covering: credit)
    }
  }

  // `VIRIN: 220714-D-WA993-4002`
  private func reference(_ range: Range<Int>) -> Node {
    var start = range.lowerBound
    for phrase in identifierPhrases where phrase.utf8.count <= range.count {
      let prefix = text.string(range.lowerBound..<range.lowerBound + phrase.utf8.count)
      if prefix.lowercased() == phrase.lowercased() { start += phrase.utf8.count; break }
    }
    while start < range.upperBound, isASCIISpace(text[start]) { start += 1 }
    // The name of a field that was left empty belongs to the page.
    guard start < range.upperBound else {
      return .furniture(Furniture(kind: .notice, content: verbatim(range)))
    }
    var content: [Node] = []
    if start > range.lowerBound { content += verbatim(range.lowerBound..<start) }
    content.append(
      .identifier(Identifier(kind: .virin, content: verbatim(start..<range.upperBound))))
    return .reference(Reference(content: content))
  }

  private static func outcome(of part: PhotographBlock.Part) -> String {
    switch part {
    case .alternativeText: "photograph: alternative text"
    case .title: "photograph: title"
    case .caption: "photograph: caption"
    case .credit: "photograph: credit"
    case .identifier: "photograph: identifier"
    case .creditedCaption: "photograph: caption and credit"
    }
  }
}
