package import Diagnostics
import RelaxNG
import XMLCore

/// Whether every pointer of a document leads somewhere.
package struct PointerCheck: Sendable {
  /// How much is said.
  package enum Manner: Hashable, Sendable {
    /// All, perhaps with every address that leads elsewhere as a note.
    case full(listsExternal: Bool)
    /// Of what is wrong, the first few places, as warnings: beside something else that is checked.
    case brief

    var isBrief: Bool { self == .brief }
    var listsExternal: Bool { self == .full(listsExternal: true) }
  }

  /// What was found out about one document.
  package struct Findings: Sendable {
    /// What is wrong, and what leads elsewhere where that was asked for.
    package var diagnostics: [Diagnostic] = []
    /// How many pointers there are.
    package var count = 0
    /// How many of them are wrong.
    package var brokenCount = 0
    /// How many were not followed, since there were too many different ones.
    package var unfollowedCount = 0
    /// The distinct addresses that lead elsewhere.
    package var external: [String] = []
    /// Whether no pointer is wrong.
    package var isSound: Bool { !diagnostics.contains { $0.severity == .error } }
  }

  /// `12 pointers, 3 broken`.
  static func summary(of count: Int, broken: Int, unfollowed: Int = 0) -> String {
    "\(count) pointer\(count == 1 ? "" : "s"), \(broken == 0 ? "none" : "\(broken)") broken"
      + (unfollowed == 0 ? "" : ", \(unfollowed) not followed")
  }

  /// The most places that are shown of one file where little is to be said.
  static let mostBriefly = 5

  private let library: PointerLibrary
  private let manner: Manner

  /// Prepares to check `inputs`, which may belong to one another: a `teiCorpus` among them is read with
  /// all that it includes, when that is needed.
  ///
  /// - Parameter mostBytes: How much of a corpus is read beforehand, in bytes, where little is to be said:
  ///   beyond that, what is not found is not followed, instead of broken.
  package init(
    of inputs: [Input] = [], manner: Manner = .full(listsExternal: false),
    mostBytes: Int = 16_000_000
  ) {
    library = PointerLibrary(inputs, mostBytes: manner.isBrief ? mostBytes : .max)
    self.manner = manner
  }

  /// A sink that gathers what this needs of a document.
  package func scan() -> PointerScan { PointerScan(isBrief: manner.isBrief) }

  /// What there is to say about a document that has been read; and about what it includes, if nobody
  /// asked for that and all is to be said.
  package func findings(_ scan: PointerScan, file: String) -> Findings {
    var findings = resolve(scan.gathered, file: file)
    if manner.isBrief { return findings }
    for other in library.unaskedFiles(of: PointerLibrary.address(file)) {
      guard let gathered = PointerLibrary.scan(other) else { continue }
      let more = resolve(gathered, file: other)
      findings.diagnostics += more.diagnostics
      findings.count += more.count
      findings.brokenCount += more.brokenCount
      findings.unfollowedCount += more.unfollowedCount
    }
    return findings
  }

  private func resolve(_ gathered: GatheredPointers, file: String) -> Findings {
    var run = PointerRun(scan: gathered, file: file, library: library, manner: manner)
    run.check()
    return Findings(
      diagnostics: run.diagnostics(), count: gathered.count, brokenCount: run.brokenCount,
      unfollowedCount: run.unfollowedCount,
      external: run.external.keys.sorted())
  }
}
