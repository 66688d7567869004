public import Diagnostics
import XMLCore

/// An OASIS XML catalog: local copies for the URIs that schemas include.
///
///     let catalog = try RelaxNGCatalog.read(bytes, file: "catalog.xml", resolve: read)
///     let schema = try RelaxNGSchema.read(schemaBytes, file: "a.rng") { address in
///       try read(catalog.address(for: address) ?? address)
///     }
public struct RelaxNGCatalog: Sendable {
  private enum Entry: Sendable {
    case exact(String, target: String)
    case prefix(String, target: String)
    case suffix(String, target: String)
    /// Another catalog, for URIs that begin so; empty for all.
    case other(String, catalog: RelaxNGCatalog)
  }

  private var entries: [Entry] = []

  /// The catalog without entries.
  public init() {}

  /// Reads a catalog, and those that it refers to.
  ///
  /// - Parameters:
  ///   - file: The path of the catalog, which its entries are relative to.
  ///   - resolve: Gives a further catalog; `nil` where there is none, which is no error.
  /// - Throws: a diagnostic where the catalog is not well-formed.
  public static func read(
    _ bytes: [UInt8], file: String,
    resolve: (_ address: String) throws -> RelaxNGSource? = { _ in nil }
  ) throws(DiagnosticError) -> RelaxNGCatalog {
    try read(RelaxNGSource(bytes, file: file), depth: 0, resolve)
  }

  /// How many catalogs may refer to each other in a chain.
  private static let depthLimit = 16

  private static func read(
    _ source: RelaxNGSource, depth: Int, _ resolve: (String) throws -> RelaxNGSource?
  ) throws(DiagnosticError) -> RelaxNGCatalog {
    let names = XMLNameTable()
    let reader = CatalogReader(base: source.address)
    do {
      try XMLReader(file: source.file, names: names).parse(source.bytes, into: reader)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.unreadable, "\(error)", at: SourceLocation(file: source.file))
    }
    var catalog = RelaxNGCatalog()
    for entry in reader.entries {
      switch entry.kind {
      case "uri", "system": catalog.entries.append(.exact(entry.match, target: entry.target))
      case "rewriteURI", "rewriteSystem":
        catalog.entries.append(.prefix(entry.match, target: entry.target))
      case "uriSuffix", "systemSuffix":
        catalog.entries.append(.suffix(entry.match, target: entry.target))
      default:
        guard depth < depthLimit, let next = try? resolve(entry.target) else { continue }
        let other = try read(next, depth: depth + 1, resolve)
        catalog.entries.append(.other(entry.match, catalog: other))
      }
    }
    return catalog
  }

  /// Where the catalog says that `uri` is to be found (OASIS XML Catalogs 1.1, §7.2.2): an exact
  /// entry before the longest prefix, that before the longest suffix, that before other catalogs.
  public func address(for uri: String) -> String? {
    var best: (length: Int, address: String)?
    for entry in entries {
      if case .exact(let match, let target) = entry, match == uri { return target }
      if case .prefix(let match, let target) = entry, uri.hasPrefix(match),
        match.count > best?.length ?? 0
      {
        best = (match.count, target + uri.dropFirst(match.count))
      }
    }
    if let best { return best.address }
    for entry in entries {
      if case .suffix(let match, let target) = entry, uri.hasSuffix(match),
        match.count > best?.length ?? 0
      {
        best = (match.count, target)
      }
    }
    if let best { return best.address }
    for entry in entries {
      if case .other(let match, let catalog) = entry, uri.hasPrefix(match),
        let found = catalog.address(for: uri)
      {
        return found
      }
    }
    return nil
  }
}

/// Collects the entries of one catalog file.
private final class CatalogReader: XMLEventSink {
  struct Entry {
    var kind: String
    var match: String
    var target: String
  }

  private static let namespace = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
  /// By kind of entry: the attribute to match, and the one that says where to go.
  private static let attributes = [
    "uri": ("name", "uri"), "system": ("systemId", "uri"),
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
    "uriSuffix": ("uriSuffix", "uri"), "systemSuffix": ("systemIdSuffix", "uri"),
    "nextCatalog": ("", "catalog"), "delegateURI": ("uriStartString", "catalog"),
    "delegateSystem": ("systemIdStartString", "catalog"),
  ]

  private(set) var entries: [Entry] = []
  private var bases: [String]

  init(base: String) {
    bases = [base]
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    var base = bases[bases.count - 1]
    if let own = tag.value(of: XMLName("base", in: XMLName.xmlNamespace)) {
      base = SchemaAddress.resolve(own, against: base)
    }
    bases.append(base)
    let name = tag.names[tag.name].name
    guard name.namespace == Self.namespace, let (match, target) = Self.attributes[name.local],
      let address = tag.value(of: XMLName(target))
    else { return }
    entries.append(
      Entry(
        kind: name.local, match: match.isEmpty ? "" : tag.value(of: XMLName(match)) ?? "",
        target: SchemaAddress.resolve(address, against: base)))
  }

  func text(_ bytes: Span<UInt8>) throws {}

  func endElement(at position: XMLPosition) throws {
    bases.removeLast()
  }
}
