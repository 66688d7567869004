public import Transcripts

/// Sees what is said, and by whom, while it is written.
///
/// A long transcript is slow to walk through, so whoever has to look at all of it does so where it is
/// walked through anyway.
public protocol TranscriptWatcher: AnyObject {
  /// A run of text, in UTF-8, is about to be written.
  func meet(text: Span<UInt8>)
  /// An utterance is about to be written; what is inside it follows.
  func meet(_ utterance: Utterance)
  /// Quoted speech is about to be written; what is inside it follows.
  func meet(_ quotation: Quotation)
}
