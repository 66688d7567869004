import Corpus
import Foundation
import TEI
import TestSupport
import Testing
import Transcripts

/// Any TEI in, the same TEI out.
@Suite struct AnyTEITests {
  @Test(arguments: AnyDocument.all)
  func comesBackTheSame(_ document: AnyDocument) throws {
    let report = try document.proof()
    #expect(report.comparison?.isExact == true)
    #expect(report.comparison?.isModel == true)
    let isTEI = document.testDescription != "opaque-root.xml"
    #expect(report.isClean == isTEI, "\(report.diagnostics)")
  }

  @Test(
    .enabled(if: ShellCommand.knows("xmllint"), "needs xmllint"),
    // Canonical XML cannot hold a reference to an entity outside the document.
    arguments: AnyDocument.all.filter { !["eebo.xml", "p4.xml"].contains($0.testDescription) })
  func hasTheSameCanonicalXMLByOtherTools(_ document: AnyDocument) throws {
    let folder = try TemporaryFolder()
    let read = try TEIReader.read(document.bytes(), file: "f")
    try folder.write(TEIWriter.bytes(of: read.transcript, origins: read.origins), to: "back.xml")
    let canonical = "xmllint --nonet --huge --c14n"
    let result = try ShellCommand(
      """
      \(canonical) '\(document.url.path)' > read.c14n 2> errors || exit 2
      \(canonical) back.xml 2> errors | cmp read.c14n -
      """, in: folder.url)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  /// The bar for parliaments, spoken corpora and plays.
  @Test(arguments: AnyDocument.speech + AnyDocument.development)
  func isUnderstood(_ document: AnyDocument) throws {
    let census = try #require(document.proof().fidelity)
    let elements = census.typedElements + census.opaqueElements
    let characters = census.typedCharacters + census.opaqueCharacters
    #expect(elements > 0 && characters > 0)
    #expect(Double(census.typedElements) >= 0.95 * Double(elements), "\(census.opaqueNames)")
    #expect(Double(census.typedCharacters) >= 0.99 * Double(characters))
  }

  @Test(arguments: AnyDocument.all)
  func allOfItsTextIsPrintedInOrder(_ document: AnyDocument) throws {
    let transcript = try TEIReader.read(document.bytes(), file: "f").transcript
    let printed = TextRendering(hasAll: true).text(of: transcript)
    var expected = transcript.texts.flatMap { $0 }.map(\.text).joined()
    if transcript.texts.isEmpty { expected = printed }
    /// The characters that are no white space, without references to unknown entities.
    func words(_ text: String) -> String {
      String(text.replacing(/&\w+;/, with: "").unicodeScalars.filter { $0.value > 0x20 })
    }
    #expect(words(printed) == words(expected))
  }
}
