package import Diagnostics
import RelaxNG

/// Checks files against one schema; the schema is read once.
package struct ValidationStage: Sendable {
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

  /// Somebody to check many files, one after another.
  package func worker() -> ValidationWorker { ValidationWorker(schema: schema) }

  /// Checks one file, as a stream.
  package func run(_ input: Input) -> FileOutcome { worker().run(input) }

  /// Checks a document in memory.
  package func check(_ bytes: [UInt8], file: String) -> (verdict: ValidationVerdict, [Diagnostic]) {
    var pieces = [bytes]
    return worker().check(file) { pieces.popLast() }
  }
}
