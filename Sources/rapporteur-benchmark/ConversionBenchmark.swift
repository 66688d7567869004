import Corpus
import SystemPackage
import TranscriptFormats

/// Converts one large transcript in this process, beside xmllint over the TEI that is written.
struct ConversionBenchmark {
  let options: BenchmarkOptions
  let folder: Workspace

  /// Prints what was measured; the path of the TEI.
  func run() throws -> String {
    let (source, tei) = (folder.path("large.txt"), folder.path("large.xml"))
    var variation = SampleVariation(
      of: try FileAccess.bytes(of: Input(named: options.sample)), seed: options.seed)
    try variation.write(options.size * 1_000_000, to: FilePath(source))
    let bytes = try size(of: source)
    say("transcript: \(bytes) bytes made of \(options.sample), seed \(options.seed)")

    let conversion = try Conversion(options: ReadingOptions())
    var converting = Measurement("convert (digests, proof, TEI)", over: bytes)
    var alone = Measurement("  on one thread", over: bytes)
    var parsing: Measurement?
    for _ in 0..<options.runs {
      // To replace a file, the system may first bring the new one to the disk.
      folder.remove(tei)
      try converting.measure { try convert(source, to: tei, by: conversion) }
      folder.remove(tei)
      try alone.measure { try convert(source, to: tei, by: conversion, threadCount: 1) }
      var lint = try parsing ?? Measurement("xmllint --sax --noout", over: size(of: tei))
      try lint.measure { try XMLLint.parse(tei) }
      parsing = lint
    }
    guard let parsing else { return tei }
    let peak = peakMemory()
    say("TEI: \(parsing.bytes) bytes")
    say(parsing.line(comparedWith: parsing))
    say(converting.line(comparedWith: parsing))
    say(alone.line(comparedWith: parsing))
    let times = (10 * peak / bytes)
    say("peak memory: \(peak / 1_000_000) MB, \(times / 10).\(times % 10) x the transcript")
    return tei
  }

  private func convert(
    _ source: String, to tei: String, by conversion: Conversion, threadCount: Int? = nil
  ) throws {
    let document = SourceDocument(
      name: "large.txt", bytes: try FileAccess.bytes(of: Input(named: source)))
    let result = try conversion.convert(document, threadCount: threadCount)
    try AtomicFile.write(result.pieces, to: FilePath(tei), shown: tei)
  }
}
