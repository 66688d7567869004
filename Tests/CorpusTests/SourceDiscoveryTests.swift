import Corpus
import Diagnostics
import Foundation
import Glibc
import TestSupport
import Testing

/// What is found, in which order, and what is said of the rest.
@Suite struct SourceDiscoveryTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  private func make(_ names: String...) throws {
    for name in names { try folder.write("A.\n".utf8, to: name) }
  }

  private func find(_ names: String...) -> (names: [String], codes: [String], status: RunStatus) {
    let found = SourceDiscovery.transcripts.find(names.map { $0 == "-" ? $0 : path($0) })
    return (found.inputs.map(\.name), found.diagnostics.map(\.kind.code), found.status)
  }

  @Test func foldersAreWalkedInTheOrderOfBytes() throws {
    try make("in/b.txt", "in/B.txt", "in/a/z.md", "in/ä.txt", "in/page.pdf", "in/README.md")
    let found = find("in")
    #expect(found.names == ["B.txt", "a/z.md", "b.txt", "ä.txt"])
    #expect(found.codes.isEmpty && found.status == .clean)
  }

  @Test func argumentsKeepTheirOrderAndAnyExtension() throws {
    try make("b.transcript", "a.txt")
    #expect(
      find("b.transcript", "-", "a.txt").names == ["b.transcript", "standard-input.txt", "a.txt"])
  }

  @Test func folderWithoutTranscriptsIsReported() throws {
    try make("in/page.pdf")
    let found = find("in")
    #expect(found.codes == ["input-no-documents"] && found.status == .missingInput)
  }

  @Test func missingFileIsReportedAndTheOthersGoOn() throws {
    try make("a.txt")
    let found = find("nowhere.txt", "a.txt")
    #expect(found.names == ["a.txt"])
    #expect(found.codes == ["input-missing"] && found.status == .missingInput)
  }

  @Test func hiddenFilesAreLeftOutWithANote() throws {
    try make("in/.a.txt", "in/.git/b.txt", "in/c.txt")
    let found = find("in")
    #expect(found.names == ["c.txt"] && found.codes == ["input-hidden"])
    #expect(find("in/.a.txt").names == [".a.txt"])
  }

  @Test func linksInACircleAreNotFollowed() throws {
    try make("in/a.txt")
    #expect(symlink("..", path("in/up")) == 0)
    #expect(symlink(".", path("in/self")) == 0)
    let found = find("in/..")
    #expect(found.names == ["in/a.txt"])
    #expect(found.codes == ["input-cycle", "input-cycle"])
  }

  @Test func linksToFilesAndOtherFoldersAreFollowed() throws {
    try make("in/a.txt", "elsewhere/b.txt")
    #expect(symlink("../elsewhere", path("in/link")) == 0)
    #expect(symlink("a.txt", path("in/z.txt")) == 0)
    #expect(find("in").names == ["a.txt", "link/b.txt", "z.txt"])
  }

  @Test func linkToNothingIsReported() throws {
    try make("in/a.txt")
    #expect(symlink("gone", path("in/b.txt")) == 0)
    let found = find("in")
    #expect(found.names == ["a.txt"])
    #expect(found.codes == ["input-missing"] && found.status == .findings)
  }

  @Test func pipesAndDevicesAreNotRead() throws {
    try make("in/a.txt")
    #expect(mkfifo(path("in/pipe.txt"), 0o600) == 0)
    #expect(find("in").codes == ["input-not-a-file"])
    #expect(find("in/pipe.txt").codes == ["input-not-a-file"])
    #expect(SourceDiscovery.transcripts.find(["/dev/null"]).status == .missingInput)
  }

  @Test(.enabled(if: getuid() != 0, "root may read anything"))
  func unreadableFolderIsReported() throws {
    try make("in/closed/a.txt", "in/b.txt")
    #expect(chmod(path("in/closed"), 0) == 0)
    defer { chmod(path("in/closed"), 0o700) }
    let found = find("in")
    #expect(found.names == ["b.txt"] && found.codes == ["input-unreadable"])
  }

  @Test func outputsAreNamedAfterTheirSources() {
    for (name, output) in [
      ("b.txt", "b.xml"), ("a/b.txt", "a/b.xml"), ("a.b/c", "a.b/c.xml"), ("x.y.md", "x.y.xml"),
    ] {
      let input = Input(path: nil, shown: name, name: name, isNamed: true)
      #expect(input.outputName == output)
    }
  }

  @Test func theSecondOfTwoInputsWithOneOutputIsReported() throws {
    try make("in/b.txt", "in/b.md", "in/c.txt")
    let stage = try ConversionStage(output: "out")
    let found = stage.withoutCollisions(SourceDiscovery.transcripts.find([path("in")]))
    #expect(found.inputs.map(\.name) == ["b.md", "c.txt"])
    #expect(found.diagnostics.map(\.kind.code) == ["output-collision"])
    #expect(found.status == .findings)
  }

  @Test func aFileThatIsNamedTwiceIsReadOnce() throws {
    try make("in/b.txt")
    let stage = try ConversionStage(output: "out")
    let found = stage.withoutCollisions(
      SourceDiscovery.transcripts.find([path("in"), path("in/b.txt")]))
    #expect(found.inputs.count == 1 && found.diagnostics.isEmpty)
  }
}
