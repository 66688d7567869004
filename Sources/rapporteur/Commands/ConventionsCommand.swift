import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur conventions`: what sources are read by.
struct ConventionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conventions",
    abstract: "Show the conventions that transcripts are read by, or find those of your files.",
    subcommands: [Show.self, Detect.self])

  /// `rapporteur conventions show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the conventions in use, as YAML.",
      discussion: """
        Without --conventions these are the built-in ones, with comments that say what each section \
        is for: the form that a file of your own has, with any of these sections.

        Examples:
          rapporteur conventions show > all.yaml
          rapporteur conventions show --conventions own.yaml
        """)

    @Option(
      help: ArgumentHelp(
        "A YAML file of conventions, added to the built-in ones; may be given several times.",
        valueName: "file"),
      completion: .file(extensions: ["yaml", "yml"]))
    var conventions: [String] = []

    func run() async throws {
      var printer = ReportPrinter(format: .text)
      do throws(DiagnosticError) {
        printer.write(try SourceRules(conventions: conventions).conventionsText)
      } catch {
        printer.print([error.diagnostic])
        printer.include(RunStatus(unusable: error))
      }
      try printer.status.exit()
    }
  }

  /// `rapporteur conventions detect`.
  struct Detect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the marks and labels in transcripts, and what they were taken for.",
      discussion: """
        The list is a conventions file: what is known stands there as rules, what nothing claimed as \
        comments with how often it is there and where. Take the '#' away, choose the class, and use \
        the file with --conventions.

        Examples:
          rapporteur conventions detect briefings > own.yaml
          rapporteur convert briefings -o out --conventions own.yaml
        """)

    @Argument(
      help: "Transcripts, folders of them, or - for standard input.", completion: .file())
    var inputs: [String]

    @OptionGroup var reading: RuleOptions

    @OptionGroup var options: SurveyOptions

    func run() async throws {
      let files = SurveyRun(discovery: .transcripts, arguments: inputs, options: options)
      let stage = try files.stage(reading)
      var survey = stage.conventionsSurvey
      var printer = await files.run({ stage.conventions(in: $0) }) { survey.add($0) }
      printer.write(survey.yaml)
      try printer.status.exit()
    }
  }
}
