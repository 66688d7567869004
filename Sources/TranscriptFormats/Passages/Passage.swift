import Diagnostics
import Transcripts

/// A stretch of a document as the reader recognised it, before nodes are made of it.
///
/// It is complete in itself, so that nodes can be made of one passage while the next is still read;
/// those of most even before those of the passage above.
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
    /// Turns, or what stands before or after them.
    case turns(TurnStretch)
  }

  let content: Content

  init(_ content: Content) {
    self.content = content
  }

  /// What it consists of, if its nodes can be made before those of the passages above.
  package var independentStretch: TurnStretch? {
    if case .turns(let stretch) = content, !stretch.setting.needsPlaces { stretch } else { nil }
  }
}
