import Diagnostics
import Transcripts
import XMLCore

/// Writes a document while it is being read, so that no more than a portion of it is held as nodes.
///
/// What is written is what ``TEIWriter`` writes of the whole transcript. The digests that a header
/// states need the whole text; so a document that states some has its text written first, and all
/// that stands around it in the end.
final class TEIRelay {
  private enum Mode {
    case undecided, plain, sealed
  }

  private let output: (Span<UInt8>) throws -> Void
  /// The number of nodes that are handed on together.
  let portion: Int
  private var mode = Mode.undecided
  /// The writer of a document that states no digests.
  private var frame: TEIFrameWriter?
  /// The writer of the text of a document that states digests.
  private var text: TEITextWriter?
  /// What is open, of a document that states no digests.
  private var open: [TEIBodyWriter.StartedTag] = []

  /// Creates a relay that sends what it writes to `output`, piece by piece.
  init(portion: Int, output: @escaping (Span<UInt8>) throws -> Void) {
    self.portion = portion
    self.output = output
  }

  /// Tells whether the header states digests; the first to know it counts.
  func begin(statingDigests: Bool) {
    if case .undecided = mode { mode = statingDigests ? .sealed : .plain }
  }

  // MARK: - Parts

  /// Takes all nodes that are complete, and writes them behind the starts of what is around them.
  func take(from tree: inout TEITree) throws {
    // Behind the root, what is left is written in the end.
    if tree.stack.isEmpty { return }
    switch mode {
    case .undecided: return
    case .plain:
      if frame == nil { begin(tree) }
    case .sealed:
      guard tree.isInText else { return }
      if text == nil { text = TEITextWriter(of: tree.known) }
    }
    let outermost = frame == nil ? 1 : 0
    for level in outermost..<tree.stack.count {
      start(level, of: &tree)
      exchangeOrigins(with: &tree)
      tree.withNodes(at: level) { write($0) }
      exchangeOrigins(with: &tree)
    }
    tree.forgetNodes(from: outermost)
    try sendCompleted()
  }

  /// Ends the innermost element, with the nodes from `first` on as the last inside.
  func end(in tree: inout TEITree, from first: Int) throws {
    exchangeOrigins(with: &tree)
    tree.drainNodes(from: first) { write($0) }
    exchangeOrigins(with: &tree)
    if frame == nil {
      text?.close()
    } else if let tag = open.popLast() {
      frame?.body.end(tag)
    }
    try sendCompleted()
  }

  /// Writes what is left of the text of a document whose header states digests, and gives what the
  /// header would say of all of it; `nil` for any other document.
  func sealedFacts(of transcript: Transcript, origins: Origins) -> TEITextFacts? {
    guard case .sealed = mode else { return nil }
    if text == nil {
      text = TEITextWriter(of: transcript, origins: origins)
      text?.write(transcript.content.span)
    }
    return text?.end()
  }

  /// Writes what is left of a document that has been read, of which only the header and what stands
  /// around it are in `transcript` if parts of it have been taken.
  func finish(_ transcript: Transcript, origins: Origins) throws {
    var pieces: [[UInt8]]
    if frame != nil {
      frame?.transcript.surroundings = transcript.surroundings
      pieces = frame?.end() ?? []
    } else if text != nil {
      text?.origins = origins
      pieces = text?.document(transcript) ?? []
    } else {
      pieces = TEIWriter.pieces(of: transcript, origins: origins)
    }
    for index in pieces.indices {
      let piece = pieces[index]
      try output(piece.span)
      pieces[index] = []
    }
  }

  // MARK: - Writing

  private func begin(_ tree: borrowing TEITree) {
    frame = TEIFrameWriter(
      transcript: tree.known, body: TEIBodyWriter(form: .plain, origins: Origins()))
    frame?.body.cutsPieces = false
    frame?.begin()
  }

  /// Writes the start of an open element, if that has not been done.
  private func start(_ level: Int, of tree: inout TEITree) {
    if tree.stack[level].isRelayed { return }
    tree.noteRelayed(level)
    switch tree.stack[level].kind {
    case .root:
      exchangeOrigins(with: &tree)
      frame?.startRoot(facts: TEITextFacts(digest: "", counts: []))
      // A text that was complete before anything was taken.
      if tree.hasText, !tree.isInText { frame?.wholeText() }
      exchangeOrigins(with: &tree)
      tree.transcript.content = []
      open.append(.gathered)
    case .text:
      // The writer of a sealed text has begun with it.
      if frame == nil { return }
      // It may not have been there when the root was written.
      frame?.transcript.surroundings?.text = tree.surroundings.text
      frame?.startTextElement()
      open.append(.gathered)
    case .header, .known, .unknown:
      let node = tree.node(of: tree.stack[level], with: [])
      exchangeOrigins(with: &tree)
      if frame == nil {
        text?.open(element: node)
      } else if let tag = frame?.body.open(node) {
        open.append(tag)
      }
      exchangeOrigins(with: &tree)
    }
  }

  private func write(_ nodes: Span<Node>) {
    frame?.body.write(nodes)
    text?.write(nodes)
  }

  /// Lends the table of places to the writer, or takes it back.
  private func exchangeOrigins(with tree: inout TEITree) {
    if frame == nil {
      text?.exchange(&tree.origins)
    } else {
      frame?.body.exchange(&tree.origins)
    }
  }

  private func sendCompleted() throws { try frame?.body.drain(output) }
}

extension TEIBodyWriter {
  /// Exchanges the table of places.
  fileprivate mutating func exchange(_ other: inout Origins) { swap(&origins, &other) }
}

extension TEITextWriter {
  /// Exchanges the table of places.
  fileprivate mutating func exchange(_ other: inout Origins) { swap(&origins, &other) }
}
