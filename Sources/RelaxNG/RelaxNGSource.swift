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

  /// Creates a source; without `isCompact`, the first character tells the syntax of a file that is
  /// not called `….rng`, and without `address`, references are relative to `file`.
  public init(_ bytes: [UInt8], file: String, address: String? = nil, isCompact: Bool? = nil) {
    self.bytes = bytes
    self.file = file
    self.address = address ?? file
    self.isCompact = isCompact ?? !(file.hasSuffix(".rng") || Self.looksLikeXML(bytes))
  }

  /// Whether `<` comes first, which stands nowhere in the compact syntax but in texts and comments.
  ///
  /// A mark of byte order, white space, and the zeros of UTF-16 are passed over.
  private static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
    let passed: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0A, 0x0D]
    return bytes.first { !passed.contains($0) } == UInt8(ascii: "<")
  }
}
