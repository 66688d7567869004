package import Diagnostics
package import Transcripts
import XMLCore

/// Writes the `text` element of a document node by node, and at the end the document around it.
///
/// The bytes of the text are held in memory until their digest is known, since the header comes
/// first; of the nodes nothing is kept.
package struct TEITextWriter {
  private var frame: TEIFrameWriter
  private var open: [TEIBodyWriter.StartedTag?] = []
  private var pieces: [[UInt8]] = []
  private let digest: PieceDigest
  /// What the header would say of the text; known when it has ended.
  private var facts: TEITextFacts?

  /// Begins the text of a document.
  ///
  /// - Parameters:
  ///   - transcript: What is known of the document: its language, and what stands around the text.
  ///   - origins: Where its parts stood in the source, if ``write(_:at:)`` is not told.
  ///   - watcher: Sees every node.
  ///   - isDigestedBeside: Whether another thread takes the digest of the text.
  package init(
    of transcript: Transcript, origins: Origins = Origins(),
    watchedBy watcher: (any TranscriptWatcher)? = nil, isDigestedBeside: Bool = false
  ) {
    digest = PieceDigest(isBeside: isDigestedBeside)
    frame = TEIFrameWriter(
      transcript: transcript,
      body: TEIBodyWriter(form: .canonical, origins: origins, watcher: watcher))
    frame.startText()
  }

  /// Writes the start of a body or a division; of any other node nothing is written.
  package mutating func open(_ container: Node) {
    open.append(frame.body.start(container))
  }

  /// Writes the start of an element of any kind.
  mutating func open(element: Node) {
    open.append(frame.body.open(element))
  }

  /// Where the elements stood in the source.
  var origins: Origins {
    get { frame.body.origins }
    _modify { yield &frame.body.origins }
  }

  /// Writes a whole node, which stood in these lines of the source.
  package mutating func write(_ node: Node, at lines: LineRange? = nil) {
    frame.body.write(node, at: lines)
    keepCompleted()
  }

  /// Writes whole nodes.
  mutating func write(_ nodes: Span<Node>) {
    frame.body.write(nodes)
    keepCompleted()
  }

  /// Writes an utterance, which stood in these lines of the source; `content` writes what is inside.
  package mutating func write(
    _ utterance: Utterance, at lines: LineRange, content: (inout TEITextWriter) -> Void
  ) {
    let tag = frame.body.start(utterance, at: lines)
    content(&self)
    frame.body.end(tag)
    keepCompleted()
  }

  /// Writes the start of a segment.
  package mutating func startSegment(_ id: ElementID) {
    open.append(frame.body.start(.seg, Segment(id: id)) { _ in })
  }

  /// Writes the end of a segment.
  package mutating func endSegment() { close() }

  /// Writes a run of text, in UTF-8.
  package mutating func write(text: Span<UInt8>) {
    frame.body.text(text)
    keepCompleted()
  }

  private mutating func keepCompleted() {
    for piece in frame.body.takeCompleted() { keep(piece) }
  }

  /// Writes the end of what was opened last.
  package mutating func close() {
    if case let tag?? = open.popLast() { frame.body.end(tag) }
  }

  /// Ends the text, and gives the bytes of the whole document, in pieces.
  ///
  /// `transcript` is the document as it is known now; its content is what has been written.
  package mutating func finish(_ transcript: Transcript) -> [[UInt8]] {
    end()
    return document(transcript)
  }

  /// Ends the text; what the header would say of it.
  @discardableResult
  mutating func end() -> TEITextFacts {
    frame.body.end()
    for piece in frame.body.take() { keep(piece) }
    let facts = TEITextFacts(digest: digest.finalise(), counts: frame.body.counts)
    self.facts = facts
    return facts
  }

  /// The bytes of the whole document, in pieces, when the text has ended.
  mutating func document(_ transcript: Transcript) -> [[UInt8]] {
    guard let facts else { return [] }
    var around = TEIFrameWriter(
      transcript: transcript, body: TEIBodyWriter(form: .plain, origins: origins))
    let before = around.upToText(facts: facts)
    defer { pieces = [] }
    return before + pieces + around.afterText()
  }

  /// How often each element that the model knows has been written, by its name in TEI.
  package var occurrences: [String: Int] {
    var result: [String: Int] = [:]
    for count in frame.body.counts where count.name.namespace == TEIVocabulary.namespace {
      result[count.name.local] = count.occurrences
    }
    return result
  }

  private mutating func keep(_ piece: consuming [UInt8]) {
    digest.update(piece)
    pieces.append(piece)
  }
}
