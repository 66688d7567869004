public import Transcripts

/// Sees the nodes of a text while they are written.
///
/// A long transcript is slow to walk through, so whoever has to look at all of it does so where it is
/// walked through anyway.
public protocol TranscriptWatcher: AnyObject {
  /// A node is about to be written; what is inside it follows.
  func meet(_ node: Node)
}
