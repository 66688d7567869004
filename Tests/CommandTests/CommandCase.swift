import Foundation
import TestSupport
import Testing

/// A command line with what it must print: one file in `Cases`, as its README describes.
struct CommandCase: Sendable, CustomTestStringConvertible {
  struct Step: Sendable {
    var command: String
    var output = ""
    var errors: String?
    var code: Int32 = 0
  }

  let url: URL
  var files: [(name: String, content: String)] = []
  var steps: [Step] = []
  /// Everything up to the first command, as it stands in the file.
  private var opening: [Substring] = []

  var testDescription: String { url.deletingPathExtension().lastPathComponent }

  static let all: [CommandCase] = {
    let folder = packageRoot.appending(path: "Tests/CommandTests/Cases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".md") && $0 != "README.md" }.compactMap {
      try? CommandCase(at: folder.appending(path: $0))
    }
  }()

  init(at url: URL) throws {
    self.url = url
    var fence: (ticks: Substring, information: String, lines: [Substring])?
    let text = try String(contentsOf: url, encoding: .utf8)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if fence == nil, line.hasPrefix("```") {
        let ticks = line.prefix { $0 == "`" }
        fence = (ticks, line.dropFirst(ticks.count).trimmingCharacters(in: .whitespaces), [])
        if fence?.information == "run", steps.isEmpty { steps.append(Step(command: "")) }
        if steps.isEmpty { opening.append(line) }
        continue
      }
      if steps.isEmpty { opening.append(line) }
      guard let open = fence else { continue }
      if line == open.ticks {
        add(open.information, open.lines.map { $0 + "\n" }.joined())
        fence = nil
      } else {
        fence?.lines.append(line)
      }
    }
  }

  private mutating func add(_ information: String, _ content: String) {
    let last = steps.count - 1
    switch information {
    case "run" where steps.first?.command == "": steps[0].command = content
    case "run": steps.append(Step(command: content))
    case "stdout": steps[last].output = content
    case "stderr": steps[last].errors = content
    case "exit":
      steps[last].code = Int32(content.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    default:
      if information.hasPrefix("file ") {
        files.append((String(information.dropFirst(5)), content))
      }
    }
  }

  /// Writes the case anew, with what came of its commands.
  func record(_ results: [ShellCommand]) throws {
    var text = opening.joined(separator: "\n") + "\n"
    func block(_ information: String, _ content: String) {
      text += "```\(information)\n\(content)```\n\n"
    }
    for (step, result) in zip(steps, results) {
      block("run", step.command)
      if !result.output.isEmpty { block("stdout", result.output) }
      if !result.errors.isEmpty { block("stderr", result.errors) }
      if result.code != 0 { block("exit", "\(result.code)\n") }
    }
    try (text.trimmingCharacters(in: .newlines) + "\n").write(
      to: url, atomically: true, encoding: .utf8)
  }
}
