import Foundation
import TEI
import TestSupport
import Testing
import Transcripts
import XMLCore

/// TEI that the converter did not write.
@Suite struct ForeignTEITests {
  static let documents: [URL] =
    TestData.folder.map { folder in
      ["model", "tei"].flatMap { name in
        let files = try? FileManager.default.contentsOfDirectory(
          at: folder.appending(path: name), includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "xml" }
          .sorted { $0.path < $1.path }
      }
    } ?? []

  @Test(.enabled(if: TestData.isThere, "needs RAPPORTEUR_DATA"), arguments: documents)
  func givesBackTheSameCanonicalXML(_ file: URL) throws {
    let bytes = try Array(Data(contentsOf: file))
    let document = try TEIReader.read(bytes, file: file.lastPathComponent)
    let written = TEIWriter.bytes(of: document.transcript, origins: document.origins)
    #expect(
      try CanonicalXML.bytes(of: bytes, file: "read")
        == CanonicalXML.bytes(of: written, file: "written"))
    let again = try TEIReader.read(written, file: "written")
    #expect(TranscriptDifference(between: document.transcript, and: again.transcript) == nil)
    #expect(document.seals == again.seals)
  }

  @Test(
    .enabled(if: TestData.isThere, "needs RAPPORTEUR_DATA"), arguments: ["seed-000", "seed-001"])
  func findsTheSourceTextAgain(_ name: String) throws {
    let folder = try #require(TestData.folder)
    let bytes = try Array(Data(contentsOf: folder.appending(path: "model/\(name).xml")))
    let document = try TEIReader.read(bytes, file: name)
    #expect(document.seals.statedSourceText == document.seals.text)
    #expect(document.transcript.header.verbatim != nil)
    #expect(document.transcript.header.source?.file == "\(name).txt")
    #expect(!document.transcript.participants.isEmpty)
  }
}
