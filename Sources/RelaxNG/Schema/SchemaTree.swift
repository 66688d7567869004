import Diagnostics

/// A schema as it was written, in either syntax, after §4.1 to §4.4, §4.8 and §4.10 of the
/// specification: no annotations, every name with its namespace, every datatype with its library.
struct SchemaTree: Sendable {
  /// An element of the XML syntax.
  enum Kind: UInt8, Sendable, CaseIterable {
    case element, attribute, group, interleave, choice, optional, zeroOrMore, oneOrMore, list, mixed
    case ref, parentRef, empty, value, data, text, notAllowed, externalRef, grammar
    case param, except, define, start, div, include, name, anyName, nsName

    /// The name of the element.
    var tag: String { "\(self)" }

    /// Whether it is a pattern.
    var isPattern: Bool { rawValue <= Kind.grammar.rawValue }

    /// Whether it may be part of a name class.
    var isNameClass: Bool {
      self == .name || self == .anyName || self == .nsName || self == .choice
    }
  }

  /// How several definitions of one name come together (§4.17).
  enum Combine: UInt8, Sendable {
    case none, choice, interleave
  }

  struct Node: Sendable {
    var kind: Kind
    var combine = Combine.none
    /// Whether the `ns` attribute of an external reference was written out on it.
    var isNameClass = false
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    var line: Int32 = 0
    var column: Int32 = 0
    /// The name, the type, the text of a value or parameter.
    var text = ""
    /// The namespace of a name, a value or a reference to another file.
    var namespace = ""
    /// The datatype library of a value or datatype; the resolved address of a reference; the name
    /// of a parameter.
    var library = ""
    /// The type of a value.
    var type = ""
    /// The namespaces declared around a value; an index of ``SchemaTree/contexts``, or -1.
    var context: Int32 = -1
  }

  /// The file, as the user named it.
  let file: String
  var nodes: [Node] = []
  var contexts: [[NamespaceBinding]] = []
  /// Whether the file declares unparsed entities, any of which may be a value in it.
  var declaresEntities = false

  init(file: String) {
    self.file = file
  }

  /// The children of a node.
  func children(of node: Int32) -> [Int32] {
    var result: [Int32] = []
    var child = nodes[Int(node)].firstChild
    while child >= 0 {
      result.append(child)
      child = nodes[Int(child)].nextSibling
    }
    return result
  }

  /// Where a node stands in its file.
  func location(of node: Int32) -> SourceLocation {
    let node = nodes[Int(node)]
    return SourceLocation(file: file, line: Int(node.line), column: Int(node.column))
  }
}

/// A prefix and what it stands for.
struct NamespaceBinding: Hashable, Sendable {
  var prefix: String
  var uri: String
}
