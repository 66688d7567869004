import Diagnostics
import XMLCore

/// Reads the compact syntax of RELAX NG into a ``SchemaTree``: the translation of its §5, by
/// recursive descent; annotations are passed over.
struct CompactReader {
  var tree: SchemaTree
  private let tokens: [CompactLexer.Token]
  private var position = 0
  private var depth = 0
  /// How deep patterns may nest, for they are read by recursion.
  private static let depthLimit = 150
  private let address: String
  private let inheritedNamespace: String
  private var defaultNamespace: String
  private var namespaces = [
    "xml": XMLName.xmlNamespace
  ]
  private var libraries = ["xsd": DatatypeLibrary.xsd]
  private var declaredPrefixes: Set<String> = []
  private var declaredLibraries: Set<String> = []
  private var context: Int32 = -1

  static func read(_ source: RelaxNGSource, inheritedNamespace: String) throws(DiagnosticError)
    -> SchemaTree
  {
    let tokens = try CompactLexer.tokens(of: source)
    var reader = CompactReader(source, tokens, inheritedNamespace)
    return try reader.schema()
  }

  private init(
    _ source: RelaxNGSource, _ tokens: [CompactLexer.Token], _ inheritedNamespace: String
  ) {
    tree = SchemaTree(file: source.file)
    address = source.address
    self.tokens = tokens
    self.inheritedNamespace = inheritedNamespace
    defaultNamespace = inheritedNamespace
  }

  // MARK: Tokens

  private var token: CompactLexer.Token { tokens[position] }
  private var kind: CompactLexer.Token.Kind { tokens[position].kind }

  private func kind(ahead: Int) -> CompactLexer.Token.Kind {
    tokens[min(position + ahead, tokens.count - 1)].kind
  }

  private mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  private func isAt(_ symbol: String) -> Bool { kind == .symbol(symbol) }

  private mutating func take(_ symbol: String) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  private mutating func takeKeyword(_ word: String) -> Bool {
    guard kind == .keyword(word) else { return false }
    advance()
    return true
  }

  private func failure(_ message: String, _ kind: DiagnosticKind = .syntax) -> DiagnosticError {
    DiagnosticError(
      kind, message,
      at: SourceLocation(file: tree.file, line: Int(token.line), column: Int(token.column)))
  }

  private var found: String {
    switch kind {
    case .identifier(let name), .keyword(let name), .symbol(let name): "'\(name)'"
    case .qualified(let prefix, let local): "'\(prefix):\(local)'"
    case .anyOf(let prefix): "'\(prefix):*'"
    case .literal(let text): "the text '\(text.prefix(30))'"
    case .end: "the end of the schema"
    }
  }

  private mutating func expect(_ symbol: String) throws(DiagnosticError) {
    if !take(symbol) { throw failure("expected '\(symbol)', found \(found)") }
  }

  /// An identifier; a keyword is one where no keyword could stand.
  private mutating func identifier(orKeyword: Bool = true) throws(DiagnosticError) -> String {
    switch kind {
    case .identifier(let name):
      advance()
      return name
    case .keyword(let name) where orKeyword:
      advance()
      return name
    default: throw failure("expected a name, found \(found)")
    }
  }

  /// Texts joined by `~`.
  private mutating func literal() throws(DiagnosticError) -> String {
    var result = ""
    repeat {
      guard case .literal(let text) = kind else { throw failure("expected a text, found \(found)") }
      advance()
      result += text
    } while take("~")
    return result
  }

  /// Passes over `[ … ]` before a thing.
  private mutating func skipAnnotations() throws(DiagnosticError) {
    while isAt("[") { try skipBrackets() }
  }

  private mutating func skipBrackets() throws(DiagnosticError) {
    let start = position
    var open = 0
    repeat {
      if isAt("[") { open += 1 }
      if isAt("]") { open -= 1 }
      if kind == .end {
        position = start
        throw failure("'[' without ']' after it")
      }
      advance()
    } while open > 0
  }

  /// Passes over `>> name [ … ]` behind a thing.
  private mutating func skipFollowing() throws(DiagnosticError) {
    while take(">>") {
      switch kind {
      case .identifier, .keyword, .qualified: advance()
      default: throw failure("expected the name of an annotation, found \(found)")
      }
      if !isAt("[") { throw failure("expected '[', found \(found)") }
      try skipBrackets()
    }
  }

  // MARK: Nodes

  private mutating func add(
    _ kind: SchemaTree.Kind, _ children: [Int32] = [], at place: CompactLexer.Token
  )
    -> Int32
  {
    var node = SchemaTree.Node(kind: kind, line: place.line, column: place.column)
    node.firstChild = children.first ?? -1
    let index = Int32(tree.nodes.count)
    tree.nodes.append(node)
    for (child, next) in zip(children, children.dropFirst()) {
      tree.nodes[Int(child)].nextSibling = next
    }
    return index
  }

  private mutating func enter() throws(DiagnosticError) {
    depth += 1
    if depth > Self.depthLimit {
      throw failure("patterns are nested more than \(Self.depthLimit) deep", .tooComplex)
    }
  }

  // MARK: Top level

  private mutating func schema() throws(DiagnosticError) -> SchemaTree {
    // The root has number 0, though it is known last.
    _ = add(.empty, at: token)
    try skipAnnotations()
    try declarations()
    let place = token
    let root: Int32
    if isGrammarContent {
      root = add(.grammar, try grammarContent(until: .end, inInclude: false), at: place)
    } else {
      root = try pattern()
    }
    if kind != .end { throw failure("nothing more was expected, but \(found) follows") }
    tree.nodes[0] = tree.nodes[Int(root)]
    return tree
  }

  private mutating func declarations() throws(DiagnosticError) {
    while true {
      try skipAnnotations()
      if takeKeyword("namespace") {
        let prefix = try identifier()
        try expect("=")
        let uri = try namespaceURI()
        if prefix == "xmlns" || (prefix == "xml") != (uri == XMLName.xmlNamespace) {
          throw failure("the prefix '\(prefix)' cannot stand for '\(uri)'")
        }
        try declare(prefix, uri)
      } else if kind == .keyword("default"), kind(ahead: 1) == .keyword("namespace") {
        advance()
        advance()
        var prefix: String?
        if !isAt("=") { prefix = try identifier() }
        try expect("=")
        let uri = try namespaceURI()
        if !declaredPrefixes.insert("").inserted {
          throw failure("the default namespace is declared twice")
        }
        defaultNamespace = uri
        if let prefix { try declare(prefix, uri) }
      } else if takeKeyword("datatypes") {
        let prefix = try identifier()
        try expect("=")
        let uri = try literal()
        if !declaredLibraries.insert(prefix).inserted {
          throw failure("the datatype prefix '\(prefix)' is declared twice")
        }
        if !uri.isEmpty, !URISyntax.isAbsolute(uri) {
          throw failure("'\(uri)' is not an absolute URI")
        }
        libraries[prefix] = uri
      } else {
        break
      }
    }
    let bindings = namespaces.map { NamespaceBinding(prefix: $0.key, uri: $0.value) }
    tree.contexts.append(bindings + [NamespaceBinding(prefix: "", uri: defaultNamespace)])
    context = 0
  }

  private mutating func declare(_ prefix: String, _ uri: String) throws(DiagnosticError) {
    if !declaredPrefixes.insert(prefix).inserted {
      throw failure("the prefix '\(prefix)' is declared twice")
    }
    namespaces[prefix] = uri
  }

  private mutating func namespaceURI() throws(DiagnosticError) -> String {
    takeKeyword("inherit") ? inheritedNamespace : try literal()
  }

  private var isGrammarContent: Bool {
    switch kind {
    case .keyword("start"), .keyword("div"), .keyword("include"), .end: true
    case .identifier, .keyword, .qualified:
      switch kind(ahead: 1) {
      case .symbol("="), .symbol("|="), .symbol("&="), .symbol("["): true
      default: false
      }
    default: false
    }
  }

  // MARK: Grammars

  private mutating func grammarContent(until end: CompactLexer.Token.Kind, inInclude: Bool)
    throws(DiagnosticError) -> [Int32]
  {
    try enter()
    defer { depth -= 1 }
    var parts: [Int32] = []
    while kind != end {
      try skipAnnotations()
      if kind == end { break }
      let place = token
      // An annotation element: `name [ … ]`.
      if kind(ahead: 1) == .symbol("[") {
        advance()
        try skipBrackets()
        continue
      }
      switch kind {
      case .keyword("div"):
        advance()
        try expect("{")
        let content = try grammarContent(until: .symbol("}"), inInclude: inInclude)
        try expect("}")
        parts.append(add(.div, content, at: place))
      case .keyword("include"):
        if inInclude { throw failure("an 'include' cannot stand in another") }
        parts.append(try include())
      case .keyword("start"):
        advance()
        parts.append(try definition(.start, name: "", at: place))
      case .identifier(let name):
        advance()
        parts.append(try definition(.define, name: name, at: place))
      default: throw failure("expected a definition, found \(found)")
      }
    }
    return parts
  }

  private mutating func definition(
    _ kind: SchemaTree.Kind, name: String, at place: CompactLexer.Token
  )
    throws(DiagnosticError) -> Int32
  {
    let combine: SchemaTree.Combine
    if take("=") {
      combine = .none
    } else if take("|=") {
      combine = .choice
    } else if take("&=") {
      combine = .interleave
    } else {
      throw failure("expected '=', '|=' or '&=', found \(found)")
    }
    let content = try pattern()
    let node = add(kind, [content], at: place)
    tree.nodes[Int(node)].text = name
    tree.nodes[Int(node)].combine = combine
    return node
  }

  private mutating func include() throws(DiagnosticError) -> Int32 {
    let place = token
    advance()
    let href = try literal()
    let namespace = try inheritance()
    var content: [Int32] = []
    if take("{") {
      content = try grammarContent(until: .symbol("}"), inInclude: true)
      try expect("}")
    }
    let node = add(.include, content, at: place)
    try refer(node, href, namespace)
    return node
  }

  private mutating func inheritance() throws(DiagnosticError) -> String {
    guard takeKeyword("inherit") else { return defaultNamespace }
    try expect("=")
    return try namespace(of: try identifier())
  }

  private mutating func refer(_ node: Int32, _ href: String, _ namespace: String)
    throws(DiagnosticError)
  {
    if href.utf8.contains(UInt8(ascii: "#")) {
      throw failure("'\(href)' must not have a fragment identifier")
    }
    tree.nodes[Int(node)].library = SchemaAddress.resolve(href, against: address)
    tree.nodes[Int(node)].namespace = namespace
  }

  private func namespace(of prefix: String) throws(DiagnosticError) -> String {
    guard let uri = namespaces[prefix] else {
      throw failure("the prefix '\(prefix)' is not declared")
    }
    return uri
  }

  // MARK: Patterns

  private mutating func pattern() throws(DiagnosticError) -> Int32 {
    try enter()
    defer { depth -= 1 }
    let place = token
    var parts = [try particle()]
    for (sign, kind) in [(",", SchemaTree.Kind.group), ("|", .choice), ("&", .interleave)]
    where isAt(sign) {
      while take(sign) { parts.append(try particle()) }
      if isAt(",") || isAt("|") || isAt("&") {
        throw failure("\(found) after '\(sign)' needs parentheses")
      }
      return add(kind, parts, at: place)
    }
    return parts[0]
  }

  private mutating func particle() throws(DiagnosticError) -> Int32 {
    try skipAnnotations()
    let place = token
    var result = try primary()
    try skipFollowing()
    for (sign, kind) in [("?", SchemaTree.Kind.optional), ("*", .zeroOrMore), ("+", .oneOrMore)]
    where take(sign) {
      result = add(kind, [result], at: place)
      try skipFollowing()
      break
    }
    return result
  }

  private mutating func braced() throws(DiagnosticError) -> Int32 {
    try expect("{")
    let content = try pattern()
    try expect("}")
    return content
  }

  private mutating func primary() throws(DiagnosticError) -> Int32 {
    let place = token
    switch kind {
    case .keyword("element"), .keyword("attribute"):
      let isAttribute = kind == .keyword("attribute")
      advance()
      let name = try nameClass(isAttribute)
      let content = try braced()
      return add(isAttribute ? .attribute : .element, [name, content], at: place)
    case .keyword("list"), .keyword("mixed"):
      let kind: SchemaTree.Kind = self.kind == .keyword("list") ? .list : .mixed
      advance()
      return add(kind, [try braced()], at: place)
    case .keyword("empty"), .keyword("text"), .keyword("notAllowed"):
      let kind: SchemaTree.Kind =
        self.kind == .keyword("empty")
        ? .empty : self.kind == .keyword("text") ? .text : .notAllowed
      advance()
      return add(kind, at: place)
    case .keyword("parent"):
      advance()
      let name = try identifier(orKeyword: false)
      let node = add(.parentRef, at: place)
      tree.nodes[Int(node)].text = name
      return node
    case .keyword("external"):
      advance()
      let href = try literal()
      let namespace = try inheritance()
      let node = add(.externalRef, at: place)
      try refer(node, href, namespace)
      return node
    case .keyword("grammar"):
      advance()
      try expect("{")
      let content = try grammarContent(until: .symbol("}"), inInclude: false)
      try expect("}")
      return add(.grammar, content, at: place)
    case .keyword("string"), .keyword("token"):
      let type = kind == .keyword("string") ? "string" : "token"
      advance()
      return try data(type, library: "", at: place)
    case .qualified(let prefix, let local):
      guard let library = libraries[prefix] else {
        throw failure("the datatype prefix '\(prefix)' is not declared")
      }
      advance()
      return try data(local, library: library, at: place)
    case .literal: return try value("token", library: "", at: place)
    case .identifier(let name):
      advance()
      let node = add(.ref, at: place)
      tree.nodes[Int(node)].text = name
      return node
    case .symbol("("):
      advance()
      let content = try pattern()
      try expect(")")
      return content
    default: throw failure("expected a pattern, found \(found)")
    }
  }

  private mutating func value(_ type: String, library: String, at place: CompactLexer.Token)
    throws(DiagnosticError) -> Int32
  {
    let text = try literal()
    let node = add(.value, at: place)
    tree.nodes[Int(node)].text = text
    tree.nodes[Int(node)].type = type
    tree.nodes[Int(node)].library = library
    tree.nodes[Int(node)].namespace = defaultNamespace
    tree.nodes[Int(node)].context = context
    return node
  }

  private mutating func data(_ type: String, library: String, at place: CompactLexer.Token)
    throws(DiagnosticError) -> Int32
  {
    if case .literal = kind { return try value(type, library: library, at: place) }
    var parts: [Int32] = []
    if take("{") {
      while !isAt("}") {
        try skipAnnotations()
        let start = token
        let name = try identifier()
        try expect("=")
        let text = try literal()
        let node = add(.param, at: start)
        tree.nodes[Int(node)].library = name
        tree.nodes[Int(node)].text = text
        parts.append(node)
      }
      try expect("}")
    }
    let start = token
    if take("-") {
      try skipAnnotations()
      parts.append(add(.except, [try primary()], at: start))
    }
    let node = add(.data, parts, at: place)
    tree.nodes[Int(node)].type = type
    tree.nodes[Int(node)].library = library
    return node
  }

  // MARK: Name classes

  private mutating func nameClass(_ isAttribute: Bool) throws(DiagnosticError) -> Int32 {
    try enter()
    defer { depth -= 1 }
    let place = token
    var parts = [try simpleNameClass(isAttribute)]
    while take("|") { parts.append(try simpleNameClass(isAttribute)) }
    if parts.count == 1 { return parts[0] }
    let node = add(.choice, parts, at: place)
    tree.nodes[Int(node)].isNameClass = true
    return node
  }

  private mutating func simpleNameClass(_ isAttribute: Bool) throws(DiagnosticError) -> Int32 {
    try skipAnnotations()
    let place = token
    var node: Int32
    switch kind {
    case .symbol("("):
      advance()
      node = try nameClass(isAttribute)
      try expect(")")
      try skipFollowing()
      return node
    case .symbol("*"):
      advance()
      node = add(.anyName, try exception(isAttribute), at: place)
    case .anyOf(let prefix):
      let uri = try namespace(of: prefix)
      advance()
      node = add(.nsName, try exception(isAttribute), at: place)
      tree.nodes[Int(node)].namespace = uri
    case .qualified(let prefix, let local):
      let uri = try namespace(of: prefix)
      advance()
      node = add(.name, at: place)
      tree.nodes[Int(node)].text = local
      tree.nodes[Int(node)].namespace = uri
    default:
      let name = try identifier()
      node = add(.name, at: place)
      tree.nodes[Int(node)].text = name
      tree.nodes[Int(node)].namespace = isAttribute ? "" : defaultNamespace
    }
    tree.nodes[Int(node)].isNameClass = true
    try skipFollowing()
    return node
  }

  private mutating func exception(_ isAttribute: Bool) throws(DiagnosticError) -> [Int32] {
    let place = token
    guard take("-") else { return [] }
    return [add(.except, [try simpleNameClass(isAttribute)], at: place)]
  }
}
