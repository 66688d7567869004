import Foundation
import TestSupport
import Testing

/// A command line with what it must print: one file in `Cases`.
///
/// A case is Markdown. Prose says why it exists. A fenced block whose information string is
/// `file NAME` is an input; one that says `run` is a command line for a POSIX shell, and the blocks
/// `stdout`, `stderr` and `exit` after it are what must come of it; a missing block means nothing on
/// standard output, anything on standard error, exit code 0. `…` stands for any text in a line,
/// and a line of three full stops for any number of lines.
struct CommandCase: Sendable, CustomTestStringConvertible {
  struct Step: Sendable {
    var command: String
    var output = ""
    var errors: String?
    var code: Int32 = 0
  }

  let name: String
  var files: [(name: String, content: String)] = []
  var steps: [Step] = []

  var testDescription: String { name }

  static let folder = packageRoot.appending(path: "Tests/CommandTests/Cases")

  static let all: [CommandCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".md") && $0 != "README.md" }.compactMap {
      try? CommandCase(at: folder.appending(path: $0))
    }
  }()

  init(at url: URL) throws {
    name = url.deletingPathExtension().lastPathComponent
    var fence: (ticks: String, information: String, lines: [String])?
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if let open = fence {
        if line == open.ticks {
          add(open.information, open.lines)
          fence = nil
        } else {
          fence?.lines.append(String(line))
        }
      } else if line.hasPrefix("```") {
        let ticks = line.prefix { $0 == "`" }
        fence = (
          String(ticks), line.dropFirst(ticks.count).trimmingCharacters(in: .whitespaces), []
        )
      }
    }
  }

  private mutating func add(_ information: String, _ lines: [String]) {
    let content = lines.map { $0 + "\n" }.joined()
    switch information {
    case "run": steps.append(Step(command: content))
    case "stdout": steps[steps.count - 1].output = content
    case "stderr": steps[steps.count - 1].errors = content
    case "exit": steps[steps.count - 1].code = Int32(lines.first ?? "") ?? -1
    default:
      if information.hasPrefix("file ") {
        files.append((String(information.dropFirst(5)), content))
      }
    }
  }
}
