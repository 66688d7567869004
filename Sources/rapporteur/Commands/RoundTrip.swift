import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur roundtrip`: the proof of what survived.
struct RoundTrip: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roundtrip",
    abstract: "Prove what survived.",
    discussion: """
      A transcript is converted, written, read back and compared: its text, character by character \
      (level text), and the whole transcript (level model). A TEI file is compared with the digests \
      that it states of its text and markup, with its source where that is found, and with itself \
      after it was read and written (level canonical).

      In the result, text and model are those levels, seal is the digest of the markup, and bytes or \
      canonical say how much is the same after reading and writing.

      The source is looked for under the name that the TEI states: in --source, or beside the TEI \
      file. With it, every change of the text is shown in its place; without it, the digests still \
      tell that there is one.

      Examples:
        rapporteur roundtrip Samples
        rapporteur roundtrip out --source Samples
        rapporteur roundtrip out/briefing.xml --source briefing.txt
      """)

  @Argument(
    help: "Transcripts, TEI files, folders of them, or - for standard input.", completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "The source of the TEI file, or the folder that holds the sources.", valueName: "path"),
    completion: .file())
  var source: String?

  @OptionGroup var sources: SourceOptions

  @OptionGroup var reading: RuleOptions

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let files = FileRun(discovery: .documents, arguments: inputs, options: options)
    let stage = try files.stage { () throws(DiagnosticError) in
      try RoundTripStage(
        source: source, settings: sources.settings, rules: try reading.rules())
    }
    try await files.run(
      on: files.find(),
      total: { "\($1) of \(counted($0, "file")) came back whole" }, stage.run)
  }
}
