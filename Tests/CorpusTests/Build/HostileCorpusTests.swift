import Corpus
import Diagnostics
import Foundation
import Glibc
import TestSupport
import Testing

/// Whatever lies in the input: nothing outside the output is touched, nothing hangs, all is reported.
@Suite struct HostileCorpusTests {
  private static let names = [
    "new\nline.txt", "quo\"te'.txt", "a&b<c>.txt", "..txt", "...txt", "x..txt", " lead.txt",
    "trail .txt", "per%0Acent%25.txt", "tab\t.txt", "back\\slash.txt", "-rf.txt", "$(touch x).txt",
    "ünï.txt", "日本語.txt", "e\u{301}.txt", "é.txt", "\u{202E}txt.txt", "emoji 🎙.txt", "con.txt",
    String(repeating: "n", count: 251) + ".txt", String(repeating: "語", count: 83) + ".txt",
  ]

  @Test func strangeNamesAreBuiltAndTheCorpusParses() async throws {
    let corpus = try BuiltCorpus()
    for (index, name) in Self.names.enumerated() { corpus.write(name, "Number \(index).") }
    let said = try await corpus.build()
    // `..txt` and `...txt` are hidden files.
    #expect(said.totals?.documents == Self.names.count - 2, "\(said.codes)")
    #expect(said.codes.filter { $0 == "input-hidden" }.count == 2)
    #expect(try await corpus.build().counts?.toDo == 0)
    guard ShellCommand.knows("xmllint") else { return }
    let whole = try ShellCommand("xmllint --xinclude out/corpus.xml", in: corpus.folder.url)
    #expect(whole.code == 0, "\(whole.errors)")
    let (verdict, diagnostics) = try ValidationStage(schema: nil)
      .check(Array(whole.output.utf8), file: "corpus.xml")
    #expect(verdict == .valid, "\(diagnostics)")
  }

  @Test func linksDevicesAndEndlessFilesAreReported() async throws {
    let corpus = try BuiltCorpus()
    corpus.write("a.txt")
    corpus.write("../elsewhere/b.txt")
    let links = [
      ("in/absolute.txt", corpus.path("elsewhere/b.txt")), ("in/self.txt", "self.txt"),
      ("in/folder", corpus.path("elsewhere")), ("in/folder2", corpus.path("elsewhere")),
      ("in/up", ".."), ("in/gone.txt", "nowhere"), ("in/null.txt", "/dev/null"),
      ("in/zero.txt", "/dev/zero"),
    ]
    for (link, target) in links { #expect(symlink(target, corpus.path(link)) == 0) }
    #expect(mkfifo(corpus.path("in/pipe.txt"), 0o600) == 0)
    let sparse = open(corpus.path("in/sparse.txt"), O_WRONLY | O_CREAT, 0o600)
    #expect(ftruncate(sparse, 4 << 30) == 0)
    close(sparse)
    try corpus.folder.write([], to: "in/empty.txt")
    try corpus.folder.write([0xFF, 0xFE, 0x41], to: "in/odd.txt")
    let said = try await corpus.build()
    for code in [
      "input-missing", "input-again", "input-cycle", "input-not-a-file", "input-too-large",
      "source-empty",
    ] {
      #expect(said.codes.contains(code), "\(code)")
    }
    #expect(said.status == .findings)
    #expect((said.totals?.documents ?? 0) >= 3)
    let again = try await corpus.build()
    #expect(again.counts?.toDo == 1, "only what is too large to be read is tried again")
  }

  @Test func foldersLinkedToEachOtherAreWalkedOnce() async throws {
    let corpus = try BuiltCorpus()
    let folders = (0..<12).map { "f\($0)" }
    for folder in folders { corpus.write("\(folder)/a.txt") }
    for folder in folders {
      for other in folders where other != folder {
        #expect(symlink("../\(other)", corpus.path("in/\(folder)/to-\(other)")) == 0)
      }
    }
    let found = SourceDiscovery.transcripts.find([corpus.path("in")])
    #expect(found.inputs.count >= 12 && found.inputs.count <= 24)
  }

  @Test func aLinkInTheOutputIsNotFollowed() async throws {
    let corpus = try BuiltCorpus()
    corpus.write("b/a.txt")
    try corpus.folder.write("keep".utf8, to: "elsewhere/a.xml")
    try FileManager.default.createDirectory(
      atPath: corpus.path("out"), withIntermediateDirectories: true)
    #expect(symlink(corpus.path("elsewhere"), corpus.path("out/b")) == 0)
    let said = try await corpus.build()
    #expect(said.codes == ["output-outside"] && said.status == .findings)
    #expect(corpus.text("elsewhere/a.xml") == "keep")
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func aFolderThatCannotBeWrittenIsReported() async throws {
    let corpus = try BuiltCorpus()
    corpus.write("a.txt")
    corpus.write("b/a.txt")
    try FileManager.default.createDirectory(
      atPath: corpus.path("out/b"), withIntermediateDirectories: true)
    #expect(chmod(corpus.path("out/b"), 0o500) == 0)
    let said = try await corpus.build()
    chmod(corpus.path("out/b"), 0o700)
    #expect(said.codes == ["output-unwritable"] && said.status == .unwritableOutput)
    #expect(try await corpus.build().totals?.documents == 2)
  }

  @Test func aSourceThatVanishesIsReportedAndKept() async throws {
    let corpus = try BuiltCorpus()
    corpus.write("a.txt")
    corpus.write("b.txt")
    let input = Input(
      path: nil, shown: "b.txt", name: "b.txt", isNamed: false)
    #expect(input.outputName == "b.xml")
    try await corpus.build()
    corpus.remove("in/b.txt")
    #expect(symlink("nowhere", corpus.path("in/b.txt")) == 0)
    let said = try await corpus.build { $0.prunes = true }
    #expect(said.codes == ["input-missing"] && said.totals?.documents == 2)
    #expect(FileManager.default.fileExists(atPath: corpus.path("out/b.xml")))
  }
}
