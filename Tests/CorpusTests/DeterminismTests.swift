import Corpus
import Foundation
import TestSupport
import Testing
import TranscriptFormats

/// The same input gives the same bytes.
@Suite struct DeterminismTests {
  @Test(arguments: SampleDocument.samples)
  func twoConversionsAreTheSame(_ document: SampleDocument) throws {
    let source = try document.source()
    #expect(try builtInConversion().convert(source).tei == builtInConversion().convert(source).tei)
  }

  /// One run with one job in the folder of the samples, one with two jobs elsewhere.
  @Test func folderAndJobsDoNotMatter() throws {
    let folder = try TemporaryFolder()
    let samples = SampleDocument.samplesFolder
    let one = try ShellCommand(
      "rapporteur convert --jobs 1 . -o '\(folder.url.path)/one'", in: samples)
    let two = try ShellCommand(
      "rapporteur convert --jobs 2 '\(samples.path)' -o two && diff -r one two", in: folder.url)
    #expect(one.code == 0 && two.code == 0, "\(one.errors)\(two.errors)\(two.output)")
    #expect(
      one.output.replacing("\(folder.url.path)/one", with: "").replacing("./", with: "")
        == two.output.replacing("two", with: "").replacing("\(samples.path)/", with: ""))
  }
}
