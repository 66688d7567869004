import Diagnostics
import Transcripts

/// Turns planned turns into nodes: label, marks of the voice, utterances, what stands between.
struct TurnWriter: Sendable {
  private let text: [UInt8]
  private let lines: [Line]
  private let inline: InlineReader
  private let language: String?
  private let categories: CategoryPointers
  private var divisions: DivisionWriter
  /// Takes the content of one utterance after another.
  private var content: NodeAssembler
  /// The last label of each name, which is mostly printed so again.
  private var labels: [Int: (range: Range<Int>, node: Node)] = [:]
  /// Pointers to all who have spoken so far, by their numbers.
  private var speakers: [Pointers] = []
  private let documentID: String
  /// How many paragraphs stand before the first turn.
  private var paragraphs = 0

  init(
    text: [UInt8], lines: [Line], inline: InlineReader, language: String?, documentID: String,
    start: Int
  ) {
    self.text = text
    self.lines = lines
    self.inline = inline
    self.language = language
    self.documentID = documentID
    categories = CategoryPointers(documentID: documentID)
    divisions = DivisionWriter(text: text, start: start)
    content = NodeAssembler(text, from: start)
  }

  /// Takes note of pointers to participants that have come up since the last ones.
  mutating func add(speakers: [Pointers]) { self.speakers += speakers }

  /// Ends what is still open.
  mutating func finish(to sink: any NodeSink) {
    // Numbers of empty lines may follow the last words.
    if let number = lines.last(where: { $0.number != nil })?.number {
      divisions.writeLayout(before: number.upperBound, to: sink)
    }
    divisions.close(in: sink)
  }

  /// Writes a turn.
  mutating func write(_ turn: PlannedTurn, to sink: any NodeSink) {
    // The voices of captions are not printed.
    if !turn.label.isEmpty { divisions.write(label(of: turn), covering: turn.label, to: sink) }
    var number = 0
    let items = turn.plan.items.span
    for index in items.indices {
      switch items[index] {
      case .voice, .heading, .after, .prose: write(items[index], to: sink)
      case .utterance(let parts, let isInterpreted):
        write(parts, number, isInterpreted: isInterpreted, of: turn, to: sink)
        number += 1
      }
    }
  }

  /// Writes what stands before the first turn: headings and events.
  mutating func write(leading plan: TurnPlan, to sink: any NodeSink) {
    for item in plan.items { write(item, to: sink) }
  }

  /// Writes what is no utterance.
  private mutating func write(_ item: TurnPlan.Item, to sink: any NodeSink) {
    switch item {
    case .voice(let range, _):
      divisions.write(
        .note(Note(kind: .interpreter, content: [.text(text.string(range))])), covering: range,
        to: sink)
    case .heading(let range, _):
      divisions.open(
        .heading(Heading(content: [.text(text.string(range))])), covering: range, to: sink)
    case .after(let part):
      var content = NodeAssembler(text, from: part.range.lowerBound)
      append(part, to: &content)
      divisions.write(contentsOf: content.nodes, covering: part.range, to: sink)
    case .prose(let part): write(prose: part, to: sink)
    case .utterance: break
    }
  }

  /// Writes a paragraph that nobody says.
  private mutating func write(prose part: TurnPlan.Part, to sink: any NodeSink) {
    paragraphs += 1
    var lastLine = part.line
    while lastLine + 1 < lines.count, lines[lastLine + 1].start < part.range.upperBound {
      lastLine += 1
    }
    let range = text.trimmedAtEnd(part.range)
    divisions.write(
      .paragraph(
        Paragraph(
          id: ElementID(rawValue: "\(documentID).p\(paragraphs)"),
          content: inline.nodes(of: range, marks: part.marks.filter(\.isSupplied)))),
      covering: range, at: LineRange(part.line + 1, lastLine + 1), to: sink)
  }

  /// The label of a turn.
  private mutating func label(of turn: PlannedTurn) -> Node {
    // A label without words governs nothing; it is kept as what it is, a printed note.
    if turn.identifiers.count == 0 {
      return .note(Note(kind: .editorial, content: [.text(text.string(turn.label))]))
    }
    if let known = labels[turn.name], text.isSame(known.range, turn.label) { return known.node }
    let node = Node.speakerLabel(SpeakerLabel(content: [.text(text.string(turn.label))]))
    labels[turn.name] = (turn.label, node)
    return node
  }

  /// Writes an utterance of a turn; its number is from 0.
  private mutating func write(
    _ parts: [TurnPlan.Part], _ number: Int, isInterpreted: Bool, of turn: PlannedTurn,
    to sink: any NodeSink
  ) {
    guard let first = parts.first, let last = parts.last else { return }
    let identifiers = turn.identifiers
    let nodes = nodes(of: parts, number, identifiers)
    let interpreter =
      isInterpreted || turn.found.interpreter != nil
      ? turn.interpreter.map { speakers[$0] } : nil
    let range = first.range.lowerBound..<last.range.upperBound
    let firstLine = number == 0 ? turn.line : first.line
    var lastLine = last.line
    while lastLine + 1 < lines.count, lines[lastLine + 1].start < range.upperBound { lastLine += 1 }
    divisions.write(
      Utterance(
        id: ElementID(rawValue: identifiers.utterance(number)),
        speaker: speakers[turn.found.index],
        categories: categories.pointers(turn.found.role, isInterpreted: interpreter != nil),
        certainty: turn.found.certainty, responsible: interpreter,
        language: interpreter == nil ? nil : language,
        next: number + 1 < identifiers.count
          ? Pointers(rawValue: "#" + identifiers.utterance(number + 1)) : nil,
        previous: number > 0
          ? Pointers(rawValue: "#" + identifiers.utterance(number - 1)) : nil,
        corresponding: turn.found.corresponding.map { Pointers(to: $0) },
        start: number == 0 ? turn.start : nil, content: nodes),
      covering: range, at: LineRange(firstLine + 1, lastLine + 1), to: sink)
  }

  /// What the parts of an utterance become.
  private mutating func nodes(
    of parts: [TurnPlan.Part], _ utterance: Int, _ identifiers: TurnIdentifiers
  ) -> [Node] {
    // Between two parts there is mostly white space.
    _ = content.take(
      beginningAt: parts.first?.range.lowerBound ?? 0, reserving: parts.count * 2 - 1)
    var segments = 0
    for part in parts {
      guard case .segment = part.kind else {
        append(part, to: &content)
        continue
      }
      var nodes = inline.nodes(of: part.range, marks: part.marks)
      if part.beginsLost { nodes.insert(.gap(Gap(reason: .lost)), at: 0) }
      content.fillLayout(to: part.range.lowerBound)
      content.append(
        .segment(Segment(id: identifiers.segment(segments, of: utterance), content: nodes)),
        covering: part.range)
      segments += 1
    }
    return content.take(beginningAt: 0)
  }

  /// Appends events, furniture and times.
  private func append(_ part: TurnPlan.Part, to content: inout NodeAssembler) {
    switch part.kind {
    case .segment: return
    case .events:
      for mark in part.marks {
        content.fillLayout(to: mark.range.lowerBound)
        inline.append(mark, to: &content)
      }
    case .line(let kind):
      let range = text.trimmedAtEnd(part.range)
      // A line of no-break spaces alone is layout, and no note.
      if !range.isEmpty {
        content.fillLayout(to: range.lowerBound)
        content.append(kind.node(printed: text.string(range)), covering: range)
      }
    }
    content.fillLayout(to: part.range.upperBound)
  }
}

/// Pointers to the categories that utterances are classified by.
struct CategoryPointers {
  private let own: [Participant.Role: Pointers]
  private let interpreted: [Participant.Role: Pointers]
  private let onlyInterpreted: Pointers

  /// The roles that utterances are classified by.
  static let roles: [Participant.Role] = [.host, .guest, .moderator, .questioner]

  init(documentID: String) {
    let delivery = "#\(documentID).interpreted"
    onlyInterpreted = Pointers(rawValue: delivery)
    let names = Self.roles.map { ($0, "#\(documentID).\($0.rawValue)") }
    own = Dictionary(
      names.map { ($0, Pointers(rawValue: $1)) }, uniquingKeysWith: { first, _ in first })
    interpreted = Dictionary(
      names.map { ($0, Pointers(rawValue: "\($1) \(delivery)")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The pointers for an utterance, or `nil` where there is nothing to say.
  func pointers(_ role: Participant.Role, isInterpreted: Bool) -> Pointers? {
    isInterpreted ? interpreted[role] ?? onlyInterpreted : own[role]
  }
}
