import Diagnostics
import Transcripts

/// A stretch of a document as the reader recognised it, before nodes are made of it.
///
/// It is complete in itself, so that nodes can be made of one passage while the next is still read.
package struct Passage: Sendable {
  enum Content: Sendable {
    /// The document begins; what it consists of has these times, if any.
    case beginning(SourceText, language: String?, timeline: CaptionTimeline?)
    /// A container begins, without its content.
    case opening(Node)
    /// A whole node.
    case node(Node, LineRange?)
    /// The container that was opened last ends.
    case closing
    /// Turns follow, which are to be written so.
    case writer(TurnWriter)
    /// What stands before the first turn.
    case leading(TurnPlan)
    /// Some turns.
    case turns([PlannedTurn])
    /// The turns have ended.
    case endOfTurns
  }

  private(set) var content: Content
  /// Makes the utterances of turns.
  private let maker: UtteranceMaker?

  init(_ content: Content, maker: UtteranceMaker? = nil) {
    self.content = content
    self.maker = maker
  }

  /// Makes the utterances of turns, which is else done when they are written: for whoever has the
  /// time.
  package mutating func prepare() {
    guard case .turns(var turns) = content, let maker else { return }
    content = .endOfTurns
    for index in turns.indices { turns[index].makeUtterances(by: maker) }
    content = .turns(turns)
  }
}

/// A turn that has been taken apart, and whose speaker has been found.
struct PlannedTurn: Sendable {
  var plan: TurnPlan
  /// The label as printed.
  var label: Range<Int>
  /// A number that labels of the same name have in common.
  var name: Int
  /// The index of the label's line.
  var line: Int
  var identifiers: TurnIdentifiers
  /// Whose words they are.
  var found: FoundSpeaker
  /// A pointer to the participant whose words they are.
  var speaker: Pointers
  /// A pointer to who renders what is interpreted; `nil` where nothing is.
  var interpreter: Pointers?
  /// When it began, where the label has a time code.
  var start: Pointers?
  /// Its utterances, if they have been made.
  private(set) var utterances: [MadeUtterance] = []

  /// Makes its utterances.
  mutating func makeUtterances(by maker: UtteranceMaker) {
    utterances.reserveCapacity(plan.utteranceCount)
    for case .utterance(let parts, let isInterpreted) in plan.items {
      let number = utterances.count
      guard let made = maker.make(parts, number, isInterpreted: isInterpreted, of: self) else {
        return
      }
      utterances.append(made)
    }
  }
}
