/// A source as it lies on the disk: a name and bytes.
public struct SourceDocument: Hashable, Sendable {
  /// The path relative to the root of the input, with `/` between folders.
  public var name: String
  /// The bytes, in whatever encoding.
  public var bytes: [UInt8]
  /// The identifier that the document gets, an XML NCName; `nil` to make it from the name.
  public var identifier: String?

  /// Creates a document.
  public init(name: String, bytes: [UInt8], identifier: String? = nil) {
    self.name = name
    self.bytes = bytes
    self.identifier = identifier
  }
}
