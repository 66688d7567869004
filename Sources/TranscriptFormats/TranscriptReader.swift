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
  /// How the source is marked up; `nil` to find out.
  public var format: SourceFormat?
  /// The name of its encoding; `nil` to find out.
  public var encoding: String?
  /// Whether to keep what each line became, and why.
  public var keepsDecisions: Bool
  /// Who may do what with the text; `nil` where that is not known.
  public var licence: Licence?

  /// Creates options.
  public init(
    language: String? = nil, format: SourceFormat? = nil, encoding: String? = nil,
    keepsDecisions: Bool = false, licence: Licence? = nil
  ) {
    self.language = language
    self.format = format
    self.encoding = encoding
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
    var reading = try read(source, options: options, for: collector)
    (reading.transcript.content, reading.origins) = collector.take()
    if options.keepsDecisions {
      var explainer = MarkExplainer(text: reading.text.utf8, conventions: conventions)
      explainer.explain(reading.transcript.content)
      let places = TextLines(lines: scanLines(reading.text.utf8), origin: reading.text.lines)
      reading.decisions += explainer.decisions.map { $0.placed(by: places) }
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
    _ source: SourceDocument, options: ReadingOptions, for receiver: some PassageReceiver
  ) throws(DiagnosticError) -> Reading {
    let rendered = try render(source, options: options)
    let text = rendered.text
    receiver.begin(text)
    let lines = scanLines(text.utf8)
    let places = TextLines(lines: lines, origin: text.lines)
    if let index = lines.firstIndex(where: { $0.end - $0.start > Self.longestLine }) {
      throw DiagnosticError(
        .sourceLineTooLong,
        "this line has \(lines[index].end - lines[index].start) bytes; at most \(Self.longestLine) are read, so break it into paragraphs",
        at: SourceLocation(file: source.name, line: places.inFile(index + 1), column: 1))
    }
    var composer = DocumentComposer(
      source: source, rendered: rendered, lines: lines, conventions: conventions, people: people,
      options: options)
    var reading = composer.compose(for: receiver)
    for index in reading.decisions.indices {
      let first = reading.decisions[index].lines.first
      reading.decisions[index].offset = lines[first - 1].contentStart
      reading.decisions[index] = reading.decisions[index].placed(by: places)
    }
    if !text.lines.areThoseOfFile {
      for index in reading.diagnostics.indices where reading.diagnostics[index].location.line > 0 {
        let line = places.inFile(reading.diagnostics[index].location.line)
        reading.diagnostics[index].location = SourceLocation(file: source.name, line: line)
      }
    }
    reading.diagnostics = rendered.diagnostics + reading.diagnostics
    return reading
  }

  /// The text of a source as a reader sees it.
  ///
  /// - Throws: a diagnostic where the source is empty or no text.
  public func text(
    of source: SourceDocument, options: ReadingOptions = ReadingOptions()
  ) throws(DiagnosticError) -> SourceText {
    try render(source, options: options).text
  }

  /// Reads a source by its format.
  private func render(
    _ source: SourceDocument, options: ReadingOptions
  ) throws(DiagnosticError) -> RenderedSource {
    var decoder = SourceDecoder(file: source.name)
    let looksLikeHTML =
      SourceFormat.detected(in: source.bytes.prefix(4096), name: source.name) == .html
    let decoded = try decoder.decode(
      source.bytes, encoding: options.encoding,
      isHTML: options.format == .html || options.format == nil && looksLikeHTML)
    let format =
      options.format
      ?? SourceFormat.detected(in: decoded.utf8.prefix(4096), name: source.name)
    var rendered: RenderedSource
    switch format {
    case .text: rendered = RenderedSource(plain: decoded)
    case .markdown: rendered = MarkdownReader.read(decoded)
    case .html: rendered = HTMLReader.read(decoded, conventions.pageWords)
    case .webVTT, .subRip:
      var reader = CaptionReader(decoded.utf8, format: format, file: source.name)
      let captions = reader.read()
      rendered = CaptionRenderer.render(captions, format, from: decoded) { line in
        let labels = LabelScanner(text: line, vocabulary: conventions.labels)
        guard let label = labels.candidate(at: 0, end: line.count) else { return false }
        return label.form == .capitals || label.form == .mixed && label.core.count <= 40
      }
      rendered.diagnostics = reader.diagnostics
    }
    guard rendered.text.utf8.contains(where: { !isASCIISpace($0) }) else {
      throw DiagnosticError(
        .sourceEmpty, "shows no text to a reader; a transcript is expected, as \(format.rawValue)",
        at: SourceLocation(file: source.name))
    }
    rendered.diagnostics = decoder.diagnostics + rendered.diagnostics
    return rendered
  }
}

extension Decision {
  /// The decision with the lines of the file in place of those of the text.
  fileprivate func placed(by places: TextLines) -> Decision {
    var result = self
    result.lines = places.inFile(lines)
    if let mark { result.mark?.line = places.inFile(mark.line) }
    return result
  }
}

extension DiagnosticKind {
  static let sourceLineTooLong = DiagnosticKind(
    "source-line-too-long", .error,
    meaning:
      "A line of the source is longer than 8 MiB. XML parsers refuse text that long; break the line into paragraphs."
  )
}
