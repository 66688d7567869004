import XMLCore

/// Computes the digests of the `text` of a TEI document, and counts its elements.
final class TextSealer: XMLEventSink {
  /// Absent where only the digest of the text is wanted.
  private let canonical: CanonicalDigest?
  private var depth = 0
  private var isInText = false
  private var hasSeenText = false
  private var rootNamespaces: [(prefix: String, uri: String)] = []
  private var names: XMLNameTable?
  private var occurrences: [Int] = []
  private var normaliser = TextNormaliser()
  private var normalised: [UInt8] = []
  private var textHasher = Digest.Hasher()

  /// Creates a sink.
  ///
  /// - Parameter isForText: Whether only the digest of the text is wanted.
  init(isForText: Bool) {
    canonical = isForText ? nil : CanonicalDigest()
  }

  /// What a header would say of the text.
  func facts() throws -> TEITextFacts {
    var total: [XMLName: Int] = [:]
    for (index, count) in occurrences.enumerated() where count > 0 {
      guard let name = names?[XMLNameTable.ID(index: Int32(index))].name else { continue }
      total[name, default: 0] += count
    }
    return TEITextFacts(
      digest: try canonical?.finish() ?? "",
      counts: total.map { TEITextFacts.Count(name: $0.key, occurrences: $0.value) })
  }

  /// The SHA-256 of the normalised string value of the text.
  func textDigest() -> String {
    normaliser.finish(into: &normalised)
    textHasher.update(normalised.span)
    normalised = []
    return textHasher.finalise()
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    depth += 1
    if isInText {
      guard let canonical else { return }
      count(tag)
      try canonical.writer.startElement(tag)
    } else if depth == 1 {
      names = tag.names
      rootNamespaces = tag.namespaces
    } else if depth == 2, !hasSeenText, tag.names[tag.name].name == .teiText {
      isInText = true
      hasSeenText = true
      guard let canonical else { return }
      count(tag)
      try canonical.writer.startElement(documentElement(tag))
    }
  }

  /// The same tag, with the namespaces declared that it has from the root.
  private func documentElement(_ tag: XMLStartTag) -> XMLStartTag {
    let inherited = rootNamespaces.filter { outer in
      !tag.namespaces.contains { $0.prefix == outer.prefix }
    }
    return XMLStartTag(copying: tag, namespaces: tag.namespaces + inherited)
  }

  private func count(_ tag: XMLStartTag) {
    let index = Int(tag.name.index)
    while occurrences.count <= index { occurrences.append(0) }
    occurrences[index] += 1
  }

  func text(_ bytes: Span<UInt8>) throws {
    guard isInText else { return }
    try canonical?.writer.text(bytes)
    normaliser.normalise(bytes, into: &normalised)
    if normalised.count > 65_536 {
      textHasher.update(normalised.span)
      normalised.removeAll(keepingCapacity: true)
    }
  }

  func endElement(at position: XMLPosition) throws {
    depth -= 1
    guard isInText else { return }
    try canonical?.writer.endElement(at: position)
    if depth == 1 { isInText = false }
  }

  func comment(_ text: String) throws {
    if isInText { try canonical?.writer.comment(text) }
  }

  func entityReference(_ name: String) throws {
    if isInText { try canonical?.writer.entityReference(name) }
  }

  func processingInstruction(target: String, data: String) throws {
    if isInText { try canonical?.writer.processingInstruction(target: target, data: data) }
  }
}

/// The digest of what is written to a canonical writer.
private final class CanonicalDigest {
  let writer: XMLWriter
  private let state: State

  private final class State {
    var hasher = Digest.Hasher()
  }

  init() {
    let state = State()
    self.state = state
    writer = XMLWriter(form: .canonical) { state.hasher.update($0) }
  }

  func finish() throws -> String {
    try writer.flush()
    return state.hasher.finalise()
  }
}

extension XMLName {
  /// TEI's `text`.
  static let teiText = XMLName(TEIHeaderElement.text.name, in: TEIVocabulary.namespace)
}
