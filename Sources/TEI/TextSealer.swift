import XMLCore

/// Computes the digests of the `text` of a TEI document, and counts its elements.
final class TextSealer: XMLEventSink {
  /// Behind a pointer, for every access to a variable of a class is registered with the runtime.
  private let state: Held<SealerState>

  /// Creates a sink.
  ///
  /// - Parameter isForText: Whether only the digest of the text is wanted.
  init(isForText: Bool) {
    state = Held(SealerState(canonical: isForText ? nil : CanonicalDigest()))
  }

  /// What a header would say of the text.
  func facts() throws -> TEITextFacts { try state.value.facts() }

  /// The SHA-256 of the normalised string value of the text.
  func textDigest() -> String { state.value.textDigest() }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws { try state.value.startElement(tag) }

  func text(_ bytes: Span<UInt8>) throws { try state.value.text(bytes) }

  func endElement(at position: XMLPosition) throws { try state.value.endElement(at: position) }

  func comment(_ text: String) throws { try state.value.writer?.comment(text) }

  func entityReference(_ name: String) throws { try state.value.writer?.entityReference(name) }

  func processingInstruction(target: String, data: String) throws {
    try state.value.writer?.processingInstruction(target: target, data: data)
  }
}

/// What a ``TextSealer`` does.
private struct SealerState: ~Copyable {
  /// Absent where only the digest of the text is wanted.
  private let canonical: CanonicalDigest?
  private var depth = 0
  private var isInText = false
  private var hasSeenText = false
  private var rootNamespaces: [(prefix: String, uri: String)] = []
  private var names: XMLNameTable?
  private var occurrences: [Int] = []
  private var text = NormalisedDigest()

  init(canonical: CanonicalDigest?) {
    self.canonical = canonical
  }

  /// Writes what is in the text, if anybody wants its digest.
  var writer: XMLWriter? { isInText ? canonical?.writer : nil }

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

  mutating func textDigest() -> String {
    text.finalise()
  }

  mutating func startElement(_ tag: XMLStartTag) throws {
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

  private mutating func count(_ tag: XMLStartTag) {
    let index = Int(tag.name.index)
    while occurrences.count <= index { occurrences.append(0) }
    occurrences[index] += 1
  }

  mutating func text(_ bytes: Span<UInt8>) throws {
    guard isInText else { return }
    try canonical?.writer.text(bytes)
    text.update(bytes)
  }

  mutating func endElement(at position: XMLPosition) throws {
    depth -= 1
    guard isInText else { return }
    try canonical?.writer.endElement(at: position)
    if depth == 1 { isInText = false }
  }
}

/// The digest of a text as it is when it is normalised.
private struct NormalisedDigest {
  private var normaliser = TextNormaliser()
  private var normalised: [UInt8] = []
  private var hasher = Digest.Hasher()

  /// Adds a piece.
  mutating func update(_ piece: Span<UInt8>) {
    normaliser.normalise(piece, into: &normalised)
    if normalised.count > 16_384 { hash() }
  }

  /// The digest of all pieces, after which there are no more.
  mutating func finalise() -> String {
    normaliser.finish(into: &normalised)
    hash()
    return hasher.finalise()
  }

  private mutating func hash() {
    var hasher = hasher
    hasher.update(normalised.span)
    self.hasher = hasher
    normalised.removeAll(keepingCapacity: true)
  }
}

/// The digest of what is written to a canonical writer.
private final class CanonicalDigest {
  let writer: XMLWriter
  private let state: Hashing

  private final class Hashing {
    var hasher = Digest.Hasher()
  }

  init() {
    let state = Hashing()
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
