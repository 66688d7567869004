import Diagnostics
import Transcripts

/// Turns planned turns into nodes: label, marks of the voice, utterances, what stands between.
struct TurnWriter {
  private let text: [UInt8]
  private let maker: UtteranceMaker
  private let inline: InlineReader
  private var divisions: DivisionWriter
  /// How many paragraphs nobody says.
  private var paragraphs = 0

  /// Creates a writer of turns that begin at `start`.
  init(_ setting: TurnSetting, at start: TurnPosition) {
    maker = setting.maker
    inline = setting.inline
    text = inline.text
    divisions = DivisionWriter(text: text, at: start)
  }

  /// Ends what is still open, and writes the numbers of empty lines before an offset.
  mutating func finish(numbersEnd: Int?, to sink: any NodeSink) {
    if let numbersEnd { divisions.writeLayout(before: numbersEnd, to: sink) }
    divisions.close(in: sink)
  }

  /// Writes a turn.
  mutating func write(_ turn: PlannedTurn, to sink: any NodeSink) {
    // The voices of captions are not printed.
    if !turn.label.isEmpty { write(label: turn, to: sink) }
    var number = 0
    let list = turn.plan.items
    let items = list.span
    for index in items.indices {
      switch items[index] {
      case .voice, .heading, .after, .prose: write(items[index], to: sink)
      case .utterance(let parts, let isInterpreted):
        if let made = maker.make(parts, number, isInterpreted: isInterpreted, of: turn) {
          let content = UtteranceContent(
            inline: inline, parts: parts, identifiers: turn.draft.identifiers, number: number)
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

  /// Writes the label of a turn.
  private mutating func write(label turn: PlannedTurn, to sink: any NodeSink) {
    if turn.draft.identifiers.count > 0 { return divisions.write(label: turn.label, to: sink) }
    // A label without words governs nothing; it is kept as what it is, a printed note.
    let note = Note(kind: .editorial, content: [.text(text.string(turn.label))])
    divisions.write(.note(note), covering: turn.label, to: sink)
  }
}

/// Pointers to the categories that utterances are classified by.
struct CategoryPointers: Sendable {
  private let byRole: [(role: Participant.Role, own: Pointers, interpreted: Pointers)]
  private let onlyInterpreted: Pointers

  /// The roles that utterances are classified by.
  static let roles: [Participant.Role] = [.host, .guest, .moderator, .questioner]

  init(documentID: String) {
    let delivery = "#\(documentID).interpreted"
    onlyInterpreted = Pointers(rawValue: delivery)
    byRole = Self.roles.map { role in
      let name = "#\(documentID).\(role.rawValue)"
      return (role, Pointers(rawValue: name), Pointers(rawValue: "\(name) \(delivery)"))
    }
  }

  /// The pointers for an utterance, or `nil` where there is nothing to say.
  func pointers(_ role: Participant.Role, isInterpreted: Bool) -> Pointers? {
    for each in byRole where each.role == role {
      return isInterpreted ? each.interpreted : each.own
    }
    return isInterpreted ? onlyInterpreted : nil
  }
}
