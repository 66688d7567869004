/// What matching against a schema has learned: derivatives as an automaton that grows with use.
///
/// What one document has asked for need not be derived again for the next; so hand an automaton from
/// document to document. It serves one matcher at a time, and every thread has its own.
public final class RelaxNGAutomaton {
  /// The schema.
  public let schema: RelaxNGSchema
  /// What is learned, while no matcher has it.
  private var automaton: Automaton?
  private var tags: TagKnowledge?

  /// Creates an automaton that knows nothing yet.
  public init(schema: RelaxNGSchema) {
    self.schema = schema
  }

  /// Lends what is learned; a second borrower begins with nothing.
  func take() -> (Automaton, TagKnowledge?) {
    (automaton.take() ?? Automaton(schema: schema), tags.take())
  }

  /// Takes back what was lent.
  func give(back automaton: consuming Automaton, _ tags: consuming TagKnowledge) {
    self.automaton = automaton
    self.tags = tags
  }
}
