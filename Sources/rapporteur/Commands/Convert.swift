import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur convert`: transcripts to TEI.
struct Convert: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert transcripts to TEI.",
    discussion: """
      A file a/b.txt becomes OUT/b.xml; a folder keeps its relative paths (hidden files and README files are left out). A file that cannot be \
      converted is reported and the others go on. Every document is proven before it is written: its \
      text is the text of the source.

      Examples:
        rapporteur convert Samples -o out
        rapporteur convert briefing.txt -o - | less
        pdftotext hearing.pdf - | rapporteur convert - --name hearing.txt > hearing.xml
      """)

  @Argument(
    help: "Transcripts (.txt, .md, .html, .vtt, .srt), folders of them, or - for standard input.",
    completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: "The folder for the TEI files, or - for standard output.", completion: .directory)
  var output: String?

  @Option(help: "The file name to give standard input; the document is named after it.")
  var name = "standard-input.txt"

  @Option(
    help: ArgumentHelp(
      "The language of the transcripts, as a BCP 47 tag such as en or en-US.",
      valueName: "tag"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "Who may do what with the transcripts: the name of a licence, or a sentence.",
      valueName: "name"))
  var licence: String?

  @Option(help: ArgumentHelp("The URI of the licence; needs --licence.", valueName: "uri"))
  var licenceUri: String?

  @OptionGroup var sources: SourceOptions

  @OptionGroup var reading: RuleOptions

  @OptionGroup var options: SharedOptions

  func validate() throws {
    guard !inputs.isEmpty else { throw ValidationError("name at least one input") }
    guard output != nil || inputs == ["-"] else {
      throw ValidationError("name the output folder with -o, or -o - for standard output")
    }
    guard options.format != .sarif || output != nil && output != "-" else {
      throw ValidationError(
        "--format sarif takes standard output; name the folder for the documents with -o")
    }
    guard licence != nil || licenceUri == nil else {
      throw ValidationError("--licence-uri needs --licence, the name of the licence")
    }
  }

  func run() async throws {
    let files = FileRun(
      discovery: .transcripts, arguments: inputs, options: options, standardInputName: name)
    let found = files.find()
    let folder = output.flatMap { $0 == "-" ? nil : $0 }
    if folder == nil, found.inputs.count > 1 {
      throw ValidationError(
        "one document fits on standard output, not \(found.inputs.count); name a folder with -o")
    }
    let stage = try files.stage { () throws(DiagnosticError) in
      try ConversionStage(
        output: folder, language: language, settings: sources.settings, licence: licence,
        licenceURI: licenceUri, rules: try reading.rules())
    }
    try await files.run(
      on: stage.withoutCollisions(found), leavesOutResults: folder == nil,
      total: { "\($1) of \(counted($0, "file")) converted" },
      stage.run)
  }
}
