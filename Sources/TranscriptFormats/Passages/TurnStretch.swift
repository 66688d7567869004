import Transcripts

/// Some turns, or what stands before or after all of them.
///
/// It knows where it begins, so its nodes can be made without those that come before, and on
/// another thread.
package struct TurnStretch: Sendable {
  enum Content: Sendable {
    /// What stands before the first turn.
    case leading(TurnPlan)
    /// Turns, one after another.
    case turns([PlannedTurn])
    /// The end of all turns; numbers of empty lines may follow the last words, up to this offset.
    case end(numbersEnd: Int?)
  }

  let content: Content
  /// Where it begins.
  package let start: TurnPosition
  let setting: TurnSetting

  /// The text that it is a part of, in UTF-8.
  package var text: [UInt8] { setting.inline.text }

  /// Makes its nodes, and gives them to a sink.
  package func write(to sink: any NodeSink) {
    var writer = TurnWriter(setting, at: start)
    switch content {
    case .leading(let plan): writer.write(leading: plan, to: sink)
    case .turns(let list):
      let turns = list.span
      for index in turns.indices { writer.write(turns[index], to: sink) }
    case .end(let numbersEnd): writer.finish(numbersEnd: numbersEnd, to: sink)
    }
  }
}

/// What all stretches of a document have in common.
final class TurnSetting: Sendable {
  let maker: UtteranceMaker
  let inline: InlineReader
  /// Whether nodes have to be told where they stand in the file or in time, one after another.
  let needsPlaces: Bool

  init(maker: UtteranceMaker, inline: InlineReader, needsPlaces: Bool) {
    self.maker = maker
    self.inline = inline
    self.needsPlaces = needsPlaces
  }
}

/// How far the nodes of turns reach: what the next of them depend on.
package struct TurnPosition: Sendable {
  /// The offset up to which the text is accounted for.
  package var offset: Int
  /// Whether a division is open.
  package var isInDivision = false

  /// Goes on to the end of a turn.
  mutating func pass(_ turn: TurnDraft, in text: [UInt8]) {
    if !turn.label.label.isEmpty { pass(to: turn.label.label.upperBound) }
    pass(turn.plan, in: text)
  }

  /// Goes on to the end of what a plan holds.
  mutating func pass(_ plan: TurnPlan, in text: [UInt8]) {
    switch plan.items.last {
    case .voice(let range, _), .heading(let range, _): pass(to: range.upperBound)
    case .utterance(let parts, _):
      if let last = parts.last { pass(to: last.range.upperBound) }
    case .after(let part): pass(to: part.range.upperBound)
    case .prose(let part): pass(to: text.trimmedAtEnd(part.range).upperBound)
    case nil: break
    }
  }

  /// Goes on behind a node: outside a division there are none.
  mutating func pass(to offset: Int) {
    self.offset = offset
    isInDivision = true
  }
}
