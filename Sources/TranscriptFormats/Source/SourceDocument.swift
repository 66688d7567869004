/// A source as it lies on the disk: a name and bytes.
public struct SourceDocument: Hashable, Sendable {
  /// The path relative to the root of the input, with `/` between folders.
  public var name: String
  /// The bytes, in whatever encoding.
  public var bytes: [UInt8]

  /// Creates a document.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
