import Diagnostics

/// The definitions of a schema by grammar (§4.11, §4.17, §4.18), before they are patterns.
struct Grammar {
  /// A number of a grammar in the schema.
  typealias ScopeID = Int

  struct Scope {
    var parent: ScopeID?
    var definitions: [String: Int] = [:]
    var start: Int?
    /// The files that are being read in where the grammar stands.
    var openFiles: [Int32]
    /// How many grammars are around it.
    var depth: Int
  }

  /// Grammars nested deeper than this contain themselves.
  private static let depthLimit = 100

  /// All that is defined under one name in one grammar.
  struct Definition {
    var name: String
    var scope: ScopeID
    var parts: [SchemaFiles.Reference] = []
    var combine = SchemaTree.Combine.none
    var plainPart: SchemaFiles.Reference?
    var pattern: PatternID?
    var isBeingBuilt = false
  }

  /// What an `include` replaces, and what of it was there.
  private struct Overrides {
    var names: [String: SchemaFiles.Reference] = [:]
    var start: SchemaFiles.Reference?
    var foundNames: Set<String> = []
    var foundStart = false
  }

  var files: SchemaFiles
  private(set) var scopes: [Scope] = []
  var definitions: [Definition] = []
  private var overrides: [Overrides] = []
  /// The files being included, outermost first.
  private var includes: [Int32] = []

  init(files: SchemaFiles) {
    self.files = files
  }

  /// Gathers the definitions of the `grammar` at `node`.
  mutating func addScope(
    _ node: SchemaFiles.Reference, parent: ScopeID?, openFiles: [Int32]
  ) throws(DiagnosticError) -> ScopeID {
    let scope = scopes.count
    let depth = parent.map { scopes[$0].depth + 1 } ?? 0
    if depth > Self.depthLimit {
      throw DiagnosticError(
        .recursion, "grammars are nested more than \(Self.depthLimit) deep, or contain themselves",
        at: files.location(of: node))
    }
    scopes.append(Scope(parent: parent, openFiles: openFiles, depth: depth))
    // What an outer grammar overrides does not reach into a grammar of its own.
    let outer = overrides
    overrides = []
    defer { overrides = outer }
    try gather(node, into: scope)
    if scopes[scope].start == nil {
      throw DiagnosticError(.syntax, "the grammar has no 'start'", at: files.location(of: node))
    }
    return scope
  }

  private mutating func gather(_ node: SchemaFiles.Reference, into scope: ScopeID)
    throws(DiagnosticError)
  {
    for child in files.children(of: node) {
      switch files[child].kind {
      case .start, .define: try add(child, to: scope)
      case .div: try gather(child, into: scope)
      case .include: try include(child, into: scope)
      default: break
      }
    }
  }

  private mutating func add(_ part: SchemaFiles.Reference, to scope: ScopeID)
    throws(DiagnosticError)
  {
    let node = files[part]
    let isStart = node.kind == .start
    var isOverridden = false
    for index in overrides.indices {
      if isStart, overrides[index].start != nil {
        overrides[index].foundStart = true
        isOverridden = true
      } else if !isStart, overrides[index].names[node.text] != nil {
        overrides[index].foundNames.insert(node.text)
        isOverridden = true
      }
    }
    if isOverridden { return }
    let known = isStart ? scopes[scope].start : scopes[scope].definitions[node.text]
    let index = known ?? definitions.count
    if known == nil {
      definitions.append(Definition(name: isStart ? "start" : node.text, scope: scope))
      if isStart {
        scopes[scope].start = index
      } else {
        scopes[scope].definitions[node.text] = index
      }
    }
    let what = isStart ? "'start'" : "'\(node.text)'"
    if node.combine == .none {
      if let other = definitions[index].plainPart {
        throw DiagnosticError(
          Diagnostic(
            .combine, "\(what) is defined twice without 'combine'", at: files.location(of: part),
            notes: [.init("it is also defined here", at: files.location(of: other))]))
      }
      definitions[index].plainPart = part
    } else if definitions[index].combine == .none {
      definitions[index].combine = node.combine
    } else if definitions[index].combine != node.combine {
      throw DiagnosticError(
        .combine, "\(what) is combined by 'choice' in one place and by 'interleave' in another",
        at: files.location(of: part))
    }
    definitions[index].parts.append(part)
  }

  /// §4.7: the grammar of another file, with what stands in the `include` in place of its own.
  private mutating func include(_ node: SchemaFiles.Reference, into scope: ScopeID)
    throws(DiagnosticError)
  {
    let root = try files.referenced(by: node)
    let location = files.location(of: node)
    if includes.contains(root.file) || root.file == node.file || includes.count > 100 {
      throw DiagnosticError(.recursion, "'\(files[node].library)' includes itself", at: location)
    }
    guard files[root].kind == .grammar else {
      throw DiagnosticError(
        .syntax, "'\(files[node].library)' is no grammar; use 'externalRef' for a pattern",
        at: location)
    }
    var own = Overrides()
    collectOverrides(node, into: &own)
    overrides.append(own)
    includes.append(root.file)
    try gather(root, into: scope)
    includes.removeLast()
    let found = overrides.removeLast()
    if let start = own.start, !found.foundStart {
      throw DiagnosticError(
        .undefined, "the included grammar has no 'start' to override", at: files.location(of: start)
      )
    }
    for (name, part) in own.names.sorted(by: { $0.key < $1.key })
    where !found.foundNames.contains(name) {
      throw DiagnosticError(
        .undefined, "the included grammar does not define '\(name)', which is overridden",
        at: files.location(of: part))
    }
    try gather(node, into: scope)
  }

  private func collectOverrides(_ node: SchemaFiles.Reference, into overrides: inout Overrides) {
    for child in files.children(of: node) {
      switch files[child].kind {
      case .start: overrides.start = child
      case .define: overrides.names[files[child].text] = child
      case .div: collectOverrides(child, into: &overrides)
      default: break
      }
    }
  }
}
