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
    let found = find()
    report(.noticed(found.diagnostics))
    let known =
      Catalogue.isThere(in: folder) ? try Catalogue.reading(in: folder).known() : []
    let plan = await CorpusPlan(
      inputs: found.inputs, known: known, recipe: recipe, people: people, options: options)
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
    let found = find()
    ending.status.include(found.status)
    report(.noticed(found.diagnostics))
    let known = try catalogue.known()
    let plan = await CorpusPlan(
      inputs: found.inputs, known: known, recipe: builder.recipe, people: builder.people,
      options: options)
    report(.planned(plan.counts))

    // A few changes are indexed as they come; for many it is faster to index all at the end.
    let isIndexing = state.isIndexed && plan.counts.toDo * 5 < plan.entries.count
    let tasks = try enter(plan, catalogue, isIndexing)
    try reportFailing(plan, catalogue, report)
    if plan.counts.failing > 0 { ending.status.include(.findings) }

    let run = DocumentRun(
      builder: builder, catalogue: catalogue, options: options, isIndexing: isIndexing)
    let outcome = try await run.build(tasks, report)
    ending.status.include(outcome.status)
    if outcome.isStopped {
      ending.isStopped = true
      report(.stopped(done: outcome.done, count: tasks.count))
      return ending
    }

    // Where a folder cannot be read, its documents are not gone.
    let canTell = found.diagnostics.allSatisfy { $0.severity != .error }
    let changed = try settle(plan, catalogue, canTell: canTell, report)
    let isChanged = !tasks.isEmpty || changed > 0
    let products = CorpusProducts(folder: folder, options: options, catalogue: catalogue)
    if isChanged || !state.isComplete || !products.areCurrent(state.products) {
      report(.completing)
      try catalogue.index()
      try products.write()
    }
    let removed = try sweep(catalogue)
    try products.finish()
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

  private func find() -> SourceDiscovery.Result {
    var discovery = SourceDiscovery.transcripts
    discovery.leftOut = try? FileAccess.look(at: folder).identity
    var found = discovery.find(options.inputs).withoutCollisions(
      of: \.outputName, "not built")
    found.inputs.removeAll { input in
      guard CorpusProducts.names.contains(input.outputName) else { return false }
      found.status.include(.findings)
      found.diagnostics.append(
        Diagnostic(
          .outputCollision,
          "not built: its output would be the corpus's own '\(input.outputName)'; rename it, or put "
            + "it in a folder", at: SourceLocation(file: input.shown)))
      return true
    }
    return found
  }

  /// Enters what is new in the catalogue, so that documents have numbers before they are built.
  private func enter(
    _ plan: CorpusPlan, _ catalogue: Catalogue, _ isIndexing: Bool
  ) throws(DiagnosticError) -> [DocumentBuilder.Task] {
    let entries = plan.entries.filter(\.verdict.isBuilt)
    if entries.isEmpty { return [] }
    let base = RelativePath.absolute(folder)
    let ids = try catalogue.enter(
      entries.map { entry in
        Catalogue.Known(
          id: entry.known?.id ?? 0, name: entry.input.name,
          source: RelativePath.from(base, to: entry.input.path),
          output: entry.input.outputName, identifier: entry.identifier, status: .planned)
      }, isIndexing: isIndexing)
    return zip(ids, entries).map { id, entry in
      DocumentBuilder.Task(id: id, input: entry.input, identifier: entry.identifier)
    }
  }

  /// Says again what is wrong with sources that would fail again.
  private func reportFailing(
    _ plan: CorpusPlan, _ catalogue: Catalogue, _ report: (CorpusBuildEvent) -> Void
  ) throws(DiagnosticError) {
    var failing: [(id: Int64, shown: String)] = []
    for entry in plan.entries {
      if case .failing = entry.verdict, let known = entry.known {
        failing.append((known.id, entry.input.shown))
      }
    }
    for diagnostics in try catalogue.diagnostics(of: failing) { report(.noticed(diagnostics)) }
  }

  /// Enters which sources are gone, and which are back; how many that is.
  private func settle(
    _ plan: CorpusPlan, _ catalogue: Catalogue, canTell: Bool,
    _ report: (CorpusBuildEvent) -> Void
  ) throws(DiagnosticError) -> Int {
    var changes: [(id: Int64, status: Catalogue.Status)] = []
    for entry in plan.entries {
      if case .returned = entry.verdict, let known = entry.known {
        changes.append((known.id, .valid))
      }
    }
    for known in plan.deleted where canTell || known.status == .removing {
      let isRemoved =
        options.prunes || known.status == .removing || known.teiDigest == nil
      if known.status != .removing {
        report(.sourceMissing(name: known.name, isRemoved: isRemoved))
      }
      let status = isRemoved ? Catalogue.Status.removing : .deleted
      if known.status != status || isRemoved { changes.append((known.id, status)) }
    }
    if !changes.isEmpty { try catalogue.set(changes) }
    return changes.count
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
