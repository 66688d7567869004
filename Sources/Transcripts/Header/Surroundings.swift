/// What stands around the header and the text of a TEI document that the converter did not write.
///
/// Nothing of it is part of the transcript; it is kept so that the document can be given back.
public struct Surroundings: Hashable, Sendable {
  /// The comments and processing instructions before the root element.
  public var beforeRoot: [Node]
  /// Attributes, prefix and namespaces of the root element, but for `@xml:id` and `@xml:lang`.
  public var root: Extras
  /// What stands between the start of the root element and the header.
  public var beforeHeader: [Node]
  /// Whether there is a header.
  public var hasHeader: Bool
  /// What stands between the header and the text: white space, or a facsimile.
  public var beforeText: [Node]
  /// Attributes, prefix and namespaces of TEI's `text`.
  public var text: Extras
  /// What stands between the text and the end of the root element.
  public var afterText: [Node]
  /// The comments and processing instructions after the root element.
  public var afterRoot: [Node]
  /// The document type declaration.
  public var documentType: DocumentType?
  /// Whether the root element itself is the content of the transcript.
  ///
  /// So it is for a `teiCorpus`, a list that stands alone, a `TEI` without a `text`. Of these
  /// surroundings, only what stands outside the root counts then.
  public var holdsRoot: Bool

  /// Creates surroundings.
  public init(
    beforeRoot: [Node] = [], root: Extras = Extras(), beforeHeader: [Node] = [],
    hasHeader: Bool = true, beforeText: [Node] = [], text: Extras = Extras(),
    afterText: [Node] = [], afterRoot: [Node] = [], documentType: DocumentType? = nil,
    holdsRoot: Bool = false
  ) {
    self.beforeRoot = beforeRoot
    self.root = root
    self.beforeHeader = beforeHeader
    self.hasHeader = hasHeader
    self.beforeText = beforeText
    self.text = text
    self.afterText = afterText
    self.afterRoot = afterRoot
    self.documentType = documentType
    self.holdsRoot = holdsRoot
  }
}
