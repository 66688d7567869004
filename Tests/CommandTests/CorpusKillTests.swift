import Foundation
import Glibc
import TestSupport
import Testing

/// A build that is killed at any moment, or runs out of disk, is completed by the next one to the same
/// bytes.
@Suite struct CorpusKillTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let sample = packageRoot.appending(path: "Samples/briefings/marstrand-keresten.txt")
    let text = try String(contentsOf: sample, encoding: .utf8)
    for index in 0..<Self.documents {
      try folder.write(
        text.replacingOccurrences(of: "Narrows", with: "Narrows No. \(index)").utf8,
        to: "in/\(index % 3)/\(index).txt")
    }
    try folder.write([], to: "in/1/empty.txt")
  }

  /// How many documents, and how often a build is killed; more for a long test.
  private static let documents = setting("RAPPORTEUR_KILL_DOCUMENTS", 6)
  private static let kills = setting("RAPPORTEUR_KILLS", 4)

  private static func setting(_ name: String, _ usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  private func run(_ command: String) throws -> ShellCommand {
    try ShellCommand(command, in: folder.url)
  }

  /// Builds, and kills the build after so many microseconds, if it is not done by then.
  private func build(killedAfter delay: UInt32) throws {
    let process = Process()
    process.executableURL = builtPrograms.appending(path: "rapporteur")
    process.arguments = ["corpus", "build", "in", "-o", "out", "-j2"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(delay)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// All files below a folder with the digests of their bytes; of the catalogue, its content.
  private func state(of name: String) throws -> String {
    try run(
      "cd \(name) && find . -type f ! -name catalog.sqlite -exec sha256sum {} + | sort -k2; "
        + "sqlite3 catalog.sqlite 'PRAGMA integrity_check' .dump"
    ).output
  }

  @Test(.enabled(if: ShellCommand.knows("sqlite3"), "needs sqlite3"))
  func killedBuildsAreCompletedToTheSameBytes() throws {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try run("rapporteur corpus build in -o fresh -j2").code == 1)
    let whole = (clock.now - start) / .microseconds(1)
    let expected = try state(of: "fresh")
    #expect(expected.contains("\nok\n") && expected.contains("./corpus.xml"))
    var random = SeededGenerator(seed: 6)
    for _ in 0..<Self.kills {
      _ = try run("rm -rf out")
      // A build may be killed again and again before one comes to its end.
      for _ in 0...Int.random(in: 0...2, using: &random) {
        try build(killedAfter: UInt32.random(in: 0...UInt32(whole * 1.1), using: &random))
      }
      #expect(try run("rapporteur corpus build in -o out -j2").code == 1)
      #expect(try state(of: "out") == expected)
    }
  }

  @Test func interruptedBuildsStopCleanlyAndSayHowToGoOn() throws {
    let result = try run(
      "rapporteur corpus build in -o out -j1 & sleep 0.2; kill -INT $!; wait $!; echo $?; "
        + "find out -name '.*'")
    // A fast machine may be done by then.
    let isDone = result.output.contains("built") || result.output.hasSuffix("\n1\n")
    #expect(isDone || result.output == "130\n", "\(result.output)")
    #expect(isDone || result.errors.contains("the same command goes on"))
    #expect(
      try run("rapporteur corpus build in -o out").output.contains("\(Self.documents) documents"))
  }

  @Test(.enabled(if: canMount, "needs to mount a small file system"))
  func aFullDiskLeavesWholeFilesAndASoundCatalogue() throws {
    #expect(try run("rapporteur corpus build in -o fresh").code == 1)
    let expected = try run("cd fresh && find . -name '*.xml' -exec sha256sum {} + | sort -k2")
      .output
    let result = try run(
      """
      unshare -m sh -c 'mkdir small && mount -t tmpfs -o size=\(200 + 10 * Self.documents)k tmpfs small
      rapporteur corpus build in -o small/out; echo "full $?"
      find small/out -name ".*" -type f; find small/out -name "*.xml" -exec xmllint --noout {} +; echo "parsed $?"
      mount -o remount,size=100m small
      rapporteur corpus build in -o small/out; echo "roomy $?"
      sqlite3 small/out/catalog.sqlite "PRAGMA integrity_check"
      cd small/out && find . -name "*.xml" -exec sha256sum {} + | sort -k2'
      """)
    #expect(result.output.contains("full 74"), "\(result.output)\(result.errors)")
    #expect(result.output.contains("parsed 0"))
    #expect(result.output.contains("roomy 1\nok\n"))
    #expect(result.output.hasSuffix(expected))
  }

  private static let canMount: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let command =
      "mkdir m && unshare -m mount -t tmpfs tmpfs m && command -v xmllint && command -v sqlite3"
    return (try? ShellCommand(command, in: folder.url))?.code == 0
  }()
}
