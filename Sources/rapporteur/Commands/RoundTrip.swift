import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur roundtrip`: the proof of what survived.
struct RoundTrip: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roundtrip",
    abstract: "Prove what survived.",
    discussion: """
      A TEI file, of any project, is read, written again, and compared with what came back. The level \
      that it reached is bytes (the same file), canonical (the same Canonical XML with comments, white \
      space in element content set aside), or text (the same characters); model says that it is the \
      same transcript. Then it is said how much of its texts the model understands, and what is kept \
      as it is. --output writes what came back, so that anyone can check: \
      diff <(xmllint --c14n a.xml) <(xmllint --c14n back/a.xml).

      Its pointers are followed on the way: '#id', relative addresses, prefixes that a prefixDef \
      defines; a teiCorpus and what it includes are one. What leads nowhere did so before, and so it is \
      a warning, unless --pointers says otherwise.

      A TEI file that Rapporteur wrote is also compared with the digests that it states: text is that \
      of its text, seal that of its markup. Its source is looked for under the name that it states: in \
      --source, or beside the TEI file. With it, every change of the text is shown in its place; \
      without it, the digests still tell that there is one.

      A transcript is converted, written, read back and compared: its text, character by character \
      (level text), and the whole transcript (level model).

      Examples:
        rapporteur roundtrip Samples
        rapporteur roundtrip corpus --output back
        rapporteur roundtrip --exact --format json play.xml
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

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write what came back of each TEI file below this folder.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(
    help: """
      Compare white space in element content and CDATA sections as well, and list what is spelled \
      differently: XML declaration, document type declaration, quotation marks of attributes.
      """)
  var exact = false

  @Flag(
    inversion: .prefixedNo,
    help: """
      Hold it against a TEI file that a pointer of it leads nowhere, and show every place; or do not \
      look at pointers. Otherwise a few places are shown, as warnings.
      """)
  var pointers: Bool?

  @OptionGroup var sources: SourceOptions

  @OptionGroup var reading: RuleOptions

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let files = FileRun(discovery: .documents, arguments: inputs, options: options)
    let found = files.find()
    let stage = try files.stage { () throws(DiagnosticError) in
      var stage = try RoundTripStage(
        source: source, output: output, isExact: exact, settings: sources.settings,
        rules: reading.areGiven ? try reading.rules() : nil)
      if pointers ?? true {
        stage.pointers = PointerCheck(
          of: found.inputs, manner: pointers == true ? .full(listsExternal: false) : .brief)
      }
      return stage
    }
    var tally = RoundTripTally()
    try await files.run(
      on: stage.withoutCollisions(found),
      total: { count, clean in
        let summary = tally.summary
        return "\(clean) of \(counted(count, "file")) came back whole"
          + (summary.isEmpty ? "" : ": \(summary)")
      }, totalFacts: { tally.facts(files: $0, clean: $1) },
      watching: { if let proof = $0.proof { tally.add(proof) } }, worker: {},
      { _, input in stage.run(input) })
  }
}
