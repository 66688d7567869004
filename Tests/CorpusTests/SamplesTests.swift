import Corpus
import Foundation
import TestSupport
import Testing
import TranscriptFormats

/// Every sample is converted, is valid, and comes back.
@Suite struct SamplesTests {
  @Test func everyFolderHasTranscripts() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      at: SampleDocument.samplesFolder, includingPropertiesForKeys: [.isDirectoryKey]
    ).filter { $0.hasDirectoryPath }
    #expect(folders.count >= 4)
    for folder in folders {
      let found = SourceDiscovery.transcripts.find([folder.path])
      #expect(!found.inputs.isEmpty && found.diagnostics.isEmpty, "\(folder.lastPathComponent)")
    }
  }

  @Test(arguments: SampleDocument.samples + SampleDocument.developmentData)
  func isConvertedToValidTEI(_ document: SampleDocument) throws {
    let result = try builtInConversion().convert(try document.source())
    let (verdict, diagnostics) = try ValidationStage().check(result.tei, file: document.name)
    #expect(verdict == .valid, "\(diagnostics.prefix(3))")
  }

  @Test(arguments: SampleDocument.samples + SampleDocument.developmentData)
  func keepsTextAndModel(_ document: SampleDocument) throws {
    let proof = RoundTripProof(conversion: try builtInConversion())
    let report = try proof.check(try document.source(), shown: document.name)
    #expect(report.verdict(on: "text") == .holds, "\(report.diagnostics)")
    #expect(report.verdict(on: "model") == .holds, "\(report.diagnostics)")
  }

  @Test(arguments: SampleDocument.samples + SampleDocument.developmentData)
  func comesBackToTheByteFromTEIAlone(_ document: SampleDocument) throws {
    let conversion = try builtInConversion()
    let tei = try conversion.convert(try document.source()).tei
    let report = try RoundTripProof(conversion: conversion)
      .check(tei: tei, file: document.name) { _ in nil }
    #expect(report.findings.allSatisfy { $0.verdict == .holds }, "\(report)")
    #expect(report.verdict(on: "bytes") == .holds, "\(report)")
    #expect(report.isClean)
  }
}
