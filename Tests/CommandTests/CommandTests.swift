import Foundation
import TestSupport
import Testing

/// Whole command lines, each in a folder of its own.
@Suite struct CommandTests {
  @Test(arguments: CommandCase.all)
  func printsAsRecorded(_ example: CommandCase) throws {
    let folder = try TemporaryFolder()
    for (name, content) in example.files { try folder.write(content.utf8, to: name) }
    let samples = packageRoot.appending(path: "Samples").path
    let results = try example.steps.map {
      try ShellCommand($0.command, in: folder.url, environment: ["SAMPLES": samples])
    }
    if ProcessInfo.processInfo.environment["RAPPORTEUR_RECORD"] != nil {
      if !zip(example.steps, results).allSatisfy(Self.agree) { try example.record(results) }
      return
    }
    for (step, result) in zip(example.steps, results) {
      #expect(
        Self.agree(step, result),
        "\(step.command)exit \(result.code)\n\(result.output)\(result.errors)")
    }
  }

  private static func agree(_ step: CommandCase.Step, _ result: ShellCommand) -> Bool {
    step.code == result.code && OutputPattern(step.output).matches(result.output)
      && (step.errors.map { OutputPattern($0).matches(result.errors) } ?? true)
  }

  @Test func thereAreCases() {
    #expect(CommandCase.all.count > 10)
    #expect(CommandCase.all.allSatisfy { !$0.steps.isEmpty })
  }
}
