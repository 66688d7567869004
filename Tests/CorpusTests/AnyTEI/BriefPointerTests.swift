import Corpus
import Foundation
import TestSupport
import Testing

/// The pointers of a corpus, followed beside the proof of the round trip.
@Suite struct BriefPointerTests {
  private static let tei = "xmlns='http://www.tei-c.org/ns/1.0'"

  /// A corpus with people in a file of their own, and two sessions that point at them.
  private func corpus(_ folder: TemporaryFolder) throws -> [Input] {
    let include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href="
    let files = [
      "corpus.xml": "<teiCorpus \(Self.tei)><teiHeader>\(include)'people.xml'/></teiHeader>"
        + "\(include)'one.xml'/>\(include)'two.xml'/></teiCorpus>",
      "people.xml": "<listPerson \(Self.tei)><person xml:id='ada'/></listPerson>",
      "one.xml": "<TEI \(Self.tei)><text><body><u who='#ada' next='#u2'>1</u></body></text></TEI>",
      "two.xml": "<TEI \(Self.tei)><text><body><u who='#bob' xml:id='u2'>2</u></body></text></TEI>",
    ]
    return try ["corpus.xml", "people.xml", "one.xml", "two.xml"].map { name in
      let file = try folder.write((files[name] ?? "").utf8, to: name)
      return Input(named: file.path)
    }
  }

  @Test(arguments: [
    (16_000_000, ["", "", "2 pointers, none broken", "1 pointer, 1 broken"]),
    // What a file that was not read may define is neither there nor missing.
    (
      0,
      ["", "", "2 pointers, none broken, 2 not followed", "1 pointer, none broken, 1 not followed"]
    ),
  ])
  func whatIsNotReadIsNotCalledBroken(_ mostBytes: Int, _ endings: [String]) throws {
    let folder = try TemporaryFolder()
    let inputs = try corpus(folder)
    var stage = try RoundTripStage(source: nil)
    stage.pointers = PointerCheck(of: inputs, manner: .brief, mostBytes: mostBytes)
    for (input, ending) in zip(inputs, endings) {
      let outcome = stage.run(input)
      #expect(outcome.status == .clean)
      #expect(outcome.summary.hasSuffix(ending), "\(input.name): \(outcome.summary)")
    }
  }
}
