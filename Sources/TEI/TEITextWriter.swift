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
  /// How many of those were open before the part that is written apart, if it is one.
  private var partDepth = 0
  private var store: TEITextStore
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
    store = TEITextStore(isDigestedBeside: isDigestedBeside)
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
  }

  /// Writes whole nodes.
  mutating func write(_ nodes: Span<Node>) {
    frame.body.write(nodes)
  }

  /// Writes an utterance, which stood in these lines of the source; `content` writes what is inside.
  package mutating func write(
    _ utterance: Utterance, at lines: LineRange, content: (inout TEITextWriter) -> Void
  ) {
    let tag = frame.body.start(utterance, at: lines)
    content(&self)
    frame.body.end(tag)
  }

  /// Writes the label of a turn, in UTF-8.
  package mutating func write(label: Span<UInt8>) {
    frame.body.label(label)
  }

  /// Writes the start of a segment.
  package mutating func startSegment(_ number: Int, of utterance: String) {
    open.append(frame.body.startSegment(number, of: utterance))
  }

  /// Writes the end of a segment.
  package mutating func endSegment() { close() }

  /// Writes a run of text, in UTF-8.
  package mutating func write(text: Span<UInt8>) {
    frame.body.text(text)
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
    store.append(frame.body.take())
    let facts = TEITextFacts(digest: store.end(), counts: frame.body.counts.each)
    self.facts = facts
    return facts
  }

  /// The bytes of the whole document, in pieces, when the text has ended.
  mutating func document(_ transcript: Transcript) -> [[UInt8]] {
    guard let facts else { return [] }
    var around = TEIFrameWriter(
      transcript: transcript,
      body: TEIBodyWriter(
        form: .plain, origins: origins, capacity: TEIBodyWriter.frameCapacity))
    let before = around.upToText(facts: facts)
    return before + store.take() + around.afterText()
  }

  /// How often each element that the model knows has been written, by its name in TEI.
  package var occurrences: [String: Int] {
    var result: [String: Int] = [:]
    for count in frame.body.counts.each where count.name.namespace == TEIVocabulary.namespace {
      result[count.name.local] = count.occurrences
    }
    return result
  }
}

/// A part of a text that was written apart from the rest.
package struct TEITextPart: Sendable {
  fileprivate let markup: [[UInt8]]
  fileprivate let counts: TEIElementCounts
  /// How many elements were open within the body when it began.
  fileprivate let depth: Int
  /// Those that were open when it had ended.
  fileprivate let open: [TEIBodyWriter.StartedTag?]
}

extension TEITextWriter {
  /// Begins a writer of parts of a text, which have no start tag of it.
  package init(partsOf transcript: Transcript, watchedBy watcher: (any TranscriptWatcher)?) {
    store = TEITextStore(isDigestedBeside: false)
    frame = TEIFrameWriter(
      transcript: transcript,
      body: TEIBodyWriter(form: .canonical, origins: Origins(), watcher: watcher))
    frame.enterText()
    // A part is not so long that it would have to be cut, and so few pieces cost the system less.
    frame.body.pieceSize = 1 << 20
  }

  /// Begins a part of a text.
  ///
  /// - Parameter isInDivision: Whether it begins in a division, not in the body itself.
  package mutating func beginPart(isInDivision: Bool) {
    open = isInDivision ? [.plain(.div)] : []
    partDepth = open.count
  }

  /// Takes away what has been written since the part began.
  package mutating func takePart() -> TEITextPart {
    let (markup, counts) = frame.body.takePart()
    return TEITextPart(markup: markup, counts: counts, depth: partDepth, open: open)
  }

  /// Writes a part of the text that was written apart.
  package mutating func write(_ part: TEITextPart) {
    store.append(frame.body.take())
    store.append(part.markup)
    frame.body.append(part.counts)
    open.removeLast(min(part.depth, open.count))
    open += part.open
  }
}
