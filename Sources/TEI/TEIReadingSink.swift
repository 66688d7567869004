import XMLCore

/// Feeds one parse to the builder and the sealer, text in as few pieces as can be.
///
/// A parser hands text over in scraps, one for each reference and line; what both receivers do for
/// every piece is dearer than joining them once.
final class TEIReadingSink: XMLEventSink {
  private struct State: ~Copyable {
    var tree: TEITree
    var sealer: TextSealer
    /// Whether anybody asks for digests, as far as is known.
    var isSealing = true
    /// Whether digests are only wanted where the header states some, which is not known yet.
    var awaitsHeader: Bool
    var pendingText = ByteRoom()
  }

  /// Whoever is told of the elements as well.
  private let elements: (any XMLEventSink)?
  /// All of it behind a pointer: an event has a dozen things to look at.
  private let state: Held<State>

  /// - Parameter known: What the names mean that are there already.
  init(
    file: String, reader: XMLReader, sealing: TEIReader.Sealing, relay: TEIRelay? = nil,
    known: TEINameCache = TEINameCache(), elements: (any XMLEventSink)? = nil
  ) {
    self.elements = elements
    state = Held(
      State(
        tree: TEITree(
          file: file, names: reader.names, locator: reader.locator, known: known, relay: relay),
        sealer: TextSealer(isForText: relay != nil), awaitsHeader: sealing == .whereStated))
  }

  /// What has been read.
  var tree: TEITree {
    _read { yield state.value.tree }
    _modify { yield &state.value.tree }
  }

  /// What the header would say of the text; `nil` where nobody asks for digests.
  func facts() throws -> TEITextFacts? {
    state.value.isSealing ? try state.value.sealer.facts() : nil
  }

  /// The digest of the normalised text; empty where nobody asks for digests.
  func textDigest() -> String { state.value.isSealing ? state.value.sealer.textDigest() : "" }

  func text(_ bytes: Span<UInt8>) throws {
    if !state.value.isSealing { return try state.value.tree.text(bytes) }
    if state.value.pendingText.count + bytes.count > 65_536 { try sendText() }
    bytes.withUnsafeBufferPointer { state.value.pendingText.append($0) }
  }

  @inline(__always)
  private func sendText() throws {
    if state.value.pendingText.count > 0 { try sendPendingText() }
  }

  private func sendPendingText() throws {
    try state.value.pendingText.withSpan { text in
      try state.value.tree.text(text)
      try state.value.sealer.text(text)
    }
    state.value.pendingText.cut(to: 0)
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    try elements?.startElement(tag)
    try sendText()
    state.value.tree.startElement(tag)
    if state.value.awaitsHeader, state.value.tree.isPastHeader {
      state.value.awaitsHeader = false
      state.value.isSealing = state.value.tree.statesDigests
    }
    if state.value.isSealing { try state.value.sealer.startElement(tag) }
  }

  func endElement(at position: XMLPosition) throws {
    try elements?.endElement(at: position)
    try sendText()
    try state.value.tree.endElement()
    if state.value.isSealing { try state.value.sealer.endElement(at: position) }
  }

  func endDocument() throws { try elements?.endDocument() }

  func comment(_ text: String) throws {
    try sendText()
    tree.comment(text)
    if state.value.isSealing { try state.value.sealer.writer?.comment(text) }
  }

  func processingInstruction(target: String, data: String) throws {
    try sendText()
    tree.processingInstruction(target: target, data: data)
    if state.value.isSealing {
      try state.value.sealer.writer?.processingInstruction(target: target, data: data)
    }
  }

  func entityReference(_ name: String) throws {
    try sendText()
    tree.entityReference(name)
    if state.value.isSealing { try state.value.sealer.writer?.entityReference(name) }
  }

  func startCDATA() throws {
    try sendText()
    tree.startCDATA()
  }

  func endCDATA() throws {
    try sendText()
    tree.endCDATA()
  }

  func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    tree.doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
  }
}
