import ArgumentParser

/// `rapporteur corpus`: many transcripts as one corpus.
struct CorpusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Build, search, export and package a corpus.",
    discussion: """
      Examples:
        rapporteur corpus build transcripts -o corpus
        rapporteur corpus search corpus "maritime security" --voice interpreted
        rapporteur corpus export corpus --format csv > utterances.csv
        rapporteur corpus package corpus -o bag
      """,
    subcommands: [
      CorpusBuildCommand.self, CorpusSearchCommand.self, CorpusExportCommand.self,
      CorpusReportCommand.self, CorpusPackageCommand.self,
    ])
}
