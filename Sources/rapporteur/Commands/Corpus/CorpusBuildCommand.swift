import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur corpus build`: transcripts to a corpus, and what changed since to the same corpus.
struct CorpusBuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build a corpus, or bring it up to date.",
    discussion: """
      Every transcript is converted, validated and proven; what is in the corpus is valid and holds \
      all of its source. OUT gets one TEI file for each, under the same path, corpus.xml with \
      participants.xml and taxonomies.xml, the catalogue catalog.sqlite, report.html and report.json.

      A second run builds only what changed: the bytes of a source, the conventions, the schema, the \
      options, or the program. A document whose source is gone stays, and is reported; --prune removes \
      it. What cannot be built is reported, and the others go on. A run may be stopped or killed at any \
      moment: every file is the old or the new one, and the same command goes on.

      Exit codes: 0 all is well; 1 some documents could not be built; 74 the output could not be \
      written, or another run is writing to it; 130 stopped by Ctrl-C.

      Examples:
        rapporteur corpus build transcripts -o corpus
        rapporteur corpus build transcripts -o corpus --dry-run
        rapporteur corpus build transcripts -o corpus --prune --log json
      """)

  @Argument(help: "Transcripts and folders of them.", completion: .file())
  var inputs: [String]

  @Option(name: .shortAndLong, help: "The folder of the corpus.", completion: .directory)
  var output: String

  @Option(help: "The title of the corpus.")
  var title = "Corpus of transcripts"

  @Option(
    help: ArgumentHelp(
      "The language of the transcripts, as a BCP 47 tag such as en or en-US.", valueName: "tag"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "Who may do what with the transcripts: the name of a licence, or a sentence.",
      valueName: "name"))
  var licence: String?

  @Option(help: ArgumentHelp("The URI of the licence; needs --licence.", valueName: "uri"))
  var licenceUri: String?

  @OptionGroup var reading: RuleOptions

  @Flag(help: "Build every document again.")
  var force = false

  @Flag(name: .shortAndLong, help: "Only say what would be done; nothing is written.")
  var dryRun = false

  @Flag(help: "Remove documents whose source is gone.")
  var prune = false

  @Flag(help: "Read the documents that are there, and build those again that were changed.")
  var verify = false

  @Flag(
    exclusivity: .exclusive,
    help: "Whether to go on when a document cannot be built, or to stop.")
  var failures = FailureMode.keepGoing

  @Flag(help: "Wait for another run that writes to the same folder.")
  var wait = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "How many documents to work on at the same time.")
  var jobs = StandardStreams.processors

  @Option(help: "How standard error is written; json is one object a line for all that happens.")
  var log = LogFormat.text

  @Flag(name: .shortAndLong, help: "Print a line for every document, and notes, too.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Print errors and warnings only.")
  var quiet = false

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be at least 1, not '\(jobs)'") }
    guard !inputs.contains("-") else {
      throw ValidationError("a corpus is built from files and folders, not from standard input")
    }
    guard !reading.conventions.contains("-"), reading.participants != "-" else {
      throw ValidationError("conventions and participants of a corpus have to be files")
    }
    guard licence != nil || licenceUri == nil else {
      throw ValidationError("--licence-uri needs --licence, the name of the licence")
    }
  }

  private var options: CorpusBuildOptions {
    var options = CorpusBuildOptions(inputs: inputs, output: output)
    options.jobs = jobs
    options.title = title
    options.language = language
    options.licence = licence
    options.licenceURI = licenceUri
    options.conventions = reading.conventions
    options.participants = reading.participants
    options.isForced = force
    options.stopsAtFailure = failures == .failFast
    options.prunes = prune
    options.verifies = verify
    options.waits = wait
    return options
  }

  func run() async throws {
    Interruption.listen()
    var printer = BuildPrinter(
      log: log, corpus: output, isVerbose: verbose, isQuiet: quiet)
    do throws(DiagnosticError) {
      let build = CorpusBuild(options)
      if dryRun {
        let plan = try await build.plan { printer.print($0) }
        try printer.print(plan)
      } else {
        let ending = try await build.run { printer.print($0) }
        printer.status.include(ending.status)
      }
    } catch {
      printer.print(error)
    }
    printer.clear()
    if Interruption.isRequested { throw ExitCode(130) }
    try printer.status.exit()
  }
}

/// What happens when a document cannot be built.
enum FailureMode: String, EnumerableFlag {
  /// The others are built.
  case keepGoing
  /// The run stops.
  case failFast
}

/// How standard error is written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// For programs: one JSON object a line.
  case json
}
