import Diagnostics
import XMLCore

/// Makes patterns of a schema: §4.11 to §4.21 of the specification.
struct PatternBuilder {
  private struct Pending {
    var element: Int32
    var node: SchemaFiles.Reference
    var scope: Grammar.ScopeID?
    var openFiles: [Int32]
  }

  private struct ValueKey: Hashable {
    var type: BuiltInType
    var value: TypedValue
  }

  var grammar: Grammar
  var table = PatternTable()
  var names = NameClassTable()
  var datatypes: [Datatype] = []
  var values: [SchemaValue] = []
  var expressions: [RegularExpression] = []
  /// Where the elements are written.
  var elementNodes: [SchemaFiles.Reference] = []
  /// Where each pattern was written first.
  var origins = Origins()
  private var expressionIndexes: [ExactText: Int] = [:]
  private var datatypeIndexes: [String: Int32] = [:]
  private var valueIndexes: [ValueKey: Int32] = [:]
  private var pending: [Pending] = []
  private var openFiles: [Int32] = []
  private var depth = 0
  /// Whether what is built can be reached from the start.
  private var isReachable = true
  private var workspace = DatatypeWorkspace()

  /// How deep patterns and definitions may nest without an element between: they are built by
  /// recursion.
  private static let depthLimit = 200

  init(files: SchemaFiles) {
    grammar = Grammar(files: files)
  }

  /// The pattern of the whole schema, with the contents of all elements.
  mutating func build(root: SchemaFiles.Reference) throws(DiagnosticError) -> PatternID {
    openFiles.append(root.file)
    let start = try pattern(root, nil)
    openFiles.removeLast()
    try buildContents()
    // What is not reachable must be correct, too (§4.18), but may contain itself (§4.19).
    isReachable = false
    var index = 0
    while index < grammar.definitions.count {
      _ = try definition(index, usedAt: nil)
      try buildContents()
      index += 1
    }
    if table.isExhausted {
      throw DiagnosticError(
        .tooComplex, "the patterns are too many or nested too deeply", at: location(root))
    }
    return start
  }

  private mutating func buildContents() throws(DiagnosticError) {
    while let next = pending.popLast() {
      let parts = grammar.files.children(of: next.node).filter { !grammar.files[$0].isNameClass }
      openFiles = next.openFiles
      let content = try grouped(parts, next.scope)
      table.setContent(of: next.element, content)
    }
  }

  func location(_ node: SchemaFiles.Reference) -> SourceLocation {
    grammar.files.location(of: node)
  }

  // MARK: Patterns

  private mutating func pattern(_ node: SchemaFiles.Reference, _ scope: Grammar.ScopeID?)
    throws(DiagnosticError) -> PatternID
  {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit {
      throw DiagnosticError(
        .tooComplex, "patterns are nested more than \(Self.depthLimit) deep between two elements",
        at: location(node))
    }
    let result = try simplified(node, scope)
    if origins[result.index] == nil { origins[result.index] = node }
    return result
  }

  private mutating func simplified(_ node: SchemaFiles.Reference, _ scope: Grammar.ScopeID?)
    throws(DiagnosticError) -> PatternID
  {
    let here = grammar.files[node]
    switch here.kind {
    case .empty: return .empty
    case .notAllowed: return .notAllowed
    case .text: return .text
    case .group: return try grouped(grammar.files.children(of: node), scope)
    case .choice:
      return try joined(grammar.files.children(of: node), scope) { $0.schemaChoice($1, $2) }
    case .interleave:
      return try joined(grammar.files.children(of: node), scope) { $0.interleave($1, $2) }
    case .optional:
      let content = try grouped(grammar.files.children(of: node), scope)
      return table.schemaChoice(.empty, content)
    case .zeroOrMore:
      let content = try grouped(grammar.files.children(of: node), scope)
      let repeated = table.oneOrMore(content)
      return table.schemaChoice(.empty, repeated)
    case .oneOrMore:
      let content = try grouped(grammar.files.children(of: node), scope)
      return table.oneOrMore(content)
    case .mixed:
      let content = try grouped(grammar.files.children(of: node), scope)
      return table.interleave(.text, content)
    case .list:
      let content = try grouped(grammar.files.children(of: node), scope)
      return table.list(content)
    case .element: return try element(node, scope)
    case .attribute: return try attribute(node, scope)
    case .data: return try data(node, scope)
    case .value: return try value(node)
    case .ref, .parentRef: return try reference(node, scope)
    case .externalRef:
      let root = try grammar.files.referenced(by: node)
      if openFiles.contains(root.file) {
        throw DiagnosticError(.recursion, "'\(here.library)' refers to itself", at: location(node))
      }
      openFiles.append(root.file)
      defer { openFiles.removeLast() }
      let result = try pattern(root, scope)
      return result
    case .grammar:
      let inner = try grammar.addScope(node, parent: scope, openFiles: openFiles)
      guard let start = grammar.scopes[inner].start else { return .notAllowed }
      return try definition(start, usedAt: node)
    default: return .notAllowed
    }
  }

  private mutating func grouped(_ nodes: [SchemaFiles.Reference], _ scope: Grammar.ScopeID?)
    throws(DiagnosticError) -> PatternID
  {
    try joined(nodes, scope) { $0.group($1, $2) }
  }

  /// Joins many patterns in a balanced tree, so that nesting stays low however long the list is.
  private mutating func joined(
    _ nodes: [SchemaFiles.Reference], _ scope: Grammar.ScopeID?,
    _ join: (inout PatternTable, PatternID, PatternID) -> PatternID
  ) throws(DiagnosticError) -> PatternID {
    var parts: [PatternID] = []
    for node in nodes { parts.append(try pattern(node, scope)) }
    if parts.isEmpty { return .empty }
    while parts.count > 1 {
      var next: [PatternID] = []
      var index = 0
      while index < parts.count {
        if index + 1 < parts.count {
          let joined = join(&table, parts[index], parts[index + 1])
          if origins[joined.index] == nil, let first = nodes.first { origins[joined.index] = first }
          next.append(joined)
        } else {
          next.append(parts[index])
        }
        index += 2
      }
      parts = next
    }
    return parts[0]
  }

  private mutating func element(_ node: SchemaFiles.Reference, _ scope: Grammar.ScopeID?)
    throws(DiagnosticError) -> PatternID
  {
    let nameClass = try self.nameClass(of: node)
    let number = table.reserveElement()
    elementNodes.append(node)
    pending.append(Pending(element: number, node: node, scope: scope, openFiles: openFiles))
    return table.intern(.element(nameClass, number))
  }

  private mutating func attribute(_ node: SchemaFiles.Reference, _ scope: Grammar.ScopeID?)
    throws(DiagnosticError) -> PatternID
  {
    let nameClass = try self.nameClass(of: node, isAttribute: true)
    let parts = grammar.files.children(of: node).filter { !grammar.files[$0].isNameClass }
    // §4.12: an attribute without content holds text.
    let content = parts.isEmpty ? PatternID.text : try grouped(parts, scope)
    return table.attribute(nameClass, content)
  }

  private mutating func reference(_ node: SchemaFiles.Reference, _ scope: Grammar.ScopeID?)
    throws(DiagnosticError) -> PatternID
  {
    let here = grammar.files[node]
    let target = here.kind == .ref ? scope : scope.flatMap { grammar.scopes[$0].parent }
    guard let target else {
      throw DiagnosticError(
        .undefined,
        "'\(here.kind.tag)' to '\(here.text)' stands in no grammar that could define it",
        at: location(node))
    }
    guard let index = grammar.scopes[target].definitions[here.text] else {
      let near = Spelling.nearest(
        to: here.text, in: Array(grammar.scopes[target].definitions.keys), limit: 1)
      let hint = near.first.map { "; did you mean '\($0)'?" } ?? ""
      throw DiagnosticError(.undefined, "'\(here.text)' is not defined\(hint)", at: location(node))
    }
    return try definition(index, usedAt: node)
  }

  private mutating func definition(_ index: Int, usedAt node: SchemaFiles.Reference?)
    throws(DiagnosticError) -> PatternID
  {
    if let known = grammar.definitions[index].pattern { return known }
    let definition = grammar.definitions[index]
    if definition.isBeingBuilt {
      if !isReachable { return .notAllowed }
      let place = node ?? definition.parts[0]
      throw DiagnosticError(
        .recursion, "'\(definition.name)' contains itself without an element between",
        at: location(place))
    }
    grammar.definitions[index].isBeingBuilt = true
    let outerFiles = openFiles
    openFiles = grammar.scopes[definition.scope].openFiles
    defer { openFiles = outerFiles }
    var parts: [PatternID] = []
    for part in definition.parts {
      parts.append(try grouped(grammar.files.children(of: part), definition.scope))
    }
    var result = parts[0]
    for part in parts.dropFirst() {
      result =
        definition.combine == .interleave
        ? table.interleave(result, part) : table.schemaChoice(result, part)
      if origins[result.index] == nil { origins[result.index] = definition.parts[0] }
    }
    grammar.definitions[index].isBeingBuilt = false
    grammar.definitions[index].pattern = result
    return result
  }

  // MARK: Datatypes

  private mutating func data(_ node: SchemaFiles.Reference, _ scope: Grammar.ScopeID?)
    throws(DiagnosticError) -> PatternID
  {
    let here = grammar.files[node]
    let place = location(node)
    var datatype = Datatype(try type(here, at: place))
    var except = PatternID.notAllowed
    for child in grammar.files.children(of: node) {
      let part = grammar.files[child]
      if part.kind == .except {
        except = try joined(grammar.files.children(of: child), scope) { $0.schemaChoice($1, $2) }
        continue
      }
      if here.library != DatatypeLibrary.xsd {
        throw DiagnosticError(
          .datatype, "'\(here.type)' of the built-in library has no parameters", at: location(child)
        )
      }
      do {
        if part.library == "pattern" {
          datatype.add(pattern: try expression(part.text), part.text)
        } else {
          var scratch = DatatypeWorkspace()
          try DatatypeLibrary.add(part.library, part.text, to: &datatype, &scratch)
        }
      } catch {
        throw DiagnosticError(.datatype, Self.text(of: error), at: location(child))
      }
    }
    let key = "\(here.library) \(datatype.description)"
    let number = datatypeIndexes[key] ?? Int32(datatypes.count)
    if number == datatypes.count {
      datatypes.append(datatype)
      datatypeIndexes[key] = number
    }
    return except == .notAllowed
      ? table.intern(.data(number)) : table.intern(.dataExcept(number, except))
  }

  /// The number of a regular expression, which is compiled when it is met first.
  private mutating func expression(_ text: String) throws(DatatypeLibrary.Failure) -> Int {
    if let known = expressionIndexes[ExactText(text)] { return known }
    do {
      expressions.append(try RegularExpression(text))
    } catch {
      throw .badParameter(name: "pattern", reason: error.reason)
    }
    expressionIndexes[ExactText(text)] = expressions.count - 1
    return expressions.count - 1
  }

  private mutating func value(_ node: SchemaFiles.Reference) throws(DiagnosticError) -> PatternID {
    let here = grammar.files[node]
    let place = location(node)
    let type = try type(here, at: place)
    workspace.namespaces =
      here.context < 0
      ? [("", here.namespace)]
      : grammar.files.trees[Int(node.file)].contexts[Int(here.context)].map { ($0.prefix, $0.uri) }
    let bytes = Self.normal(Array(here.text.utf8), type)
    let isEntity =
      (type == .entity || type == .entities)
      && grammar.files.trees[Int(node.file)].declaresEntities
    let typed = type.value(bytes.span, &workspace)
    let isInBounds = Datatype(type).bounds.isEmpty || Datatype(type).allows(bytes.span, &workspace)
    guard let value = isEntity ? .text(bytes) : typed, isInBounds else {
      throw DiagnosticError(
        .datatype, "'\(here.text)' is not a value of '\(type.rawValue)'", at: place)
    }
    let key = ValueKey(type: type, value: value)
    let number = valueIndexes[key] ?? Int32(values.count)
    if number == values.count {
      values.append(SchemaValue(type: type, value: value, text: here.text))
      valueIndexes[key] = number
    }
    return table.intern(.value(number))
  }

  private static func normal(_ text: [UInt8], _ type: BuiltInType) -> [UInt8] {
    switch type.whiteSpace {
    case .preserve: text
    case .replace: text.map { WhiteSpace.contains($0) ? 0x20 : $0 }
    case .collapse: WhiteSpace.collapsed(text.span)
    }
  }

  private func type(_ node: SchemaTree.Node, at location: SourceLocation) throws(DiagnosticError)
    -> BuiltInType
  {
    do {
      return try DatatypeLibrary.type(node.type, in: node.library)
    } catch .unknownType(let hint) {
      throw DiagnosticError(.datatype, "there is no datatype '\(node.type)'; \(hint)", at: location)
    } catch {
      throw DiagnosticError(.datatype, Self.text(of: error), at: location)
    }
  }

  private static func text(of failure: DatatypeLibrary.Failure) -> String {
    switch failure {
    case .unknownLibrary(let library):
      "the datatype library '\(library)' is not known; there are '\(DatatypeLibrary.xsd)' and '\(DatatypeLibrary.compatibility)'"
    case .unknownType(let hint): hint
    case .badParameter(let name, let reason): "parameter '\(name)': \(reason)"
    }
  }
}

/// Where patterns were written first.
struct Origins {
  private var nodes: [SchemaFiles.Reference?] = []

  subscript(pattern: Int32) -> SchemaFiles.Reference? {
    get { Int(pattern) < nodes.count ? nodes[Int(pattern)] : nil }
    set {
      while nodes.count <= Int(pattern) { nodes.append(nil) }
      nodes[Int(pattern)] = newValue
    }
  }
}

/// A `value` of the simple syntax.
struct SchemaValue: Sendable {
  var type: BuiltInType
  var value: TypedValue
  /// As the schema writes it.
  var text: String
}
