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

  init(
    text: [UInt8], lines: [Line], inline: InlineReader, language: String?, documentID: String,
    start: Int
  ) {
    self.text = text
    self.lines = lines
    self.inline = inline
    self.language = language
    categories = CategoryPointers(documentID: documentID)
    divisions = DivisionWriter(text: text, start: start)
  }

  /// Ends what is still open.
  mutating func finish(to sink: any NodeSink) { divisions.close(in: sink) }

  /// Writes a turn.
  mutating func write(_ turn: PlannedTurn, to sink: any NodeSink) {
    let identifiers = turn.identifiers
    let found = turn.found
    // The voices of captions are not printed.
    if !turn.label.isEmpty {
      // A label without words governs nothing; it is kept as what it is, a printed note.
      let printed: [Node] = [.text(text.string(turn.label))]
      divisions.write(
        identifiers.count > 0
          ? .speakerLabel(SpeakerLabel(content: printed))
          : .note(Note(kind: .editorial, content: printed)), covering: turn.label, to: sink)
    }
    var number = 0
    for item in turn.plan.items {
      switch item {
      case .voice, .heading, .after: write(item, to: sink)
      case .utterance(let parts, let isInterpreted):
        let interpreter = isInterpreted || found.interpreter != nil ? turn.interpreter : nil
        var utterance = Utterance(
          id: ElementID(rawValue: identifiers.utterance(number)), speaker: turn.speaker,
          categories: categories.pointers(found.role, isInterpreted: interpreter != nil),
          certainty: found.certainty, responsible: interpreter,
          language: interpreter == nil ? nil : language)
        if identifiers.count > 1 { link(&utterance, number, identifiers) }
        utterance.corresponding = found.corresponding.map { Pointers(to: $0) }
        write(
          &utterance, parts, number, identifiers,
          firstLine: number == 0 ? turn.line : parts.first?.line ?? turn.line, to: sink)
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
    case .utterance: break
    }
  }

  /// Links the utterances of one turn.
  private func link(_ utterance: inout Utterance, _ number: Int, _ identifiers: TurnIdentifiers) {
    if number > 0 {
      utterance.previous = Pointers(rawValue: "#" + identifiers.utterance(number - 1))
    }
    if number + 1 < identifiers.count {
      utterance.next = Pointers(rawValue: "#" + identifiers.utterance(number + 1))
    }
  }

  private mutating func write(
    _ utterance: inout Utterance, _ parts: [TurnPlan.Part], _ number: Int,
    _ identifiers: TurnIdentifiers, firstLine: Int, to sink: any NodeSink
  ) {
    guard let first = parts.first, let last = parts.last else { return }
    var content = NodeAssembler(text, from: first.range.lowerBound)
    var segments = 0
    for part in parts {
      guard case .segment = part.kind else {
        append(part, to: &content)
        continue
      }
      var nodes = inline.nodes(of: part.range, marks: part.marks)
      if part.beginsLost { nodes.insert(.gap(Gap(reason: .lost)), at: 0) }
      content.append(
        .segment(Segment(id: identifiers.segment(segments, of: number), content: nodes)),
        covering: part.range)
      segments += 1
    }
    utterance.content = content.nodes
    let range = first.range.lowerBound..<last.range.upperBound
    var lastLine = last.line
    while lastLine + 1 < lines.count, lines[lastLine + 1].start < range.upperBound { lastLine += 1 }
    divisions.write(
      .utterance(utterance), covering: range, at: LineRange(firstLine + 1, lastLine + 1), to: sink)
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
