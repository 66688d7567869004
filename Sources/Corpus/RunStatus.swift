package import Diagnostics

/// What a run amounts to, as an exit code: the graver meets the lighter, the graver wins.
package enum RunStatus: Int32, Hashable, Sendable, CaseIterable {
  /// All is well.
  case clean = 0
  /// Something is invalid or not equal, or some files failed.
  case findings = 1
  /// A schema or conventions file is itself wrong (`EX_DATAERR`).
  case unusableSchema = 65
  /// An input does not exist, or cannot be read at all (`EX_NOINPUT`).
  case missingInput = 66
  /// The output could not be written (`EX_IOERR`).
  case unwritableOutput = 74

  /// Keeps the graver of the two.
  package mutating func include(_ other: RunStatus) {
    if other.rawValue > rawValue { self = other }
  }

  /// The graver of two.
  package func including(_ other: RunStatus) -> RunStatus {
    other.rawValue > rawValue ? other : self
  }

  /// The code for a run that cannot begin, since a schema, conventions or a folder of sources is not
  /// there, or is itself wrong.
  package init(unusable error: DiagnosticError) {
    let kind = error.diagnostic.kind
    self = kind == .inputMissing || kind == .inputUnreadable ? .missingInput : .unusableSchema
  }

  /// The code for an error that ends the work on one file, which the user named or not.
  package init(of error: DiagnosticError, isNamed: Bool) {
    self =
      switch error.diagnostic.kind {
      case .inputMissing, .inputUnreadable, .inputNotAFile: isNamed ? .missingInput : .findings
      case .outputUnwritable, .outputOutside: .unwritableOutput
      default: .findings
      }
  }
}
