import Foundation
import TestSupport
import Testing

/// What the header of a recorded document states, checked with no code of ours.
@Suite struct StandardToolsTests {
  private static let hasTools = ["sed", "tr", "sha256sum", "xmllint"].allSatisfy { tool in
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\(tool)")
      || FileManager.default.isExecutableFile(atPath: "/bin/\(tool)")
  }

  @Test(.enabled(if: hasTools, "needs xmllint and sha256sum"), arguments: ["briefing", "story"])
  func sealIsTheDigestOfTheBytesAndOfTheCanonicalXML(_ name: String) throws {
    let seal = try run(
      "sed -n 's/.*canonical-text\">\\([0-9a-f]*\\)<.*/\\1/p'", on: name)
    let element =
      "sed -n '/^<text /,$p' | sed '$d' | tr '\\n' '\\001' | sed 's/\\x01$//' "
      + "| tr '\\001' '\\n'"
    #expect(seal.count == 65)
    #expect(try run("\(element) | sha256sum | cut -c1-64", on: name) == seal)
    #expect(try run("\(element) | xmllint --c14n - | sha256sum | cut -c1-64", on: name) == seal)
  }

  @Test(.enabled(if: hasTools, "needs xmllint and sha256sum"), arguments: ["briefing", "story"])
  func countsOfTagsAreReal(_ name: String) throws {
    let total = try run(
      "xmllint --xpath 'sum(//*[local-name()=\"tagUsage\"]/@occurs)' -", on: name)
    let real = try run(
      "xmllint --xpath 'count(/*/*[local-name()=\"text\"]/descendant-or-self::*)' -", on: name)
    #expect(total == real)
  }

  /// What a pipeline prints that reads a recorded document.
  private func run(_ pipeline: String, on name: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", pipeline]
    process.standardInput = try FileHandle(
      forReadingFrom: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/\(name).xml"))
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
