import ArgumentParser
import Corpus
import Diagnostics

/// The options of commands that read many files and print one result.
struct SurveyOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "How many files to work on at the same time.")
  var jobs = StandardStreams.processors

  @Flag(name: .shortAndLong, help: "Print errors and warnings only.")
  var quiet = false

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be at least 1, not '\(jobs)'") }
  }
}

/// One command over many files whose result is one for all of them.
struct SurveyRun {
  let discovery: SourceDiscovery
  let arguments: [String]
  let options: SurveyOptions

  /// The stage that reads by these rules; where they cannot be used, the program ends with the reason.
  func stage(_ reading: RuleOptions) throws -> SurveyStage {
    do throws(DiagnosticError) {
      return try SurveyStage(rules: try reading.rules())
    } catch {
      var printer = ReportPrinter(format: .text)
      printer.print([error.diagnostic])
      throw ExitCode(RunStatus(unusable: error).rawValue)
    }
  }

  /// Does `work` on every file, and hands over what was found in the order of the files.
  func run<Findings>(
    _ work: @escaping @Sendable (Input) -> SurveyStage.Outcome<Findings>,
    add: (Findings) -> Void
  ) async -> ReportPrinter {
    var printer = ReportPrinter(format: .text, isQuiet: options.quiet)
    let found = discovery.find(arguments)
    printer.print(found.diagnostics)
    printer.include(found.status)
    await BoundedWork(width: options.jobs).run(over: found.inputs, work) { outcome in
      printer.print(outcome.diagnostics)
      printer.include(outcome.status)
      if let findings = outcome.findings { add(findings) }
    }
    return printer
  }
}
