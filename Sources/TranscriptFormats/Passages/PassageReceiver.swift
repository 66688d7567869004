/// Takes the passages of a document, in their order, while it is read.
///
///     worker ── prepare ──┐
///                         ├── hand on, in order
///     worker ── prepare ──┘
package protocol PassageReceiver: AnyObject, Sendable {
  /// How many threads may read turns at the same time.
  var threadCount: Int { get }
  /// Takes the text that the passages will be of, as soon as it is known.
  func begin(_ text: SourceText)
  /// A worker for one thread.
  func makeWorker() -> PassageWorker
}

/// Does to a passage what can be done without those above, and returns what does the rest: that is
/// called for one passage after another, in their order.
package typealias PassageWorker = (Passage) -> @Sendable () -> Void
