import Diagnostics
import Transcripts
import XMLCore

/// Sends elements and text as events, and counts the elements.
///
/// Everything that all elements have in common is here: name, identifier, place in the source,
/// namespaces, extras. A character that XML cannot hold becomes U+FFFD; for names, comments and
/// processing instructions the transcript has to answer. An element without extras, in a document whose default namespace is TEI,
/// costs no lookup of a name.
final class TEIBodyWriter {
  let sink: any XMLEventSink
  private let origins: Origins
  private let names = XMLNameTable()
  private let tag: XMLStartTag
  private let elementNames: [XMLNameTable.ID]
  private let attributeNames: [XMLNameTable.ID]
  private var occurrences: [Int] = []
  private var scope = NamespaceScope()
  private var openScopes: [Int] = []
  /// The value of `@source` that says where the current element stood, until its turn comes.
  private var place: String?
  /// The value of `@xml:id` of the current element, until its turn comes.
  private var identifier: ElementID?

  init(sink: any XMLEventSink, origins: Origins) {
    self.sink = sink
    self.origins = origins
    let names = names
    tag = XMLStartTag(names: names)
    elementNames = TEIElement.allCases.map {
      names.id(of: XMLName($0.name, in: TEIVocabulary.namespace))
    }
    attributeNames = TEIAttribute.allCases.map {
      $0.isXML
        ? names.id(of: XMLName($0.localName, in: XMLName.xmlNamespace), prefix: "xml")
        : names.id(of: XMLName($0.localName))
    }
  }

  /// How often each element has been written.
  var counts: [TEITextFacts.Count] {
    var total: [XMLName: Int] = [:]
    for (index, count) in occurrences.enumerated() where count > 0 {
      total[names[XMLNameTable.ID(index: Int32(index))].name, default: 0] += count
    }
    return total.map { TEITextFacts.Count(name: $0.key, occurrences: $0.value) }
  }

  /// Writes a run of text, in pieces that end between scalars.
  func text(_ run: String) throws {
    if !XMLCharacters.areAllowed(run.utf8Span.span) {
      return try text(XMLCharacters.replacingForbidden(in: run))
    }
    let bytes = run.utf8Span.span
    var start = 0
    while bytes.count - start > Self.longestPiece {
      var end = start + Self.longestPiece
      while bytes[end] & 0xC0 == 0x80 { end -= 1 }
      try sink.text(bytes.extracting(start..<end))
      start = end
    }
    if start < bytes.count { try sink.text(bytes.extracting(start..<bytes.count)) }
  }

  private static let longestPiece = 65_536

  /// Writes an element that the model knows; `attributes` adds its own by ``add(_:_:)``.
  func element(
    _ name: TEIElement, _ element: borrowing some Element, attributes: () -> Void
  ) throws {
    identifier = element.id
    place = nil
    // The `source` of a `quote` is the document that it quotes.
    if name != .quote, let id = element.id, let lines = origins[id.rawValue] {
      place = lines.pointer
    }
    let outer = scope.depth
    if element.extras.isEmpty, scope.isDefaultTEI {
      tag.begin(elementNames[name.rawValue])
      attributes()
      addRest(upTo: nil)
    } else {
      if element.extras.holds(.source) { place = nil }
      begin(XMLName(name.name, in: TEIVocabulary.namespace), element.extras)
      attributes()
      addRest(upTo: nil)
      addAttributes(of: element.extras, known: tag.attributeCount)
    }
    try sendStart(tag)
    try write(element.content)
    try sink.endElement(at: XMLPosition())
    scope.leave(outer)
  }

  /// Writes an element that the model does not know.
  func opaque(_ opaque: Opaque) throws {
    try start(opaque)
    try write(opaque.content)
    try end()
  }

  /// Writes the start of an element that the model does not know.
  func start(_ opaque: Opaque) throws {
    enter(opaque)
    try sendStart(tag)
  }

  /// Writes the start of an element with all namespaces in scope declared on it.
  func startDocumentElement(_ opaque: Opaque) throws {
    enter(opaque)
    try sendStart(XMLStartTag(copying: tag, namespaces: scope.all))
  }

  /// Enters an element without writing it.
  func enter(_ opaque: Opaque) {
    openScopes.append(scope.depth)
    begin(XMLName(opaque.name, in: opaque.namespace), opaque.extras)
    addAttributes(of: opaque.extras, known: 0)
  }

  /// Ends the innermost element that was started, not written as a whole.
  func end() throws {
    try sink.endElement(at: XMLPosition())
    if let outer = openScopes.popLast() { scope.leave(outer) }
  }

  private func sendStart(_ tag: XMLStartTag) throws {
    let index = Int(tag.name.index)
    while occurrences.count <= index { occurrences.append(0) }
    occurrences[index] += 1
    try sink.startElement(tag)
  }
}

// MARK: - Attributes

extension TEIBodyWriter {
  /// Adds an attribute to the current element, if it has a value.
  func add(_ attribute: TEIAttribute, _ value: String?) {
    guard let value else { return }
    addRest(upTo: attribute)
    send(attributeNames[attribute.rawValue], value)
  }

  /// Adds an attribute to the current element, if it has a value.
  func add(_ attribute: TEIAttribute, _ value: (some RawRepresentable<String>)?) {
    add(attribute, value?.rawValue)
  }

  /// Adds what all elements have and what comes before `next` in the order of Canonical XML.
  private func addRest(upTo next: TEIAttribute?) {
    if let place, next.map({ $0.rawValue >= TEIAttribute.source.rawValue }) ?? true {
      self.place = nil
      if next != .source { tag.add(attributeNames[TEIAttribute.source.rawValue], place) }
    }
    if let identifier, next.map({ $0.rawValue >= TEIAttribute.id.rawValue }) ?? true {
      self.identifier = nil
      send(attributeNames[TEIAttribute.id.rawValue], identifier.rawValue)
    }
  }

  private func send(_ name: XMLNameTable.ID, _ value: String) {
    let isAllowed = XMLCharacters.areAllowed(value.utf8Span.span)
    tag.add(name, isAllowed ? value : XMLCharacters.replacingForbidden(in: value))
  }

  /// Begins a tag whose name may need a prefix or a declaration.
  private func begin(_ name: XMLName, _ extras: Extras) {
    var prefix = ""
    var declarations: [(prefix: String, uri: String)] = []
    for extra in extras.each {
      switch extra {
      case .prefix(let written): prefix = written
      case .namespace(let prefix, let uri): declarations.append((prefix, uri))
      case .attribute: break
      }
    }
    tag.begin(names.id(of: name, prefix: prefix))
    for (prefix, uri) in declarations { declare(prefix, uri) }
    declare(prefix, name.namespace)
  }

  private func declare(_ prefix: String, _ uri: String) {
    if scope.declare(prefix, uri) { tag.declare(prefix: prefix, uri: uri) }
  }

  /// Adds the attributes of `extras`, but for those that the model knew of the element: the first
  /// `known` of the tag.
  private func addAttributes(of extras: Extras, known: Int) {
    for case .attribute(let prefix, let namespace, let name, let value) in extras.each {
      let full = XMLName(name, in: namespace)
      if (0..<known).contains(where: { names[tag.attributeName(at: $0)].name == full }) { continue }
      if !namespace.isEmpty { declare(prefix, namespace) }
      send(names.id(of: full, prefix: prefix), value)
    }
  }
}

extension Extras {
  /// Whether there is an attribute of this name, in no namespace.
  func holds(_ attribute: TEIAttribute) -> Bool {
    each.contains {
      if case .attribute(_, "", attribute.localName, _) = $0 { true } else { false }
    }
  }
}
