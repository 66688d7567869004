import ArgumentParser

/// Measures what the README claims; release builds only.
@main
struct Benchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rapporteur-benchmark",
    abstract: "Measures conversion and validation beside xmllint.",
    discussion: """
      Speeds are ratios to `xmllint --sax --noout` over the same TEI, measured in turns in one run, \
      since machines differ and are noisy. The input is made anew from a sample by seeded variation.

      Example:
        swift run -c release rapporteur-benchmark
      """,
    subcommands: [
      MeasureAll.self, MeasureConversion.self, MeasureValidation.self, MeasurePeers.self,
      MeasureMutations.self, GenerateCorpus.self, MeasureCorpus.self,
    ],
    defaultSubcommand: MeasureAll.self)
}

/// What is measured, and how often.
struct BenchmarkOptions: ParsableArguments {
  @Option(help: "The size of the transcript in megabytes (10^6 bytes).")
  var size = 64

  @Option(help: "The sample that it is made of.")
  var sample = "Samples/briefings/marstrand-keresten.txt"

  @Option(help: "The seed of the variation.")
  var seed: UInt64 = 1

  @Option(help: "How often each is measured; the median counts.")
  var runs = 3

  func validate() throws {
    guard size > 0, runs > 0 else { throw ValidationError("--size and --runs must be at least 1") }
  }
}

/// Conversion, then validation of what it wrote.
struct MeasureAll: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "all", abstract: "Conversion, then validation of what it wrote.")

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let folder = try Workspace()
    let tei = try ConversionBenchmark(options: options, folder: folder).run()
    try ValidationBenchmark(file: tei, schema: nil, runs: options.runs).run()
  }
}

/// Conversion alone.
struct MeasureConversion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Conversion of one large transcript in this process.")

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    _ = try ConversionBenchmark(options: options, folder: try Workspace()).run()
  }
}

/// Validation alone.
struct MeasureValidation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Parsing alone, and parsing with matching, of one file in this process.")

  @Argument(help: "The TEI file; without one, a transcript is made and converted first.")
  var file: String?

  @Option(help: "The RELAX NG schema, in place of the built-in one.")
  var schema: String?

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let folder = try Workspace()
    let file = try file ?? ConversionBenchmark(options: options, folder: folder).run()
    try ValidationBenchmark(file: file, schema: schema, runs: options.runs).run()
  }
}
