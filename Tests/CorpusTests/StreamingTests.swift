import Corpus
import TEI
import TestSupport
import Testing
import TranscriptFormats

/// A document is the same whether it is written while it is read or afterwards, by one thread or several.
@Suite struct StreamingTests {
  @Test(arguments: SampleDocument.samples + SampleDocument.developmentData)
  func givesTheBytesOfTheWholeTranscript(_ document: SampleDocument) throws {
    try expectSameBytes(document.source())
  }

  /// Lines of all samples in any order, so that labels, headings, marks and furniture meet as they
  /// never do.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func givesTheBytesOfTheWholeTranscriptForAnyLines(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard let lines = Self.lines.randomElement(using: &random) else { continue }
      var start = Int.random(in: 0..<lines.count, using: &random)
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        // Mostly as they follow each other, since a turn is more than a line.
        if random.next() % 4 == 0 { start = Int.random(in: 0..<lines.count, using: &random) }
        text += lines[start % lines.count] + [0x0A]
        start += 1
      }
    }
    text.append(UInt8(ascii: "."))
    try expectSameBytes(SourceDocument(name: "random-\(seed).txt", bytes: text))
  }

  /// Turns that are written together, and are longer than a piece of markup.
  @Test func givesTheBytesOfTheWholeTranscriptForLongTurns() throws {
    let paragraph = String(repeating: "We have come a long way since the last spring. ", count: 40)
    var text = ""
    for turn in 0..<200 {
      text += "\(turn % 2 == 0 ? "MINISTER ARVO LIND" : "Q"):  "
      for _ in 0...turn % 3 { text += "\(paragraph)[inaudible] again.\n\n" }
    }
    try expectSameBytes(SourceDocument(name: "long.txt", bytes: Array(text.utf8)))
  }

  @Test func aFileThatCannotBeReadIsRefusedBySeveralThreadsAsByOne() throws {
    let conversion = try builtInConversion()
    let source = SourceDocument(name: "empty.txt", bytes: [0x20, 0x0A])
    for threads in [1, 2, 5] {
      #expect {
        try conversion.convert(source, threadCount: threads)
      } throws: { error in
        "\(error)".contains("source-empty")
      }
    }
  }

  private func expectSameBytes(_ source: SourceDocument) throws {
    let conversion = try builtInConversion()
    let reading = try conversion.read(source)
    let whole = TEIWriter.bytes(of: reading.transcript, origins: reading.origins)
    for threads in [1, 2, 5] {
      let result = try conversion.convert(source, threadCount: threads)
      #expect(result.tei == whole)
      #expect(result.diagnostics == reading.diagnostics)
    }
  }

  private static let lines = SampleDocument.samples.compactMap { document in
    try? document.source().bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map(Array.init)
  }
}
