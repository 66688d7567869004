import ArgumentParser
import Corpus
import Diagnostics
import SystemPackage

/// `rapporteur corpus export`: utterances as a table.
struct CorpusExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all utterances as CSV or JSON Lines, for R, pandas or DuckDB.",
    discussion: """
      One row for each turn of a transcript and each quotation of a story, in the order of documents \
      and text. CSV follows RFC 4180; a value that is not known is empty there, and null in JSON. \
      'rapporteur explain catalogue' says what the columns mean.

      Examples:
        rapporteur corpus export corpus > utterances.csv
        rapporteur corpus export corpus --format jsonl -o utterances.jsonl
      """)

  @Argument(help: "The folder of the corpus.", completion: .directory)
  var corpus: String

  @Option(help: "csv, or jsonl for one JSON object a line.")
  var format = ExportFormat.csv

  @Option(
    name: .shortAndLong, help: "The file to be written; - for standard output.",
    completion: .file())
  var output = "-"

  func run() async throws {
    var printer = ReportPrinter(format: .text)
    do throws(DiagnosticError) {
      let catalogue = try Catalogue.reading(in: FilePath(corpus))
      var pieces = [format == .csv ? Array(SpeechRow.csvHeader.utf8) : []]
      try catalogue.eachUtterance { row in
        let line = format == .csv ? row.csv : JSONText.object(row.members).text + "\n"
        pieces[pieces.count - 1] += line.utf8
        guard pieces[pieces.count - 1].count > 1 << 16 else { return }
        if output == "-" {
          printer.write(pieces[0])
          pieces = [[]]
        } else {
          pieces.append([])
        }
      }
      if output == "-" {
        for piece in pieces { printer.write(piece) }
      } else {
        try AtomicFile.write(pieces, to: FilePath(output), shown: output)
      }
    } catch {
      printer.print(error)
    }
    try printer.status.exit()
  }
}

/// How a table is written.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  /// Comma-separated values.
  case csv
  /// One JSON object a line.
  case jsonl
}
