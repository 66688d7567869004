import Corpus
import Foundation
import SystemPackage

/// A folder of transcripts that are made of the samples by seeded variation: each of another length,
/// with other words.
///
/// The same samples, number and seed give the same files.
struct GeneratedCorpus {
  /// How many documents there are.
  let count: Int
  /// The seed of the variation.
  let seed: UInt64
  private let samples: [SampleVariation]

  /// Creates a corpus of variations of all transcripts in the folder `samples`.
  init(count: Int, seed: UInt64, samples folder: String) throws {
    self.count = count
    self.seed = seed
    samples = try SourceDiscovery.transcripts.find([folder]).inputs.map {
      SampleVariation(of: try FileAccess.bytes(of: $0), seed: seed)
    }
    guard !samples.isEmpty else { throw Errno.noSuchFileOrDirectory }
  }

  /// Writes the documents below `folder`, 500 to a folder.
  func write(to folder: String) throws {
    for index in 0..<count {
      let place = "\(folder)/\(padded(index / 500, 4))"
      if index % 500 == 0 {
        try FileManager.default.createDirectory(
          atPath: place, withIntermediateDirectories: true)
      }
      var variation = samples[index % samples.count]
      variation.restart(seed: seed &+ UInt64(index) &* 0x9E37_79B9)
      try variation.write(
        variation.length(between: 2_000, and: 30_000),
        to: FilePath("\(place)/\(padded(index, 7)).txt"))
    }
  }

  private func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
