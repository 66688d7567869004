import ArgumentParser
import Corpus
import Foundation
import TranscriptFormats

/// Scores conversions of annotated documents, and of the same documents in other conventions.
struct MeasureMutations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutations",
    abstract: "How well annotated documents are read when their conventions change.",
    discussion: """
      Needs the folder that RAPPORTEUR_DATA names, with `transcripts` and `gold`, the scorer \
      (`tools/score.py` beside that folder), and the Python with lxml that RAPPORTEUR_PYTHON names. \
      A figure that falls by more than three points is marked with '!'.
      """)

  @Option(help: "The folder with 'transcripts' and 'gold'; otherwise RAPPORTEUR_DATA.")
  var data: String?

  @Option(help: "The scorer; otherwise 'tools/score.py' beside the data.")
  var scorer: String?

  @Option(help: "The seed of what is random.")
  var seed: UInt64 = 1

  @Option(help: "Only mutations whose name holds this.")
  var only: String?

  @Option(help: "Where to keep the mutated documents and their TEI.")
  var keep: String?

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    guard let data = data ?? environment["RAPPORTEUR_DATA"] else {
      throw ValidationError("--data or RAPPORTEUR_DATA must name the folder with the gold")
    }
    let folder = URL(filePath: data)
    let scoring = Scoring(
      python: environment["RAPPORTEUR_PYTHON"] ?? "python3",
      scorer: scorer ?? folder.deletingLastPathComponent().appending(path: "tools/score.py").path)
    let documents = try GoldDocument.all(in: folder)
    let conversion = try Conversion(options: ReadingOptions())
    let workspace = try Workspace()
    let root = keep.map { URL(filePath: $0) } ?? workspace.url

    let untouched = Mutation(name: "as they are", apply: { _, _ in })
    let mutations = Mutation.all.filter { only.map($0.name.contains) ?? true }
    var reference: Scores?
    for (number, mutation) in ([untouched] + mutations).enumerated() {
      var random = SplitMix(seed: seed)
      let place = root.appending(path: "\(number)")
      let run = MutationRun(folder: place, conversion: conversion)
      for var document in documents {
        mutation.apply(&document, &random)
        try run.add(document, bytes: mutation.encode(document.lines.joined(separator: "\n")))
      }
      let scores = try scoring.score(try run.pairs())
      if number == 0 { print("".padded(to: 34) + scores.names) }
      print(mutation.name.padded(to: 34) + scores.line(comparedWith: reference))
      reference = reference ?? scores
    }
  }
}

/// The documents of one mutation, in a folder of their own.
private final class MutationRun {
  private let folder: URL
  private let conversion: Conversion
  private var rows = ""

  init(folder: URL, conversion: Conversion) {
    self.folder = folder
    self.conversion = conversion
  }

  /// Writes a document, its annotation and its TEI.
  func add(_ document: GoldDocument, bytes: Data) throws {
    let place = folder.appending(path: document.name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let source = place.appending(path: document.name)
    let gold = place.appending(path: "\(document.name).gold.tsv")
    let tei = place.appending(path: "tei.xml")
    try bytes.write(to: source)
    try Data(document.gold.utf8).write(to: gold)
    if let quotations = document.quotations {
      try Data(quotations.utf8).write(to: place.appending(path: "\(document.name).quotes.tsv"))
    }
    let result = try conversion.convert(
      SourceDocument(name: document.name, bytes: Array(bytes)))
    try Data(result.tei).write(to: tei)
    rows += "\(source.path)\t\(gold.path)\t\(tei.path)\n"
  }

  /// The file that lists sources, annotations and TEI.
  func pairs() throws -> String {
    let file = folder.appending(path: "pairs.tsv")
    try Data(rows.utf8).write(to: file)
    return file.path
  }
}

/// The scorer, as a program.
private struct Scoring {
  let python: String
  let scorer: String

  /// The pooled figures of the documents that a file lists.
  func score(_ pairs: String) throws -> Scores {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, scorer, "--pairs", pairs]
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0,
      let last = text.split(separator: "\n").last(where: { $0.hasPrefix("all ") })
    else { throw ValidationError("\(python) \(scorer) did not print pooled figures") }
    return Scores(String(last))
  }
}

/// Pooled figures, in percent.
private struct Scores {
  private var figures: [(name: String, value: Double)] = []

  /// Reads `all  words 100.0% kind  98.1% …`.
  init(_ line: String) {
    for match in line.matches(of: #/([a-z]+) +([0-9.]+)%/#) {
      figures.append((String(match.output.1), Double(match.output.2) ?? 0))
    }
  }

  var names: String { figures.map { $0.name.padded(to: 10, atStart: true) }.joined() }

  /// The figures; those that fell by more than three points are marked.
  func line(comparedWith reference: Scores?) -> String {
    figures.enumerated().map { index, figure in
      let before = reference.flatMap { index < $0.figures.count ? $0.figures[index].value : nil }
      let fell = (before ?? figure.value) - figure.value > 3
      return (String(format: "%.1f", figure.value) + (fell ? "!" : " "))
        .padded(to: 10, atStart: true)
    }.joined()
  }
}

extension String {
  fileprivate func padded(to width: Int, atStart: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - count))
    return atStart ? spaces + self : self + spaces
  }
}
