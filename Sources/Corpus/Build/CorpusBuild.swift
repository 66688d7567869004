package import Diagnostics
import RelaxNG
import SystemPackage
import TEI
import TranscriptFormats
import Transcripts

/// Builds a corpus, or brings it up to date.
///
/// Sources are converted, validated and proven in parallel; a group of them is brought to the disk and
/// to its places, and then entered in the catalogue in one transaction. So a run that is killed leaves
/// whole files and a sound catalogue, and the next one goes on from the last group.
package struct CorpusBuild: Sendable {
  let options: CorpusBuildOptions
  let folder: FilePath

  /// Creates a build.
  package init(_ options: CorpusBuildOptions) {
    self.options = options
    folder = FilePath(options.output).lexicallyNormalized()
  }

  /// What a run amounts to.
  package struct Ending: Sendable {
    /// The exit code.
    package var status = RunStatus.clean
    /// Whether it was stopped before its end.
    package var isStopped = false
  }

  /// Says what a run would do; nothing is changed.
  package func plan(
    report: (CorpusBuildEvent) -> Void
  ) async throws(DiagnosticError) -> CorpusPlan {
    let recipe = try CorpusRecipe(options).digest
    let people = SharedPeople(try rules.people)
    let worklist = try Worklist(
      Catalogue.isThere(in: folder) ? .reading(in: folder) : .passing())
    let found = try worklist.enter(options.inputs, by: discovery)
    report(.noticed(found.diagnostics))
    let plan = try await CorpusPlan(worklist, recipe: recipe, people: people, options: options)
    report(.planned(plan.counts))
    return plan
  }

  /// Builds the corpus.
  ///
  /// - Throws: why it cannot be begun, or cannot go on; what is done by then stays done.
  package func run(
    report: (CorpusBuildEvent) -> Void
  ) async throws(DiagnosticError) -> Ending {
    let schema = try RelaxNGSchema.read(EmbeddedSchema.bytes, file: EmbeddedSchema.name)
    let licence = options.licence.map { Licence(target: options.licenceURI, name: $0) }
    let rules = try self.rules
    let builder = DocumentBuilder(
      output: FilePath(options.output), recipe: try CorpusRecipe(options).digest,
      conversion: try Conversion(
        options: ReadingOptions(language: options.language, licence: licence), rules: rules),
      schema: schema, people: SharedPeople(rules.people))

    if let ending = inputsAreMissing(report) { return ending }
    try AtomicFile.makeFolder(folder, shown: options.output)
    let lock = try OutputLock(folder, waits: options.waits) { report(.waiting) }
    defer { withExtendedLifetime(lock) {} }
    let catalogue = try Catalogue.building(in: folder)
    do throws(DiagnosticError) {
      let ending = try await run(builder, catalogue, report)
      try catalogue.close()
      return ending
    } catch {
      try? catalogue.close()
      throw error
    }
  }

  private func run(
    _ builder: DocumentBuilder, _ catalogue: Catalogue, _ report: (CorpusBuildEvent) -> Void
  ) async throws(DiagnosticError) -> Ending {
    var ending = Ending()
    let state = try catalogue.state()
    if !state.isComplete { StagedFile.removeLeftovers(below: folder) }
    let worklist = try Worklist(catalogue)
    let found = try worklist.enter(options.inputs, by: discovery)
    ending.status.include(found.status)
    report(.noticed(found.diagnostics))
    let plan = try await CorpusPlan(
      worklist, recipe: builder.recipe, people: builder.people, options: options)
    let counts = plan.counts
    report(.planned(counts))

    // A few changes are indexed as they come; for many it is faster to index all at the end.
    let isIndexing = state.isIndexed && counts.toDo * 5 < plan.sources
    if counts.toDo > 0 {
      try plan.enterDocuments(from: RelativePath.absolute(folder), isIndexing: isIndexing)
    }
    try reportFailing(plan, report)
    if counts.failing > 0 { ending.status.include(.findings) }

    let run = DocumentRun(
      builder: builder, catalogue: catalogue, options: options, isIndexing: isIndexing)
    let outcome = try await run.build(plan.tasks, count: counts.toDo, report)
    ending.status.include(outcome.status)
    if outcome.isStopped {
      ending.isStopped = true
      report(.stopped(done: outcome.done, count: counts.toDo))
      return ending
    }

    let hasSettled = try settle(plan, canTell: found.isAll, report)
    let isChanged = counts.toDo > 0 || hasSettled
    let products = CorpusProducts(folder: folder, options: options, catalogue: catalogue)
    let isCurrent = !isChanged && state.isComplete && products.areCurrent(state.products)
    if !isCurrent {
      report(.completing)
      try await products.write()
    }
    let removed = try sweep(catalogue)
    if !isCurrent { try products.finish() }
    report(
      .completed(try catalogue.totals(built: outcome.built, removed: removed)))
    return ending
  }

  // MARK: Steps

  private var rules: SourceRules {
    get throws(DiagnosticError) {
      try SourceRules(conventions: options.conventions, participants: options.participants)
    }
  }

  private var discovery: SourceDiscovery {
    var discovery = SourceDiscovery.transcripts
    discovery.leftOut = try? FileAccess.look(at: folder).identity
    return discovery
  }

  /// What a run amounts to that has nothing to make a new corpus of, so that none is made.
  private func inputsAreMissing(_ report: (CorpusBuildEvent) -> Void) -> Ending? {
    if Catalogue.isThere(in: folder) { return nil }
    var hasInputs = false
    let found = discovery.find(options.inputs) { _ in hasInputs = true }
    if hasInputs || found.status == .clean { return nil }
    report(.noticed(found.diagnostics))
    return Ending(status: found.status)
  }

  /// Says again what is wrong with sources that would fail again.
  private func reportFailing(
    _ plan: CorpusPlan, _ report: (CorpusBuildEvent) -> Void
  ) throws(DiagnosticError) {
    let failing = plan.failing
    for source in failing {
      report(
        .noticed(
          try plan.worklist.catalogue.diagnostics(of: source.id, shown: source.shown)))
    }
    try failing.check()
  }

  /// Enters which sources are gone, and which are back; whether there are any.
  private func settle(
    _ plan: CorpusPlan, canTell: Bool, _ report: (CorpusBuildEvent) -> Void
  ) throws(DiagnosticError) -> Bool {
    let catalogue = plan.worklist.catalogue
    var hasChanged = try catalogue.returnDocuments() > 0
    var changes: [(id: Int64, status: Catalogue.Status)] = []
    let gone = plan.gone
    for document in gone where canTell || document.status == .removing {
      let isRemoved = options.prunes || document.status == .removing || !document.isWritten
      if document.status != .removing {
        report(.sourceMissing(name: document.name, isRemoved: isRemoved))
      }
      let status = isRemoved ? Catalogue.Status.removing : .deleted
      if document.status != status || isRemoved { changes.append((document.id, status)) }
      if changes.count == Worklist.page {
        try catalogue.set(changes)
        changes.removeAll(keepingCapacity: true)
        hasChanged = true
      }
    }
    try gone.check()
    if changes.isEmpty { return hasChanged }
    try catalogue.set(changes)
    return true
  }

  /// Removes the documents that are on their way out: the file, then what the catalogue says of it.
  private func sweep(_ catalogue: Catalogue) throws(DiagnosticError) -> Int {
    let leaving = try catalogue.leaving()
    if leaving.isEmpty { return 0 }
    for (_, output) in leaving {
      guard let path = AtomicFile.existing(output, under: folder) else { continue }
      AtomicFile.remove(path)
      AtomicFile.removeEmptyFolders(from: path.removingLastComponent(), upTo: folder)
    }
    try catalogue.remove(leaving.map(\.id))
    return leaving.count
  }
}
