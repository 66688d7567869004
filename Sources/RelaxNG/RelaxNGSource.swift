/// A schema file: its bytes, and what it is called.
public struct RelaxNGSource: Sendable {
  /// The bytes of the file.
  public var bytes: [UInt8]
  /// The file as the user named it, for diagnostics.
  public var file: String
  /// What references in the file are relative to: a path or a URI.
  public var address: String
  /// Whether it is written in the compact syntax.
  public var isCompact: Bool

  /// Creates a source; without `isCompact`, a file called `….rnc` is taken to be in the compact
  /// syntax, and without `address`, references are relative to `file`.
  public init(_ bytes: [UInt8], file: String, address: String? = nil, isCompact: Bool? = nil) {
    self.bytes = bytes
    self.file = file
    self.address = address ?? file
    self.isCompact = isCompact ?? file.hasSuffix(".rnc")
  }
}
