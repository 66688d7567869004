import Diagnostics
import RelaxNG
import XMLCore

/// The diagnostics of a document, or of the schema if that is wrong.
func check(_ document: String, against schema: String, isCompact: Bool = true) throws
  -> [Diagnostic]
{
  let schema = try RelaxNGSchema.read(
    RelaxNGSource(Array(schema.utf8), file: "schema", isCompact: isCompact))
  return try check(document, against: RelaxNGAutomaton(schema: schema))
}

func check(
  _ document: String, against automaton: RelaxNGAutomaton, names: XMLNameTable = XMLNameTable()
) throws -> [Diagnostic] {
  var found: [Diagnostic] = []
  let matcher = RelaxNGMatcher(automaton: automaton, names: names, file: "document") {
    found.append($0)
  }
  try XMLReader(file: "document", names: names).parse(Array(document.utf8), into: matcher)
  return found
}

/// What is wrong with a schema; `nil` if nothing is.
func schemaProblem(_ schema: String, isCompact: Bool = true, _ files: [String: String] = [:])
  -> Diagnostic?
{
  do {
    _ = try RelaxNGSchema.read(
      RelaxNGSource(Array(schema.utf8), file: "schema", isCompact: isCompact)
    ) { address in
      files[address].map { RelaxNGSource(Array($0.utf8), file: address, isCompact: isCompact) }
    }
    return nil
  } catch {
    return error.diagnostic
  }
}
