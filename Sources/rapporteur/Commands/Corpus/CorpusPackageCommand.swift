import ArgumentParser

/// `rapporteur corpus package`: a corpus for an archive.
struct CorpusPackageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "package", abstract: "later")
  func run() async throws {}
}
