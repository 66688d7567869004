package import Diagnostics
import RelaxNG
import XMLCore

/// Checks files: against one schema, or each against the one that it names.
package struct ValidationStage: Sendable {
  /// Whether the result for a file says which schema was used.
  package var namesSchemas = false
  /// How pointers are followed, where they are.
  package var pointers: PointerCheck?

  private let library: SchemaLibrary
  /// What the user named, or the built-in schema where documents may name others.
  private let choice: SchemaChoice

  /// Creates a stage that checks against the schema in the file `path`; without one, against what
  /// each document names, or else the built-in one.
  ///
  /// - Parameters:
  ///   - dtd: A document type definition, in place of `path`.
  ///   - catalogs: OASIS XML catalogs that lead to local copies of schemas.
  ///   - checksIdentifiers: Whether every identifier has to be there once for those who refer to it.
  /// - Throws: why the schema or a catalog cannot be used.
  package init(
    schema path: String? = nil, dtd: String? = nil, catalogs: [String] = [],
    checksIdentifiers: Bool = true
  ) throws(DiagnosticError) {
    library = try SchemaLibrary(catalogs: catalogs, checksIdentifiers: checksIdentifiers)
    if let dtd {
      choice = SchemaChoice(entry: try library.dtd(at: dtd), origin: .option)
      return
    }
    guard let path else {
      choice = SchemaChoice(entry: try library.builtIn(), origin: .builtIn)
      return
    }
    var file = path
    if !Input(named: path).exists, case .file(let copy) = library.place(of: path, from: "") {
      file = copy
    }
    choice = SchemaChoice(
      entry: try library.schema(at: file), origin: .option)
  }

  /// The schema for a document that names these in its prolog.
  ///
  /// - Throws: why the schema that it names cannot be used.
  func choice(
    for models: [XMLModel], report: (Diagnostic) -> Void
  ) throws(DiagnosticError) -> SchemaChoice {
    guard choice.origin == .builtIn else { return choice }
    var (missing, remote): ((XMLModel, String)?, XMLModel?)
    // RELAX NG says most, so it comes first where a document names several.
    for model in models.filter(\.isRelaxNG) + models.filter(\.isXMLSchema) {
      let base = model.location.file
      switch library.place(of: model.reference, from: base == "-" ? "" : base) {
      case .file(let path): return try named(by: model, path)
      case .missing(let path): missing = missing ?? (model, path)
      case .remote: remote = remote ?? model
      }
    }
    if let (model, path) = missing {
      throw DiagnosticError(
        .schemaUnusable, "the schema '\(model.reference)' does not exist; looked for '\(path)'",
        at: model.location)
    }
    if let remote {
      report(
        Diagnostic(
          .schemaRemote,
          "the schema '\(remote.reference)' is not fetched; the built-in schema is used instead",
          at: remote.location))
    }
    return choice
  }

  private func named(
    by model: XMLModel, _ path: String
  ) throws(DiagnosticError) -> SchemaChoice {
    do throws(DiagnosticError) {
      return SchemaChoice(entry: try library.schema(at: path), origin: .document)
    } catch {
      let cause = error.diagnostic
      throw DiagnosticError(
        Diagnostic(
          .schemaUnusable, "the schema '\(model.reference)' cannot be used", at: model.location,
          notes: [Diagnostic.Note(cause.message, at: cause.location)] + cause.notes))
    }
  }

  /// What decides about one document.
  func matcher(
    xsd path: String, names: XMLNameTable, file: String,
    loaded: inout [String: XSDSchema], report: @escaping (Diagnostic) -> Void
  ) throws(DiagnosticError) -> ChosenMatcher {
    let schema = try Self.known(path, in: &loaded) { path throws(DiagnosticError) in
      try XSDSchema(file: path, resolve: library.bytes)
    }
    return .other(try XSDMatcher(schema: schema, names: names, file: file, report: report))
  }

  /// What decides about one document.
  func matcher(
    dtd path: String, names: XMLNameTable, file: String,
    loaded: inout [String: DTDSchema], report: @escaping (Diagnostic) -> Void
  ) throws(DiagnosticError) -> ChosenMatcher {
    let schema = try Self.known(path, in: &loaded) { path throws(DiagnosticError) in
      try DTDSchema(file: path, resolve: library.bytes)
    }
    return .other(try DTDMatcher(schema: schema, names: names, file: file, report: report))
  }

  /// A schema that is loaded when it is first asked for.
  private static func known<Schema>(
    _ path: String, in loaded: inout [String: Schema],
    load: (String) throws(DiagnosticError) -> Schema
  ) throws(DiagnosticError) -> Schema {
    if let known = loaded[path] { return known }
    let schema = try load(path)
    loaded[path] = schema
    return schema
  }

  /// Somebody to check many files, one after another.
  package func worker() -> ValidationWorker { ValidationWorker(self) }

  /// Checks one file, as a stream.
  package func run(_ input: Input) -> FileOutcome { worker().run(input) }

  /// Checks a document in memory.
  package func check(_ bytes: [UInt8], file: String) -> (verdict: ValidationVerdict, [Diagnostic]) {
    var pieces = [bytes]
    let finding = worker().check(file) { pieces.popLast() }
    return (finding.verdict, finding.diagnostics)
  }
}
