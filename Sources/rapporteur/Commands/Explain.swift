import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur explain`: what each line became and why, or what a code means.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain what each line of a transcript became, or what a diagnostic means.",
    discussion: """
      For a transcript: every line, what it became, by which rule and for which reason. For the code \
      at the end of a diagnostic: what it means, and an example.

      Examples:
        rapporteur explain Samples/briefing.txt
        rapporteur explain --html Samples/briefing.txt > briefing.html
        rapporteur explain source-empty
        rapporteur explain catalogue
      """)

  @Argument(
    help: ArgumentHelp("A transcript, - for standard input, or a code.", valueName: "file-or-code"),
    completion: .file())
  var subject: String

  @Option(help: "How the explanation is written; json is one object a line.")
  var format: ExplanationFormat = .text

  @Flag(
    help:
      "Write one HTML page with the source and its TEI side by side; it needs nothing else."
  )
  var html = false

  @OptionGroup var sources: SourceOptions

  @OptionGroup var reading: RuleOptions

  func validate() throws {
    if html, format == .json {
      throw ValidationError("--html and --format json exclude each other")
    }
  }

  func run() async throws {
    var printer = ReportPrinter(format: format == .text ? .text : .json)
    let input = Input(named: subject)
    if !input.exists {
      if CatalogueGuide.names.contains(subject) {
        printer.write(CatalogueGuide.text)
        return
      }
      if let kind = DiagnosticCatalogue.kind(subject) {
        printer.write(DiagnosticCatalogue.explanation(of: kind))
        return
      }
      if let suggestion = DiagnosticCatalogue.suggestion(for: subject) {
        throw ValidationError("there is no file and no code '\(subject)'; \(suggestion)")
      }
    }
    let rules: SourceRules
    do throws(DiagnosticError) {
      rules = try reading.rules()
    } catch {
      printer.print([error.diagnostic])
      throw ExitCode(RunStatus(unusable: error).rawValue)
    }
    do throws(DiagnosticError) {
      let explanation = try Explanation(of: input, settings: sources.settings, rules: rules)
      printer.print(explanation.diagnostics)
      printer.write(
        html ? explanation.page : format == .text ? explanation.table : explanation.jsonLines)
    } catch {
      printer.print(error)
    }
    try printer.status.exit()
  }
}

/// How an explanation is written: it is no finding, so there is no log of it.
enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// For programs: one JSON object a line.
  case json
}
