import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur corpus package`: a corpus for an archive.
struct CorpusPackageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract: "Pack a corpus with its sources into a bag for an archive.",
    discussion: """
      The bag (BagIt 1.0, RFC 8493) holds the corpus, its sources, the schema, the report, and \
      premis.xml: what was done to every file (PREMIS 3). Every file is compared with its digest, and \
      every document validated again; a source that changed since the build is an error.

      The events carry the time of the run, or the one that SOURCE_DATE_EPOCH names; then the same \
      corpus gives the same bag, byte for byte.

      Examples:
        rapporteur corpus package corpus
        SOURCE_DATE_EPOCH=1700000000 rapporteur corpus package corpus -o bag
      """)

  @Argument(help: "The folder of the corpus.", completion: .directory)
  var corpus: String

  @Option(
    name: .shortAndLong,
    help: "The folder of the bag, which must not exist (default: that of the corpus and '-bag').",
    completion: .directory)
  var output: String?

  func validate() throws {
    if let epoch = Timestamp.epoch, Timestamp(epoch: epoch) == nil {
      throw ValidationError("SOURCE_DATE_EPOCH has to be seconds since 1970, not '\(epoch)'")
    }
  }

  func run() async throws {
    var printer = ReportPrinter(format: .text)
    var name = corpus
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    let bag = output ?? name + "-bag"
    do throws(DiagnosticError) {
      let package = CorpusPackage(corpus: corpus, bag: bag, fixed: .fixed, now: .now)
      let totals = try package.run()
      printer.write(
        "\(bag): \(counted(totals.documents, "document")), \(counted(totals.files, "file")), "
          + "\(totals.bytes) bytes\n")
    } catch {
      printer.print(error)
    }
    try printer.status.exit()
  }
}
