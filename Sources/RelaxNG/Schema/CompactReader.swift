import Diagnostics
import XMLCore

/// Reads the compact syntax of RELAX NG into a ``SchemaTree``: its appendix A §1, by recursive descent.
///
/// Annotations are checked and passed over.
struct CompactReader {
  var tree: SchemaTree
  private let tokens: [CompactLexer.Token]
  var position = 0
  var depth = 0
  /// How deep patterns may nest, for they are read by recursion.
  private static let depthLimit = 150
  private let address: String
  private let inheritedNamespace: String
  private var defaultNamespace: String
  private(set) var namespaces = [
    "xml": XMLName.xmlNamespace
  ]
  /// The prefixes that stand for what the including file says.
  private(set) var inheritedPrefixes: Set<String> = []
  private var libraries = ["xsd": DatatypeLibrary.xsd]
  private var declaredPrefixes: Set<String> = []
  private var declaredLibraries: Set<String> = []
  private var context: Int32 = -1
  /// Whether the pattern just read became more than one element, by an annotation behind it (appendix
  /// A §1, constraint "single element").
  private var isSequence = false
  /// Where the pattern just read has an exception without parentheses around both.
  private var openException: Int?

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

  var token: CompactLexer.Token { tokens[position] }
  var kind: CompactLexer.Token.Kind { tokens[position].kind }

  func kind(ahead: Int) -> CompactLexer.Token.Kind {
    tokens[min(position + ahead, tokens.count - 1)].kind
  }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  func isAt(_ symbol: String) -> Bool { kind == .symbol(symbol) }

  mutating func take(_ symbol: String) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  private mutating func takeKeyword(_ word: String) -> Bool {
    guard kind == .keyword(word) else { return false }
    advance()
    return true
  }

  func failure(_ message: String, _ kind: DiagnosticKind = .syntax) -> DiagnosticError {
    DiagnosticError(
      kind, message,
      at: SourceLocation(file: tree.file, line: Int(token.line), column: Int(token.column)))
  }

  var found: String {
    switch kind {
    case .identifier(let name), .keyword(let name), .symbol(let name): "'\(name)'"
    case .qualified(let prefix, let local): "'\(prefix):\(local)'"
    case .anyOf(let prefix): "'\(prefix):*'"
    case .literal(let text): "the text '\(text.prefix(30))'"
    case .documentation: "documentation ('##')"
    case .end: "the end of the schema"
    }
  }

  mutating func expect(_ symbol: String) throws(DiagnosticError) {
    if !take(symbol) { throw failure("expected '\(symbol)', found \(found)") }
  }

  /// An identifier; a keyword is one where no keyword could stand.
  mutating func identifier(orKeyword: Bool = true) throws(DiagnosticError) -> String {
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
  mutating func literal() throws(DiagnosticError) -> String {
    var result = ""
    repeat {
      guard case .literal(let text) = kind else { throw failure("expected a text, found \(found)") }
      advance()
      result += text
    } while take("~")
    return result
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

  mutating func enter() throws(DiagnosticError) {
    depth += 1
    if depth > Self.depthLimit {
      throw failure("patterns are nested more than \(Self.depthLimit) deep", .tooComplex)
    }
  }

  // MARK: Top level

  private mutating func schema() throws(DiagnosticError) -> SchemaTree {
    // The root has number 0, though it is known last.
    _ = add(.empty, at: token)
    try declarations()
    let place = token
    let root: Int32
    if try isGrammarContent() {
      root = add(.grammar, try grammarContent(until: .end, inInclude: false), at: place)
    } else {
      root = try pattern()
      if isSequence {
        throw failure("an annotation cannot follow the pattern that is the whole schema")
      }
    }
    if kind != .end { throw failure("nothing more was expected, but \(found) follows") }
    tree.nodes[0] = tree.nodes[Int(root)]
    return tree
  }

  private mutating func declarations() throws(DiagnosticError) {
    while true {
      if takeKeyword("namespace") {
        try declarePrefix()
      } else if kind == .keyword("default"), kind(ahead: 1) == .keyword("namespace") {
        advance()
        advance()
        if !declaredPrefixes.insert("").inserted {
          throw failure("the default namespace is declared twice")
        }
        if isAt("=") {
          advance()
          defaultNamespace = try namespaceURI()
          if defaultNamespace == XMLName.xmlNamespace {
            throw failure("only the prefix 'xml' can stand for '\(defaultNamespace)'")
          }
        } else {
          defaultNamespace = try declarePrefix()
        }
      } else if takeKeyword("datatypes") {
        let prefix = try identifier()
        try expect("=")
        let uri = try literal()
        if !declaredLibraries.insert(prefix).inserted {
          throw failure("the datatype prefix '\(prefix)' is declared twice")
        }
        if prefix == "xsd", uri != DatatypeLibrary.xsd {
          throw failure("the datatype prefix 'xsd' cannot stand for '\(uri)'")
        }
        if !uri.isEmpty, !URISyntax.isAbsolute(uri) || uri.utf8.contains(UInt8(ascii: "#")) {
          throw failure("'\(uri)' is not an absolute URI without fragment")
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

  /// Declares the prefix whose name is next; the namespace that it stands for.
  @discardableResult
  private mutating func declarePrefix() throws(DiagnosticError) -> String {
    let prefix = try identifier()
    try expect("=")
    let isInherited = kind == .keyword("inherit")
    let uri = try namespaceURI()
    if prefix == "xmlns" || (prefix == "xml") != (uri == XMLName.xmlNamespace) {
      throw failure("the prefix '\(prefix)' cannot stand for '\(uri)'")
    }
    if !declaredPrefixes.insert(prefix).inserted {
      throw failure("the prefix '\(prefix)' is declared twice")
    }
    namespaces[prefix] = uri
    if isInherited { inheritedPrefixes.insert(prefix) }
    return uri
  }

  private mutating func namespaceURI() throws(DiagnosticError) -> String {
    takeKeyword("inherit") ? inheritedNamespace : try literal()
  }

  /// Whether a definition or an annotation of a grammar comes next, and not a pattern.
  private mutating func isGrammarContent() throws(DiagnosticError) -> Bool {
    let start = position
    defer { position = start }
    let isAnnotated = try annotations()
    switch kind {
    case .keyword("start"), .keyword("div"), .keyword("include"), .end: return true
    case .identifier, .qualified:
      switch kind(ahead: 1) {
      case .symbol("="), .symbol("|="), .symbol("&="): return true
      case .symbol("["): return !isAnnotated
      default: return false
      }
    default: return false
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
      if isAtAnnotationElement {
        try annotationElement(.outermost)
        continue
      }
      try annotations()
      let place = token
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

  func namespace(of prefix: String) throws(DiagnosticError) -> String {
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
      try refuseOpenException()
      while take(sign) {
        parts.append(try particle())
        try refuseOpenException()
      }
      if isAt(",") || isAt("|") || isAt("&") {
        throw failure("\(found) after '\(sign)' needs parentheses")
      }
      isSequence = false
      return add(kind, parts, at: place)
    }
    return parts[0]
  }

  /// Beside an operator it would not be plain how far an exception goes.
  private mutating func refuseOpenException() throws(DiagnosticError) {
    guard let openException else { return }
    position = openException
    throw failure("'-' and what stands around it need parentheses here")
  }

  private mutating func particle() throws(DiagnosticError) -> Int32 {
    let isAnnotated = try annotations()
    let place = token
    var result = try primary()
    let isOpen = isSequence && !isAnnotated && place.kind == .symbol("(")
    openException = try exception(of: result)
    isSequence = try followingAnnotations() || isOpen
    for (sign, kind) in [("?", SchemaTree.Kind.optional), ("*", .zeroOrMore), ("+", .oneOrMore)]
    where isAt(sign) {
      try refuseOpenException()
      advance()
      result = add(kind, [result], at: place)
      isSequence = try followingAnnotations()
      break
    }
    return result
  }

  /// Reads `- …` behind a datatype without parentheses, and gives it to `node`; where it began.
  private mutating func exception(of node: Int32) throws(DiagnosticError) -> Int? {
    guard isAt("-"), tree.nodes[Int(node)].kind == .data,
      tokens[position - 1].kind != .symbol(")")
    else { return nil }
    let start = position
    advance()
    try annotations()
    let except = add(.except, [try primary()], at: tokens[start])
    if let last = tree.children(of: node).last {
      tree.nodes[Int(last)].nextSibling = except
    } else {
      tree.nodes[Int(node)].firstChild = except
    }
    return start
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
        try annotations()
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
    try annotations()
    let first = try simpleNameClass(isAttribute)
    if isAt("-") {
      let kind = tree.nodes[Int(first)].kind
      guard kind == .anyName || kind == .nsName, tokens[position - 1].kind != .symbol(")") else {
        throw failure("'-' must follow '*' or 'prefix:*'")
      }
      let start = token
      advance()
      try annotations()
      let except = add(.except, [try simpleNameClass(isAttribute)], at: start)
      tree.nodes[Int(first)].firstChild = except
      try followingAnnotations()
      if isAt("|") { throw failure("'|' behind an exception needs parentheses around that") }
      return first
    }
    try followingAnnotations()
    var parts = [first]
    while take("|") {
      try annotations()
      parts.append(try simpleNameClass(isAttribute))
      if isAt("-") { throw failure("an exception behind '|' needs parentheses around it") }
      try followingAnnotations()
    }
    if parts.count == 1 { return first }
    let node = add(.choice, parts, at: place)
    tree.nodes[Int(node)].isNameClass = true
    return node
  }

  private mutating func simpleNameClass(_ isAttribute: Bool) throws(DiagnosticError) -> Int32 {
    let place = token
    let node: Int32
    switch kind {
    case .symbol("("):
      advance()
      node = try nameClass(isAttribute)
      try expect(")")
      return node
    case .symbol("*"):
      advance()
      node = add(.anyName, at: place)
    case .anyOf(let prefix):
      let uri = try namespace(of: prefix)
      advance()
      node = add(.nsName, at: place)
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
    return node
  }
}
