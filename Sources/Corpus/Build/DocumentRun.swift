import Diagnostics
import Dispatch
import RelaxNG
import Synchronization
import SystemPackage

/// Builds the documents of one run, and enters them group by group: while one group is brought to the
/// disk, the next is built.
struct DocumentRun: Sendable {
  /// What came of all of them.
  struct Outcome: Sendable {
    var status = RunStatus.clean
    /// The documents that are in the corpus now.
    var built = 0
    /// The documents that were tried.
    var done = 0
    var isStopped = false
  }

  let builder: DocumentBuilder
  let catalogue: Catalogue
  let options: CorpusBuildOptions
  let isIndexing: Bool
  /// Where groups are entered, one after another.
  private let queue = DispatchQueue(label: "entering")

  /// A group is as large as makes waiting for the disk cheap, and no larger.
  private static let group = (documents: 128, bytes: 8 << 20)
  /// How many bytes of sources may be on their way; facts about them are of that size.
  private static let budget = 32 << 20
  /// How many results a worker hands over at once.
  private static let bundle = 8
  /// What a document weighs beside its bytes: its outcome, its file.
  private static let weightOfDocument = 128 << 10

  func build(
    _ tasks: Worklist.Pages<DocumentBuilder.Task>, count: Int,
    _ report: (CorpusBuildEvent) -> Void
  ) async throws(DiagnosticError) -> Outcome {
    let stop = StopSignal()
    var outcome = Outcome()
    var group: [DocumentBuilder.Result] = []
    var bytes = 0
    var entering: AsyncStream<Result<[FileOutcome], DiagnosticError>>?
    var failure: DiagnosticError?

    /// Waits for the group that is on its way to the disk, and says what came of it.
    func finishEntering() async {
      guard let ended = entering.take() else { return }
      do throws(DiagnosticError) {
        for await group in ended {
          for finished in try group.get() {
            outcome.done += 1
            if finished.status == .clean { outcome.built += 1 }
            outcome.status.include(finished.status)
            report(.finished(finished, done: outcome.done, count: count))
          }
        }
      } catch {
        failure = error
        stop.send()
      }
      if options.stopsAtFailure, outcome.done > outcome.built { stop.send() }
    }

    /// Sends the group on its way, when the one before has come to its end.
    func enterGroup() async {
      await finishEntering()
      if failure != nil {
        for result in group { result.file?.discard() }
      } else if !group.isEmpty {
        entering = startEntering(group)
      }
      group.removeAll()
      bytes = 0
    }

    await BoundedWork(width: options.jobs, budget: Self.budget, bundle: Self.bundle).run(
      over: tasks, weight: { $0.input.size + Self.weightOfDocument },
      worker: { DocumentBuilder.Worker(builder.schema) },
      { worker, task in
        if stop.isSent || Interruption.isRequested { return DocumentBuilder.Result(task: task) }
        let result = builder.build(task, worker)
        if options.stopsAtFailure, case .failed = result.record?.outcome { stop.send() }
        return result
      },
      deliver: { result in
        guard failure == nil, result.record != nil else {
          result.file?.discard()
          outcome.isStopped = true
          return
        }
        group.append(result)
        bytes += result.task.input.size
        if group.count >= Self.group.documents || bytes >= Self.group.bytes { await enterGroup() }
      })
    await enterGroup()
    await finishEntering()
    if let failure { throw failure }
    try tasks.check()
    return outcome
  }

  /// Enters a group on a thread that may wait for the disk, while the next documents are built.
  ///
  /// - Returns: what came of it, when it has come.
  private func startEntering(
    _ group: [DocumentBuilder.Result]
  ) -> AsyncStream<Result<[FileOutcome], DiagnosticError>> {
    let (outcomes, channel) = AsyncStream.makeStream(
      of: Result<[FileOutcome], DiagnosticError>.self)
    queue.async {
      channel.yield(Result { () throws(DiagnosticError) in try enter(group) })
      channel.finish()
    }
    return outcomes
  }

  /// Brings a group to its places and into the catalogue.
  private func enter(
    _ group: [DocumentBuilder.Result]
  ) throws(DiagnosticError) -> [FileOutcome] {
    let files = group.compactMap(\.file)
    var failures = StagedFile.settle(files)[...]
    var records: [DocumentRecord] = []
    for result in group {
      guard var record = result.record else { continue }
      if result.file != nil, let failure = failures.removeFirst() {
        record = DocumentRecord(
          id: record.id, isFirst: record.isFirst,
          outcome: .failed(recipe: builder.recipe, sourceDigest: nil),
          diagnostics: record.diagnostics + [failure.diagnostic])
      }
      records.append(record)
    }
    try catalogue.store(records, isIndexing: isIndexing)
    return zip(group, records).map { Self.outcome(of: $1, $0.task.input) }
  }

  private static func outcome(of record: DocumentRecord, _ input: Input) -> FileOutcome {
    let diagnostics = record.diagnostics.map { $0.shown(as: input) }
    guard case .written(let written) = record.outcome else {
      let isUnwritable = record.diagnostics.contains { $0.kind == .outputUnwritable }
      return FileOutcome(
        file: input.shown, summary: "not built", facts: [("outcome", .string("failed"))],
        diagnostics: diagnostics, status: isUnwritable ? .unwritableOutput : .findings)
    }
    let facts = written.facts
    return FileOutcome(
      file: input.shown, summary: "valid and proven -> \(input.outputName)",
      facts: [
        ("outcome", .string("valid")), ("output", .string(input.outputName)),
        ("words", .integer(facts.words)), ("turns", .integer(facts.turns)),
      ], diagnostics: diagnostics)
  }
}

/// Tells workers to begin nothing more.
private final class StopSignal: Sendable {
  private let flag = Atomic(false)

  var isSent: Bool { flag.load(ordering: .relaxed) }

  func send() { flag.store(true, ordering: .relaxed) }
}
