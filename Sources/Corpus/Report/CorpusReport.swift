package import Diagnostics

/// The report about a corpus: a page for people, and the same figures for programs.
package struct CorpusReport {
  /// The name of the page.
  static let pageName = "report.html"
  /// The name of the file with the figures.
  static let figuresName = "report.json"

  /// The page, which needs no other file.
  package let page: String
  /// The figures as JSON.
  package let figures: String

  /// Creates the report about the corpus in a catalogue.
  package init(_ catalogue: Catalogue) throws(DiagnosticError) {
    let figures = try CorpusFigures(of: catalogue)
    page = ReportPage(figures).text
    self.figures = figures.json.text + "\n"
  }
}
