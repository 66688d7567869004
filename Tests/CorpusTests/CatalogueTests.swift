import Corpus
import Diagnostics
import Testing

/// Every diagnostic can be explained.
@Suite struct CatalogueTests {
  @Test func codesAreDistinctAndExplained() {
    let kinds = DiagnosticCatalogue.kinds
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    for kind in kinds {
      #expect(kind.meaning.hasSuffix("."), "\(kind.code)")
      #expect(kind.code.wholeMatch(of: #/[a-z]+(-[a-z0-9]+)+/#) != nil, "\(kind.code)")
    }
  }

  @Test func whatValidationReportsHasAnExample() {
    let kinds = DiagnosticCatalogue.kinds.filter {
      $0.code.hasPrefix("rng-") || $0.code.hasPrefix("schema-")
    }
    #expect(kinds.count >= 25)
    for kind in kinds { #expect(!kind.example.isEmpty, "\(kind.code)") }
  }

  @Test func nearbyCodesAreSuggested() {
    #expect(
      DiagnosticCatalogue.suggestion(for: "input-mising")?.contains("'input-missing'") == true)
    #expect(DiagnosticCatalogue.suggestion(for: "input-whatever")?.contains("'input-") == true)
    #expect(DiagnosticCatalogue.suggestion(for: "a/b.txt") == nil)
  }
}
