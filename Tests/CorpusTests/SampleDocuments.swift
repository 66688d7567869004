import Corpus
import Diagnostics
import Foundation
import TestSupport
import Testing
import TranscriptFormats

/// The transcripts in `Samples`, and those of the development data where it is there.
struct SampleDocument: Sendable, CustomTestStringConvertible {
  let url: URL
  let name: String

  var testDescription: String { name }

  func source() throws -> SourceDocument {
    SourceDocument(name: name, bytes: Array(try Data(contentsOf: url)))
  }

  static let samplesFolder = packageRoot.appending(path: "Samples")

  static let samples = documents(below: samplesFolder)

  static let developmentData =
    TestData.folder.map { folder in
      documents(below: folder.appending(path: "transcripts"))
        + documents(below: folder.appending(path: "formats"))
    } ?? []

  /// Whether anyone can tell its text without a program that reads its markup.
  var isPlainText: Bool { name.hasSuffix(".txt") }

  /// The two documents that have to come out without a flaw.
  static let seeds = developmentData.filter { $0.name.hasPrefix("seed-") }

  private static func documents(below folder: URL) -> [SampleDocument] {
    SourceDiscovery.transcripts.find([folder.path]).inputs.map {
      SampleDocument(url: folder.appending(path: $0.name), name: $0.name)
    }
  }
}

/// The conversion that the tests share; reading the conventions once.
func builtInConversion() throws -> Conversion {
  try Conversion(options: ReadingOptions())
}
