import Diagnostics
import RelaxNG
import XMLCore

/// Validates one document after another, and keeps what each has taught the automaton.
///
/// Every thread has its own.
package final class ValidationWorker {
  private let automaton: RelaxNGAutomaton

  init(schema: RelaxNGSchema) {
    automaton = RelaxNGAutomaton(schema: schema)
  }

  /// Checks one file, as a stream.
  package func run(_ input: Input) -> FileOutcome {
    var (verdict, diagnostics) = (ValidationVerdict.unread, [Diagnostic]())
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

  private func check(_ input: Input) throws(DiagnosticError) -> (ValidationVerdict, [Diagnostic]) {
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

  func check(
    _ file: String, reading next: () throws -> [UInt8]?
  ) -> (ValidationVerdict, [Diagnostic]) {
    let names = XMLNameTable()
    var diagnostics: [Diagnostic] = []
    let matcher = RelaxNGMatcher(automaton: automaton, names: names, file: file) {
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
