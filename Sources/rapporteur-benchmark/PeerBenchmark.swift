import ArgumentParser
import Foundation

/// Validation beside jing and xmllint: `rapporteur-benchmark peers`.
struct MeasurePeers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peers",
    abstract: "Validation beside jing and xmllint, as commands and over large documents.",
    discussion: """
      Needs the Debian packages jing and libxml2-utils, and a Java compiler; what is not installed is \
      left out, and said. The schema is Rapporteur's own; with RAPPORTEUR_DATA, a folder that holds \
      schemas/tei_all-4.7.0.rng and schemas/parla-clarin.rng, those are measured as well, over what \
      is in its folder tei, or over the files named, each grown to --size.
      """)

  @Argument(help: "TEI files that are valid against those two schemas, to be grown.")
  var documents: [String] = []

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let folder = try Workspace()
    say("making a document of \(options.size) MB")
    let tei = try ConversionBenchmark(options: options, folder: folder).run()
    try PeerBenchmark(document: tei, others: documents, options: options, folder: folder).run()
  }
}

/// Prints at once, so that whoever waits sees how far it is.
func say(_ line: String) {
  print(line)
  fflush(nil)
}

/// Measures the same jobs with each program that is there, in turns, and prints a table.
struct PeerBenchmark {
  private typealias Schema = (name: String, path: String)

  private let document: String
  private let others: [String]
  private let size: Int
  private let runs: Int
  private let folder: Workspace
  private let own: Schema
  /// Schemas that others made.
  private let foreign: [Schema]
  private let rapporteur: String
  private let jing: Peer?
  private let warmJing: WarmJing?
  private let xmllint: Peer?

  init(document: String, others: [String], options: BenchmarkOptions, folder: Workspace) throws {
    self.document = document
    self.folder = folder
    size = options.size * 1_000_000
    runs = options.runs
    rapporteur =
      URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "rapporteur").path
    guard FileManager.default.isExecutableFile(atPath: rapporteur) else {
      throw ValidationError("'\(rapporteur)' is not there: build the whole package for release")
    }
    jing = Peer(named: "jing")
    xmllint = Peer(named: "xmllint")
    warmJing = try WarmJing(in: folder)
    own = ("rapporteur.rng", "Schemas/rapporteur.rng")
    guard let data = ProcessInfo.processInfo.environment["RAPPORTEUR_DATA"] else {
      foreign = []
      self.others = []
      return
    }
    foreign = ["tei_all-4.7.0.rng", "parla-clarin.rng"].map { ($0, "\(data)/schemas/\($0)") }
      .filter { FileManager.default.fileExists(atPath: $0.1) }
    self.others = others.isEmpty ? Self.documents(in: "\(data)/tei") : others
  }

  /// The documents in a folder that are long enough to be like a large one.
  private static func documents(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".xml") }.sorted().map { "\(folder)/\($0)" }
      .filter { ((try? rapporteur_benchmark.size(of: $0)) ?? 0) > 100_000 }
  }

  func run() throws {
    for (name, isThere) in [
      ("jing", jing != nil), ("a Java compiler and jing.jar", warmJing != nil),
      ("xmllint", xmllint != nil),
    ] where !isThere { say("\(name): not installed, left out") }
    try measureLoading()
    try measureThroughput()
    try measureManyFiles()
    try measureInclusions()
  }

  // MARK: Jobs

  private func measureLoading() throws {
    let letter = folder.path("letter.xml")
    try Data("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>\n".utf8).write(to: URL(filePath: letter))
    for schema in [own] + foreign {
      say("\nload \(schema.name), validate a document of one line; as commands")
      compare([
        ("rapporteur", [rapporteur, "validate", "--schema", schema.path, letter]),
        jing.map { ("jing", [$0.path, schema.path, letter]) },
        xmllint.map { ("xmllint", [$0.path, "--noout", "--relaxng", schema.path, letter]) },
      ])
    }
  }

  private func measureThroughput() throws {
    try measureThroughput(of: document, "the converted transcript", [own] + foreign.prefix(1))
    for (number, other) in others.enumerated() {
      guard let grown = GrownDocument(of: Array(try Data(contentsOf: URL(filePath: other)))) else {
        say("\n\(other): has no body, left out")
        continue
      }
      let file = folder.path("grown-\(number).xml")
      try grown.write(size, to: file)
      try measureThroughput(of: file, URL(filePath: other).lastPathComponent, foreign)
      try FileManager.default.removeItem(atPath: file)
    }
  }

  private func measureThroughput(of file: String, _ name: String, _ schemas: [Schema]) throws {
    let bytes = try rapporteur_benchmark.size(of: file)
    for schema in schemas {
      say("\n\(name), \(bytes) bytes, \(schema.name) loaded, one thread")
      let matching = try ValidationBenchmark(file: file, schema: schema.path, runs: runs).run()
      guard let warmJing else { continue }
      var jing = Measurement("jing, warm", over: bytes)
      for seconds in try warmJing.seconds(schema: schema.path, document: file, runs: runs) {
        jing.add(seconds)
      }
      say(jing.line(comparedWith: matching) + " of ours")
    }
  }

  private func measureManyFiles() throws {
    let text = Array(try Data(contentsOf: URL(filePath: document)))
    let files = try (0..<32).map { number in
      let file = folder.path("part-\(number).xml")
      try Data(Self.excerpt(of: text, bytes: 1_000_000 + 1_000 * number)).write(
        to: URL(filePath: file))
      return file
    }
    for schema in [own] + foreign.prefix(1) {
      say("\n32 files of 1 MB, \(schema.name), cold, as commands")
      compare([
        ("rapporteur", [rapporteur, "validate", "--quiet", "--schema", schema.path] + files),
        jing.map { ("jing", [$0.path, schema.path] + files) },
        xmllint.map { ("xmllint", [$0.path, "--noout", "--relaxng", schema.path] + files) },
      ])
    }
  }

  private func measureInclusions() throws {
    guard let schema = foreign.first else {
      say("\na teiCorpus of inclusions: needs RAPPORTEUR_DATA, left out")
      return
    }
    let file = folder.path("corpus.xml")
    let note = String(repeating: "words ", count: 800)
    let inclusions = (0..<600).map {
      "<!-- \(note) -->\n<xi:include href=\"session-\($0).xml\"/>\n"
    }
    let text =
      "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
      + "<teiHeader/>\n" + inclusions.joined() + "</teiCorpus>\n"
    try Data(text.utf8).write(to: URL(filePath: file))
    say(
      "\na teiCorpus of \(text.utf8.count) bytes with 600 xi:include, \(schema.name); as commands")
    compare([
      ("rapporteur", [rapporteur, "validate", "--quiet", "--schema", schema.path, file]),
      jing.map { ("jing", [$0.path, schema.path, file]) },
      xmllint.map { ("xmllint", [$0.path, "--noout", "--relaxng", schema.path, file]) },
    ])
  }

  // MARK: Tables

  /// Runs the commands in turns and prints the medians; what takes longer than 30 s is ended, and not
  /// run again.
  private func compare(_ commands: [(name: String, words: [String])?]) {
    let commands = commands.compactMap(\.self)
    var seconds = Array(repeating: [Double](), count: commands.count)
    for _ in 0..<runs {
      for (index, command) in commands.enumerated() where !seconds[index].contains(.infinity) {
        seconds[index].append(Peer.seconds(command.words, limit: 30))
      }
    }
    let medians = seconds.map { $0.contains(.infinity) ? .infinity : $0.sorted()[$0.count / 2] }
    for (command, median) in zip(commands, medians) {
      let label = command.name.padding(toLength: 34, withPad: " ", startingAt: 0)
      say(
        median == .infinity
          ? label + "   over 30 s"
          : label + String(format: "%8.3f s %7.1f x", median, median / medians[0]))
    }
  }

  /// A document like `text` of about so many bytes: what follows an utterance is left out as far as
  /// the end of the last division.
  private static func excerpt(of text: [UInt8], bytes: Int) -> [UInt8] {
    guard bytes < text.count,
      let end = last("</u>", in: text[..<bytes]), let rest = last("</div>", in: text[...])
    else { return text }
    return text[..<(end + 4)] + [0x0A] + text[rest...]
  }

  private static func last(_ tag: String, in text: ArraySlice<UInt8>) -> Int? {
    let tag = Array(tag.utf8)
    return text.indices.dropLast(tag.count - 1).last { text[$0...].starts(with: tag) }
  }
}
