import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur participants`: who takes part, to be reviewed.
struct Participants: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List who takes part in transcripts or TEI files.",
    discussion: """
      One row a person: names, every printed label, role, affiliation, languages, how many \
      documents, turns and words, whether the identity was printed or inferred, where the evidence \
      stands, and whom else they may be. Nobody is merged because of a likeness.

      The table is a participants file: correct it, join the rows of one person by hand, and use it \
      with --participants. Columns from 'labels' on are for you, and are not read.

      Examples:
        rapporteur participants briefings > people.csv
        rapporteur convert briefings -o out --participants people.csv
        rapporteur participants out --format json
      """)

  @Argument(
    help: "Transcripts, TEI files, folders of them, or - for standard input.", completion: .file())
  var inputs: [String]

  @Option(help: "How the table is written; json is one object a person and line.")
  var format: TableFormat = .csv

  @OptionGroup var reading: RuleOptions

  @OptionGroup var options: SurveyOptions

  func run() async throws {
    let files = SurveyRun(discovery: .documents, arguments: inputs, options: options)
    let stage = try files.stage(reading)
    var survey = stage.participantsSurvey
    var printer = await files.run({ stage.participants(in: $0) }) { stage.add($0, to: &survey) }
    printer.write(stage.text(of: survey, asJSON: format == .json))
    try printer.status.exit()
  }
}

/// How a table is written.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  /// Comma-separated values (RFC 4180).
  case csv
  /// One JSON object a line.
  case json
}
