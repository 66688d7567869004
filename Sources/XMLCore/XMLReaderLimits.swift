extension XMLReader {
  /// How much a document may demand before it is taken for an attack.
  ///
  /// What goes beyond is a diagnostic `xml-limit`, in time and memory that the limits bound.
  public struct Limits: Hashable, Sendable {
    /// The depth of elements: whoever walks a tree by recursion can rely on it.
    public var depth = 512
    /// The attributes and namespace declarations of one element; checking them for duplicates takes
    /// the square of their number.
    public var attributes = 512
    /// The namespace declarations in scope at one place.
    public var namespacesInScope = 1_024
    /// The bytes of one name, of an element or an attribute.
    public var nameLength = 1_000
    /// The distinct names of elements and attributes in one document.
    public var names = 100_000
    /// The bytes of one tag, comment, processing instruction or CDATA section.
    public var markupLength = 10_000_000
    /// The bytes of the document type declaration.
    public var doctypeLength = 1_000_000
    /// The attribute defaults that the document type declaration gives.
    public var attributeDefaults = 4_096
    /// The bytes that entities and attribute defaults may add to the document, 32 for each use
    /// included, before ``entityExpansionRatio`` counts.
    public var entityExpansion = 10_000_000
    /// The bytes that entities and attribute defaults may add, per byte of the document.
    public var entityExpansionRatio = 8

    /// The defaults: far beyond what any edition or corpus needs.
    public init() {}
  }
}
