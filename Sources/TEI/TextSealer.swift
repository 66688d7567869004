import XMLCore

/// Computes the digests of the `text` of a TEI document, and counts its elements.
struct TextSealer: ~Copyable {
  /// Writes the canonical form, whose digest is taken; absent where only that of the text is wanted.
  private let canonical: XMLWriter?
  private let canonicalDigest = PieceHasher()
  private var depth = 0
  private var isInText = false
  private var hasSeenText = false
  private var rootNamespaces: [(prefix: String, uri: String)] = []
  private var names: XMLNameTable?
  private var occurrences: [Int] = []
  private var text = NormalisedDigest()

  /// Creates a sealer.
  ///
  /// - Parameter isForText: Whether only the digest of the text is wanted.
  init(isForText: Bool) {
    canonical =
      isForText
      ? nil : XMLWriter(form: .canonical) { [canonicalDigest] in canonicalDigest.update($0) }
  }

  /// Writes what is in the text, if anybody wants its digest.
  var writer: XMLWriter? { isInText ? canonical : nil }

  /// What a header would say of the text.
  func facts() throws -> TEITextFacts {
    var counts: [TEITextFacts.Count] = []
    for (index, count) in occurrences.enumerated() where count > 0 {
      guard let name = names?[XMLNameTable.ID(index: Int32(index))].name else { continue }
      counts.append(TEITextFacts.Count(name: name, occurrences: count))
    }
    try canonical?.flush()
    return TEITextFacts(
      digest: canonical == nil ? "" : canonicalDigest.finalise(), counts: counts)
  }

  /// The SHA-256 of the normalised string value of the text.
  mutating func textDigest() -> String {
    text.finalise()
  }

  mutating func startElement(_ tag: XMLStartTag) throws {
    depth += 1
    if isInText {
      guard let canonical else { return }
      count(tag)
      try canonical.startElement(tag)
    } else if depth == 1 {
      names = tag.names
      rootNamespaces = tag.namespaces
    } else if depth == 2, !hasSeenText, tag.names[tag.name].name == .teiText {
      isInText = true
      hasSeenText = true
      guard let canonical else { return }
      count(tag)
      try canonical.startElement(documentElement(tag))
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
    try canonical?.text(bytes)
    text.update(bytes)
  }

  mutating func endElement(at position: XMLPosition) throws {
    depth -= 1
    guard isInText else { return }
    try canonical?.endElement(at: position)
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

/// A digest that a closure can add to.
private final class PieceHasher {
  private var hasher = Digest.Hasher()

  func update(_ piece: Span<UInt8>) { hasher.update(piece) }

  func finalise() -> String { hasher.finalise() }
}

extension XMLName {
  /// TEI's `text`.
  static let teiText = XMLName(TEIHeaderElement.text.name, in: TEIVocabulary.namespace)
}
