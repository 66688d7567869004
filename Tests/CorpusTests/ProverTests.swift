import Corpus
import Diagnostics
import Foundation
import TestSupport
import Testing
import TranscriptFormats

/// The prover is proven: whatever is changed in a document, it is reported.
@Suite struct ProverTests {
  /// 1,000 edits of the text and 200 of the markup, shared out among the documents.
  ///
  /// Of plain text only: there the lines of the text, which the edits know, are those of the file.
  static let documents = SampleDocument.samples.filter(\.isPlainText) + SampleDocument.seeds
  static let shares = documents.indices.flatMap { index in
    (0..<2).map { (document: index, half: $0) }
  }

  private struct Subject {
    let text: EditableText
    let proof: RoundTripProof
    let source: RoundTripProof.Source

    init(_ document: SampleDocument) throws {
      let conversion = try builtInConversion()
      let source = try document.source()
      proof = RoundTripProof(conversion: conversion)
      self.source = try proof.source(source, shown: "source")
      text = try #require(EditableText(try conversion.convert(source).tei))
    }

    func report(on edit: Edit) throws -> RoundTripReport {
      try proof.check(tei: edit.tei, file: "edited") { _ in source }
    }
  }

  private static func count(_ all: Int) -> Int { (all + shares.count - 1) / shares.count }

  @Test(arguments: shares)
  func everyEditOfTheTextIsReportedInItsPlace(_ share: (document: Int, half: Int)) throws {
    let subject = try Subject(Self.documents[share.document])
    var random = SeededGenerator(seed: UInt64(share.document * 2 + share.half))
    for _ in 0..<Self.count(1000) {
      let edit = subject.text.textEdit(&random)
      let report = try subject.report(on: edit)
      let codes = Set(report.diagnostics.map(\.kind.code))
      #expect(!report.isClean)
      // Without the source the digest alone tells.
      #expect(codes.contains("roundtrip-text-digest"), "\(edit)")
      let places = report.diagnostics.filter { $0.kind.code == "roundtrip-text-differs" }
      let lines = places.flatMap(\.notes).map(\.location.line)
      #expect(!lines.isEmpty, "\(edit)")
      #expect(
        lines.contains { line in edit.lines.contains { $0.contains(line) } },
        "\(edit) was reported at \(lines): \(places.first?.message ?? "")")
    }
  }

  @Test(arguments: shares)
  func everyEditOfTheMarkupIsReported(_ share: (document: Int, half: Int)) throws {
    let subject = try Subject(Self.documents[share.document])
    var random = SeededGenerator(seed: 1_000_000 + UInt64(share.document * 2 + share.half))
    for _ in 0..<Self.count(200) {
      let edit = subject.text.markupEdit(&random)
      let report = try subject.report(on: edit)
      #expect(
        report.diagnostics.contains { $0.kind.code == "roundtrip-canonical-digest" }, "\(edit)")
      #expect(report.verdict(on: "text") == .holds, "\(edit)")
    }
  }

  @Test(arguments: shares)
  func withoutTheSourceTheDigestsTell(_ share: (document: Int, half: Int)) throws {
    let subject = try Subject(Self.documents[share.document])
    var random = SeededGenerator(seed: 2_000_000 + UInt64(share.document * 2 + share.half))
    for _ in 0..<5 {
      for edit in [subject.text.textEdit(&random), subject.text.markupEdit(&random)] {
        let report = try subject.proof.check(tei: edit.tei, file: "edited") { _ in nil }
        #expect(!report.isClean, "\(edit)")
      }
    }
  }
}
