import Diagnostics
import Foundation
import RelaxNG
import TestSupport
import Testing
import XMLCore

/// The `jing` of the Debian package, where it is installed.
enum Jing {
  static let path = "/usr/bin/jing"
  static var isThere: Bool {
    TestData.isThere && FileManager.default.isExecutableFile(atPath: path)
  }

  /// The line of the first error of each document that has one; one run over all of them.
  static func firstErrors(of documents: [URL], schema: URL) throws -> [String: Int] {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = [schema.path] + documents.map(\.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var result: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      for document in documents where line.hasPrefix(document.path + ":") {
        let rest = line.dropFirst(document.path.count + 1)
        if result[document.path] == nil {
          result[document.path] = Int(rest.prefix { $0 != ":" }) ?? 0
        }
      }
    }
    return result
  }
}

/// Mutations of real documents, judged by jing and by us; `RAPPORTEUR_MUTATIONS` sets their number,
/// 500 for the full comparison.
@Suite("Comparison with jing", .enabled(if: Jing.isThere, "needs the development data and jing"))
struct JingComparisonTests {
  @Test(arguments: ["tei_all-4.7.0.rng", "parla-clarin.rng"])
  func verdictsAndLinesAreTheSame(_ schemaName: String) throws {
    let folder = try #require(TestData.folder)
    let asked = ProcessInfo.processInfo.environment["RAPPORTEUR_MUTATIONS"].flatMap { Int($0) }
    let count = asked ?? 40
    let sources = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "tei"), includingPropertiesForKeys: [.fileSizeKey]
    ).filter { url in
      // jing stops at a file whose DTD is missing.
      let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      return try size < (asked == nil ? 30_000 : 500_000)
        && !String(contentsOf: url, encoding: .utf8).contains("<!DOCTYPE")
    }.sorted { $0.path < $1.path }
    let work = FileManager.default.temporaryDirectory.appending(path: "rng-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }

    var documents: [URL] = sources
    var seed: UInt64 = 0
    while documents.count < sources.count + count {
      let source = sources[Int(seed) % sources.count]
      seed += 1
      var mutator = Mutator(Array(try Data(contentsOf: source)), seed: seed)
      guard let (kind, bytes) = mutator.mutate() else { continue }
      let file = work.appending(path: "\(seed)-\(kind).xml")
      try Data(bytes).write(to: file)
      documents.append(file)
    }

    let schema = folder.appending(path: "schemas/\(schemaName)")
    let theirs = try Jing.firstErrors(of: documents, schema: schema)
    let automaton = RelaxNGAutomaton(
      schema: try RelaxNGSchema.read(Array(Data(contentsOf: schema)), file: schemaName))
    var otherLines: [String] = []
    for document in documents {
      let found = try check(String(contentsOf: document, encoding: .utf8), against: automaton)
      let first = found.first
      let jingLine = theirs[document.path]
      #expect(
        (first == nil) == (jingLine == nil),
        "\(document.lastPathComponent): \(first?.message ?? "valid"), jing: \(jingLine.map { "line \($0)" } ?? "valid")"
      )
      if let first, let jingLine, first.location.line != jingLine {
        otherLines.append("\(document.lastPathComponent): \(first.location.line), jing \(jingLine)")
      }
    }
    #expect(otherLines.count * 20 <= documents.count, "\(otherLines)")
  }
}
