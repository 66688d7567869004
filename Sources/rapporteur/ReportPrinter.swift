import Corpus
import Diagnostics

/// Prints results to standard output and diagnostics to standard error, in the manner asked for.
struct ReportPrinter {
  /// How.
  let format: ReportFormat
  /// Whether results and notes are left out.
  let isQuiet: Bool
  /// Whether results are left out because a document takes their place.
  var leavesOutResults = false

  private let text = TextReport(colour: StandardStreams.errorTakesColour)
  private let json = JSONLinesReport()
  /// The log so far, where there is to be one.
  private var sarif = SARIFReport()
  /// What was found so far, where it is to be printed by its causes.
  private var groups: DiagnosticGroups?
  private var progress: ProgressLine
  /// Whether standard output has failed: it is said once, and not tried again.
  private var isOutputClosed = false
  /// What the run amounts to so far.
  private(set) var status = RunStatus.clean

  init(_ options: SharedOptions, expecting count: Int = 0) {
    self.init(format: options.format, isQuiet: options.quiet)
    if options.group { groups = DiagnosticGroups() }
    progress = ProgressLine(of: count, isShown: !options.quiet && options.format == .text)
  }

  init(format: ReportFormat, isQuiet: Bool = false) {
    self.format = format
    self.isQuiet = isQuiet
    progress = ProgressLine(of: 0, isShown: false)
  }

  /// Prints what became of one file.
  mutating func print(_ outcome: FileOutcome) {
    progress.clear()
    print(outcome.diagnostics)
    status.include(outcome.status)
    if let document = outcome.document {
      for piece in document { write(piece) }
    } else if !isQuiet, !leavesOutResults {
      switch format {
      case .text: write("\(outcome.file): \(outcome.summary)\n")
      case .json:
        let facts = [(name: "file", value: JSONText.string(outcome.file))] + outcome.facts
        write(JSONText.object(facts).text + "\n")
      case .sarif: break
      }
    }
    progress.advance()
  }

  /// Prints diagnostics, or keeps them for the end.
  mutating func print(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where !isQuiet || diagnostic.severity != .note {
      if groups == nil { show(diagnostic) } else { groups?.add(diagnostic) }
    }
  }

  private mutating func show(_ diagnostic: Diagnostic) {
    switch format {
    case .text: StandardStreams.writeError(text.text(of: diagnostic))
    case .json: StandardStreams.writeError(json.text(of: diagnostic))
    case .sarif: sarif.add(diagnostic)
    }
  }

  /// Prints what could not be printed before everything was known.
  mutating func finish() {
    progress.clear()
    if let groups {
      self.groups = nil
      for diagnostic in groups.diagnostics { show(diagnostic) }
    }
    guard format == .sarif else { return }
    let isComplete = status == .clean || status == .findings
    write(
      sarif.text(
        version: Rapporteur.release, exitCode: Int(status.rawValue), isComplete: isComplete))
  }

  /// Prints why a file that the user named could not be worked on.
  mutating func print(_ error: DiagnosticError) {
    print([error.diagnostic])
    status.include(RunStatus(of: error, isNamed: true))
  }

  /// Prints the last line: what all of it came to.
  mutating func printTotal(_ line: String, facts: JSONText? = nil) {
    progress.clear()
    guard !isQuiet, !leavesOutResults else { return }
    if format == .text { write(line + "\n") }
    if format == .json, let facts { write(JSONText.object([("total", facts)]).text + "\n") }
  }

  /// Prints a result as it is.
  mutating func write(_ result: String) {
    write(Array(result.utf8))
  }

  /// Prints a result as it is; where it cannot be written, the run ends as `unwritableOutput`.
  mutating func write(_ result: [UInt8]) {
    guard !isOutputClosed else { return }
    do throws(DiagnosticError) {
      try StandardStreams.writeOutput(result)
    } catch {
      isOutputClosed = true
      status.include(.unwritableOutput)
      // A log that cannot be written cannot say so.
      StandardStreams.writeError(
        format == .json ? json.text(of: error.diagnostic) : text.text(of: error.diagnostic))
    }
  }

  /// Takes what happened elsewhere into account.
  mutating func include(_ other: RunStatus) {
    status.include(other)
  }
}
