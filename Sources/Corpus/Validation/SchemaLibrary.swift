import Diagnostics
import RelaxNG
import Synchronization
import XMLCore

/// Schemas, each read once: from the disk, or where a catalog leads to; never from the network.
final class SchemaLibrary: Sendable {
  /// A schema that can be used.
  struct Entry: Sendable {
    /// What messages call it.
    let name: String
    let grammar: Grammar
  }

  /// A schema in its language.
  enum Grammar: Sendable {
    case relaxNG(RelaxNGSchema)
    /// The file of an XML Schema; every thread loads its own, since libxml2's cannot be shared.
    case xsd(String)
    /// The file of a document type definition; the same.
    case dtd(String)
  }

  /// What a reference leads to.
  enum Place: Hashable {
    /// A file.
    case file(String)
    /// A file that is not there.
    case missing(String)
    /// Something that would have to be fetched.
    case remote
  }

  private let catalogs: [RelaxNGCatalog]
  private let options: RelaxNGSchema.Options
  private let known = Mutex<[String: Result<Entry, DiagnosticError>]>([:])

  /// Reads the catalogs.
  ///
  /// - Throws: why one of them cannot be used.
  init(catalogs paths: [String], checksIdentifiers: Bool) throws(DiagnosticError) {
    var options = RelaxNGSchema.Options()
    options.checksIdentifiers = checksIdentifiers
    self.options = options
    var catalogs: [RelaxNGCatalog] = []
    for path in paths {
      let bytes = try FileAccess.bytes(of: Input(named: path))
      // A catalog that another refers to has its own addresses already.
      catalogs.append(
        try RelaxNGCatalog.read(bytes, file: path) { address in
          guard case .file(let path) = Self.place(address) else { return nil }
          return RelaxNGSource(try FileAccess.bytes(of: Input(named: path)), file: path)
        })
    }
    self.catalogs = catalogs
  }

  /// The schema that is part of the program.
  func builtIn() throws(DiagnosticError) -> Entry {
    Entry(
      name: EmbeddedSchema.name,
      grammar: .relaxNG(
        try RelaxNGSchema.read(
          EmbeddedSchema.bytes, file: EmbeddedSchema.name, options: options)))
  }

  /// The schema in the file at `path`.
  ///
  /// - Throws: why it cannot be used; the same each time.
  func schema(at path: String) throws(DiagnosticError) -> Entry {
    // Who needs the same schema waits here, which is quicker than reading it again.
    return try known.withLock { known in
      if let result = known[path] { return result }
      let result = Result { () throws(DiagnosticError) in try read(path) }
      known[path] = result
      return result
    }.get()
  }

  /// Where the schema is that `reference` names in the file `base`.
  func place(of reference: String, from base: String) -> Place {
    let address = SchemaAddress.resolve(reference, against: base)
    for catalog in catalogs {
      if let target = catalog.address(for: reference) ?? catalog.address(for: address) {
        return Self.place(target)
      }
    }
    return Self.place(address)
  }

  private func read(_ path: String) throws(DiagnosticError) -> Entry {
    if path.hasSuffix(".sch") {
      throw DiagnosticError(
        .schemaLanguage,
        "Schematron cannot be used; a schema in RELAX NG (.rng, .rnc) or XML Schema (.xsd) is needed",
        at: SourceLocation(file: path))
    }
    let source = RelaxNGSource(try FileAccess.bytes(of: Input(named: path)), file: path)
    if path.hasSuffix(".xsd") || !source.isCompact && XMLRoot.isXMLSchema(source.bytes) {
      _ = try XSDSchema(file: path, resolve: bytes)
      return Entry(name: path, grammar: .xsd(path))
    }
    if path.hasSuffix(".dtd") { return try dtd(at: path) }
    return Entry(
      name: path,
      grammar: .relaxNG(
        try RelaxNGSchema.read(source, options: options) { [self] address in
          guard case .file(let path) = place(of: address, from: "") else { return nil }
          return RelaxNGSource(try FileAccess.bytes(of: Input(named: path)), file: path)
        }))
  }

  /// The document type definition in the file at `path`, whatever its name.
  ///
  /// - Throws: why it cannot be used.
  func dtd(at path: String) throws(DiagnosticError) -> Entry {
    guard Input(named: path).exists else {
      throw DiagnosticError(.inputMissing, "there is no such file", at: SourceLocation(file: path))
    }
    _ = try DTDSchema(file: path, resolve: bytes)
    return Entry(name: path, grammar: .dtd(path))
  }

  /// The bytes of a part of a schema, from the disk or where a catalog leads to.
  func bytes(_ address: String) throws(DiagnosticError) -> [UInt8]? {
    guard case .file(let path) = place(of: address, from: "") else { return nil }
    return try FileAccess.bytes(of: Input(named: path))
  }

  private static func place(_ address: String) -> Place {
    guard let path = LocalAddress.path(of: address) else { return .remote }
    if isFile(path) { return .file(path) }
    let decoded = LocalAddress.decoded(path)
    return isFile(decoded) ? .file(decoded) : .missing(path)
  }

  private static func isFile(_ path: String) -> Bool { path != "-" && Input(named: path).exists }
}

/// Addresses that need no network: paths and `file` URIs.
enum LocalAddress {
  /// The path that `address` means; `nil` where it means something elsewhere.
  static func path(of address: String) -> String? {
    if address.hasPrefix("//") { return nil }
    guard let colon = address.firstIndex(of: ":"), isScheme(address[..<colon]) else {
      return address
    }
    guard address[..<colon].lowercased() == "file" else { return nil }
    let rest = address[address.index(after: colon)...]
    guard rest.hasPrefix("//") else { return decoded(String(rest)) }
    let afterSlashes = rest.dropFirst(2)
    let host = afterSlashes.prefix { $0 != "/" }
    guard host.isEmpty || host == "localhost" else { return nil }
    return decoded(String(afterSlashes.dropFirst(host.count)))
  }

  /// `path` with `%20` and the like read; as it is where that gives no text.
  static func decoded(_ path: String) -> String {
    guard path.contains("%") else { return path }
    var bytes: [UInt8] = []
    var rest = path.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? path
  }

  /// RFC 3986, §3.1.
  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }
}

extension DiagnosticKind {
  /// A schema that is no RELAX NG.
  static let schemaLanguage = DiagnosticKind(
    "schema-language", .error,
    meaning: "The schema is written in another language than RELAX NG: W3C XML Schema, a DTD or "
      + "Schematron. Name one in RELAX NG, in the XML (`.rng`) or the compact syntax (`.rnc`).",
    example: "rapporteur validate --schema tei.xsd letter.xml")
  /// The schema that a document names cannot be used.
  static let schemaUnusable = DiagnosticKind(
    "schema-unusable", .error,
    meaning: "The document names a schema in an `xml-model` instruction that is not there, or is "
      + "itself wrong, so the document was not checked. Mend the instruction or the schema, or name "
      + "another with `--schema`.",
    example: "<?xml-model href=\"missing.rng\"?>")
  /// The schema that a document names is elsewhere.
  static let schemaRemote = DiagnosticKind(
    "schema-remote", .warning,
    meaning: "The document names a schema that would have to be fetched. Nothing is read from the "
      + "network, so the built-in schema was used instead. Name a copy with `--schema`, or a "
      + "catalog that leads to one with `--catalog`.",
    example: "<?xml-model href=\"https://example.org/tei_all.rng\"?>")
  /// An external DTD was left alone.
  static let schemaExternalDTD = DiagnosticKind(
    "schema-external-dtd", .note,
    meaning: "The document has a document type definition in a file of its own. Those are never "
      + "read: the document is checked without the entities and attribute defaults in it.",
    example: "<!DOCTYPE TEI SYSTEM \"tei.dtd\">")
}

/// What the first element of a document says about its language.
enum XMLRoot {
  /// Whether it is the `schema` of W3C XML Schema.
  static func isXMLSchema(_ bytes: [UInt8]) -> Bool {
    name(bytes) == XMLName("schema", in: "http://www.w3.org/2001/XMLSchema")
  }

  /// The name of the first element; `nil` where there is none.
  static func name(_ bytes: [UInt8]) -> XMLName? {
    let sink = Sink()
    // The sink throws at the first element; what is no XML has none.
    try? XMLReader(file: "").parse(bytes, into: sink)
    return sink.name
  }

  private struct Found: Error {}

  private final class Sink: XMLEventSink {
    private(set) var name: XMLName?

    func startElement(_ tag: XMLStartTag) throws {
      name = tag.names[tag.name].name
      throw Found()
    }

    func text(_ bytes: Span<UInt8>) throws {}
    func endElement(at position: XMLPosition) throws {}
  }
}
