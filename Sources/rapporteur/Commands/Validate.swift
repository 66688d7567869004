import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur validate`: TEI against a schema.
struct Validate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check TEI files against a schema.",
    discussion: """
      Without --schema, a file is checked against the RELAX NG schema that it names itself, \
      <?xml-model href="…"?>, if that is on this machine or in a catalog (else against the XML Schema \
      that it names there); otherwise against Rapporteur's own TEI schema, which is part of the \
      program. Nothing is ever fetched from the network, and no DTD is read but the one of --dtd. --verbose says which schema it was.

      A file that is not well-formed is told apart from one that is not valid, and both from a \
      schema that cannot be used (exit code 65). Files of any size are read as a stream.

      Examples:
        rapporteur validate out
        rapporteur validate --schema tei_all.rng --format json out
        rapporteur validate --pointers corpus.xml sessions
        rapporteur validate --catalog catalog.xml --verbose corpus
        rapporteur convert briefing.txt -o - | rapporteur validate -
      """)

  @Argument(
    help: "TEI files (.xml), folders of them, or - for standard input.", completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: """
      A schema for all files: RELAX NG in XML (.rng) or compact syntax (.rnc), or XML Schema (.xsd).
      """,
    completion: .file(extensions: ["rng", "rnc", "xsd"]))
  var schema: String?

  @Option(
    help: ArgumentHelp(
      "A document type definition for all files; each is then held in memory.", valueName: "file"),
    completion: .file(extensions: ["dtd"]))
  var dtd: String?

  @Option(
    help: ArgumentHelp(
      "An OASIS XML catalog that leads to local copies of schemas; may be given several times.",
      valueName: "file"), completion: .file(extensions: ["xml"]))
  var catalog: [String] = []

  @Flag(name: .customLong("no-ids"), help: "Do not check identifiers and references to them.")
  var ignoresIdentifiers = false

  @Flag(
    help: """
      Also follow every pointer of TEI: '#id', relative addresses, prefixes of a prefixDef; a teiCorpus \
      and what it includes are one.
      """)
  var pointers = false

  @Flag(help: "With --pointers, list the addresses that lead elsewhere; they are never fetched.")
  var listExternal = false

  @Flag(name: .shortAndLong, help: "Say for every file which schema it was checked against.")
  var verbose = false

  @OptionGroup var options: SharedOptions

  func validate() throws {
    if listExternal, !pointers {
      throw ValidationError("--list-external needs --pointers")
    }
    if schema != nil, dtd != nil {
      throw ValidationError("--schema and --dtd cannot both decide; give one of them")
    }
  }

  func run() async throws {
    let files = FileRun(
      discovery: .tei, arguments: inputs, options: options,
      standardInputName: "standard-input.xml")
    let found = files.find()
    let stage = try files.stage { () throws(DiagnosticError) in
      var stage = try ValidationStage(
        schema: schema, dtd: dtd, catalogs: catalog, checksIdentifiers: !ignoresIdentifiers)
      stage.namesSchemas = verbose
      if pointers {
        stage.pointers = PointerCheck(
          of: found.inputs, manner: .full(listsExternal: listExternal))
      }
      return stage
    }
    try await files.run(
      on: found, total: { "\($1) of \(counted($0, "file")) valid" },
      worker: { stage.worker() }, { $0.run($1) })
  }
}
