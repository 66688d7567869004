import ArgumentParser
import Corpus

/// The options that all commands over many files share.
struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How findings and results are written.",
      discussion:
        """
        json is one object a line: diagnostics on standard error, results on standard output. sarif is \
        one SARIF 2.1.0 log of all diagnostics on standard output, in place of the results.
        """))
  var format: ReportFormat = .text

  @Flag(help: "Print each cause once, at the end, and in how many files it is.")
  var group = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "How many files to work on at the same time.")
  var jobs = StandardStreams.processors

  @Flag(name: .shortAndLong, help: "Print errors and warnings only.")
  var quiet = false

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be at least 1, not '\(jobs)'") }
  }
}

/// How findings are written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// For programs: one JSON object a line.
  case json
  /// For tools that collect findings: one SARIF 2.1.0 log.
  case sarif
}
