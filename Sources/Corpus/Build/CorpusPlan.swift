import Diagnostics
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

    var isBuilt: Bool {
      switch self {
      case .new, .changed, .affected, .lost, .retried, .forced: true
      case .unchanged, .returned, .failing: false
      }
    }
  }

  /// A source and what is known of it.
  struct Entry: Sendable {
    var input: Input
    var identifier: String
    /// What is known of it.
    var known: Catalogue.Known?
    var verdict = Verdict.new
  }

  /// The sources, in the order of their names.
  private(set) var entries: [Entry]
  /// The documents whose source is gone.
  private(set) var deleted: [Catalogue.Known]

  /// What would become of each document that does not stay as it is.
  package var steps: [(name: String, step: String)] {
    entries.compactMap { entry in
      entry.verdict == .unchanged ? nil : (entry.input.name, entry.verdict.rawValue)
    } + deleted.map { ($0.name, "deleted") }
  }

  /// What there is to do, counted.
  package var counts: Counts {
    var counts = Counts()
    counts.deleted = deleted.count
    for entry in entries {
      switch entry.verdict {
      case .new: counts.new += 1
      case .changed: counts.changed += 1
      case .affected: counts.affected += 1
      case .lost: counts.lost += 1
      case .retried: counts.retried += 1
      case .forced: counts.forced += 1
      case .unchanged, .returned: counts.unchanged += 1
      case .failing: counts.failing += 1
      }
    }
    return counts
  }

  /// Compares sources with what is known.
  init(
    inputs: [Input], known: [Catalogue.Known], recipe: String, people: SharedPeople,
    options: CorpusBuildOptions
  ) async {
    let inputs = inputs.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    // Paths and not strings: names that differ in composed and decomposed letters are two.
    var rest = Dictionary(
      known.map { (FilePath($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    let identifiers = DocumentNames.identifiers(for: inputs.map(\.name), besides: people.reserved)
    var entries = zip(inputs, identifiers).map { input, identifier in
      Entry(
        input: input, identifier: identifier, known: rest.removeValue(forKey: FilePath(input.name)))
    }
    // A source that came in place of another, `a.md` of `a.txt`, takes over its output.
    var orphans = Dictionary(
      rest.values.map { (FilePath($0.output), $0) }, uniquingKeysWith: { $0.id < $1.id ? $0 : $1 })
    for index in entries.indices where entries[index].known == nil {
      guard let known = orphans.removeValue(forKey: FilePath(entries[index].input.outputName))
      else {
        continue
      }
      entries[index].known = known
      rest[FilePath(known.name)] = nil
    }
    deleted = rest.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let judge = Judge(recipe: recipe, options: options)
    var index = 0
    await BoundedWork(width: options.jobs).run(over: entries, { judge.verdict(on: $0) }) {
      entries[index].verdict = $0
      index += 1
    }
    self.entries = entries
  }

  /// Says what is to be done with one document.
  private struct Judge: Sendable {
    let recipe: String
    let options: CorpusBuildOptions

    func verdict(on entry: Entry) -> Verdict {
      guard let known = entry.known, known.status != .planned, known.status != .removing else {
        return .new
      }
      if options.isForced { return .forced }
      if known.recipe != recipe || known.identifier != entry.identifier
        || FilePath(known.name) != FilePath(entry.input.name)
      {
        return .affected
      }
      guard let digest = known.sourceDigest else { return .retried }
      // A source that cannot be read is taken for changed: whoever builds it says what is wrong.
      guard Self.digest(of: entry.input) == digest else { return .changed }
      if known.status == .failed || known.status == .outdated { return .failing }
      guard isWritten(known) else { return .lost }
      return known.status == .deleted ? .returned : .unchanged
    }

    private func isWritten(_ known: Catalogue.Known) -> Bool {
      let path = FilePath(options.output).pushing(FilePath(known.output))
      guard let found = try? FileAccess.look(at: path), found.kind == .regular,
        found.size == known.teiBytes, !FileAccess.isSymbolicLink(path)
      else { return false }
      guard options.verifies else { return true }
      return Self.digest(of: Input(named: path.string)) == known.teiDigest
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
}
