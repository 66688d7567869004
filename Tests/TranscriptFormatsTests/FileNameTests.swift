import Testing
import TranscriptFormats
import Transcripts

/// What the name of a file becomes in the document.
@Suite struct FileNameTests {
  private func read(_ name: String) throws -> Transcript {
    try TranscriptReader(conventions: .builtIn())
      .read(SourceDocument(name: name, bytes: Array("word".utf8))).transcript
  }

  @Test(arguments: [
    ("a/briefing 1.txt", "briefing-1"), ("1999.txt", "d-1999"), ("été.md", "été"),
    ("会议.txt", "会议"), ("😀.txt", "d--"), ("a\u{FFFD}b.txt", "a-b"), ("a½.txt", "a-"),
    (".txt", "d-.txt"),
  ])
  func becomesAnIdentifierThatEveryValidatorKnows(_ name: String, _ id: String) throws {
    #expect(try read(name).id.rawValue == id)
  }

  @Test(arguments: [
    (" .txt", ".txt"), ("a\u{1}b.txt", "a\u{FFFD}b.txt"), ("a\nb.txt", "a\nb.txt"),
  ])
  func isTheTitleWhereNothingElseIs(_ name: String, _ title: String) throws {
    #expect(try read(name).header.title == title)
  }
}
