import Diagnostics
import TestSupport
import Testing
import TranscriptFormats
import Transcripts

@Suite struct EncodingTests {
  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  @Test(arguments: ["MR. MÜLLER:  Grüße an alle.\n", "Привет, как дела у вас?\n", "こんにちは 皆さん。\n"])
  func findsUTF16WithoutAMark(_ text: String) throws {
    for bigEndian in [false, true] {
      let reading = try FormatSupport.read(Self.utf16(text, bigEndian: bigEndian), as: "a.txt")
      #expect(reading.transcript.text == text)
      #expect(reading.transcript.header.source?.encoding == (bigEndian ? "UTF-16BE" : "UTF-16LE"))
      #expect(reading.diagnostics.map(\.kind.code) == ["source-encoding-guessed"])
    }
  }

  @Test(
    arguments: [
      (
        "windows-1252",
        [0x93, 0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72, 0x92, 0x73, 0x94, 0x20, 0x96, 0x20, 0x61],
        "“Müller’s” – a"
      ),
      (
        "macintosh",
        [0xD2, 0x4D, 0x9F, 0x6C, 0x6C, 0x65, 0x72, 0xD5, 0x73, 0xD3, 0x20, 0xD0, 0x20, 0x61],
        "“Müller’s” – a"
      ),
      (
        "ISO-8859-15", [0x35, 0x20, 0xA4, 0x2C, 0x20, 0x63, 0xBD, 0x75, 0x72, 0x2E, 0x2E, 0x2E],
        "5 €, cœur..."
      ),
    ] as [(String, [UInt8], String)])
  func guessesOneByteEncodings(_ name: String, _ bytes: [UInt8], _ text: String) throws {
    let reading = try FormatSupport.read(bytes, as: "a.txt")
    #expect(reading.transcript.text == text)
    #expect(reading.transcript.header.source?.encoding == name)
  }

  @Test(
    arguments: [
      ("ISO-8859-2", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"), ("latin1", [0x80, 0xE9], "€é"),
      ("utf-16be", [0x00, 0x41, 0x00, 0xE9], "Aé"), ("UTF-16", [0xFE, 0xFF, 0x00, 0x41], "A"),
      ("shift_jis", [0x82, 0xA0], "あ"), ("UTF-8", [0xEF, 0xBB, 0xBF, 0x41], "A"),
      ("cp437", [0x81], "ü"), ("UTF-8", [0x41, 0xFF], "A\u{FFFD}"),
    ] as [(String, [UInt8], String)])
  func readsWhatItIsTold(_ name: String, _ bytes: [UInt8], _ text: String) throws {
    let reading = try FormatSupport.read(
      bytes, as: "a.txt", options: ReadingOptions(encoding: name))
    #expect(reading.transcript.text == text)
  }

  @Test func refusesEncodingsThatNobodyKnows() throws {
    #expect(!SourceEncoding.isKnown("UTF-9") && !SourceEncoding.isKnown("UTF-8//IGNORE"))
    #expect(
      try FormatSupport.code(Array("a".utf8), as: "a.txt", encoding: "UTF-9")
        == "source-encoding-unknown")
  }

  @Test func reportsBytesThatAreNotInTheEncoding() throws {
    let reading = try FormatSupport.read(
      [0x61, 0xA1, 0x62], as: "a.txt", options: ReadingOptions(encoding: "ISO-8859-8"))
    #expect(reading.diagnostics.map(\.kind.code) == ["source-not-in-encoding"])
    #expect(reading.transcript.text == "a\u{FFFD}b")
  }
}
