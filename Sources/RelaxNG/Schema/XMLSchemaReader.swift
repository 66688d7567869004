import Diagnostics
import XMLCore

/// Reads the XML syntax of RELAX NG into a ``SchemaTree``: §3 and §4.1 to §4.10 of the
/// specification, as far as they concern one file.
final class XMLSchemaReader: XMLEventSink {
  static let namespace = "http://relaxng.org/ns/structure/1.0"

  private struct Frame {
    var node: Int32
    var kind: SchemaTree.Kind
    var content: SchemaTree.Kind.Content
    var lastChild: Int32 = -1
    var children = 0
    var inNameClass = false
    var inInclude = false
    /// Whether a name class is still to come.
    var awaitsName = false
    var hasException = false
    var ns: String
    /// Whether the element itself has an `ns` attribute.
    var statesNamespace = false
    var library: String
    var base: String
    var namespaceCount: Int
    var text: [UInt8] = []
  }

  private(set) var tree: SchemaTree
  private let names: XMLNameTable
  private let inheritedNamespace: String
  private let baseAddress: String
  private var frames: [Frame] = []
  private var bindings: [NamespaceBinding] = []
  /// How deep the parser is in elements that are not of RELAX NG.
  private var foreignDepth = 0
  private var kinds: [Int8] = []
  private static let kindsByName = Dictionary(
    uniqueKeysWithValues: SchemaTree.Kind.allCases.map { ($0.tag, $0) })

  /// How deep a schema may be nested.
  static let depthLimit = 500

  init(file: String, address: String, inheritedNamespace: String, names: XMLNameTable) {
    tree = SchemaTree(file: file)
    baseAddress = address
    self.inheritedNamespace = inheritedNamespace
    self.names = names
  }

  var needsEndPositions: Bool { false }

  func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    tree.declaresEntities = internalSubset.map { !UnparsedEntities.names(in: $0).isEmpty } ?? false
  }

  func startElement(_ tag: XMLStartTag) throws {
    if foreignDepth > 0 {
      foreignDepth += 1
      return
    }
    let kind = try self.kind(of: tag)
    guard let kind else {
      if frames.isEmpty { throw wrongRoot(tag) }
      if let frame = frames.last, frame.kind.holdsText {
        throw failure(
          .syntax,
          "'\(frame.kind.tag)' holds text only, not the element '\(names[tag.name].qualified)'",
          at: tag.position)
      }
      foreignDepth = 1
      return
    }
    if frames.count >= Self.depthLimit {
      throw failure(
        .tooComplex, "elements are nested more than \(Self.depthLimit) deep", at: tag.position)
    }
    let frame = try open(kind, tag)
    frames.append(frame)
  }

  func text(_ bytes: Span<UInt8>) throws {
    guard foreignDepth == 0, let last = frames.indices.last else { return }
    if frames[last].kind.holdsText {
      frames[last].text.append(contentsOf: [UInt8](copying: bytes))
    } else if !WhiteSpace.isAll(bytes) {
      let node = tree.nodes[Int(frames[last].node)]
      let text = WhiteSpace.collapsed(bytes)
      throw DiagnosticError(
        .syntax,
        "text '\(String(decoding: text.prefix(40), as: UTF8.self))' is not allowed in '\(node.kind.tag)'",
        at: tree.location(of: frames[last].node))
    }
  }

  func endElement(at position: XMLPosition) throws {
    if foreignDepth > 0 {
      foreignDepth -= 1
      return
    }
    guard let frame = frames.popLast() else { return }
    try close(frame)
    bindings.removeLast(bindings.count - frame.namespaceCount)
  }

  // MARK: Opening

  private func kind(of tag: XMLStartTag) throws -> SchemaTree.Kind? {
    let index = Int(tag.name.index)
    while kinds.count <= index { kinds.append(-2) }
    if kinds[index] == -2 {
      let name = names[tag.name].name
      if name.namespace != Self.namespace {
        kinds[index] = -1
      } else if let kind = Self.kindsByName[name.local] {
        kinds[index] = Int8(kind.rawValue)
      } else {
        let near = Spelling.nearest(to: name.local, in: Array(Self.kindsByName.keys), limit: 1)
        let hint = near.first.map { "; did you mean '\($0)'?" } ?? ""
        throw failure(.syntax, "RELAX NG has no element '\(name.local)'\(hint)", at: tag.position)
      }
    }
    return kinds[index] < 0 ? nil : SchemaTree.Kind(rawValue: UInt8(kinds[index]))
  }

  private func wrongRoot(_ tag: XMLStartTag) -> DiagnosticError {
    failure(
      .syntax,
      "'\(names[tag.name].qualified)' is no RELAX NG pattern; its namespace should be '\(Self.namespace)'",
      at: tag.position)
  }

  private func open(_ kind: SchemaTree.Kind, _ tag: XMLStartTag) throws -> Frame {
    let isRoot = frames.isEmpty
    var frame = Frame(
      node: Int32(tree.nodes.count), kind: kind, content: .nothing,
      ns: frames.last?.ns ?? inheritedNamespace, library: frames.last?.library ?? "",
      base: frames.last?.base ?? baseAddress, namespaceCount: bindings.count)
    for declared in tag.namespaces {
      bindings.append(NamespaceBinding(prefix: declared.prefix, uri: declared.uri))
    }
    if isRoot {
      if !kind.isPattern {
        throw failure(.syntax, "a schema cannot begin with '\(kind.tag)'", at: tag.position)
      }
    } else {
      try admit(kind, into: frames.count - 1, &frame, at: tag.position)
    }
    var node = SchemaTree.Node(
      kind: kind, line: Int32(clamping: tag.position.line),
      column: Int32(clamping: tag.position.column))
    node.isNameClass = frame.inNameClass && kind.isNameClass
    tree.nodes.append(node)
    var nameAttribute: String?
    var href: String?
    var type: String?
    for index in 0..<tag.attributeCount {
      let name = names[tag.attributeName(at: index)].name
      if !name.namespace.isEmpty {
        if name.namespace == Self.namespace {
          throw failure(
            .syntax, "attribute '\(name.local)' must not have a prefix", at: tag.position)
        }
        if name.namespace == XMLName.xmlNamespace, name.local == "base" {
          frame.base = SchemaAddress.resolve(tag.value(at: index), against: frame.base)
        }
        continue
      }
      let value = tag.value(at: index)
      switch name.local {
      case "ns":
        frame.ns = value
        frame.statesNamespace = true
      case "datatypeLibrary":
        try check(library: value, at: tag.position)
        frame.library = value
      case _ where !kind.attributes.contains(name.local):
        throw failure(.syntax, "'\(kind.tag)' has no attribute '\(name.local)'", at: tag.position)
      case "name": nameAttribute = Self.trimmed(value)
      case "type": type = Self.trimmed(value)
      case "href": href = value
      default: try combine(Self.trimmed(value), frame.node, at: tag.position)
      }
    }
    let required = kind.requiredAttribute
    let isThere =
      required == "name" ? nameAttribute != nil : required == "type" ? type != nil : href != nil
    if let required, !isThere {
      throw failure(.syntax, "'\(kind.tag)' lacks the attribute '\(required)'", at: tag.position)
    }
    frame.content = kind.content(inNameClass: frame.inNameClass, inInclude: frame.inInclude)
    try settle(&frame, name: nameAttribute, type: type, href: href, at: tag.position)
    return frame
  }

  /// Puts what the attributes say into the node.
  private func settle(
    _ frame: inout Frame, name: String?, type: String?, href: String?, at position: XMLPosition
  ) throws {
    let index = Int(frame.node)
    switch frame.kind {
    case .element, .attribute:
      frame.awaitsName = name == nil
      guard let name else { return }
      // §4.8: an attribute's name without a prefix has no namespace unless `ns` stands beside it.
      let isAttribute = frame.kind == .attribute
      let expanded = try expand(
        name, default: isAttribute && !frame.statesNamespace ? "" : frame.ns, at: position)
      var child = SchemaTree.Node(
        kind: .name, line: tree.nodes[index].line, column: tree.nodes[index].column)
      child.text = expanded.local
      child.namespace = expanded.namespace
      child.isNameClass = true
      let number = Int32(tree.nodes.count)
      tree.nodes.append(child)
      tree.nodes[index].firstChild = number
      frame.lastChild = number
    case .ref, .parentRef, .define, .param:
      let name = name ?? ""
      guard XMLNames.isNCName(name) else {
        throw failure(
          .syntax, "'\(name)' cannot be the name of a '\(frame.kind.tag)'", at: position)
      }
      if frame.kind == .param {
        tree.nodes[index].library = name
      } else {
        tree.nodes[index].text = name
      }
    case .data, .value:
      let type = type ?? ""
      if !type.isEmpty || frame.kind == .data {
        guard XMLNames.isNCName(type) else {
          throw failure(.syntax, "'\(type)' cannot be the name of a datatype", at: position)
        }
      }
      // §4.4: a value without a type is a token of the built-in library.
      tree.nodes[index].type = type.isEmpty ? "token" : type
      tree.nodes[index].library = type.isEmpty ? "" : frame.library
      tree.nodes[index].namespace = frame.ns
      if frame.kind == .value, !bindings.isEmpty {
        tree.nodes[index].context = context(defaultNamespace: frame.ns)
      }
    case .externalRef, .include:
      let href = href ?? ""
      if href.utf8.contains(UInt8(ascii: "#")) {
        throw failure(.syntax, "'\(href)' must not have a fragment identifier", at: position)
      }
      guard URISyntax.isReference(WhiteSpace.collapsed(Array(href.utf8).span).span) else {
        throw failure(.syntax, "'\(href)' is not a URI reference", at: position)
      }
      tree.nodes[index].library = SchemaAddress.resolve(href, against: frame.base)
      tree.nodes[index].namespace = frame.ns
    case .name, .nsName: tree.nodes[index].namespace = frame.ns
    default: break
    }
  }

  private func context(defaultNamespace: String) -> Int32 {
    // A value's own default namespace is its `ns` (§4.10 has no prefix for it).
    let context =
      bindings.filter { !$0.prefix.isEmpty }
      + [NamespaceBinding(prefix: "", uri: defaultNamespace)]
    if tree.contexts.last != context { tree.contexts.append(context) }
    return Int32(tree.contexts.count - 1)
  }

  private func combine(_ value: String, _ node: Int32, at position: XMLPosition) throws {
    switch value {
    case "choice": tree.nodes[Int(node)].combine = .choice
    case "interleave": tree.nodes[Int(node)].combine = .interleave
    default:
      throw failure(.syntax, "'combine' is 'choice' or 'interleave', not '\(value)'", at: position)
    }
  }

  private func check(library: String, at position: XMLPosition) throws {
    guard !library.isEmpty else { return }
    if library.utf8.contains(UInt8(ascii: "#")) || !URISyntax.isAbsolute(library)
      || !URISyntax.isReference(Array(library.utf8).span)
    {
      throw failure(.syntax, "'\(library)' is not an absolute URI without fragment", at: position)
    }
  }

  /// The expanded name of a QName in the schema (§4.10).
  private func expand(_ name: String, default defaultNamespace: String, at position: XMLPosition)
    throws
    -> XMLName
  {
    let bytes = Array(name.utf8)
    guard let colon = XMLNames.colon(in: bytes.span) else {
      throw failure(.syntax, "'\(name)' is not a name", at: position)
    }
    if colon < 0 { return XMLName(name, in: defaultNamespace) }
    let prefix = String(decoding: bytes[..<colon], as: UTF8.self)
    let local = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    if let binding = bindings.last(where: { $0.prefix == prefix }) {
      return XMLName(local, in: binding.uri)
    }
    if prefix == "xml" { return XMLName(local, in: XMLName.xmlNamespace) }
    throw failure(.syntax, "the prefix '\(prefix)' of '\(name)' is not declared", at: position)
  }

  static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let range = WhiteSpace.trimmed(bytes.span)
    return range.count == bytes.count ? text : String(decoding: bytes[range], as: UTF8.self)
  }

  // MARK: Content

  /// Checks that a child of this kind may stand here, and hangs it into the tree.
  private func admit(
    _ kind: SchemaTree.Kind, into parent: Int, _ frame: inout Frame, at position: XMLPosition
  ) throws {
    let content = frames[parent].content
    var isAllowed: Bool
    switch content {
    case .nothing: isAllowed = false
    case .patterns: isAllowed = kind.isPattern
    case .nameClassAndPatterns:
      if frames[parent].awaitsName {
        isAllowed = kind.isNameClass
        frame.inNameClass = true
        frames[parent].awaitsName = false
      } else {
        isAllowed = kind.isPattern
        if frames[parent].kind == .attribute, frames[parent].children > 0 { isAllowed = false }
        frames[parent].children += 1
      }
    case .nameClasses:
      isAllowed = kind.isNameClass
      frame.inNameClass = true
    case .exception:
      isAllowed = kind == .except && !frames[parent].hasException
      frame.inNameClass = true
      frames[parent].hasException = true
    case .data:
      isAllowed = (kind == .param || kind == .except) && !frames[parent].hasException
      if kind == .except { frames[parent].hasException = true }
    case .grammar: isAllowed = [.start, .define, .div, .include].contains(kind)
    case .override:
      isAllowed = [.start, .define, .div].contains(kind)
      frame.inInclude = true
    }
    if frames[parent].kind == .start, frames[parent].lastChild >= 0 { isAllowed = false }
    if !isAllowed {
      throw failure(
        .syntax, "'\(kind.tag)' is not allowed here in '\(frames[parent].kind.tag)'", at: position)
    }
    if frames[parent].lastChild < 0 {
      tree.nodes[Int(frames[parent].node)].firstChild = frame.node
    } else {
      tree.nodes[Int(frames[parent].lastChild)].nextSibling = frame.node
    }
    frames[parent].lastChild = frame.node
  }

  // MARK: Closing

  private func close(_ frame: Frame) throws {
    let index = Int(frame.node)
    let location = tree.location(of: frame.node)
    switch frame.kind {
    case .value: tree.nodes[index].text = String(decoding: frame.text, as: UTF8.self)
    case .param: tree.nodes[index].text = String(decoding: frame.text, as: UTF8.self)
    case .name:
      let range = WhiteSpace.trimmed(frame.text.span)
      let name = String(decoding: frame.text[range], as: UTF8.self)
      let position = XMLPosition(line: location.line, column: location.column)
      let expanded = try expand(name, default: frame.ns, at: position)
      tree.nodes[index].text = expanded.local
      tree.nodes[index].namespace = expanded.namespace
    case .element:
      if frame.awaitsName { throw DiagnosticError(.syntax, "'element' lacks a name", at: location) }
      if frame.children == 0 {
        throw DiagnosticError(
          .syntax, "'element' lacks its content; write '<empty/>' if it has none", at: location)
      }
    case .attribute:
      if frame.awaitsName {
        throw DiagnosticError(.syntax, "'attribute' lacks a name", at: location)
      }
    case .grammar, .div, .include, .data, .anyName, .nsName, .ref, .parentRef, .empty, .text,
      .notAllowed, .externalRef:
      break
    default:
      if frame.lastChild < 0 {
        throw DiagnosticError(.syntax, "'\(frame.kind.tag)' is empty", at: location)
      }
    }
  }

  private func failure(_ kind: DiagnosticKind, _ message: String, at position: XMLPosition)
    -> DiagnosticError
  {
    DiagnosticError(
      kind, message,
      at: SourceLocation(file: tree.file, line: position.line, column: position.column))
  }
}
