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
    /// Some turns, and pointers to the participants that have come up since those before.
    case turns([PlannedTurn], speakers: [Pointers])
    /// The turns have ended.
    case endOfTurns
  }

  let content: Content

  init(_ content: Content) {
    self.content = content
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
  /// The participant who renders what is interpreted; `nil` where nothing is.
  var interpreter: Int?
  /// When it began, where the label has a time code.
  var start: Pointers?
}
