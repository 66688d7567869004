import ArgumentParser
import Corpus
import Foundation

/// What a corpus is generated from.
struct GeneratorOptions: ParsableArguments {
  @Option(help: "How many documents.")
  var documents = 1000

  @Option(help: "The folder of the samples that they are made of.")
  var samples = "Samples"

  @Option(help: "The seed of the variation.")
  var seed: UInt64 = 1

  func validate() throws {
    guard documents > 0 else { throw ValidationError("--documents must be at least 1") }
  }

  var corpus: GeneratedCorpus {
    get throws { try GeneratedCorpus(count: documents, seed: seed, samples: samples) }
  }
}

/// A corpus for tests, of any size.
struct GenerateCorpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write transcripts made of the samples to a folder.")

  @Argument(help: "The folder.") var folder: String

  @OptionGroup var options: GeneratorOptions

  func run() throws {
    try options.corpus.write(to: folder)
  }
}

/// A build of a generated corpus, beside `cp -r` and xmllint over what it wrote.
struct MeasureCorpus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Build a generated corpus in this process, twice, beside cp and xmllint.",
    discussion: """
      The sources were just written, and the TEI just before it is copied and parsed, so the caches are \
      warm for all of them. All that was written before is on the disk when one of them begins, and no \
      folder is removed before the end: file systems are slow in places where files were just removed.
      """)

  @OptionGroup var options: GeneratorOptions

  @Option(name: .shortAndLong, help: "How many documents to work on at the same time.")
  var jobs = StandardStreams.processors

  @Option(help: "How often all of it is measured; the median counts.")
  var runs = 1

  func run() async throws {
    let folder = try Workspace()
    let sources = folder.path("in")
    try options.corpus.write(to: sources)
    let bytes = try size(below: sources)
    var building = Measurement("build", over: bytes)
    var again = Measurement("build, nothing changed", over: bytes)
    var parsing: Measurement?
    for run in 0..<max(1, runs) {
      let (output, copy) = (folder.path("out-\(run)"), folder.path("copy-\(run)"))
      var build = CorpusBuildOptions(inputs: [sources], output: output)
      build.jobs = jobs
      sync()
      try await building.measureTask { _ = try await CorpusBuild(build).run { _ in } }
      try await again.measureTask { _ = try await CorpusBuild(build).run { _ in } }
      sync()
      var lint = try parsing ?? Measurement("cp -r, xmllint --noout", over: size(below: output))
      try lint.measure {
        try Program.run("cp", "-r", output, copy)
        try Program.run(
          "find", copy, "-name", "*.xml", "-exec", "xmllint", "--noout", "{}", "+")
      }
      parsing = lint
    }
    guard let parsing else { return }
    print(
      "\(options.documents) documents, \(bytes) bytes, \(jobs) jobs; corpus: \(parsing.bytes) bytes"
    )
    for line in [parsing, building, again] { print(line.line(comparedWith: parsing)) }
    let each = building.median / Double(options.documents) * 1000
    print(
      String(
        format: "%.3f ms a document; unchanged: %.1f %% of the first; peak memory: %d MB", each,
        100 * again.median / building.median, peakMemory() / 1_000_000))
  }
}

/// A program of the machine.
enum Program {
  /// Runs it and waits for it.
  static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CocoaError(.executableLoad, userInfo: [NSFilePathErrorKey: arguments.first ?? ""])
    }
  }
}

/// The size of all files below a folder.
func size(below folder: String) throws -> Int {
  var total = 0
  let names = FileManager.default.enumerator(atPath: folder)
  while let name = names?.nextObject() as? String {
    let path = "\(folder)/\(name)"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    if attributes[.type] as? FileAttributeType == .typeRegular { total += try size(of: path) }
  }
  return total
}
