import Diagnostics
import TEI
import Testing
import Transcripts

/// Random transcripts are the same after they were written as TEI and read back.
@Suite struct TEIRoundTripTests {
  @Test(arguments: 0..<20)
  func givesBackRandomTranscripts(_ series: UInt64) throws {
    for step in 0..<500 {
      let seed = series * 500 + UInt64(step)
      var generator = TranscriptGenerator(seed: seed)
      let transcript = generator.transcript().normalised()
      let bytes = TEIWriter.bytes(of: transcript, origins: generator.origins)
      let document = try TEIReader.read(bytes, file: "seed-\(seed)")
      let difference = TranscriptDifference(between: transcript, and: document.transcript)
      #expect(difference == nil, "seed \(seed)\n\(String(decoding: bytes, as: UTF8.self))")
      #expect(document.origins == generator.origins, "seed \(seed)")
      if transcript.header.verbatim == nil, transcript.surroundings?.hasHeader != false {
        #expect(document.seals.statedCanonicalText == document.seals.canonicalText, "seed \(seed)")
      }
      #expect(
        document.seals.text == TextNormaliser.digest(of: Array(transcript.text.utf8)),
        "seed \(seed)")
      if difference != nil { return }
      guard step % 5 == 0 else { continue }
      var relayed: [UInt8] = []
      _ = try TEIReader.relay(bytes, file: "f", portion: step % 7 + 1) { piece in
        piece.withUnsafeBufferPointer { relayed += $0 }
      }
      #expect(relayed == TEIWriter.bytes(of: document.transcript, origins: document.origins))
    }
  }
}
