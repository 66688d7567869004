import Diagnostics
import RelaxNG
package import XMLCore

/// Gathers the identifiers and pointers of one document, as a sink beside others.
///
/// A pointer to what came before is settled at once, so memory grows with the identifiers, some 40
/// bytes for each, and with the distinct pointers that are not settled, not with the document.
package final class PointerScan: XMLEventSink {
  /// Where a pointer was met first, and how often it was.
  struct Use {
    var attribute: String
    var element: String
    var line: Int32
    var column: Int32
    var count = 1
  }

  /// A relative or absolute address, seen from where it stands.
  struct Address: Hashable {
    var reference: String
    /// The `xml:base` that holds there; empty where none is given.
    var base: String
  }

  /// `prefixDef`: how a prefix is made an address.
  struct PrefixDefinition: Sendable {
    var prefix: String
    var pattern: String
    var replacement: String
  }

  /// A second identifier that is the same as an earlier one, or nearly.
  struct Clash {
    var name: String
    var line: Int32
    var column: Int32
    var earlier: Int32
  }

  /// The name of the root element.
  private(set) var root = ""
  private(set) var identifiers = IdentifierIndex()
  /// Some of their names, for suggestions.
  private(set) var names: [String] = []
  private(set) var duplicates: [Clash] = []
  private(set) var similar: [Clash] = []
  /// `#id` that was not defined before.
  fileprivate(set) var pending: [String: Use] = [:]
  fileprivate(set) var addresses: [Address: Use] = [:]
  fileprivate(set) var external: [String: Use] = [:]
  /// `prefix:rest` that may be a prefix or a scheme.
  fileprivate(set) var prefixed: [String: Use] = [:]
  private(set) var definitions: [PrefixDefinition] = []
  /// What `xi:include` includes.
  fileprivate(set) var includes: [Address: Use] = [:]
  /// How many pointers there were.
  private(set) var count = 0
  /// Whether there were more different ones than are kept.
  private(set) var isIncomplete = false

  private var loose = IdentifierIndex()
  private var extents: [PointerAttributes.Extent?] = []
  private var bases: [(depth: Int, base: String)] = []
  private var depth = 0
  private var pruneAt = 100_000

  private static let tei = "http://www.tei-c.org/ns/1.0"
  private static let inclusion = "http://www.w3.org/2001/XInclude"
  private static let mostNames = 50_000
  private static let mostKept = 200_000
  private static let mostClashes = 1_000

  /// Creates a sink for one document.
  package init() {}

  /// Nobody asks for them.
  package var needsEndPositions: Bool { false }

  package func startElement(_ tag: XMLStartTag) throws {
    depth += 1
    let element = tag.names[tag.name].name
    if depth == 1 { root = element.local }
    let isTEI = element.namespace == Self.tei
    for index in 0..<tag.attributeCount {
      let id = tag.attributeName(at: index)
      let name = tag.names[id].name
      if name.namespace == XMLName.xmlNamespace {
        if name.local == "id" { define(tag.value(at: index), tag) }
        if name.local == "base" { bases.append((depth, tag.value(at: index))) }
      } else if !isTEI, name.namespace.isEmpty, name.local == "id" {
        // Drawings and formulae have identifiers of their own.
        _ = identifiers.insert(
          IdentifierIndex.key(tag.value(at: index).utf8), place(of: tag.position))
      }
    }
    if isTEI {
      for index in 0..<tag.attributeCount {
        let id = tag.attributeName(at: index)
        guard extent(of: id, tag.names).includes(element.local) else { continue }
        for pointer in tag.value(at: index).split(whereSeparator: Self.isSpace) {
          note(String(pointer), tag.names[id].name.local, element.local, tag.position)
        }
      }
      if element.local == "prefixDef" { definePrefix(tag) }
    } else if element == XMLName("include", in: Self.inclusion),
      let href = tag.value(of: XMLName("href")), !href.isEmpty,
      tag.value(of: XMLName("parse")) != "text"
    {
      add(Address(reference: href, base: base), use("href", "xi:include", tag.position), \.includes)
    }
  }

  package func text(_ bytes: Span<UInt8>) throws {}

  package func endElement(at position: XMLPosition) throws {
    if bases.last?.depth == depth { bases.removeLast() }
    depth -= 1
  }

  package func endDocument() throws { prune() }

  // MARK: Identifiers

  private func place(of position: XMLPosition) -> IdentifierIndex.Place {
    IdentifierIndex.Place(file: 0, line: Int32(clamping: position.line))
  }

  private func define(_ name: String, _ tag: XMLStartTag) {
    let position = tag.position
    let place = place(of: position)
    func clash(_ earlier: Int32) -> Clash {
      Clash(
        name: name, line: place.line, column: Int32(clamping: position.column), earlier: earlier)
    }
    if let earlier = identifiers.insert(IdentifierIndex.key(name.utf8), place) {
      if duplicates.count < Self.mostClashes { duplicates.append(clash(earlier.line)) }
      return
    }
    if let earlier = loose.insert(IdentifierIndex.looseKey(name), place),
      similar.count < Self.mostClashes
    {
      similar.append(clash(earlier.line))
    }
    if names.count < Self.mostNames { names.append(name) }
  }

  // MARK: Pointers

  private func extent(of id: XMLNameTable.ID, _ table: XMLNameTable) -> PointerAttributes.Extent {
    let index = Int(id.index)
    while extents.count <= index { extents.append(nil) }
    if let known = extents[index] { return known }
    let name = table[id].name
    let extent = name.namespace.isEmpty ? PointerAttributes.extent(of: name.local) : .never
    extents[index] = extent
    return extent
  }

  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\n" || character == "\t" || character == "\r"
      || character == "\r\n"
  }

  private var base: String { bases.last?.base ?? "" }

  private func use(_ attribute: String, _ element: String, _ position: XMLPosition) -> Use {
    Use(
      attribute: attribute, element: element, line: Int32(clamping: position.line),
      column: Int32(clamping: position.column))
  }

  private func note(
    _ pointer: String, _ attribute: String, _ element: String, _ position: XMLPosition
  ) {
    count += 1
    let use = use(attribute, element, position)
    // Whatever `xml:base` says: who merges files sets it, and leaves the pointers as they are.
    if pointer.utf8.first == UInt8(ascii: "#") {
      let name = LocalAddress.decoded(String(pointer.dropFirst()))
      // `#` alone is the document, and `#xpath1(…)` and the like are no names.
      if name.isEmpty || name.contains("(") { return }
      if identifiers[IdentifierIndex.key(name.utf8)] == nil { add(name, use, \.pending) }
      if pending.count > pruneAt { prune() }
      return
    }
    guard let colon = pointer.firstIndex(of: ":"), isScheme(pointer[..<colon]) else {
      add(Address(reference: pointer, base: base), use, \.addresses)
      return
    }
    if Self.schemes.contains(pointer[..<colon].lowercased()) {
      add(pointer, use, \.external)
    } else {
      add(pointer, use, \.prefixed)
    }
  }

  /// The schemes that no project would take for a prefix.
  private static let schemes: Set<String> = [
    "http", "https", "ftp", "mailto", "urn", "doi", "hdl", "tel", "data", "tag", "info", "isbn",
    "orcid", "geo", "ark", "javascript", "irc", "news", "ws", "sftp",
  ]

  private func isScheme(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "+-._".unicodeScalars.contains($0)
    }
  }

  private func add<Key>(
    _ key: Key, _ use: Use, _ path: ReferenceWritableKeyPath<PointerScan, [Key: Use]>
  ) {
    if let known = self[keyPath: path].index(forKey: key) {
      self[keyPath: path].values[known].count += 1
      return
    }
    if self[keyPath: path].count >= Self.mostKept {
      isIncomplete = true
      return
    }
    self[keyPath: path][key] = use
  }

  /// Drops the pointers to what has been defined since.
  private func prune() {
    pending = pending.filter { identifiers[IdentifierIndex.key($0.key.utf8)] == nil }
    pruneAt = max(100_000, 2 * pending.count)
  }

  private func definePrefix(_ tag: XMLStartTag) {
    guard definitions.count < 1_000, let prefix = tag.value(of: XMLName("ident")),
      let pattern = tag.value(of: XMLName("matchPattern")),
      let replacement = tag.value(of: XMLName("replacementPattern"))
    else { return }
    definitions.append(
      PrefixDefinition(prefix: prefix, pattern: pattern, replacement: replacement))
  }
}
