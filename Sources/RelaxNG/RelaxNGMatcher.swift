public import Diagnostics
public import XMLCore

/// Matches one document against a schema while it is read, and reports what is wrong in it.
///
/// Memory does not grow with the document, apart from a few bytes for each identifier. A matcher
/// serves one document; its ``RelaxNGAutomaton`` can be handed to the next.
public final class RelaxNGMatcher: XMLEventSink {
  /// Behind a pointer, for every access to a variable of a class is registered with the runtime.
  private let run: UnsafeMutablePointer<MatcherRun>
  private let owner: RelaxNGAutomaton
  private let report: (Diagnostic) -> Void
  /// Whether nothing wrong has been found so far.
  public private(set) var isValid = true

  /// Prepares for one document.
  ///
  /// - Parameters:
  ///   - schema: What to match.
  ///   - names: The names of the events that will come.
  ///   - file: What diagnostics call the document.
  ///   - report: Takes what is wrong, in the order of the document.
  public convenience init(
    schema: RelaxNGSchema, names: XMLNameTable, file: String,
    report: @escaping (Diagnostic) -> Void = { _ in }
  ) {
    self.init(automaton: RelaxNGAutomaton(schema: schema), names: names, file: file, report: report)
  }

  /// Prepares for one document, with what was learned from others; more of it is of use where the
  /// names are in the same table.
  ///
  /// The automaton learns from this document when the matcher is gone.
  public init(
    automaton: RelaxNGAutomaton, names: XMLNameTable, file: String,
    report: @escaping (Diagnostic) -> Void = { _ in }
  ) {
    owner = automaton
    run = .allocate(capacity: 1)
    let (learned, tags) = automaton.take()
    run.initialize(to: MatcherRun(automaton: learned, tags: tags, names: names, file: file))
    self.report = report
  }

  deinit {
    let run = run.move()
    owner.give(back: run.automaton, run.tags)
    self.run.deallocate()
  }

  /// Nobody asks for them.
  public var needsEndPositions: Bool { false }

  /// An element begins.
  public func startElement(_ tag: XMLStartTag) throws {
    run.pointee.startElement(tag)
    if run.pointee.hasDiagnostics { deliver() }
  }

  /// Text: what it means depends on the state, and for values on all of it.
  public func text(_ bytes: Span<UInt8>) throws {
    run.pointee.text(bytes)
  }

  /// The innermost element ends.
  public func endElement(at position: XMLPosition) throws {
    run.pointee.endElement()
    if run.pointee.hasDiagnostics { deliver() }
  }

  /// The declaration may name entities that values of type `ENTITY` refer to.
  public func doctype(name: String, publicID: String?, systemID: String?, internalSubset: String?)
    throws
  {
    run.pointee.automaton.workspace.entities = UnparsedEntities.names(in: internalSubset ?? "")
  }

  /// References to identifiers that nothing has are reported.
  public func endDocument() throws {
    run.pointee.endDocument()
    if run.pointee.hasDiagnostics { deliver() }
  }

  /// Hands over what was found, when the event is done: whoever takes it may ask the matcher.
  private func deliver() {
    let found = run.pointee.takeDiagnostics()
    isValid = false
    for diagnostic in found { report(diagnostic) }
  }
}
