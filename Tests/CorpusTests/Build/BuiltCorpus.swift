import Corpus
import Diagnostics
import Foundation
import SystemPackage
import TestSupport

/// A corpus in a folder of its own, and what its builds say.
final class BuiltCorpus {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// What a build said.
  struct Said {
    var counts: CorpusPlan.Counts?
    var codes: [String] = []
    /// The files that something was said of.
    var files: Set<String> = []
    var totals: CorpusTotals?
    var status = RunStatus.clean
    var isStopped = false
  }

  func path(_ name: String) -> String { folder.url.appending(path: name).path }

  /// A short transcript in which `name` says `words`.
  func write(_ name: String, _ words: String = "The harbour is open.", by speaker: String = "OAKES")
  {
    _ = try? folder.write(
      "Briefing\n\n\(speaker): Good morning. \(words)\n\nQ: Thank you. (Inaudible.)\n\n\(speaker): Yes.\n"
        .utf8, to: "in/\(name)")
  }

  func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: path(name))
  }

  /// Builds `in` to `out`, or to another folder.
  @discardableResult
  func build(
    to output: String = "out", _ change: (inout CorpusBuildOptions) -> Void = { _ in }
  ) async throws -> Said {
    var options = CorpusBuildOptions(inputs: [path("in")], output: path(output))
    options.jobs = 2
    change(&options)
    var said = Said()
    let ending = try await CorpusBuild(options).run { event in
      switch event {
      case .planned(let counts): said.counts = counts
      case .noticed(let diagnostics):
        said.codes += diagnostics.map(\.kind.code)
        said.files.formUnion(diagnostics.map(\.location.file))
      case .finished(let outcome, _, _):
        said.codes += outcome.diagnostics.map(\.kind.code)
        said.files.insert(outcome.file)
      case .sourceMissing: said.codes.append("corpus-source-missing")
      case .completed(let totals): said.totals = totals
      case .stopped: said.codes.append("corpus-stopped")
      case .waiting, .completing: break
      }
    }
    said.status = ending.status
    said.isStopped = ending.isStopped
    said.codes.removeAll { $0.hasPrefix("label-") }
    return said
  }

  /// All files below a folder with their bytes; of the catalogue, its dump.
  func contents(of output: String = "out") throws -> [String: Data] {
    var contents: [String: Data] = [:]
    let names = FileManager.default.enumerator(atPath: path(output))
    while let name = names?.nextObject() as? String {
      let file = "\(path(output))/\(name)"
      if name == Catalogue.fileName {
        contents[name] = Data(
          try ShellCommand("sqlite3 catalog.sqlite .dump", in: URL(filePath: path(output))).output
            .utf8)
      } else if FileManager.default.fileExists(atPath: file) {
        contents[name] = FileManager.default.contents(atPath: file) ?? Data()
      }
    }
    return contents
  }

  /// What a query of the catalogue gives, its rows in lines.
  func query(_ sql: String, of output: String = "out") throws -> String {
    try ShellCommand("sqlite3 catalog.sqlite \"\(sql)\"", in: URL(filePath: path(output))).output
  }

  /// The bytes of a file.
  func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path(name)) ?? Data(), as: UTF8.self)
  }
}

/// Whether the machine has the shell of SQLite.
let hasSQLite = ShellCommand.knows("sqlite3")
