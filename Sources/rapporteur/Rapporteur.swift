import ArgumentParser

/// The program: what it does, and its subcommands.
@main
struct Rapporteur: AsyncParsableCommand {
  static let release = "0.1.0"

  static let configuration = CommandConfiguration(
    abstract: "Turns transcripts into TEI, checks TEI, and proves that nothing was lost.",
    discussion: """
      Results go to standard output, diagnostics to standard error. Inputs are files, folders (all \
      of their transcripts or TEI files), or - for standard input.

      Exit codes: 0 all is well; 1 something is invalid or not equal, or some files failed; 64 the \
      command line is wrong; 65 a schema, conventions or participants file is itself wrong; 66 an \
      input does not exist; 74 the output could not be written.

      Examples:
        rapporteur convert Samples -o out
        rapporteur validate out
        rapporteur roundtrip out --source Samples
        rapporteur explain Samples/briefing.txt
        rapporteur corpus build Samples -o corpus
      """,
    version: "rapporteur \(release)",
    subcommands: [
      Convert.self, Validate.self, RoundTrip.self, Text.self, Explain.self, Participants.self,
      ConventionsCommand.self, CorpusCommand.self,
    ])
}
