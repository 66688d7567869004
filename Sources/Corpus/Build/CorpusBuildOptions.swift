package import Diagnostics

/// What a corpus is to be built from, and how.
package struct CorpusBuildOptions: Sendable {
  /// What the user named: files and folders.
  package var inputs: [String]
  /// The folder of the corpus.
  package var output: String
  /// How many documents are worked on at the same time.
  package var jobs = 1
  /// The title of the corpus.
  package var title = "Corpus of transcripts"
  /// The language of the sources, a BCP 47 tag; `nil` to let the conventions decide.
  package var language: String?
  /// The name of the licence that the documents state.
  package var licence: String?
  /// The URI of the licence.
  package var licenceURI: String?
  /// The conventions files that are laid over the built-in conventions.
  package var conventions: [String] = []
  /// The participants file.
  package var participants: String?
  /// Whether everything is done again.
  package var isForced = false
  /// Whether the run ends at the first document that cannot be built.
  package var stopsAtFailure = false
  /// Whether documents whose source is gone are removed.
  package var prunes = false
  /// Whether the files that are there are read, and not only looked at.
  package var verifies = false
  /// Whether to wait for another run to end.
  package var waits = false

  /// Creates options.
  package init(inputs: [String], output: String) {
    self.inputs = inputs
    self.output = output
  }
}

/// What happens while a corpus is built, in an order that is always the same.
package enum CorpusBuildEvent: Sendable {
  /// Another run has the folder, and this one waits.
  case waiting
  /// What there is to do.
  case planned(CorpusPlan.Counts)
  /// Something to say that is about no document of the corpus.
  case noticed([Diagnostic])
  /// A document is done; the last says how many are, of those that had to be.
  case finished(FileOutcome, done: Int, count: Int)
  /// A document whose source is gone.
  case sourceMissing(name: String, isRemoved: Bool)
  /// All documents are done, and the files about all of them are being written.
  case completing
  /// What the corpus is now.
  case completed(CorpusTotals)
  /// The run was stopped; so many documents are done of those that had to be.
  case stopped(done: Int, count: Int)
}

/// What a corpus is, counted.
package struct CorpusTotals: Hashable, Sendable {
  /// The documents in it.
  package var documents: Int
  /// The sources that could not be built.
  package var failed: Int
  /// The documents built by this run.
  package var built: Int
  /// The documents that were removed.
  package var removed: Int
  /// The documents that are there as they were, since their source cannot be used or is gone.
  package var outdated: Int
}

extension DiagnosticKind {
  /// A document whose source is gone.
  package static let corpusSourceMissing = DiagnosticKind(
    "corpus-source-missing", .warning,
    meaning:
      "A source that the corpus was built from is not there any more. Its document stays as it "
      + "is, unless the run was asked to remove such documents with `--prune`.")
  /// A run that was stopped.
  package static let corpusStopped = DiagnosticKind(
    "corpus-stopped", .warning,
    meaning:
      "The run was stopped, by Ctrl-C or at the first failure. All that is written is whole; "
      + "the same command goes on where it stopped.")
}
