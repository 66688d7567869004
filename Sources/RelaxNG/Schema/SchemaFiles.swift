import Diagnostics
import XMLCore

/// The files that a schema consists of, each read once.
struct SchemaFiles {
  /// A node of one of the files.
  struct Reference: Hashable {
    var file: Int32
    var node: Int32
  }

  private struct Key: Hashable {
    var address: String
    var namespace: String
  }

  private(set) var trees: [SchemaTree] = []
  private var indexes: [Key: Int32] = [:]
  private var open: [String] = []
  private let resolve: (String) throws -> RelaxNGSource?

  init(resolve: @escaping (String) throws -> RelaxNGSource?) {
    self.resolve = resolve
  }

  subscript(reference: Reference) -> SchemaTree.Node {
    trees[Int(reference.file)].nodes[Int(reference.node)]
  }

  func children(of reference: Reference) -> [Reference] {
    var result: [Reference] = []
    let tree = trees[Int(reference.file)]
    var child = tree.nodes[Int(reference.node)].firstChild
    while child >= 0 {
      result.append(Reference(file: reference.file, node: child))
      child = tree.nodes[Int(child)].nextSibling
    }
    return result
  }

  func location(of reference: Reference) -> SourceLocation {
    trees[Int(reference.file)].location(of: reference.node)
  }

  /// Reads the schema itself.
  mutating func readRoot(_ source: RelaxNGSource) throws(DiagnosticError) -> Reference {
    try read(source, namespace: "")
  }

  /// The pattern or grammar that an `externalRef` or `include` at `reference` names (§4.6, §4.7).
  mutating func referenced(by reference: Reference) throws(DiagnosticError) -> Reference {
    let node = self[reference]
    let key = Key(address: node.library, namespace: node.namespace)
    if let known = indexes[key] { return Reference(file: known, node: 0) }
    let location = location(of: reference)
    let source: RelaxNGSource?
    do {
      source = try resolve(node.library)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.unreadable, "'\(node.library)' cannot be read: \(error)", at: location)
    }
    guard let source else {
      throw DiagnosticError(
        .unreadable, "'\(node.library)' does not exist or may not be read", at: location)
    }
    let root = try read(source, namespace: node.namespace)
    indexes[key] = root.file
    return root
  }

  private mutating func read(_ source: RelaxNGSource, namespace: String) throws(DiagnosticError)
    -> Reference
  {
    let tree: SchemaTree
    if source.isCompact {
      tree = try CompactReader.read(source, inheritedNamespace: namespace)
    } else {
      let names = XMLNameTable()
      let reader = XMLReader(file: source.file, names: names)
      let sink = XMLSchemaReader(
        file: source.file, address: source.address, inheritedNamespace: namespace, names: names)
      do {
        try reader.parse(source.bytes, into: sink)
      } catch let error as DiagnosticError {
        throw error
      } catch {
        throw DiagnosticError(.unreadable, "\(error)", at: SourceLocation(file: source.file))
      }
      tree = sink.tree
    }
    guard !tree.nodes.isEmpty else {
      throw DiagnosticError(.syntax, "the schema is empty", at: SourceLocation(file: source.file))
    }
    trees.append(tree)
    return Reference(file: Int32(trees.count - 1), node: 0)
  }
}
