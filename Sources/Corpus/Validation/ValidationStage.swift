package import Diagnostics
import RelaxNG
import XMLCore

/// Checks files against one schema; the schema is read once.
package struct ValidationStage: Sendable {
  /// What a document is.
  package enum Verdict: String, Hashable, Sendable {
    /// It fits the schema.
    case valid
    /// It is XML, but does not fit.
    case invalid
    /// It is no XML.
    case notWellFormed = "not well-formed"
    /// It could not be read.
    case unread = "not read"
  }

  private let schema: RelaxNGSchema

  /// Creates a stage that checks against the schema in the file `path`, or the built-in one.
  ///
  /// - Throws: why the schema cannot be used.
  package init(schema path: String? = nil) throws(DiagnosticError) {
    if let path {
      let bytes = try FileAccess.bytes(of: Input(named: path))
      schema = try RelaxNGSchema.read(bytes, file: path, resolve: Self.neighbour)
    } else {
      schema = try RelaxNGSchema.read(EmbeddedSchema.bytes, file: EmbeddedSchema.name)
    }
  }

  /// A file that a schema includes: from the disk, never from the network.
  private static func neighbour(_ address: String) throws -> RelaxNGSource? {
    let file = Input(named: address)
    guard !address.contains("://"), address != "-", file.exists else { return nil }
    return RelaxNGSource(try FileAccess.bytes(of: file), file: address)
  }

  /// Checks one file, as a stream.
  package func run(_ input: Input) -> FileOutcome {
    var (verdict, diagnostics) = (Verdict.unread, [Diagnostic]())
    do throws(DiagnosticError) {
      (verdict, diagnostics) = try check(input)
    } catch {
      return FileOutcome(
        file: input.shown, failed: verdict.rawValue, error, isNamed: input.isNamed)
    }
    return FileOutcome(
      file: input.shown, summary: verdict.rawValue, facts: [("outcome", .string(verdict.rawValue))],
      diagnostics: diagnostics, status: verdict == .valid ? .clean : .findings)
  }

  /// Checks a document in memory.
  package func check(_ bytes: [UInt8], file: String) -> (verdict: Verdict, [Diagnostic]) {
    var pieces = [bytes]
    return check(file) { pieces.popLast() }
  }

  private func check(_ input: Input) throws(DiagnosticError) -> (Verdict, [Diagnostic]) {
    let file = try FileStream(input)
    var failure: DiagnosticError?
    let result = check(input.shown) {
      do throws(DiagnosticError) {
        return try file.next()
      } catch {
        failure = error
        throw error
      }
    }
    if let failure { throw failure }
    return result
  }

  private func check(
    _ file: String, reading next: () throws -> [UInt8]?
  ) -> (Verdict, [Diagnostic]) {
    let names = XMLNameTable()
    var diagnostics: [Diagnostic] = []
    let matcher = RelaxNGMatcher(schema: schema, names: names, file: file) {
      diagnostics.append($0)
    }
    do {
      try XMLReader(file: file, names: names).parse(reading: next, into: matcher)
    } catch {
      diagnostics.append(
        (error as? DiagnosticError)?.diagnostic
          ?? Diagnostic(
            .inputUnreadable, "could not be read: \(error)", at: SourceLocation(file: file)))
      return (.notWellFormed, diagnostics)
    }
    return (matcher.isValid ? .valid : .invalid, diagnostics)
  }
}
