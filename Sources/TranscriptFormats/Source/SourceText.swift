public import Transcripts

/// The text of a source as a reader sees it: the text that the proof is about.
///
/// UTF-8, without a byte order mark, every line end a line feed, form feeds and vertical tabs
/// spaces, and whatever XML 1.0 cannot hold U+FFFD. White space of plain text is as it was, apart
/// from line ends; that of other formats is what sets words and paragraphs apart.
public struct SourceText: Hashable, Sendable {
  /// The text.
  public let utf8: [UInt8]
  /// The encoding of the source.
  public let encoding: String
  /// How its lines end.
  public let lineEnds: SourceDescription.LineEnds
  /// Which line of the file each part of the text stood on.
  public let lines: SourceLines

  /// Creates a text; `utf8` must be as described above.
  package init(
    utf8: [UInt8], encoding: String, lineEnds: SourceDescription.LineEnds,
    lines: SourceLines = SourceLines()
  ) {
    self.utf8 = utf8
    self.encoding = encoding
    self.lineEnds = lineEnds
    self.lines = lines
  }
}
