import Foundation
import TestSupport
import Testing

/// Whole command lines, each in a folder of its own.
@Suite struct CommandTests {
  @Test(arguments: CommandCase.all)
  func printsAsRecorded(_ example: CommandCase) throws {
    let folder = try TemporaryFolder()
    for (name, content) in example.files { try folder.write(content.utf8, to: name) }
    for step in example.steps {
      let result = try ShellCommand(
        step.command, in: folder.url, environment: ["SAMPLES": CommandCase.samples])
      #expect(result.code == step.code, "\(step.command)\(result.errors)")
      #expect(
        OutputPattern(step.output).matches(result.output),
        "\(step.command)printed:\n\(result.output)")
      if let errors = step.errors {
        #expect(
          OutputPattern(errors).matches(result.errors), "\(step.command)said:\n\(result.errors)")
      }
    }
  }

  @Test func thereAreCases() {
    #expect(CommandCase.all.count > 10)
  }
}

extension CommandCase {
  static let samples = packageRoot.appending(path: "Samples").path
}
