import ArgumentParser
import Corpus
import Diagnostics
import SystemPackage

/// `rapporteur corpus report`: the figures again, from the catalogue.
struct CorpusReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report about a corpus, from its catalogue.",
    discussion: """
      A build writes the same report as report.html and report.json in the folder of the corpus.

      Examples:
        rapporteur corpus report corpus > report.html
        rapporteur corpus report corpus --format json
      """)

  @Argument(help: "The folder of the corpus.", completion: .directory)
  var corpus: String

  @Option(help: "html, one page that needs no other file; or json, the figures.")
  var format = ReportFileFormat.html

  func run() async throws {
    var printer = ReportPrinter(format: .text)
    do throws(DiagnosticError) {
      let report = try CorpusReport(try Catalogue.reading(in: FilePath(corpus)))
      printer.write(format == .html ? report.page : report.figures)
    } catch {
      printer.print(error)
    }
    try printer.status.exit()
  }
}

/// How a report is written.
enum ReportFileFormat: String, ExpressibleByArgument, CaseIterable {
  /// A page for people.
  case html
  /// The figures for programs.
  case json
}
