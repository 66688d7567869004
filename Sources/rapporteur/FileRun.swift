import ArgumentParser
import Corpus
import Diagnostics

/// One command over many files: find them, work on them, print what became of each, exit.
struct FileRun {
  let discovery: SourceDiscovery
  let arguments: [String]
  let options: SharedOptions
  /// The name that a document from standard input gets.
  var standardInputName = "standard-input.txt"

  /// What the inputs are; used where a command has to look at all of them first.
  func find() -> SourceDiscovery.Result {
    discovery.find(arguments, standardInputName: standardInputName)
  }

  /// What `make` makes; where it cannot, the program ends with the reason.
  func stage<Stage>(_ make: () throws(DiagnosticError) -> Stage) throws -> Stage {
    do throws(DiagnosticError) {
      return try make()
    } catch {
      var printer = ReportPrinter(options)
      printer.print([error.diagnostic])
      printer.include(RunStatus(unusable: error))
      printer.finish()
      throw ExitCode(printer.status.rawValue)
    }
  }

  /// Does `work` on every input, and ends the program with the exit code if that is not 0.
  ///
  /// `total` makes the last line from the number of files, and how many of them were clean.
  func run(
    on found: SourceDiscovery.Result, leavesOutResults: Bool = false,
    total: (_ count: Int, _ clean: Int) -> String,
    _ work: @escaping @Sendable (Input) -> FileOutcome
  ) async throws {
    try await run(
      on: found, leavesOutResults: leavesOutResults, total: total, worker: {},
      { _, input in work(input) })
  }

  /// The same with workers, each of which may keep what one file taught it for the next.
  ///
  /// `totalFacts` makes the last line for programs, and `watching` sees every outcome.
  func run<Worker>(
    on found: SourceDiscovery.Result, leavesOutResults: Bool = false,
    total: (_ count: Int, _ clean: Int) -> String,
    totalFacts: (_ count: Int, _ clean: Int) -> JSONText? = { _, _ in nil },
    watching: (FileOutcome) -> Void = { _ in },
    worker: @escaping @Sendable () -> Worker,
    _ work: @escaping @Sendable (Worker, Input) -> FileOutcome
  ) async throws {
    var printer = ReportPrinter(options, expecting: found.inputs.count)
    printer.leavesOutResults = leavesOutResults
    printer.print(found.diagnostics)
    printer.include(found.status)
    var clean = 0
    await BoundedWork(width: options.jobs).run(over: found.inputs, worker: worker, work) {
      outcome in
      if outcome.status == .clean { clean += 1 }
      watching(outcome)
      printer.print(outcome)
    }
    // What was named and cannot be used counts, too.
    let count = found.inputs.count + found.diagnostics.count { $0.severity == .error }
    printer.finish()
    printer.printTotal(total(count, clean), facts: totalFacts(count, clean))
    try printer.status.exit()
  }
}

extension RunStatus {
  /// Ends the program with this code, unless it is 0.
  func exit() throws {
    if self != .clean { throw ExitCode(rawValue) }
  }
}

/// `1 file`, `2 files`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
