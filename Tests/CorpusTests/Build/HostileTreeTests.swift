import Corpus
import Foundation
import TestSupport
import Testing

/// However strange a folder of sources is: nothing outside the output is touched, nothing hangs, and
/// whatever is called like a document is built or reported.
@Suite struct HostileTreeTests {
  /// How many entries; more for a long test.
  private static let count =
    ProcessInfo.processInfo.environment["RAPPORTEUR_HOSTILE"].flatMap { Int($0) } ?? 240

  @Test(.timeLimit(.minutes(30)))
  func everyEntryIsBuiltOrReportedAndNothingElseIsTouched() async throws {
    let corpus = try BuiltCorpus()
    corpus.write("../elsewhere/b.txt")
    corpus.write("first.txt")
    var tree = HostileTree(
      seed: 6, below: corpus.path("in"), outside: corpus.path("elsewhere"))
    try tree.make(Self.count)
    let before = try state(outside: corpus)
    let said = try await corpus.build()
    let missing = tree.wanted.filter { !said.files.contains($0) }
    #expect(missing.isEmpty, "\(missing.count) of \(tree.wanted.count): \(missing.prefix(5))")
    #expect(said.status == .findings && (said.totals?.documents ?? 0) > Self.count / 10)
    #expect(try state(outside: corpus) == before)
    if ShellCommand.knows("xmllint") {
      let parsed = try ShellCommand(
        "find out -type f -name '*.xml' -exec xmllint --huge --noout {} + && "
          + "xmllint --xinclude --noout out/corpus.xml", in: corpus.folder.url)
      #expect(parsed.code == 0, "\(parsed.errors.prefix(500))")
    }
    let again = try await corpus.build()
    #expect(again.totals?.documents == said.totals?.documents)
    let differing = Set(again.codes).symmetricDifference(said.codes)
    #expect(
      again.totals?.built == 0,
      "different diagnostics: \(differing)")
    #expect(try state(outside: corpus) == before)
  }

  /// All there is beside the output, with sizes and times.
  private func state(outside corpus: BuiltCorpus) throws -> String {
    try ShellCommand(
      "find . -path ./out -prune -o -path . -o -printf '%p %y %s %T@ %m\\n' | sort | sha256sum",
      in: corpus.folder.url
    ).output
  }
}
