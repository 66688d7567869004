import Diagnostics
import XMLCore

// Name classes, with the constraints of §4.16.
extension PatternBuilder {
  /// Where a name class stands, for what it may contain.
  private enum Exception {
    case none, anyName, nsName
  }

  /// The name class of the `element` or `attribute` at `node`.
  mutating func nameClass(of node: SchemaFiles.Reference, isAttribute: Bool = false)
    throws(DiagnosticError) -> NameClassID
  {
    guard
      let child = grammar.files.children(of: node).first(where: { grammar.files[$0].isNameClass })
    else {
      throw DiagnosticError(.syntax, "a name is missing", at: location(node))
    }
    return try nameClass(child, isAttribute, .none)
  }

  private mutating func nameClass(
    _ node: SchemaFiles.Reference, _ isAttribute: Bool, _ exception: Exception
  ) throws(DiagnosticError) -> NameClassID {
    let here = grammar.files[node]
    switch here.kind {
    case .name:
      if isAttribute, here.text == "xmlns", here.namespace.isEmpty {
        throw DiagnosticError(.name, "'xmlns' is no attribute", at: location(node))
      }
      try checkNamespace(here.namespace, isAttribute, node)
      return names.intern(
        .name(names.alphabet.enter(XMLName(here.text, in: here.namespace))))
    case .anyName:
      if exception != .none {
        throw DiagnosticError(.name, "'anyName' cannot be an exception", at: location(node))
      }
      let except = try self.exception(of: node, isAttribute, .anyName)
      return names.intern(.anyName(except: except))
    case .nsName:
      if exception == .nsName {
        throw DiagnosticError(
          .name, "'nsName' cannot be an exception to 'nsName'", at: location(node))
      }
      try checkNamespace(here.namespace, isAttribute, node)
      let namespace = names.alphabet.namespaceIndex(here.namespace)
      let except = try self.exception(of: node, isAttribute, .nsName)
      return names.intern(.nsName(namespace: namespace, except: except))
    default:
      return try choice(of: grammar.files.children(of: node), isAttribute, exception)
    }
  }

  private mutating func exception(
    of node: SchemaFiles.Reference, _ isAttribute: Bool, _ exception: Exception
  ) throws(DiagnosticError) -> NameClassID? {
    guard let except = grammar.files.children(of: node).first else { return nil }
    return try choice(of: grammar.files.children(of: except), isAttribute, exception)
  }

  private mutating func choice(
    of nodes: [SchemaFiles.Reference], _ isAttribute: Bool, _ exception: Exception
  ) throws(DiagnosticError) -> NameClassID {
    var parts: [NameClassID] = []
    for node in nodes { parts.append(try nameClass(node, isAttribute, exception)) }
    // Balanced, so that looking into it nests little.
    while parts.count > 1 {
      var next: [NameClassID] = []
      for index in stride(from: 0, to: parts.count, by: 2) {
        next.append(
          index + 1 < parts.count
            ? names.intern(.choice(parts[index], parts[index + 1])) : parts[index])
      }
      parts = next
    }
    return parts[0]
  }

  private func checkNamespace(
    _ namespace: String, _ isAttribute: Bool, _ node: SchemaFiles.Reference
  )
    throws(DiagnosticError)
  {
    if isAttribute, namespace == "http://www.w3.org/2000/xmlns" {
      throw DiagnosticError(
        .name, "attributes of the namespace '\(namespace)' are declarations", at: location(node))
    }
  }
}
