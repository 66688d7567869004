import ArgumentParser
import Foundation

/// Validation beside jing and xmllint: `rapporteur-benchmark peers`.
struct MeasurePeers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peers",
    abstract: "Validation beside jing and xmllint, as commands and over large documents.",
    discussion: """
      Needs the Debian packages jing and libxml2-utils; what is not installed is left out, and said. \
      The schema is Rapporteur's own; with RAPPORTEUR_DATA, a folder that holds \
      schemas/tei_all-4.7.0.rng and schemas/parla-clarin.rng, those are measured as well.
      """)

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let folder = try Workspace()
    let tei = try ConversionBenchmark(options: options, folder: folder).run()
    try PeerBenchmark(document: tei, runs: options.runs, folder: folder).run()
  }
}

/// Measures the same jobs with each program that is there, in turns, and prints a table.
struct PeerBenchmark {
  private let document: String
  private let runs: Int
  private let folder: Workspace
  private let schemas: [(name: String, path: String)]
  private let rapporteur: String
  private let jing: Peer?
  private let warmJing: WarmJing?
  private let xmllint: Peer?

  init(document: String, runs: Int, folder: Workspace) throws {
    self.document = document
    self.runs = runs
    self.folder = folder
    rapporteur =
      URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "rapporteur").path
    jing = Peer(named: "jing")
    xmllint = Peer(named: "xmllint")
    warmJing = try WarmJing(in: folder)
    var schemas = [("rapporteur.rng", "Schemas/rapporteur.rng")]
    if let data = ProcessInfo.processInfo.environment["RAPPORTEUR_DATA"] {
      schemas += ["tei_all-4.7.0.rng", "parla-clarin.rng"].map { ($0, "\(data)/schemas/\($0)") }
    }
    self.schemas = schemas.filter { FileManager.default.fileExists(atPath: $0.1) }
  }

  func run() throws {
    for (name, isThere) in [
      ("jing", jing != nil), ("a Java compiler and jing.jar", warmJing != nil),
      ("xmllint", xmllint != nil),
    ] where !isThere { print("\(name): not installed, left out") }
    try measureLoading()
    try measureThroughput()
    try measureManyFiles()
    try measureInclusions()
  }

  // MARK: Jobs

  private func measureLoading() throws {
    let letter = folder.path("letter.xml")
    try Data("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>\n".utf8).write(to: URL(filePath: letter))
    for schema in schemas {
      print("\nload \(schema.name), validate a document of one line; as commands")
      compare([
        ("rapporteur", [rapporteur, "validate", "--schema", schema.path, letter]),
        jing.map { ("jing", [$0.path, schema.path, letter]) },
        xmllint.map { ("xmllint", [$0.path, "--noout", "--relaxng", schema.path, letter]) },
      ])
    }
  }

  private func measureThroughput() throws {
    let bytes = try size(of: document)
    for schema in schemas.prefix(2) {
      print("\none document of \(bytes) bytes, \(schema.name) loaded, one thread")
      try ValidationBenchmark(file: document, schema: schema.path, runs: runs).run()
      if let warmJing {
        let seconds = try warmJing.seconds(schema: schema.path, document: document, runs: runs)
        print(row("jing, warm", seconds, bytes))
      }
    }
  }

  private func measureManyFiles() throws {
    let text = try String(contentsOfFile: document, encoding: .utf8)
    let files = try (0..<32).map { number in
      let file = folder.path("part-\(number).xml")
      try Data(excerpt(of: text, bytes: 1_000_000).utf8).write(to: URL(filePath: file))
      return file
    }
    let schema = schemas[0]
    print("\n32 files of 1 MB, \(schema.name), cold, as commands")
    compare([
      ("rapporteur", [rapporteur, "validate", "--quiet", "--schema", schema.path] + files),
      jing.map { ("jing", [$0.path, schema.path] + files) },
      xmllint.map { ("xmllint", [$0.path, "--noout", "--relaxng", schema.path] + files) },
    ])
  }

  private func measureInclusions() throws {
    guard let schema = schemas.dropFirst().first else {
      print("\na teiCorpus of inclusions: needs RAPPORTEUR_DATA, left out")
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
    print(
      "\na teiCorpus of \(text.utf8.count) bytes with 600 xi:include, \(schema.name); as commands")
    compare([
      ("rapporteur", [rapporteur, "validate", "--quiet", "--schema", schema.path, file]),
      jing.map { ("jing", [$0.path, schema.path, file]) },
      xmllint.map { ("xmllint", [$0.path, "--noout", "--relaxng", schema.path, file]) },
    ])
  }

  // MARK: Tables

  /// Runs the commands in turns and prints the medians; none runs longer than 30 s.
  private func compare(_ commands: [(name: String, words: [String])?]) {
    let commands = commands.compactMap(\.self)
    var seconds = Array(repeating: [Double](), count: commands.count)
    for _ in 0..<runs {
      for (index, command) in commands.enumerated() where !seconds[index].contains(.infinity) {
        seconds[index].append(Peer.seconds(command.words, limit: 30))
      }
    }
    for (command, measured) in zip(commands, seconds) {
      print(row(command.name, measured, 0, comparedWith: seconds[0]))
    }
  }

  private func row(
    _ name: String, _ seconds: [Double], _ bytes: Int, comparedWith first: [Double]? = nil
  ) -> String {
    let median = seconds.sorted()[seconds.count / 2]
    let label = name.padding(toLength: 34, withPad: " ", startingAt: 0)
    if median == .infinity { return label + "   over 30 s" }
    if bytes > 0 {
      return label + String(format: "%8.2f s %8.0f MB/s", median, Double(bytes) / median / 1e6)
    }
    let reference = first.map { $0.sorted()[$0.count / 2] } ?? median
    return label + String(format: "%8.3f s %7.1f x", median, median / reference)
  }

  /// A document like `text` of about so many bytes: whole divisions of it are left out at the end.
  private func excerpt(of text: String, bytes: Int) -> String {
    let limit = text.utf8.index(text.startIndex, offsetBy: bytes, limitedBy: text.endIndex)
    guard let limit, let end = text[..<limit].range(of: "</u>", options: .backwards) else {
      return text
    }
    let body = text.range(of: "</div>", options: .backwards) ?? end
    return String(text[..<end.upperBound]) + "\n" + String(text[body.lowerBound...])
  }
}
