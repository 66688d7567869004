package import Diagnostics
import RelaxNG
import XMLCore

/// Whether every pointer of a document leads somewhere.
package struct PointerCheck: Sendable {
  /// What was found out about one document.
  package struct Findings: Sendable {
    /// What is wrong, and what leads elsewhere where that was asked for.
    package var diagnostics: [Diagnostic] = []
    /// How many pointers there are.
    package var count = 0
    /// The distinct addresses that lead elsewhere.
    package var external: [String] = []
    /// Whether no pointer is wrong.
    package var isSound: Bool { !diagnostics.contains { $0.severity == .error } }
  }

  private let library: PointerLibrary
  private let listsExternal: Bool

  /// Prepares to check `inputs`, which may belong to one another: a `teiCorpus` among them is read with
  /// all that it includes.
  ///
  /// - Parameter listsExternal: Whether every address that leads elsewhere is a note.
  package init(of inputs: [Input] = [], listsExternal: Bool = false) {
    library = PointerLibrary(inputs)
    self.listsExternal = listsExternal
  }

  /// Checks a document in memory by itself; relative addresses are seen from `file`.
  ///
  /// - Throws: what a parser throws.
  package func check(_ bytes: [UInt8], file: String) throws -> Findings {
    let scan = PointerScan()
    try XMLReader(file: file).parse(bytes, into: scan)
    return findings(scan, file: file)
  }

  /// What there is to say about a document that has been read; and about what it includes, if nobody
  /// asked for that.
  package func findings(_ scan: PointerScan, file: String) -> Findings {
    var findings = resolve(scan, file: file)
    for other in library.unaskedFiles(of: PointerLibrary.address(file)) {
      guard let scan = PointerLibrary.scan(other) else { continue }
      let more = resolve(scan, file: other)
      findings.diagnostics += more.diagnostics
      findings.count += more.count
    }
    return findings
  }

  private func resolve(_ scan: PointerScan, file: String) -> Findings {
    var run = PointerRun(scan: scan, file: file, library: library, listsExternal: listsExternal)
    run.check()
    return Findings(
      diagnostics: run.diagnostics, count: scan.count, external: run.external.keys.sorted())
  }
}
