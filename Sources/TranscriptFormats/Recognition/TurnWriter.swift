import Diagnostics
import Transcripts

/// Turns the plan of a turn into nodes: label, marks of the voice, utterances, what stands between.
struct TurnWriter {
  private let text: [UInt8]
  private let lines: [Line]
  private let inline: InlineReader
  private let language: String?
  private let categories: CategoryPointers
  private var body: BodyAssembler

  /// Where the utterances stood in the source.
  private(set) var origins = Origins()
  /// Whether anything is ascribed to the audience.
  private(set) var usesAudience = false

  init(
    text: [UInt8], lines: [Line], inline: InlineReader, language: String?, documentID: String,
    start: Int
  ) {
    self.text = text
    self.lines = lines
    self.inline = inline
    self.language = language
    categories = CategoryPointers(documentID: documentID)
    body = BodyAssembler(text: text, start: start)
  }

  /// The divisions, and the white space between them.
  mutating func finish() -> [Node] { body.finish() }

  /// Writes a turn.
  ///
  /// `speaker` and `interpreter` point to the participants; `firstLine` is the index of the label's.
  mutating func write(
    _ plan: TurnPlan, label: Range<Int>, by found: FoundSpeaker, speaker: Pointers,
    interpreter: Pointers?, _ identifiers: TurnIdentifiers, firstLine: Int
  ) {
    // A label without words governs nothing; it is kept as what it is, a printed note.
    let printed: [Node] = [.text(text.string(label))]
    body.append(
      identifiers.count > 0
        ? .speakerLabel(SpeakerLabel(content: printed))
        : .note(Note(kind: .editorial, content: printed)), covering: label)
    var number = 0
    for item in plan.items {
      switch item {
      case .voice(let range, _):
        body.append(
          .note(Note(kind: .interpreter, content: [.text(text.string(range))])), covering: range)
      case .heading(let range, _):
        body.open(.heading(Heading(content: [.text(text.string(range))])), covering: range)
      case .after(let part):
        var content = NodeAssembler(text, from: part.range.lowerBound)
        append(part, to: &content)
        body.append(contentsOf: content.nodes, covering: part.range)
      case .utterance(let parts, let isInterpreted):
        let interpreter = isInterpreted || found.interpreter != nil ? interpreter : nil
        var utterance = Utterance(
          id: ElementID(rawValue: identifiers.utterance(number)), speaker: speaker,
          categories: categories.pointers(found.role, isInterpreted: interpreter != nil),
          certainty: found.certainty, responsible: interpreter,
          language: interpreter == nil ? nil : language)
        if identifiers.count > 1 { link(&utterance, number, identifiers) }
        utterance.corresponding = found.corresponding.map { Pointers(to: $0) }
        append(
          &utterance, parts, number, identifiers,
          firstLine: number == 0 ? firstLine : parts.first?.line ?? firstLine)
        number += 1
      }
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

  private mutating func append(
    _ utterance: inout Utterance, _ parts: [TurnPlan.Part], _ number: Int,
    _ identifiers: TurnIdentifiers, firstLine: Int
  ) {
    guard let first = parts.first, let last = parts.last, let id = utterance.id else { return }
    var content = NodeAssembler(text, from: first.range.lowerBound)
    var segments = 0
    for part in parts {
      guard case .segment = part.kind else {
        append(part, to: &content)
        continue
      }
      var nodes = inline.nodes(of: part.range, marks: part.marks)
      if part.beginsLost { nodes.insert(.gap(Gap(reason: .lost)), at: 0) }
      note(part.marks)
      content.append(
        .segment(Segment(id: identifiers.segment(segments, of: number), content: nodes)),
        covering: part.range)
      segments += 1
    }
    utterance.content = content.nodes
    let range = first.range.lowerBound..<last.range.upperBound
    body.append(.utterance(utterance), covering: range)
    var lastLine = last.line
    while lastLine + 1 < lines.count, lines[lastLine + 1].start < range.upperBound { lastLine += 1 }
    origins[id.rawValue] = LineRange(firstLine + 1, lastLine + 1)
  }

  private mutating func note(_ marks: [Mark]) {
    if marks.contains(where: { $0.meanings.contains(where: \.isByAudience) }) {
      usesAudience = true
    }
  }

  /// Appends events, furniture and times.
  private mutating func append(_ part: TurnPlan.Part, to content: inout NodeAssembler) {
    switch part.kind {
    case .segment: return
    case .events:
      for mark in part.marks {
        content.fillLayout(to: mark.range.lowerBound)
        inline.append(mark, to: &content)
      }
      note(part.marks)
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
