/// An error that ends the work on one file, with the diagnostic that says why.
public struct DiagnosticError: Error, Hashable, Sendable {
  /// What to tell the user.
  public var diagnostic: Diagnostic

  /// Creates an error.
  public init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }

  /// Creates an error with a diagnostic of its own.
  public init(_ kind: DiagnosticKind, _ message: String, at location: SourceLocation) {
    diagnostic = Diagnostic(kind, message, at: location)
  }
}
