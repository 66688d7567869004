import Diagnostics
import Foundation
import TestSupport
import Testing
import TranscriptFormats
import Transcripts

@Suite struct TranscriptReaderTests {
  @Test(
    arguments: Fixture.all(
      in: packageRoot.appending(path: "Tests/TranscriptFormatsTests/Fixtures/Transcripts")))
  func readsAsRecorded(_ fixture: Fixture) throws {
    let reading = try read(fixture.input)
    let outline = TranscriptDump.outline(of: reading.transcript)
    let expected = try fixture.expected(recording: outline)
    #expect(outline == expected, "\(fixture.reason)")
  }

  @Test(
    arguments: Fixture.all(
      in: packageRoot.appending(path: "Tests/TranscriptFormatsTests/Fixtures/Transcripts")))
  func keepsEveryCharacter(_ fixture: Fixture) throws {
    let reading = try read(fixture.input)
    #expect(reading.transcript.text == fixture.input)
    #expect(reading.text.utf8 == Array(fixture.input.utf8))
  }

  @Test func keepsEveryCharacterOfDamagedDocuments() throws {
    let fixtures = Fixture.all(
      in: packageRoot.appending(path: "Tests/TranscriptFormatsTests/Fixtures/Transcripts"))
    try #require(!fixtures.isEmpty)
    var random = SeededGenerator(seed: 2)
    for _ in 0..<600 {
      let fixture = try #require(fixtures.randomElement(using: &random))
      var text = Array(fixture.input.unicodeScalars)
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.remove(at: place)
        case 1:
          text.insert(
            ["(", ")", "[", "]", ":", "\n", "\u{A0}", "\"", "Q", "<"].randomElement(using: &random)
              ?? "(", at: place)
        case 2: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
        default: text[place] = "\n"
        }
      }
      let damaged = String(String.UnicodeScalarView(text))
      guard damaged.contains(where: { !$0.isWhitespace }) else { continue }
      let reading = try read(damaged)
      #expect(reading.transcript.text.unicodeScalars.elementsEqual(damaged.unicodeScalars))
    }
  }

  @Test(arguments: ["Q   Anna J", "Q   I'm Anna Mr", "MR. LUND:  Over to Anna J"])
  func anInitialMayEndTheText(_ last: String) throws {
    let text = "MR. LUND:  Hello.\n\nQ   Yes?\n\nMR. LUND:  No.\n\n" + last
    #expect(try read(text).transcript.text == text)
  }

  @Test func identifiersAreUniqueAndPointersResolve() throws {
    let folder = packageRoot.appending(path: "Tests/TranscriptFormatsTests/Fixtures/Transcripts")
    for fixture in Fixture.all(in: folder) {
      let transcript = try read(fixture.input).transcript
      var ids: [ElementID] =
        transcript.participants.map(\.id) + transcript.header.categories.map(\.id)
      var pointers: [Pointers] = []
      collect(transcript.content, &ids, &pointers)
      #expect(Set(ids).count == ids.count, "\(fixture.testDescription)")
      for target in pointers.flatMap(\.localTargets) {
        #expect(ids.contains(target), "\(fixture.testDescription): \(target.rawValue)")
      }
    }
  }

  @Test func explainsEveryLineThatIsNotBlank() throws {
    let folder = packageRoot.appending(path: "Tests/TranscriptFormatsTests/Fixtures/Transcripts")
    for fixture in Fixture.all(in: folder) {
      let reading = try Self.reader.get().read(
        SourceDocument(name: "harbour.txt", bytes: Array(fixture.input.utf8)),
        options: ReadingOptions(keepsDecisions: true))
      let lines = fixture.input.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
        let explained = reading.decisions.contains {
          $0.lines.first <= index + 1 && index + 1 <= $0.lines.last
        }
        #expect(explained, "\(fixture.testDescription):\(index + 1): \(line)")
      }
    }
  }

  /// The reader with the built-in conventions, which are read once.
  private static let reader = Result { try TranscriptReader(conventions: .builtIn()) }

  private func read(_ text: String) throws -> Reading {
    try Self.reader.get()
      .read(SourceDocument(name: "harbour.txt", bytes: Array(text.utf8)))
  }

  private func collect(_ nodes: [Node], _ ids: inout [ElementID], _ pointers: inout [Pointers]) {
    for node in nodes {
      if let id = node.element?.id { ids.append(id) }
      switch node {
      case .utterance(let utterance):
        pointers += [
          utterance.speaker, utterance.categories, utterance.responsible, utterance.next,
          utterance.previous, utterance.corresponding,
        ].compactMap { $0 }
      case .vocal(let vocal): pointers += [vocal.who].compactMap { $0 }
      case .kinesic(let kinesic): pointers += [kinesic.who].compactMap { $0 }
      default: break
      }
      collect(node.content, &ids, &pointers)
    }
  }
}
