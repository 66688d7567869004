package import Diagnostics
import SystemPackage
import TEI
import TranscriptFormats
import Transcripts

/// Proves what survived of files: sources and TEI documents.
package struct RoundTripStage: Sendable {
  private let proof: RoundTripProof
  private let lookup: SourceLookup
  private let settings: SourceSettings

  /// Creates a stage that looks for sources in `source`: the source itself, or a folder of them;
  /// `nil` to look beside each document.
  package init(
    source: String?, settings: SourceSettings = SourceSettings(), rules: SourceRules? = nil
  ) throws(DiagnosticError) {
    self.settings = settings
    proof = RoundTripProof(
      conversion: try Conversion(
        options: ReadingOptions(format: settings.format, encoding: settings.encoding), rules: rules)
    )
    lookup = try SourceLookup(in: source)
  }

  /// Proves one file.
  package func run(_ input: Input) -> FileOutcome {
    do throws(DiagnosticError) {
      let bytes = try FileAccess.bytes(of: input)
      var report =
        isTEI(bytes, input)
        ? try checkTEI(bytes, input)
        : try proof.check(SourceDocument(name: input.name, bytes: bytes), shown: input.shown)
      report.diagnostics = report.diagnostics.map { $0.shown(as: input) }
      return FileOutcome(
        file: input.shown, summary: report.summary, facts: report.facts,
        diagnostics: report.diagnostics, status: report.isClean ? .clean : .findings)
    } catch {
      return FileOutcome(
        file: input.shown, failed: "not compared",
        DiagnosticError(error.diagnostic.shown(as: input)),
        isNamed: input.isNamed)
    }
  }

  private func checkTEI(
    _ bytes: [UInt8], _ input: Input
  ) throws(DiagnosticError) -> RoundTripReport {
    var missing: Diagnostic?
    var report = try proof.check(tei: bytes, file: input.shown) {
      document throws(DiagnosticError) in
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
    return report
  }

  /// Whether a file is a TEI document and not a transcript: by its name, or else by how it begins.
  private func isTEI(_ bytes: [UInt8], _ input: Input) -> Bool {
    if settings.format != nil { return false }
    let ending = FilePath(input.name).extension?.lowercased() ?? ""
    if SourceDiscovery.tei.extensions.contains(ending) { return true }
    if input.path != nil, SourceDiscovery.transcripts.extensions.contains(ending) { return false }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if SourceFormat.isHTML(start) { return false }
    let first = start.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }.prefix(9)
    return ["<?xml", "<TEI", "<teiCorpu", "<!DOCTYPE"].contains { first.starts(with: $0.utf8) }
  }
}
