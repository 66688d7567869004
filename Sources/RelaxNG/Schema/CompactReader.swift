import Diagnostics

enum CompactReader {
  static func read(_ source: RelaxNGSource, inheritedNamespace: String) throws(DiagnosticError) -> SchemaTree {
    throw DiagnosticError(.syntax, "the compact syntax is not read yet", at: SourceLocation(file: source.file))
  }
}
