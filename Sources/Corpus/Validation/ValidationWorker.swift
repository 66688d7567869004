import Diagnostics
import RelaxNG
import XMLCore

/// Validates one document after another, and keeps what each has taught the automata.
///
/// Every thread has its own.
package final class ValidationWorker {
  /// What came of one document.
  struct Finding {
    var verdict: ValidationVerdict
    var diagnostics: [Diagnostic] = []
    /// The schema, where it came to that.
    var choice: SchemaChoice?
    /// What the pointers came to, where they were followed.
    var pointers: PointerCheck.Findings?

    /// Takes in what was found out about pointers.
    mutating func add(_ findings: PointerCheck.Findings) {
      pointers = findings
      // What a schema has said of an identifier need not be said again.
      let said = Set(diagnostics.filter { $0.kind.code == "rng-id-duplicate" }.map(\.location))
      diagnostics += findings.diagnostics.filter {
        $0.kind != .pointerDuplicate || !said.contains($0.location)
      }
      if verdict == .valid, !findings.isSound { verdict = .brokenPointers }
    }
  }

  private let stage: ValidationStage
  /// By who named the schema, and how.
  private var automata: [String: RelaxNGAutomaton] = [:]
  private var schemas: [String: XSDSchema] = [:]
  private var definitions: [String: DTDSchema] = [:]

  init(_ stage: ValidationStage) {
    self.stage = stage
  }

  /// Checks one file, as a stream.
  package func run(_ input: Input) -> FileOutcome {
    let finding: Finding
    do throws(DiagnosticError) {
      finding = try check(input)
    } catch {
      return FileOutcome(
        file: input.shown, failed: ValidationVerdict.unread.rawValue, error,
        isNamed: input.isNamed)
    }
    let verdict = finding.verdict.rawValue
    var outcome = FileOutcome(
      file: input.shown, summary: verdict, facts: [("outcome", .string(verdict))],
      diagnostics: finding.diagnostics, status: finding.verdict.status)
    if let choice = finding.choice {
      outcome.facts += [
        ("schema", .string(choice.entry.name)), ("schemaFrom", .string(choice.origin.rawValue)),
      ]
      if stage.namesSchemas {
        outcome.summary += ", schema '\(choice.entry.name)' (\(choice.origin.rawValue))"
      }
    }
    if let pointers = finding.pointers {
      outcome.facts += [
        ("pointers", .integer(pointers.count)),
        ("external", .integer(pointers.external.count)),
      ]
    }
    return outcome
  }

  private func check(_ input: Input) throws(DiagnosticError) -> Finding {
    let file = try FileStream(input)
    var failure: DiagnosticError?
    let finding = check(input.shown) {
      do throws(DiagnosticError) {
        return try file.next()
      } catch {
        failure = error
        throw error
      }
    }
    if let failure { throw failure }
    return finding
  }

  func check(_ file: String, reading next: () throws -> [UInt8]?) -> Finding {
    let reader = XMLReader(file: file)
    var finding = Finding(verdict: .notWellFormed)
    let sink = ValidationSink(reader: reader, report: { finding.diagnostics.append($0) }) {
      [self] models throws(DiagnosticError) in
      do throws(DiagnosticError) {
        let choice = try stage.choice(for: models) { finding.diagnostics.append($0) }
        finding.choice = choice
        return try matcher(for: choice, reader) { finding.diagnostics.append($0) }
      } catch {
        finding.verdict = .unchecked
        throw error
      }
    }
    do {
      if let pointers = stage.pointers {
        let scan = pointers.scan()
        try reader.parse(reading: next, into: EventTee(sink, scan))
        finding.verdict = sink.isValid ? .valid : .invalid
        finding.add(pointers.findings(scan, file: file))
      } else {
        try reader.parse(reading: next, into: sink)
        finding.verdict = sink.isValid ? .valid : .invalid
      }
    } catch {
      finding.diagnostics.append(
        (error as? DiagnosticError)?.diagnostic
          ?? Diagnostic(
            .inputUnreadable, "could not be read: \(error)", at: SourceLocation(file: file)))
    }
    return finding
  }

  private func matcher(
    for choice: SchemaChoice, _ reader: XMLReader, report: @escaping (Diagnostic) -> Void
  ) throws(DiagnosticError) -> ChosenMatcher {
    switch choice.entry.grammar {
    case .relaxNG(let schema):
      return .relaxNG(
        RelaxNGMatcher(
          automaton: automaton(for: choice, schema), names: reader.names, file: reader.file,
          report: report))
    case .xsd(let path):
      return try stage.matcher(
        xsd: path, names: reader.names, file: reader.file, loaded: &schemas, report: report)
    case .dtd(let path):
      return try stage.matcher(
        dtd: path, names: reader.names, file: reader.file, loaded: &definitions, report: report)
    }
  }

  private func automaton(for choice: SchemaChoice, _ schema: RelaxNGSchema) -> RelaxNGAutomaton {
    let key = "\(choice.origin.rawValue) \(choice.entry.name)"
    if let automaton = automata[key] { return automaton }
    let automaton = RelaxNGAutomaton(schema: schema)
    automata[key] = automaton
    return automaton
  }
}
