import Diagnostics
import SystemPackage
import TEI

/// The files that a corpus has beside its documents: the corpus itself, its people and taxonomies,
/// and the report.
struct CorpusProducts {
  /// The outputs that no document may have.
  static let names: Set<String> = [
    CorpusHeader.fileName, SharedPeople.fileName, SharedTaxonomies.fileName,
  ]

  let folder: FilePath
  let options: CorpusBuildOptions
  let catalogue: Catalogue
  private let isWritten = Written()

  /// Creates products of a catalogue.
  init(folder: FilePath, options: CorpusBuildOptions, catalogue: Catalogue) {
    self.folder = folder
    self.options = options
    self.catalogue = catalogue
  }

  private final class Written {
    var value = false
  }

  /// What they are made by, beside the catalogue.
  private var recipe: String {
    let parts = [
      "1", rapporteurVersion, options.title, options.licence ?? "", options.licenceURI ?? "",
    ]
    return Digest.sha256Hex(Array(parts.map { "\($0.utf8.count) \($0)" }.joined().utf8))
  }

  /// Whether they are there, and made by this `recipe`.
  func areCurrent(_ recipe: String?) -> Bool {
    guard recipe == self.recipe else { return false }
    let files = [CorpusReport.pageName, CorpusReport.figuresName, SharedPeople.fileName]
    return files.allSatisfy { Input(named: folder.appending($0).string).exists }
  }

  /// Writes all of them.
  func write() throws(DiagnosticError) {
    isWritten.value = true
    try catalogue.name(options.title)
    let people = try SharedPeopleWriter.document(catalogue)
    let taxonomies = try SharedTaxonomies.document(catalogue)
    let header = CorpusHeader(
      title: options.title,
      licence: options.licence.map { (name: $0, target: options.licenceURI) },
      languages: try catalogue.languages(), hasPeople: people != nil,
      hasTaxonomies: taxonomies != nil)
    try put(people, SharedPeople.fileName)
    try put(taxonomies, SharedTaxonomies.fileName)
    try put(try header.document(catalogue), CorpusHeader.fileName)
    let report = try CorpusReport(catalogue)
    try put(report.page, CorpusReport.pageName)
    try put(report.figures, CorpusReport.figuresName)
  }

  /// Enters that all is done, unless there was nothing to do.
  func finish() throws(DiagnosticError) {
    guard isWritten.value else { return }
    try catalogue.complete(program: rapporteurVersion, products: recipe)
  }

  /// Writes a file, or removes it where there is nothing to write.
  private func put(_ text: String?, _ name: String) throws(DiagnosticError) {
    let path = folder.appending(name)
    guard let text else {
      AtomicFile.remove(path)
      return
    }
    try AtomicFile.write([Array(text.utf8)], to: path, shown: path.string)
  }
}
