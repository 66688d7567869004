import Corpus
import Diagnostics

/// Prints what happens while a corpus is built: for people, with progress on a terminal; or as JSON
/// Lines.
struct BuildPrinter {
  let log: LogFormat
  /// What the user calls the corpus.
  let corpus: String
  let isVerbose: Bool
  let isQuiet: Bool
  /// What the run amounts to.
  var status = RunStatus.clean

  private let text = TextReport(colour: StandardStreams.errorTakesColour)
  private let json = JSONLinesReport()
  private var progress: BuildProgress
  private var unchanged = 0

  init(log: LogFormat, corpus: String, isVerbose: Bool, isQuiet: Bool) {
    self.log = log
    self.corpus = corpus
    self.isVerbose = isVerbose
    self.isQuiet = isQuiet
    progress = BuildProgress(isShown: !isQuiet && log == .text)
  }

  /// Takes the progress line away.
  mutating func clear() { progress.clear() }

  /// Prints why the run cannot be begun, or cannot go on.
  mutating func print(_ error: DiagnosticError) {
    show([error.diagnostic])
    let kind = error.diagnostic.kind
    status.include(
      kind == .outputLocked || kind == .outputUnwritable
        ? .unwritableOutput : RunStatus(unusable: error))
  }

  /// Prints an event.
  mutating func print(_ event: CorpusBuildEvent) {
    switch event {
    case .waiting: say("waiting for another run that writes to '\(corpus)'", "waiting", [])
    case .planned(let counts):
      unchanged = counts.unchanged
      progress.begin(counts.toDo)
      log("planned", counts.members.map { ($0.name, .integer($0.count)) })
    case .noticed(let diagnostics): show(diagnostics)
    case .finished(let outcome, let done, let count):
      print(outcome, done, count)
    case .sourceMissing(let name, let isRemoved):
      show([
        Diagnostic(
          .corpusSourceMissing,
          isRemoved
            ? "its source is gone, and it is removed"
            : "its source is gone; the document stays, and --prune removes it",
          at: SourceLocation(file: name))
      ])
    case .completing: say("writing corpus, index and report", "completing", [])
    case .completed(let totals): print(totals)
    case .stopped(let done, let count):
      show([
        Diagnostic(
          .corpusStopped,
          "stopped: \(done) of \(counted(count, "document")) done; the same command goes on",
          at: SourceLocation(file: corpus))
      ])
    }
  }

  private mutating func print(_ outcome: FileOutcome, _ done: Int, _ count: Int) {
    show(outcome.diagnostics)
    if isVerbose, log == .text {
      progress.clear()
      write("\(outcome.file): \(outcome.summary)\n")
    }
    let facts: [(name: String, value: JSONText)] = [("file", .string(outcome.file))]
    log(
      "document",
      facts + outcome.facts + [("done", .integer(done)), ("count", .integer(count))])
    progress.advance(to: done, isFailure: outcome.status != .clean)
  }

  private mutating func print(_ totals: CorpusTotals) {
    progress.clear()
    log(
      "completed",
      [
        ("documents", .integer(totals.documents)), ("built", .integer(totals.built)),
        ("failed", .integer(totals.failed)), ("removed", .integer(totals.removed)),
        ("outdated", .integer(totals.outdated)),
      ])
    guard log == .text, !isQuiet else { return }
    var parts = ["\(totals.built) built", "\(unchanged) unchanged"]
    if totals.outdated > 0 { parts.append("\(totals.outdated) kept as before") }
    if totals.removed > 0 { parts.append("\(totals.removed) removed") }
    if totals.failed > 0 { parts.append("\(totals.failed) failed") }
    write(
      "\(corpus): \(counted(totals.documents, "document")); "
        + parts.joined(separator: ", ") + "\n")
  }

  /// Prints what would be done.
  mutating func print(_ plan: CorpusPlan) throws(DiagnosticError) {
    try plan.eachStep { name, step in
      if log == .text, !isQuiet { write("\(step): \(name)\n") }
      log("would", [("file", .string(name)), ("step", .string(step))])
    }
    guard log == .text, !isQuiet else { return }
    let counts = plan.counts
    write(
      "\(corpus): \(counted(counts.toDo, "document")) to be built, \(counts.unchanged) unchanged\n")
  }

  // MARK: Lines

  private mutating func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where isVerbose || diagnostic.severity != .note {
      progress.clear()
      StandardStreams.writeError(
        log == .json ? json.text(of: diagnostic) : text.text(of: diagnostic))
    }
  }

  private mutating func say(
    _ words: String, _ event: String, _ facts: [(name: String, value: JSONText)]
  ) {
    log(event, facts)
    guard log == .text, !isQuiet, progress.isShown else { return }
    progress.show(words)
  }

  private func log(_ event: String, _ facts: [(name: String, value: JSONText)]) {
    guard log == .json else { return }
    let members = [(name: "event", value: JSONText.string(event))] + facts
    StandardStreams.writeError(JSONText.object(members).text + "\n")
  }

  private mutating func write(_ line: String) {
    do throws(DiagnosticError) {
      try StandardStreams.writeOutput(Array(line.utf8))
    } catch {
      status.include(.unwritableOutput)
    }
  }
}
