public import Diagnostics
public import Transcripts

/// What a source became.
public struct Reading: Sendable {
  /// The transcript; the digests of its source are still to be filled in.
  public var transcript: Transcript
  /// Where its parts stood in the source.
  public var origins: Origins
  /// The text that the proof is about.
  public var text: SourceText
  /// What each line became, and why; empty unless ``ReadingOptions/keepsDecisions``.
  public var decisions: [Decision]
  /// What the user should know: guesses, conflicts, damage.
  public var diagnostics: [Diagnostic]
}

/// How a source is to be read.
public struct ReadingOptions: Hashable, Sendable {
  /// The language of the document, a BCP 47 tag; `nil` to detect it.
  public var language: String?
  /// Whether to keep what each line became, and why.
  public var keepsDecisions: Bool
  /// Who may do what with the text; `nil` where that is not known.
  public var licence: Licence?

  /// Creates options.
  public init(language: String? = nil, keepsDecisions: Bool = false, licence: Licence? = nil) {
    self.language = language
    self.keepsDecisions = keepsDecisions
    self.licence = licence
  }
}

/// Reads sources into transcripts, by conventions.
///
/// Two passes: the first collects what a document shows of its labels, the second decides.
public struct TranscriptReader: Sendable {
  private let conventions: Conventions
  private let people: KnownPeople?

  /// The longest line that is read, in bytes.
  public static let longestLine = 8 << 20

  /// Creates a reader; labels and names that lead to somebody among `people` are theirs.
  public init(conventions: Conventions, people: KnownPeople? = nil) {
    self.conventions = conventions
    self.people = people
  }

  /// Reads a source.
  ///
  /// - Throws: a diagnostic where the source is empty, no text, or beyond a limit.
  public func read(
    _ source: SourceDocument, options: ReadingOptions = ReadingOptions()
  ) throws(DiagnosticError) -> Reading {
    let collector = TranscriptCollector()
    var writer = PassageWriter(to: collector)
    var reading = try read(source, options: options) { writer.write($0) }
    reading.transcript.content = collector.content
    reading.origins = collector.origins
    if options.keepsDecisions {
      var explainer = MarkExplainer(text: reading.text.utf8, conventions: conventions)
      explainer.explain(reading.transcript.content)
      reading.decisions += explainer.decisions
    }
    return reading
  }

  /// Reads a source, and hands on what stands inside TEI's `text` while it reads.
  ///
  /// What it gives back has no content and no origins: a ``PassageWriter`` makes them of the passages.
  ///
  /// - Throws: a diagnostic where the source is empty, no text, or beyond a limit; then there were no
  ///   passages.
  package func read(
    _ source: SourceDocument, options: ReadingOptions, deliver: (Passage) -> Void
  ) throws(DiagnosticError) -> Reading {
    var decoder = SourceDecoder(file: source.name)
    let text = try decoder.decode(source.bytes)
    let lines = scanLines(text.utf8)
    if let index = lines.firstIndex(where: { $0.end - $0.start > Self.longestLine }) {
      throw DiagnosticError(
        .sourceLineTooLong,
        "this line has \(lines[index].end - lines[index].start) bytes; at most \(Self.longestLine) are read, so break it into paragraphs",
        at: SourceLocation(file: source.name, line: index + 1, column: 1))
    }
    var composer = DocumentComposer(
      source: source, text: text, lines: lines, conventions: conventions, people: people,
      options: options)
    var reading = composer.compose(deliver: deliver)
    reading.diagnostics = decoder.diagnostics + reading.diagnostics
    return reading
  }
}

extension DiagnosticKind {
  static let sourceLineTooLong = DiagnosticKind(
    "source-line-too-long", .error,
    meaning:
      "A line of the source is longer than 8 MiB. XML parsers refuse text that long; break the line into paragraphs."
  )
}
