import XMLCore

/// Feeds one parse to the builder and the sealer, text in as few pieces as can be.
///
/// A parser hands text over in scraps, one for each reference and line; what both receivers do for
/// every piece is dearer than joining them once.
final class TEIReadingSink: XMLEventSink {
  private let builder: TEITreeBuilder
  /// Absent where nobody asks for digests.
  private(set) var sealer: TextSealer?
  /// Whether digests are only wanted where the header states some, which is not known yet.
  private var awaitsHeader: Bool
  private var pendingText: [UInt8] = []

  init(
    file: String, names: XMLNameTable, sealing: TEIReader.Sealing, relay: TEIRelay? = nil
  ) {
    awaitsHeader = sealing == .whereStated
    sealer = TextSealer(isForText: relay != nil)
    builder = TEITreeBuilder(file: file, names: names, relay: relay)
  }

  /// What has been read.
  var tree: TEITree {
    _read { yield builder.tree.value }
    _modify { yield &builder.tree.value }
  }

  func text(_ bytes: Span<UInt8>) throws {
    if sealer == nil { return try builder.text(bytes) }
    if pendingText.count + bytes.count > 65_536 { try sendText() }
    bytes.withUnsafeBufferPointer { pendingText.append(contentsOf: $0) }
  }

  private func sendText() throws {
    if pendingText.isEmpty { return }
    try pendingText.withUnsafeBufferPointer { bytes in
      try builder.text(bytes.span)
      try sealer?.text(bytes.span)
    }
    pendingText.removeAll(keepingCapacity: true)
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    try sendText()
    try builder.startElement(tag)
    if awaitsHeader, tree.isPastHeader {
      awaitsHeader = false
      if !tree.statesDigests { sealer = nil }
    }
    try sealer?.startElement(tag)
  }

  func endElement(at position: XMLPosition) throws {
    try sendText()
    try builder.endElement(at: position)
    try sealer?.endElement(at: position)
  }

  func comment(_ text: String) throws {
    try sendText()
    try builder.comment(text)
    try sealer?.comment(text)
  }

  func processingInstruction(target: String, data: String) throws {
    try sendText()
    try builder.processingInstruction(target: target, data: data)
    try sealer?.processingInstruction(target: target, data: data)
  }

  func entityReference(_ name: String) throws {
    try sendText()
    try builder.entityReference(name)
    try sealer?.entityReference(name)
  }

  func startCDATA() throws {
    try sendText()
    try builder.startCDATA()
  }

  func endCDATA() throws {
    try sendText()
    try builder.endCDATA()
  }

  func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    try builder.doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
  }
}
