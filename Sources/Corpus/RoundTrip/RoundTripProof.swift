package import Diagnostics
package import TEI
package import TranscriptFormats
package import Transcripts
package import XMLCore

/// Proves what survived: a pure function from bytes to a report (DESIGN §6).
package struct RoundTripProof: Sendable {
  /// A source as the proof needs it: its text, and what it is called.
  package struct Source: Sendable {
    /// The text as a reader sees it, before normalisation.
    package var text: SourceText
    /// The SHA-256 of its bytes.
    package var bytesDigest: String
    /// What messages call it.
    package var file: String

    /// Creates a source.
    package init(text: SourceText, bytesDigest: String, file: String) {
      self.text = text
      self.bytesDigest = bytesDigest
      self.file = file
    }
  }

  private let given: Conversion?

  /// Creates a proof that converts sources as `conversion` does; `nil` for the built-in rules, which
  /// then are read when there is a source.
  package init(conversion: Conversion?) {
    given = conversion
  }

  private static let builtIn = Result { () throws(DiagnosticError) in
    try Conversion(options: ReadingOptions())
  }

  private func conversion() throws(DiagnosticError) -> Conversion {
    if let given { return given }
    return try Self.builtIn.get()
  }

  /// What a proof needs of a source, which a header describes so.
  package func source(
    _ document: SourceDocument, stated: SourceDescription? = nil, shown file: String
  ) throws(DiagnosticError) -> Source {
    Source(
      text: try conversion().text(of: document, stated: stated),
      bytesDigest: Digest.sha256Hex(document.bytes),
      file: file)
  }

  // MARK: A source

  /// Converts a source, reads what was written, and compares text and model.
  package func check(
    _ document: SourceDocument, shown file: String
  ) throws(DiagnosticError) -> RoundTripReport {
    let reading = try conversion().read(document)
    let source = Source(text: reading.text, bytesDigest: "", file: file)
    var report = RoundTripReport()
    report.diagnostics = reading.diagnostics
    do {
      let tei = TEIWriter.bytes(of: reading.transcript, origins: reading.origins)
      let back = try TEIReader.read(tei, file: file)
      let differences = try textDifferences(between: source, and: tei, of: file, isWritten: false)
      report.note(.text, differences.isEmpty && isSealed(back) ? .holds : .differs)
      report.diagnostics += differences
      if let difference = TranscriptDifference(
        betweenNormalised: reading.transcript, and: back.transcript)
      {
        report.note(.model, .differs)
        report.diagnostics.append(
          Diagnostic(
            .roundTripModelDiffers,
            "the transcript that was read back is not the one that was written; \(difference)",
            at: SourceLocation(file: file)))
      } else {
        report.note(.model, back.origins == reading.origins ? .holds : .differs)
      }
      return report
    } catch {
      throw Self.failure(error, file)
    }
  }

  private func isSealed(_ document: TEIDocument) -> Bool {
    let seals = document.seals
    return seals.statedSourceText == seals.text
      && seals.statedCanonicalText == seals.canonicalText
  }

  // MARK: A TEI document

  /// Compares a TEI document with what comes back of it when it is read and written, with the digests
  /// that it states, and with its source.
  ///
  /// - Parameters:
  ///   - asking: Whether more than the levels is asked for.
  ///   - elements: Is told of every element while the document is read.
  ///   - find: Finds the source.
  package func check(
    tei bytes: [UInt8], file: String, asking: Wishes = Wishes(),
    alongside elements: (any XMLEventSink)? = nil,
    source find: (TEIDocument) throws(DiagnosticError) -> Source?
  ) throws(DiagnosticError) -> RoundTripReport {
    var report = RoundTripReport()
    do {
      var match = SpellingMatch(of: bytes)
      var rewritten: [[UInt8]] = []
      var (document, census) = try TEIReader.relay(bytes, file: file, alongside: elements) {
        piece in
        match.follow(piece)
        if asking.wantsOutput { rewritten.append(Self.copy(of: piece)) }
      }
      if !match.isComplete, document.seals.statedCanonicalText != nil {
        document.seals = try TEIReader.read(bytes, file: file, sealing: .whereStated).seals
      }
      report.diagnostics = document.diagnostics
      report.fidelity = FidelityCensus(census)
      let source = try find(document)
      if let source {
        let differences = try textDifferences(between: source, and: bytes, of: file)
        report.note(.text, differences.isEmpty ? .holds : .differs)
        report.diagnostics += differences
        checkBytes(of: source, document, file, in: &report)
      } else if document.seals.statedSourceText != nil {
        report.note(.text, verdictOnText(document))
      }
      checkSeals(document, file, hasSource: source != nil, in: &report)
      try compare(bytes, match, file, asking, in: &report)
      if asking.wantsOutput { report.rewritten = rewritten }
      return report
    } catch {
      throw Self.failure(error, file)
    }
  }

  /// What is asked of the proof of a TEI document.
  package struct Wishes: Hashable, Sendable {
    /// Whether white space in element content has to be the same as well, and what is spelled
    /// differently is listed.
    package var isExact: Bool
    /// Whether what came back is wanted.
    package var wantsOutput: Bool

    /// Creates wishes.
    package init(isExact: Bool = false, wantsOutput: Bool = false) {
      self.isExact = isExact
      self.wantsOutput = wantsOutput
    }
  }

  private func verdictOnText(_ document: TEIDocument) -> RoundTripReport.Verdict {
    document.seals.statedSourceText == document.seals.text ? .holds : .differs
  }

  private func checkBytes(
    of source: Source, _ document: TEIDocument, _ file: String, in report: inout RoundTripReport
  ) {
    guard let stated = document.transcript.header.source?.bytesDigest, !stated.isEmpty,
      stated != source.bytesDigest
    else { return }
    report.diagnostics.append(
      Diagnostic(
        .roundTripSourceChanged,
        "'\(source.file)' is not, byte for byte, the source that the header states",
        at: SourceLocation(file: file)))
  }

  private func checkSeals(
    _ document: TEIDocument, _ file: String, hasSource: Bool, in report: inout RoundTripReport
  ) {
    let seals = document.seals
    let location = SourceLocation(file: file)
    if seals.statedSourceText == nil, seals.statedCanonicalText == nil {
      // TEI from elsewhere states none; only who names a source expects some.
      guard hasSource else { return }
      report.diagnostics.append(
        Diagnostic(
          .roundTripNoDigests, "states no digests, so only its text can be checked", at: location))
      report.note("seal", .unproven)
      return
    }
    if let stated = seals.statedSourceText, stated != seals.text {
      report.diagnostics.append(
        Diagnostic(
          .roundTripTextDigest,
          "the text was changed: its digest is '\(seals.text)', the header states "
            + "'\(stated)'" + (hasSource ? "" : "; name its source to see where"), at: location))
    }
    guard let stated = seals.statedCanonicalText, seals.statedSourceText != nil else {
      report.note("seal", .differs)
      report.diagnostics.append(
        Diagnostic(
          .roundTripDigestMissing,
          seals.statedSourceText == nil
            ? "states the digest of its markup, but none of its text"
            : "states the digest of its text, but none of its markup", at: location))
      return
    }
    report.note("seal", stated == seals.canonicalText ? .holds : .differs)
    if stated != seals.canonicalText {
      report.diagnostics.append(
        Diagnostic(
          .roundTripCanonicalDigest,
          (seals.statedSourceText == seals.text
            ? "the markup of 'text' was changed" : "'text' was changed")
            + ": the digest of its Canonical XML is '\(seals.canonicalText)', the header "
            + "states '\(stated)'", at: location))
    }
  }

  private func compare(
    _ bytes: [UInt8], _ match: SpellingMatch, _ file: String, _ wishes: Wishes,
    in report: inout RoundTripReport
  ) throws {
    let followed = DocumentComparison(of: match)
    // What came back is written once more where it is looked at: it nearly never is.
    let rewritten =
      followed == nil || wishes.isExact ? try Self.rewritten(bytes, file: file) : []
    let comparison =
      try followed ?? DocumentComparison(of: bytes, with: rewritten, file: file)
    report.comparison = comparison
    if comparison.isSameBytes {
      report.note(.bytes, .holds)
      return
    }
    report.note(.canonical, comparison.isCanonical ? .holds : .differs)
    if wishes.isExact { report.note("exact", comparison.isExact ? .holds : .differs) }
    if report.verdict(on: RoundTripReport.Level.text.rawValue) == nil {
      report.note(.text, comparison.isText ? .holds : .differs)
    }
    report.note(.model, comparison.isModel ? .holds : .differs)
    if wishes.isExact {
      report.setAside = MarkupSpelling(of: bytes).differences(from: MarkupSpelling(of: rewritten))
    }
    if wishes.isExact ? comparison.isExact : comparison.isCanonical { return }
    let found = try MarkupDifference(
      between: bytes, and: rewritten, file: file, isExact: wishes.isExact)
    report.diagnostics.append(Self.notKept(found, file))
  }

  /// What comes back of a document.
  private static func rewritten(_ bytes: [UInt8], file: String) throws -> [UInt8] {
    var rewritten: [UInt8] = []
    _ = try TEIReader.relay(bytes, file: file) { rewritten += copy(of: $0) }
    return rewritten
  }

  private static func copy(of piece: Span<UInt8>) -> [UInt8] {
    piece.withUnsafeBufferPointer { Array($0) }
  }

  private static func notKept(_ difference: MarkupDifference?, _ file: String) -> Diagnostic {
    guard let difference else {
      return Diagnostic(
        .roundTripNotKept, "read and written again, it is another", at: SourceLocation(file: file))
    }
    let path = difference.path.isEmpty ? "" : "in \(difference.path), "
    return Diagnostic(
      .roundTripNotKept,
      path + "'\(difference.original.markup ?? "the end")' came back as "
        + "'\(difference.other.markup ?? "the end")'",
      at: SourceLocation(file: file, line: difference.original.line),
      notes: [
        Diagnostic.Note(
          "what came back has it in line \(difference.other.line)",
          at: SourceLocation(file: file, line: difference.original.line))
      ])
  }

  // MARK: Text

  /// The most differences that are shown of one file.
  private static let mostShown = 20

  /// What differs between the text of the source and that of the document, each in its place: in the
  /// document where it `isWritten` to a file, otherwise in the source.
  private func textDifferences(
    between source: Source, and tei: [UInt8], of file: String, isWritten: Bool = true
  ) throws -> [Diagnostic] {
    let places = TEITextPlaces()
    try XMLReader(file: file).parse(tei, into: places)
    let first = TextNormaliser.normalised(source.text.utf8)
    let second = TextNormaliser.normalised(places.text)
    let comparison = TextComparison(of: first, with: second)
    let shown = comparison.differences.prefix(Self.mostShown)
    if shown.isEmpty { return [] }
    let sourcePlaces = SourcePlaces(of: source.text)
    let origins = NormalisedOffsets.original(
      of: shown.map(\.first.lowerBound), in: source.text.utf8
    ).map { sourcePlaces.location(at: $0, file: source.file) }
    // Where something is missing, the word before it tells the place.
    let offsets = NormalisedOffsets.original(
      of: shown.map { max(0, $0.second.isEmpty ? $0.second.lowerBound - 2 : $0.second.lowerBound) },
      in: places.text)
    var diagnostics = zip(shown, zip(origins, offsets)).map { difference, place in
      let message = TextDifferenceMessage(difference, of: first, with: second).text
      guard isWritten else {
        return Diagnostic(.roundTripTextDiffers, message, at: place.0)
      }
      let found = places.place(ofOffset: place.1)
      return Diagnostic(
        .roundTripTextDiffers,
        message + (found.element.isEmpty ? "" : ", in \(found.element)"),
        at: SourceLocation(file: file, line: found.line),
        notes: [Diagnostic.Note("the source has it here", at: place.0)])
    }
    if comparison.differences.count > shown.count || !comparison.isComplete {
      let rest = comparison.differences.count - shown.count
      let last = diagnostics.count - 1
      diagnostics[last].message +=
        comparison.isComplete ? "; \(rest) more differences follow" : "; much of it differs"
    }
    return diagnostics
  }

  private static func failure(_ error: any Error, _ file: String) -> DiagnosticError {
    error as? DiagnosticError
      ?? DiagnosticError(
        .roundTripFailed, "could not be compared: \(error)", at: SourceLocation(file: file))
  }
}
