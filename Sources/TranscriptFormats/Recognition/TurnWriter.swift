import Diagnostics
import Transcripts

/// Turns planned turns into nodes: label, marks of the voice, utterances, what stands between.
struct TurnWriter: Sendable {
  private let text: [UInt8]
  /// The last number of a line, if lines are numbered.
  private let lastNumber: Range<Int>?
  private let maker: UtteranceMaker
  private let inline: InlineReader
  private var divisions: DivisionWriter
  /// The last label of each name, which is mostly printed so again.
  private var labels: [Int: (range: Range<Int>, node: Node)] = [:]
  /// How many paragraphs stand before the first turn.
  private var paragraphs = 0

  /// Creates a writer of turns that begin at `start`.
  init(lastNumber: Range<Int>?, maker: UtteranceMaker, inline: InlineReader, start: Int) {
    text = inline.text
    self.inline = inline
    self.lastNumber = lastNumber
    self.maker = maker
    divisions = DivisionWriter(text: text, start: start)
  }

  /// Ends what is still open.
  mutating func finish(to sink: any NodeSink) {
    // Numbers of empty lines may follow the last words.
    if let lastNumber { divisions.writeLayout(before: lastNumber.upperBound, to: sink) }
    divisions.close(in: sink)
  }

  /// Writes turns; a span lends them, where an array would copy each.
  mutating func write(_ turns: Span<PlannedTurn>, to sink: any NodeSink) {
    for index in turns.indices { write(turns[index], to: sink) }
  }

  private mutating func write(_ turn: borrowing PlannedTurn, to sink: any NodeSink) {
    // The voices of captions are not printed.
    if !turn.label.isEmpty { divisions.write(label(of: turn), covering: turn.label, to: sink) }
    var number = 0
    let items = turn.plan.items.span
    for index in items.indices {
      switch items[index] {
      case .voice, .heading, .after, .prose: write(items[index], to: sink)
      case .utterance(let parts, let isInterpreted):
        let content = UtteranceContent(
          inline: inline, parts: parts, identifiers: turn.identifiers, number: number)
        // Either is lent where it is; a variable for both would be a copy.
        if number < turn.utterances.count {
          divisions.write(turn.utterances.span[number], of: content, to: sink)
        } else if let made = maker.make(parts, number, isInterpreted: isInterpreted, of: turn) {
          divisions.write(made, of: content, to: sink)
        }
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
      inline.append(part, to: &content)
      divisions.write(contentsOf: content.nodes, covering: part.range, to: sink)
    case .prose(let part): write(prose: part, to: sink)
    case .utterance: break
    }
  }

  /// Writes a paragraph that nobody says.
  private mutating func write(prose part: TurnPlan.Part, to sink: any NodeSink) {
    paragraphs += 1
    let made = maker.paragraph(part, number: paragraphs, by: inline)
    divisions.write(.paragraph(made.paragraph), covering: made.range, at: made.lines, to: sink)
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
