import Corpus
import Foundation
import TEI
import TestSupport
import Testing
import Transcripts

/// A TEI document that the converter did not write.
struct AnyDocument: Sendable, CustomTestStringConvertible {
  let url: URL

  var testDescription: String { url.lastPathComponent }

  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: url)) }

  /// The proof of it.
  func proof() throws -> RoundTripReport {
    try RoundTripProof(conversion: builtInConversion()).check(tei: bytes(), file: "f") { _ in nil }
  }

  /// Small documents in the manner of many projects.
  static let fixtures = documents(
    in: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/AnyTEI"))

  /// Those in the manner of parliaments, spoken corpora and plays.
  static let speech = fixtures.filter {
    ["childes", "corpus", "dracor", "iso24624", "parlamint-ana", "perseus"].contains(
      $0.url.deletingPathExtension().lastPathComponent)
  }

  /// Documents of real projects, where they are there.
  static let development = TestData.folder.map { documents(in: $0.appending(path: "tei")) } ?? []

  static let all = fixtures + development

  private static func documents(in folder: URL) -> [AnyDocument] {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
      ?? []
    return files.filter { $0.pathExtension == "xml" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }.map(AnyDocument.init)
  }
}
