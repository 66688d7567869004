package import Diagnostics
import Glibc
import SystemPackage
import TEI

/// Packs a corpus with its sources, its schema and its history into a bag for an archive (RFC 8493).
///
/// Nothing is packed that is not what the catalogue says: every file is compared with the digest of the
/// build, and every document validated again.
package struct CorpusPackage: Sendable {
  /// What was packed.
  package struct Totals: Sendable {
    /// The documents.
    package var documents = 0
    /// The files below `data`.
    package var files = 0
    /// Their size in bytes.
    package var bytes = 0
  }

  private let corpus: FilePath
  private let bag: FilePath
  /// The moment that stands for all others; `nil` to take the clock and the files'.
  private let fixed: Timestamp?
  private let now: Timestamp

  /// Creates the packing of the corpus in a folder into another, which must not exist.
  ///
  /// - Parameters:
  ///   - fixed: The moment of all events, for bags that can be made again byte for byte.
  ///   - now: The moment of the packing.
  package init(corpus: String, bag: String, fixed: Timestamp?, now: Timestamp) {
    self.corpus = FilePath(corpus).lexicallyNormalized()
    self.bag = FilePath(bag).lexicallyNormalized()
    self.fixed = fixed
    self.now = fixed ?? now
  }

  /// Packs.
  ///
  /// - Throws: what is not there, or not what it was; then there is no bag.
  package func run() throws(DiagnosticError) -> Totals {
    let catalogue = try Catalogue.reading(in: corpus)
    let lock = try OutputLock(corpus, waits: false, onWaiting: {})
    defer { withExtendedLifetime(lock) {} }
    guard try catalogue.state().isComplete else {
      throw unfit("was not built to its end; build it once more", corpus.string)
    }
    guard (try? FileAccess.look(at: bag)) == nil, let name = bag.lastComponent else {
      throw DiagnosticError(
        .outputUnwritable, "is there already; name a folder that is not",
        at: SourceLocation(file: bag.string))
    }
    // A bag is made beside its place, like every file; what a killed run left there is removed.
    let unfinished = bag.removingLastComponent().appending(".\(name.string).rapporteur.tmp")
    removeTree(unfinished)
    do throws(DiagnosticError) {
      try AtomicFile.makeFolder(unfinished, shown: bag.string)
      let totals = try fill(BagWriter(folder: unfinished), catalogue)
      let moved = unfinished.withPlatformString { old in
        bag.withPlatformString { new in rename(old, new) }
      }
      guard moved == 0 else { throw AtomicFile.unwritable(Errno(rawValue: errno), bag.string) }
      StagedFile.syncFolder(bag.removingLastComponent())
      return totals
    } catch {
      removeTree(unfinished)
      throw error
    }
  }

  private func fill(
    _ writer: BagWriter, _ catalogue: Catalogue
  ) throws(DiagnosticError) -> Totals {
    let premis = PREMISWriter(date: now.text)
    let validation = try ValidationStage(schema: nil)
    var documents: [PREMISWriter.Document] = []
    for known in try catalogue.known() where known.teiDigest != nil {
      documents.append(try add(known, writer, validation))
    }
    if documents.isEmpty { throw unfit("holds no documents", corpus.string) }
    for name in [
      CorpusHeader.fileName, SharedPeople.fileName, SharedTaxonomies.fileName,
      CorpusReport.pageName, CorpusReport.figuresName, Catalogue.fileName,
    ] where Input(named: corpus.appending(name).string).exists {
      try writer.copy(corpus.appending(name), to: "corpus/\(name)")
    }
    try writer.add("schema/\(EmbeddedSchema.name)", bytes: EmbeddedSchema.bytes)
    // The events of many documents are long, so they are made while they are written.
    var step = 0
    try writer.add("premis.xml") { () throws(DiagnosticError) in
      defer { step += 1 }
      let count = documents.count
      let text: String
      switch step {
      case 0: text = PREMISWriter.start
      case 1...count: text = premis.objects(documents[step - 1])
      case count + 1...2 * count: text = premis.events(documents[step - count - 1])
      case 2 * count + 1: text = PREMISWriter.end
      default: return nil
      }
      return Array(text.utf8)
    }
    let size = writer.payload.reduce(0) { $0 + $1.size }
    let title = try catalogue.read { try Catalogue.value(of: .title, $0) } ?? ""
    try writer.finish([
      ("Bag-Software-Agent", "Rapporteur \(rapporteurVersion)"), ("Bagging-Date", now.date),
      ("External-Description", title),
    ])
    return Totals(documents: documents.count, files: writer.payload.count, bytes: size)
  }

  /// Packs the source of a document and its TEI.
  private func add(
    _ known: Catalogue.Known, _ writer: BagWriter, _ validation: ValidationStage
  ) throws(DiagnosticError) -> PREMISWriter.Document {
    let place = corpus.appending(FilePath(known.output).components)
    let source = try writer.copy(
      corpus.pushing(FilePath(known.source)), to: "sources/\(known.name)")
    guard known.status == .valid, source.sha256 == known.sourceDigest else {
      throw unfit(
        "its source changed since the corpus was built, or is gone; build it once more, with --prune "
          + "if it is to go", known.name)
    }
    let bytes = try FileAccess.bytes(of: Input(named: place.string))
    let tei = try writer.add("corpus/\(known.output)", bytes: bytes)
    guard tei.sha256 == known.teiDigest else {
      throw unfit("was changed since it was built; build the corpus with --verify", place.string)
    }
    let verdict = validation.check(bytes, file: place.string).verdict
    guard verdict == .valid else {
      throw unfit("is not valid: \(verdict.rawValue)", place.string)
    }
    let modified = (try? FileAccess.look(at: place).modified) ?? now.seconds
    return PREMISWriter.Document(
      source: source, tei: tei, name: known.name,
      converted: (fixed ?? Timestamp(seconds: modified)).text, verdict: verdict.rawValue)
  }

  private func unfit(_ message: String, _ file: String) -> DiagnosticError {
    DiagnosticError(.packageUnfit, message, at: SourceLocation(file: file))
  }

  /// Removes a folder with all that is in it; symbolic links are not followed.
  private func removeTree(_ path: FilePath) {
    if !FileAccess.isSymbolicLink(path), (try? FileAccess.look(at: path).kind) == .folder {
      for name in (try? FileAccess.names(in: path)) ?? [] { removeTree(path.appending(name)) }
      _ = path.withPlatformString { rmdir($0) }
    } else {
      AtomicFile.remove(path)
    }
  }
}

extension DiagnosticKind {
  /// A corpus that cannot be packed.
  package static let packageUnfit = DiagnosticKind(
    "package-unfit", .error,
    meaning:
      "A bag states what its files are, and that they are what they were. Something is not as "
      + "the catalogue of the corpus says, so no bag was made. Build the corpus once more.")
}
