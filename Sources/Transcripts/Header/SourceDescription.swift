/// The file that a transcript was made from: enough to find it again and to prove that it is it.
public struct SourceDescription: Hashable, Sendable {
  /// The path of the file relative to the root of the input, with `/` between folders.
  public var file: String
  /// Where it was published, if the source says so.
  public var uri: String?
  /// The SHA-256 of its bytes, in lower-case hexadecimal; empty until it is computed.
  public var bytesDigest: String
  /// The SHA-256 of its text as `rapporteur-text-1` normalises it; empty until it is computed.
  public var textDigest: String
  /// The name of its character encoding: `UTF-8`.
  public var encoding: String
  /// How its lines end.
  public var lineEnds: LineEnds
  /// How it is marked up: `markdown`, `html`, `vtt`, `srt`; `nil` of plain text.
  public var format: String?

  /// How lines end.
  public enum LineEnds: String, Hashable, Sendable, CaseIterable {
    /// Line feed.
    case lf = "LF"
    /// Carriage return and line feed.
    case crlf = "CRLF"
    /// Carriage return.
    case cr = "CR"
    /// More than one of them.
    case mixed
    /// The source is a single line.
    case none
  }

  /// Creates a description.
  public init(
    file: String, uri: String? = nil, bytesDigest: String = "", textDigest: String = "",
    encoding: String = "UTF-8", lineEnds: LineEnds = .lf, format: String? = nil
  ) {
    self.file = file
    self.uri = uri
    self.bytesDigest = bytesDigest
    self.textDigest = textDigest
    self.encoding = encoding
    self.lineEnds = lineEnds
    self.format = format
  }
}
