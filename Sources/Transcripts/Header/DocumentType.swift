/// A document type declaration.
///
/// The declarations between its brackets are kept as they were written; those outside of the document
/// are never read.
public struct DocumentType: Hashable, Sendable {
  /// The name of the root element that it is for.
  public var name: String
  /// The public identifier of the external subset.
  public var publicID: String?
  /// The address of the external subset.
  public var systemID: String?
  /// The declarations between the brackets; `nil` without brackets.
  public var internalSubset: String?
  /// How many of the comments and processing instructions before the root stand before it.
  public var precedingNodes: Int

  /// Creates a declaration.
  public init(
    name: String, publicID: String? = nil, systemID: String? = nil, internalSubset: String? = nil,
    precedingNodes: Int = 0
  ) {
    self.name = name
    self.publicID = publicID
    self.systemID = systemID
    self.internalSubset = internalSubset
    self.precedingNodes = precedingNodes
  }
}
