import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur validate`: TEI against a schema.
struct Validate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check TEI files against a schema.",
    discussion: """
      Without --schema, files are checked against Rapporteur's own TEI schema, which is part of the \
      program. A file that is not well-formed is told apart from one that is not valid. Files of any \
      size are read as a stream.

      Examples:
        rapporteur validate out
        rapporteur validate --schema tei_all.rng --format json out
        rapporteur convert briefing.txt -o - | rapporteur validate -
      """)

  @Argument(
    help: "TEI files (.xml), folders of them, or - for standard input.", completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong,
    help: "A RELAX NG schema, in XML or compact syntax (.rnc), in place of the built-in one.",
    completion: .file(extensions: ["rng", "rnc"]))
  var schema: String?

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let files = FileRun(
      discovery: .tei, arguments: inputs, options: options,
      standardInputName: "standard-input.xml")
    let stage = try files.stage { () throws(DiagnosticError) in try ValidationStage(schema: schema)
    }
    try await files.run(
      on: files.find(), total: { "\($1) of \(counted($0, "file")) valid" },
      worker: { stage.worker() }, { $0.run($1) })
  }
}
