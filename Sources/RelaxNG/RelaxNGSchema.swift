public import Diagnostics

/// A RELAX NG schema, ready to match documents.
///
/// It is read once and never changes, so it can be shared by any number of threads, each of which
/// has a ``RelaxNGAutomaton`` of its own.
///
///     let schema = try RelaxNGSchema.read(bytes, file: "letter.rng")
///     let names = XMLNameTable()
///     let matcher = RelaxNGMatcher(schema: schema, names: names, file: "a.xml") { print($0.message) }
///     try XMLReader(file: "a.xml", names: names).parse(document, into: matcher)
///     print(matcher.isValid)
public struct RelaxNGSchema: Sendable {
  /// What may be set.
  public struct Options: Sendable {
    /// Whether identifiers are checked after RELAX NG DTD compatibility: every `ID` once, every
    /// `IDREF` with its `ID`, and a schema that is sound in this respect.
    public var checksIdentifiers = true

    /// The defaults.
    public init() {}
  }

  let start: PatternID
  let table: PatternTable
  let names: NameClassTable
  let datatypes: [Datatype]
  let values: [SchemaValue]
  let expressions: [RegularExpression]
  let identities: IdentityMap
  /// The elements that documents can have: name class and number.
  let elements: [(names: NameClassID, number: Int32)]
  /// Whether a datatype needs the namespaces that are declared where a value stands.
  let needsNamespaces: Bool

  /// Reads a schema in the XML or the compact syntax.
  ///
  /// - Parameters:
  ///   - bytes: The schema.
  ///   - file: What diagnostics call it; references are relative to it. A file `….rnc` is taken to
  ///     be in the compact syntax.
  ///   - resolve: Gives the file at an address that an `include` or `externalRef` names; `nil` where
  ///     there is none. Without it, such references are errors: nothing but `bytes` is read.
  /// - Throws: a diagnostic `rng-schema-…` with the place of what is wrong, or one of XML.
  public static func read(
    _ bytes: [UInt8], file: String, options: Options = Options(),
    resolve: @escaping (_ address: String) throws -> RelaxNGSource? = { _ in nil }
  ) throws(DiagnosticError) -> RelaxNGSchema {
    try read(RelaxNGSource(bytes, file: file), options: options, resolve: resolve)
  }

  /// Reads a schema from a source.
  ///
  /// - Throws: a diagnostic `rng-schema-…` with the place of what is wrong, or one of XML.
  public static func read(
    _ source: RelaxNGSource, options: Options = Options(),
    resolve: @escaping (_ address: String) throws -> RelaxNGSource? = { _ in nil }
  ) throws(DiagnosticError) -> RelaxNGSchema {
    var files = SchemaFiles(resolve: resolve)
    let root = try files.readRoot(source)
    var builder = PatternBuilder(files: files)
    let start = try builder.build(root: root)
    var restrictions = Restrictions(builder)
    try restrictions.check(start: start, at: builder.location(root))
    let identities =
      options.checksIdentifiers ? try IdentityMap(builder, &restrictions) : IdentityMap()
    return RelaxNGSchema(builder, start: start, identities, restrictions.elements)
  }

  private init(
    _ builder: PatternBuilder, start: PatternID, _ identities: IdentityMap,
    _ elements: [(names: NameClassID, number: Int32)]
  ) {
    self.start = start
    table = builder.table
    names = builder.names
    datatypes = builder.datatypes
    values = builder.values
    expressions = builder.expressions
    self.identities = identities
    self.elements = elements
    needsNamespaces =
      datatypes.contains { $0.type.family == .qName }
      || values.contains { $0.type.family == .qName }
  }
}
