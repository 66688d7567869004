package import Diagnostics
import SystemPackage
import TEI
import TranscriptFormats
import Transcripts

/// Proves what survived of files: sources and TEI documents.
package struct RoundTripStage: Sendable {
  private let proof: RoundTripProof
  private let lookup: SourceLookup
  private let isExact: Bool
  private let settings: SourceSettings
  /// How the pointers of TEI documents are followed, where they are.
  package var pointers: PointerCheck?
  /// The folder for what came back; `nil` where nobody wants it.
  package let output: String?

  /// Creates a stage.
  ///
  /// - Parameters:
  ///   - source: Where sources are looked for: the source itself, or a folder of them; `nil` to look
  ///     beside each document.
  ///   - output: The folder for what came back of TEI documents.
  ///   - isExact: Whether white space in element content counts as well.
  ///   - settings: What the sources are said to be.
  ///   - rules: How transcripts are read; `nil` for the built-in rules.
  package init(
    source: String?, output: String? = nil, isExact: Bool = false,
    settings: SourceSettings = SourceSettings(), rules: SourceRules? = nil
  ) throws(DiagnosticError) {
    self.settings = settings
    let isPlain = rules == nil && settings == SourceSettings()
    proof = RoundTripProof(
      conversion: isPlain
        ? nil
        : try Conversion(
          options: ReadingOptions(format: settings.format, encoding: settings.encoding),
          rules: rules))
    lookup = try SourceLookup(in: source)
    self.output = output
    self.isExact = isExact
  }

  /// Proves one file.
  package func run(_ input: Input) -> FileOutcome {
    do throws(DiagnosticError) {
      let bytes = try FileAccess.bytes(of: input)
      var report =
        settings.format == nil && Self.isTEI(bytes, input)
        ? try checkTEI(bytes, input)
        : try proof.check(SourceDocument(name: input.name, bytes: bytes), shown: input.shown)
      report.diagnostics = report.diagnostics.map { $0.shown(as: input) }
      let written = try report.rewritten.map { pieces throws(DiagnosticError) in
        try write(pieces, of: input)
      }
      return FileOutcome(
        file: input.shown, summary: report.summary + (written.map { " -> \($0)" } ?? ""),
        facts: report.facts + [("output", written.map { .string($0) } ?? .null)],
        diagnostics: report.diagnostics, status: report.isClean ? .clean : .findings,
        proof: report.tally)
    } catch {
      return FileOutcome(
        file: input.shown, failed: "not compared",
        DiagnosticError(error.diagnostic.shown(as: input)),
        isNamed: input.isNamed)
    }
  }

  /// Writes what came back of a document; gives the name of the file.
  private func write(_ pieces: [[UInt8]], of input: Input) throws(DiagnosticError) -> String {
    let (place, shown) = try AtomicFile.place(
      of: input.name, from: input, under: FilePath(output ?? "."))
    try AtomicFile.write(pieces, to: place, shown: shown)
    return shown
  }

  private func checkTEI(
    _ bytes: [UInt8], _ input: Input
  ) throws(DiagnosticError) -> RoundTripReport {
    var missing: Diagnostic?
    let wishes = RoundTripProof.Wishes(isExact: isExact, wantsOutput: output != nil)
    let scan = pointers?.scan()
    var report = try proof.check(
      tei: bytes, file: input.shown, asking: wishes, alongside: scan
    ) { document throws(DiagnosticError) in
      let described = document.transcript.header.source
      let stated = described?.file
      guard let source = lookup.source(of: input, stated: stated) else {
        if lookup.isAskedFor {
          missing = Diagnostic(
            .roundTripSourceMissing,
            stated.map { "its source '\($0)' is not in '\(lookup.place?.string ?? "")'" }
              ?? "does not state its source; name the file itself with --source",
            at: SourceLocation(file: input.shown))
        }
        return nil
      }
      let document = SourceDocument(
        name: stated ?? source.name, bytes: try FileAccess.bytes(of: source))
      return try proof.source(
        document, stated: described, shown: source.shown)
    }
    if let missing { report.diagnostics.append(missing) }
    if let pointers, let scan {
      let findings = pointers.findings(scan, file: input.shown)
      report.pointers = findings
      report.diagnostics += findings.diagnostics
    }
    return report
  }

  /// Whether a file is a TEI document and not a transcript: by its name, or else by how it begins.
  static func isTEI(_ bytes: [UInt8], _ input: Input) -> Bool {
    let ending = FilePath(input.name).extension?.lowercased() ?? ""
    if SourceDiscovery.tei.extensions.contains(ending) { return true }
    if input.path != nil, SourceDiscovery.transcripts.extensions.contains(ending) { return false }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if SourceFormat.isHTML(start) { return false }
    let first = start.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }.prefix(9)
    if ["<?xml", "<TEI", "<teiCorpu", "<!DOCTYPE"].contains(where: { first.starts(with: $0.utf8) })
    {
      return true
    }
    // A part of a TEI document that stands alone names its namespace at once.
    return first.first == UInt8(ascii: "<")
      && String(decoding: start.prefix(1_024), as: UTF8.self).contains(
        "http://www.tei-c.org/ns/1.0")
  }
}
