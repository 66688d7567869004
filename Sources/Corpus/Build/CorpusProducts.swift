import Diagnostics
import SystemPackage
import TEI

/// The files that a corpus has beside its documents: the corpus itself, its people and taxonomies,
/// and the report.
struct CorpusProducts: Sendable {
  /// The outputs that no document may have.
  static let names: Set<String> = [
    CorpusHeader.fileName, SharedPeople.fileName, SharedTaxonomies.fileName,
  ]

  let folder: FilePath
  let options: CorpusBuildOptions
  let catalogue: Catalogue

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

  /// Writes all of them, and beside that makes the index of the full text.
  func write() async throws(DiagnosticError) {
    try catalogue.name(options.title)
    let reader = try Catalogue.reading(in: folder)
    async let index = indexing()
    let files = Result { () throws(DiagnosticError) in try write(reader) }
    let indexed = await index
    // The catalogue becomes one file only when nobody reads it.
    try reader.close()
    try files.get()
    try indexed.get()
  }

  private func indexing() async -> Result<Void, DiagnosticError> {
    Result { () throws(DiagnosticError) in try catalogue.index() }
  }

  private func write(_ catalogue: Catalogue) throws(DiagnosticError) {
    let (hasDocuments, hasPeople) = try catalogue.contents()
    let taxonomies = try SharedTaxonomies.document(catalogue)
    let header = CorpusHeader(
      title: options.title,
      licence: options.licence.map { (name: $0, target: options.licenceURI) },
      languages: try catalogue.languages(), hasPeople: hasPeople,
      hasTaxonomies: taxonomies != nil)
    try put(SharedPeople.fileName, isThere: hasPeople) {
      try SharedPeopleWriter.write(catalogue, $0)
    }
    try put(SharedTaxonomies.fileName, taxonomies)
    // A corpus without documents is nothing that TEI knows.
    try put(CorpusHeader.fileName, isThere: hasDocuments) { try header.write(catalogue, $0) }
    let report = try CorpusReport(catalogue)
    try put(CorpusReport.pageName, report.page)
    try put(CorpusReport.figuresName, report.figures)
  }

  /// Enters that all is done.
  func finish() throws(DiagnosticError) {
    try catalogue.complete(program: rapporteurVersion, products: recipe)
  }

  private func put(_ name: String, _ text: String?) throws(DiagnosticError) {
    try put(name, isThere: text != nil) { put in
      if let text { try put(Array(text.utf8)) }
    }
  }

  /// Writes a file, or removes it where there is nothing to write.
  private func put(
    _ name: String, isThere: Bool, _ body: (_ put: ([UInt8]) throws -> Void) throws -> Void
  ) throws(DiagnosticError) {
    let path = folder.appending(name)
    guard isThere else {
      AtomicFile.remove(path)
      return
    }
    try AtomicFile.writeToDisk(to: path, shown: path.string, body)
  }
}
