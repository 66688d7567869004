/// Something to say to the user about a place in a file.
public struct Diagnostic: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The input is wrong, or could not be used.
    case error
    /// The result holds, but deserves a look.
    case warning
    /// A fact worth knowing.
    case note
  }

  /// What kind of thing it is; the same for every diagnostic with that cause.
  public var kind: DiagnosticKind
  /// What was found, where, and what would be right: lower case, no full stop, the user's own text
  /// in single quotation marks.
  public var message: String
  /// Where.
  public var location: SourceLocation
  /// Other places that belong to it.
  public var notes: [Note]

  /// A further place, and what it has to do with the diagnostic.
  public struct Note: Hashable, Sendable {
    /// What is to be seen there.
    public var message: String
    /// Where.
    public var location: SourceLocation

    /// Creates a note.
    public init(_ message: String, at location: SourceLocation) {
      self.message = message
      self.location = location
    }
  }

  /// Creates a diagnostic.
  public init(
    _ kind: DiagnosticKind, _ message: String, at location: SourceLocation, notes: [Note] = []
  ) {
    self.kind = kind
    self.message = message
    self.location = location
    self.notes = notes
  }

  /// How much it matters.
  public var severity: Severity { kind.severity }
}

/// A kind of diagnostic: its stable code and what `rapporteur explain CODE` says about it.
public struct DiagnosticKind: Hashable, Sendable {
  /// The stable code, area first, such as `source-empty`; never reused for another meaning.
  public let code: String
  /// How much a diagnostic of this kind matters.
  public let severity: Diagnostic.Severity
  /// What it means and what to do about it, in one or two sentences.
  public let meaning: String
  /// Input that shows it, as short as can be; empty where no input can.
  public let example: String

  /// Creates a kind.
  public init(
    _ code: String, _ severity: Diagnostic.Severity, meaning: String, example: String = ""
  ) {
    self.code = code
    self.severity = severity
    self.meaning = meaning
    self.example = example
  }

  /// The same kind where it is not the input that is asked about, but something else.
  package var asWarning: Self {
    Self(code, .warning, meaning: meaning, example: example)
  }

  /// Kinds are the same when their codes are.
  public static func == (first: Self, second: Self) -> Bool { first.code == second.code }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
