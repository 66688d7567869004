import Diagnostics
import TestSupport
import Testing
import TranscriptFormats
import Transcripts

@Suite struct SourceDecoderTests {
  private func read(_ bytes: [UInt8]) throws -> Reading {
    try TranscriptReader(conventions: .builtIn())
      .read(SourceDocument(name: "a.txt", bytes: bytes))
  }

  private func code(_ bytes: [UInt8]) throws -> String? {
    do {
      _ = try read(bytes)
      return nil
    } catch let error as DiagnosticError {
      return error.diagnostic.kind.code
    }
  }

  @Test func refusesWhatHoldsNoText() throws {
    #expect(try code([]) == "source-empty")
    #expect(try code(Array(" \t\r\n\u{C}".utf8)) == "source-empty")
    #expect(try code((0..<4096).map { UInt8($0 & 7) }) == "source-binary")
  }

  @Test func refusesALineThatNoParserWouldTake() throws {
    let line = [UInt8](repeating: UInt8(ascii: "a"), count: TranscriptReader.longestLine + 1)
    #expect(try code(line) == "source-line-too-long")
  }

  @Test func unifiesLineEndsAndTellsThem() throws {
    for (ends, expected) in [
      ("\n", SourceDescription.LineEnds.lf), ("\r\n", .crlf), ("\r", .cr),
    ] {
      let reading = try read(Array("Title\(ends)\(ends)One.\(ends)".utf8))
      #expect(reading.transcript.text == "Title\n\nOne.\n")
      #expect(reading.transcript.header.source?.lineEnds == expected)
    }
    #expect(try read(Array("A\r\nb\n".utf8)).transcript.header.source?.lineEnds == .mixed)
    #expect(
      try read(Array("A".utf8)).transcript.header.source?.lineEnds
        == SourceDescription.LineEnds.none)
  }

  @Test func readsOtherEncodings() throws {
    let utf16: [UInt8] =
      [0xFF, 0xFE] + "Müller".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try read(utf16).transcript.text == "Müller")
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("Müller".utf8)).transcript.text == "Müller")
    let windows: [UInt8] = [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72, 0x20, 0x93, 0x61, 0x94]
    let reading = try read(windows)
    #expect(reading.transcript.text == "Müller “a”")
    #expect(reading.transcript.header.source?.encoding == "windows-1252")
    #expect(reading.diagnostics.map(\.kind.code) == ["source-encoding-guessed"])
  }

  @Test func readsUTF32WhoseMarkBeginsLikeThatOfUTF16() throws {
    let little = "\u{FEFF}Müller 𝄞".unicodeScalars.flatMap { scalar in
      (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) }
    }
    let big = "\u{FEFF}Müller 𝄞".unicodeScalars.flatMap { scalar in
      (0..<4).reversed().map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) }
    }
    for (bytes, encoding) in [(little, "UTF-32LE"), (big, "UTF-32BE")] {
      let reading = try read(bytes)
      #expect(reading.transcript.text == "Müller 𝄞")
      #expect(reading.transcript.header.source?.encoding == encoding)
      #expect(reading.diagnostics.isEmpty)
    }
  }

  @Test func dropsNoByteOfDamagedUTF16() throws {
    for (bytes, text) in [
      ([0xFF, 0xFE, 0x61, 0x00, 0x62], "a\u{FFFD}"),
      ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00], "a\u{FFFD}b"),
    ] as [([UInt8], String)] {
      let reading = try read(bytes)
      #expect(reading.transcript.text == text)
      #expect(reading.diagnostics.map(\.kind.code) == ["source-invalid-utf16"])
    }
  }

  @Test func repairsDamagedUTF8AndSaysWhere() throws {
    let reading = try read(Array("Müller Åse Öst\nab".utf8) + [0xFF] + Array("cd".utf8))
    #expect(reading.transcript.text == "Müller Åse Öst\nab\u{FFFD}cd")
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(diagnostic.kind.code == "source-invalid-utf8")
    #expect(diagnostic.location.line == 2)
    #expect(diagnostic.location.column == 3)
  }

  @Test func replacesWhatXMLCannotHold() throws {
    let reading = try read(Array("a\u{0}b\u{FFFF}c\u{B}d\u{C}e\u{1B}".utf8))
    #expect(reading.transcript.text == "a\u{FFFD}b\u{FFFD}c d e\u{FFFD}")
    #expect(reading.diagnostics.map(\.kind.code) == ["source-forbidden-character"])
  }

  @Test(arguments: [
    ("briefings/12 May.txt", "d-12-May"), ("a/b.c.txt", "b.c"), ("é.md", "é"), (".txt", "d-.txt"),
    ("x", "x"),
  ])
  func namesDocumentsByTheirFile(_ name: String, _ id: String) throws {
    let reading = try TranscriptReader(conventions: .builtIn())
      .read(SourceDocument(name: name, bytes: Array("One.".utf8)))
    #expect(reading.transcript.id.rawValue == id)
  }
}
