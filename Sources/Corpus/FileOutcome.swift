package import Diagnostics

/// What became of one file: a line for people, the same facts for programs, and what there is to say.
package struct FileOutcome: Sendable {
  /// The file, as the user would type it.
  package var file: String
  /// What became of it, in one line: `valid`.
  package var summary: String
  /// The same for programs, without the name of the file.
  package var facts: [(name: String, value: JSONText)]
  /// What there is to say about it.
  package var diagnostics: [Diagnostic]
  /// What it means for the exit code.
  package var status: RunStatus
  /// A document for standard output, in pieces, where one was asked for.
  package var document: [[UInt8]]?
  /// What a proof of it adds to the totals.
  package var proof: RoundTripTally?

  /// Creates an outcome.
  package init(
    file: String, summary: String, facts: [(name: String, value: JSONText)] = [],
    diagnostics: [Diagnostic] = [], status: RunStatus = .clean, document: [[UInt8]]? = nil,
    proof: RoundTripTally? = nil
  ) {
    self.file = file
    self.summary = summary
    self.facts = facts
    self.diagnostics = diagnostics
    self.status = status
    self.document = document
    self.proof = proof
  }

  /// The outcome for a file that could not be worked on.
  package init(
    file: String, failed summary: String, _ error: DiagnosticError,
    alongside others: [Diagnostic] = [], isNamed: Bool
  ) {
    self.init(
      file: file, summary: summary, facts: [("outcome", .string(summary))],
      diagnostics: others + [error.diagnostic], status: RunStatus(of: error, isNamed: isNamed))
  }
}
