import Diagnostics
import Foundation
import TEI
import TestSupport
import Testing
import Transcripts

@Suite struct TEIDocumentTests {

  @Test(arguments: ["briefing.xml", "story.xml"])
  func writesAsRecorded(_ name: String) throws {
    let bytes = TEIWriter.bytes(of: sample(name).0, origins: sample(name).1)
    let file = fixture(name)
    if ProcessInfo.processInfo.environment["RAPPORTEUR_RECORD"] != nil {
      try Data(bytes).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == String(decoding: bytes, as: UTF8.self))
  }

  @Test(arguments: ["briefing.xml", "story.xml"])
  func readsWhatWasRecorded(_ name: String) throws {
    let document = try TEIReader.read(Array(Data(contentsOf: fixture(name))), file: name)
    let (transcript, origins) = sample(name)
    #expect(TranscriptDifference(between: transcript.normalised(), and: document.transcript) == nil)
    #expect(document.origins == origins)
    #expect(document.seals.statedCanonicalText == document.seals.canonicalText)
    #expect(document.seals.statedSourceBytes == String(repeating: "0a", count: 32))
    #expect(document.seals.statedSourceText == String(repeating: "1b", count: 32))
    #expect(document.seals.text == TextNormaliser.digest(of: Array(transcript.text.utf8)))
  }

  @Test func writesNoCharacterThatXMLCannotHold() throws {
    let awkward = "a\u{0}\u{B}\u{FFFE}\u{FFFD}\u{7F}\t\u{1FFFE}"
    let transcript = Transcript(
      id: "d", header: Header(title: awkward),
      content: [
        .utterance(Utterance(speaker: Pointers(rawValue: awkward), content: [.text(awkward)]))
      ])
    let bytes = TEIWriter.bytes(of: transcript, origins: Origins())
    let read = try TEIReader.read(bytes, file: "f").transcript
    let held = "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{7F}\t\u{1FFFE}"
    #expect(
      read.content == [
        .utterance(Utterance(speaker: Pointers(rawValue: held), content: [.text(held)]))
      ])
    #expect(read.header.title == held)
  }

  @Test(arguments: 0..<20)
  func findsForbiddenCharactersAnywhere(_ offset: Int) throws {
    for character in ["\u{0}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"] {
      let padding = String(repeating: "\u{FFFD}", count: offset % 3)
      let before = padding + String(repeating: "a", count: offset) + "\n"
      let transcript = Transcript(id: "d", content: [.text(before + character + "b")])
      let bytes = TEIWriter.bytes(of: transcript, origins: Origins())
      let read = try TEIReader.read(bytes, file: "f").transcript
      #expect(read.content == [.text(before + "\u{FFFD}b")])
    }
  }

  @Test func cutsLongTextBetweenScalars() throws {
    let long = String(repeating: "\u{1F600}\u{E9}a", count: 30_000)
    let transcript = Transcript(id: "d", content: [.paragraph(Paragraph(content: [.text(long)]))])
    let bytes = TEIWriter.bytes(of: transcript, origins: Origins())
    let read = try TEIReader.read(bytes, file: "f").transcript
    #expect(TranscriptDifference(between: transcript, and: read) == nil)
  }

  private func sample(_ name: String) -> (Transcript, Origins) {
    name == "story.xml" ? SampleTranscripts.story : SampleTranscripts.briefing
  }

  private func fixture(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures").appending(path: name)
  }
}
