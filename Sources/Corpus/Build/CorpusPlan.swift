package import Diagnostics
import GRDB
import SystemPackage
import TEI

/// What a run has to do: what is there, and what changed since the last.
package struct CorpusPlan: Sendable {
  /// How much there is to do, by why.
  package struct Counts: Hashable, Sendable {
    /// Sources that were not there before, or were not reached.
    package var new = 0
    /// Sources whose bytes changed.
    package var changed = 0
    /// Documents that depend on something else that changed: conventions, schema, program, options.
    package var affected = 0
    /// Documents whose TEI file is not there, or not as it was written.
    package var lost = 0
    /// Documents that could not be built, for a reason that may have gone.
    package var retried = 0
    /// Documents that are done again because the user wants it.
    package var forced = 0
    /// Documents that are as they should be.
    package var unchanged = 0
    /// Sources that could not be built and would fail again.
    package var failing = 0
    /// Documents whose source is gone.
    package var deleted = 0

    /// The documents to be built.
    package var toDo: Int { new + changed + affected + lost + retried + forced }

    /// All of it, by names for programs.
    package var members: [(name: String, count: Int)] {
      [
        ("new", new), ("changed", changed), ("affected", affected), ("lost", lost),
        ("retried", retried), ("forced", forced), ("unchanged", unchanged), ("failing", failing),
        ("deleted", deleted),
      ]
    }
  }

  /// What is to be done with a document, and why.
  enum Verdict: String, Sendable {
    case new, changed, affected, lost, retried, forced
    /// Nothing is.
    case unchanged
    /// Nothing is; it is in the corpus again, since its source is back.
    case returned
    /// Nothing can be.
    case failing

    /// The condition for sources that are built.
    static let isBuilt = "verdict NOT IN ('unchanged', 'returned', 'failing')"
  }

  let worklist: Worklist
  private var catalogue: Catalogue { worklist.catalogue }

  /// What there is to do, counted.
  package private(set) var counts = Counts()
  /// How many sources there are.
  private(set) var sources = 0

  /// Compares the sources on a list with what is known.
  init(
    _ worklist: Worklist, recipe: String, people: SharedPeople, options: CorpusBuildOptions
  ) async throws(DiagnosticError) {
    self.worklist = worklist
    try worklist.nameDocuments(besides: people.reserved)
    try connect()
    try judgeByName(recipe, isForced: options.isForced)
    try await judgeByBytes(options)
    try count()
  }

  // MARK: Verdicts

  /// Finds the documents of the sources, and those whose source is gone.
  private func connect() throws(DiagnosticError) {
    try catalogue.work { database in
      try database.execute(
        sql: """
          UPDATE sources SET document = (SELECT id FROM documents WHERE name = sources.name);
          DROP TABLE IF EXISTS temp.gone;
          CREATE TEMP TABLE gone AS
            SELECT id, name, output, status, tei_sha256 IS NOT NULL AS is_written FROM documents
            WHERE NOT EXISTS (SELECT 1 FROM sources WHERE document = documents.id);
          CREATE INDEX temp.gone_by_output ON gone(output);
          CREATE INDEX temp.gone_by_name ON gone(name);
          """)
      // A source that came in place of another, `a.md` of `a.txt`, takes over its output.
      try database.execute(
        sql: """
          UPDATE sources SET document = (SELECT min(id) FROM gone WHERE output = sources.output)
            WHERE document IS NULL;
          DELETE FROM gone WHERE id IN (SELECT document FROM sources);
          """)
    }
  }

  /// Judges where nothing has to be read.
  private func judgeByName(_ recipe: String, isForced: Bool) throws(DiagnosticError) {
    try catalogue.work { database in
      try database.execute(
        sql: """
          UPDATE sources SET verdict =
            CASE WHEN document IS NULL THEN 'new' ELSE (
              SELECT CASE
                WHEN status IN ('planned', 'removing') THEN 'new'
                WHEN ? THEN 'forced'
                WHEN recipe IS NOT ? OR documents.identifier IS NOT sources.identifier
                  OR documents.name <> sources.name THEN 'affected'
                WHEN source_sha256 IS NULL THEN 'retried'
              END
              FROM documents WHERE documents.id = document)
            END
          """, arguments: [isForced, recipe])
    }
  }

  /// Judges the others by their bytes.
  private func judgeByBytes(_ options: CorpusBuildOptions) async throws(DiagnosticError) {
    let judge = Judge(options: options)
    let entries = worklist.pages(
      """
      SELECT \(Worklist.columns), sources.id, documents.output, status, source_sha256, tei_sha256,
        tei_bytes
      FROM sources JOIN documents ON documents.id = document
      WHERE sources.name > ? AND verdict IS NULL ORDER BY sources.name LIMIT ?
      """, name: \.input.name, Judge.Entry.init)
    var verdicts: [(id: Int64, verdict: Verdict)] = []
    var failure: DiagnosticError?
    func settle() {
      do throws(DiagnosticError) {
        try catalogue.work { database in
          let update = try RowStatement("UPDATE sources SET verdict = ? WHERE id = ?", database)
          for (id, verdict) in verdicts {
            try update.execute {
              $0.add(verdict.rawValue)
              $0.add(id)
            }
          }
        }
      } catch {
        failure = error
      }
      verdicts.removeAll(keepingCapacity: true)
    }
    await BoundedWork(width: options.jobs).run(over: entries) { entry in
      (entry.id, judge.verdict(on: entry))
    } deliver: {
      verdicts.append($0)
      if verdicts.count == Worklist.page { settle() }
    }
    settle()
    if let failure { throw failure }
    try entries.check()
  }

  private mutating func count() throws(DiagnosticError) {
    let found = try catalogue.work { database in
      var found: [String: Int] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT verdict, count(*) FROM sources GROUP BY verdict")
      while let row = try rows.next() { found[row[0]] = row[1] }
      found["deleted"] = try Int.fetchOne(database, sql: "SELECT count(*) FROM gone")
      return found
    }
    func number(_ verdict: Verdict) -> Int { found[verdict.rawValue] ?? 0 }
    counts = Counts(
      new: number(.new), changed: number(.changed), affected: number(.affected),
      lost: number(.lost), retried: number(.retried), forced: number(.forced),
      unchanged: number(.unchanged) + number(.returned), failing: number(.failing),
      deleted: found["deleted"] ?? 0)
    sources = found.values.reduce(0, +) - counts.deleted
  }

  // MARK: What is to be done

  /// Hands over what would become of each document that does not stay as it is.
  package func eachStep(
    _ body: (_ name: String, _ step: String) -> Void
  ) throws(DiagnosticError) {
    let pages = worklist.pages(
      """
      SELECT name, verdict FROM sources WHERE name > ? AND verdict <> 'unchanged'
      ORDER BY name LIMIT ?
      """, name: \.name
    ) { (name: $0[0] as String, step: $0[1] as String) }
    for step in pages { body(step.name, step.step) }
    try pages.check()
    let gone = self.gone
    for document in gone { body(document.name, "deleted") }
    try gone.check()
  }

  /// The documents to be built, once they are entered in the catalogue.
  var tasks: Worklist.Pages<DocumentBuilder.Task> {
    worklist.pages(
      """
      SELECT \(Worklist.columns), document, sources.identifier, status
      FROM sources JOIN documents ON documents.id = document
      WHERE sources.name > ? AND \(Verdict.isBuilt) ORDER BY sources.name LIMIT ?
      """, name: \.input.name
    ) { row in
      DocumentBuilder.Task(
        id: row[5], input: Worklist.input(of: row), identifier: row[6],
        isFirst: row[7] == Catalogue.Status.planned.rawValue)
    }
  }

  /// The sources that would fail again.
  var failing: Worklist.Pages<(id: Int64, shown: String, name: String)> {
    worklist.pages(
      """
      SELECT document, shown, name FROM sources WHERE name > ? AND verdict = 'failing'
      ORDER BY name LIMIT ?
      """, name: \.name
    ) { (id: $0[0], shown: $0[1], name: $0[2]) }
  }

  /// A document whose source is gone.
  struct Gone {
    var id: Int64
    var name: String
    var status: Catalogue.Status
    /// Whether its file was ever there.
    var isWritten: Bool
  }

  /// The documents whose source is gone.
  var gone: Worklist.Pages<Gone> {
    worklist.pages(
      "SELECT id, name, status, is_written FROM gone WHERE name > ? ORDER BY name LIMIT ?",
      name: \.name
    ) {
      Gone(
        id: $0[0], name: $0[1], status: Catalogue.Status(rawValue: $0[2]) ?? .planned,
        isWritten: $0[3])
    }
  }
}

/// Says by its bytes what is to be done with a document.
private struct Judge: Sendable {
  /// A source and what is known of its document.
  struct Entry: Sendable {
    var input: Input
    var id: Int64
    var output: String
    var status: Catalogue.Status
    var sourceDigest: String?
    var teiDigest: String?
    var teiBytes: Int?

    init(_ row: Row) {
      input = Worklist.input(of: row)
      id = row[5]
      output = row[6]
      status = Catalogue.Status(rawValue: row[7]) ?? .planned
      sourceDigest = row[8]
      teiDigest = row[9]
      teiBytes = row[10]
    }
  }

  let options: CorpusBuildOptions

  func verdict(on entry: Entry) -> CorpusPlan.Verdict {
    // A source that cannot be read is taken for changed: whoever builds it says what is wrong.
    guard Self.digest(of: entry.input) == entry.sourceDigest else { return .changed }
    if entry.status == .failed || entry.status == .outdated { return .failing }
    guard isWritten(entry) else { return .lost }
    return entry.status == .deleted ? .returned : .unchanged
  }

  private func isWritten(_ entry: Entry) -> Bool {
    let path = FilePath(options.output).pushing(FilePath(entry.output))
    guard let found = try? FileAccess.look(at: path), found.kind == .regular,
      found.size == entry.teiBytes, !FileAccess.isSymbolicLink(path)
    else { return false }
    guard options.verifies else { return true }
    return Self.digest(of: Input(named: path.string)) == entry.teiDigest
  }

  private static func digest(of input: Input) -> String? {
    var hasher = Digest.Hasher()
    do {
      let stream = try FileStream(input)
      while let piece = try stream.next() { hasher.update(piece.span) }
    } catch {
      return nil
    }
    return hasher.finalise()
  }
}
