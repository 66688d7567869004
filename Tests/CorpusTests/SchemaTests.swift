import Diagnostics
import Foundation
import RelaxNG
import TestSupport
import Testing
import XMLCore

/// The schema of what the converter writes: what it accepts, and what a careless editor breaks.
@Suite struct SchemaTests {
  private static let fixtures = packageRoot.appending(path: "Tests/CorpusTests/Fixtures/schema")

  /// The schema in both syntaxes: they must be the same grammar.
  private static let schemas = Result {
    try ["rng", "rnc"].map { syntax in
      let url = packageRoot.appending(path: "Schemas/rapporteur.\(syntax)")
      return try RelaxNGSchema.read(
        Array(try Data(contentsOf: url)), file: url.lastPathComponent)
    }
  }

  /// What the schema in each syntax says of a document.
  private func verdicts(_ document: URL) throws -> [Bool] {
    let bytes = Array(try Data(contentsOf: document))
    return try Self.schemas.get().map { schema in
      let names = XMLNameTable()
      let file = document.lastPathComponent
      let matcher = RelaxNGMatcher(
        automaton: RelaxNGAutomaton(schema: schema), names: names, file: file
      ) { _ in }
      try XMLReader(file: file, names: names).parse(bytes, into: matcher)
      return matcher.isValid
    }
  }

  private static func documents(in folder: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: fixtures.appending(path: folder), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "xml" }
    .sorted { $0.path < $1.path }
  }

  @Test func acceptsWhatTheConverterMayWrite() throws {
    let documents = try Self.documents(in: "valid")
    #expect(documents.count >= 5)
    for document in documents {
      #expect(try verdicts(document) == [true, true], "\(document.lastPathComponent)")
    }
  }

  @Test func rejectsWhatACarelessEditorBreaks() throws {
    let documents = try Self.documents(in: "invalid")
    #expect(documents.count >= 30)
    for document in documents {
      #expect(try verdicts(document) == [false, false], "\(document.lastPathComponent)")
    }
  }
}
