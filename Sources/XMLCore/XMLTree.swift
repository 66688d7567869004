/// A document as a read-only tree, in flat arrays.
///
/// Nodes are numbered in document order, so a node's descendants are the nodes up to its
/// ``end(of:)``. Comments and processing instructions are nodes; CDATA is text; neighbouring text is
/// one node. A reference to an entity that was not read is a node of its own.
public struct XMLTree {
  /// A node, by its place in document order.
  public struct Node: Hashable, Sendable, Comparable {
    /// The number, 0 for the document itself.
    public let index: Int32

    /// The node with this number.
    package init(index: Int) {
      self.index = Int32(index)
    }

    /// The document itself: parent of the root element and of what stands beside it.
    public static let document = Node(index: 0)

    /// Document order.
    public static func < (first: Self, second: Self) -> Bool { first.index < second.index }
  }

  /// What a node is.
  public enum Kind: UInt8, Hashable, Sendable {
    /// The document itself.
    case document
    /// An element.
    case element
    /// Character data.
    case text
    /// A comment.
    case comment
    /// A processing instruction.
    case processingInstruction
    /// A reference to an entity that was not read.
    case entityReference
  }

  /// An attribute.
  public struct Attribute: Hashable, Sendable {
    /// The number of the name.
    public let name: XMLNameTable.ID
    /// The value, references resolved.
    public let value: String
    /// Whether it stands in the document; `false` for a default from a DTD.
    public let isSpecified: Bool
  }

  struct Record {
    var kind: Kind
    var parent: Int32
    /// One behind the last descendant.
    var end: Int32
    /// For an element the number of its name, for anything else the index of its text.
    var content: Int32
    var attributes: Range<Int32>
    var namespaces: Range<Int32>
    var position: XMLPosition
  }

  /// The table that numbers the names.
  public let names: XMLNameTable
  /// The file as the user named it.
  public let file: String
  let records: [Record]
  let texts: [String]
  let attributes: [Attribute]
  let namespaces: [(prefix: String, uri: String)]

  /// The number of nodes, with the document itself.
  public var count: Int { records.count }

  /// The root element.
  public var root: Node? { children(of: .document).first { kind(of: $0) == .element } }

  /// Reads a document.
  ///
  /// - Throws: as ``XMLReader/parse(_:into:)``.
  public static func read(
    _ bytes: [UInt8], file: String, names: XMLNameTable = XMLNameTable(),
    options: XMLReader.Options = XMLReader.Options()
  ) throws -> XMLTree {
    let reader = XMLReader(file: file, names: names, options: options)
    let builder = XMLTreeBuilder(names: names, file: file, locator: reader.locator)
    try reader.parse(bytes, into: builder)
    return builder.tree
  }

  // MARK: - A node

  /// What the node is.
  public func kind(of node: Node) -> Kind { self[node].kind }

  /// The number of the name of an element; `nil` for any other node.
  public func nameID(of node: Node) -> XMLNameTable.ID? {
    let record = self[node]
    return record.kind == .element ? XMLNameTable.ID(index: record.content) : nil
  }

  /// The name of an element; `nil` for any other node.
  public func name(of node: Node) -> XMLName? {
    nameID(of: node).map { names[$0].name }
  }

  /// The text of a text node or comment, the data of an instruction, the name of an entity; empty
  /// for an element and the document.
  public func content(of node: Node) -> String {
    let record = self[node]
    switch record.kind {
    case .document, .element: return ""
    case .processingInstruction: return texts[Int(record.content) + 1]
    case .text, .comment, .entityReference: return texts[Int(record.content)]
    }
  }

  /// The target of a processing instruction; `nil` for any other node.
  public func target(of node: Node) -> String? {
    let record = self[node]
    return record.kind == .processingInstruction ? texts[Int(record.content)] : nil
  }

  /// All character data inside the node, in document order: XPath's string value of an element.
  public func text(of node: Node) -> String {
    var result = ""
    for other in node.index..<self[node].end {
      let record = records[Int(other)]
      if record.kind == .text { result += texts[Int(record.content)] }
    }
    return result
  }

  /// Just behind the start tag of an element; the end of any other node.
  public func position(of node: Node) -> XMLPosition { self[node].position }

  // MARK: - Around a node

  /// The node that this one is in; `nil` for the document.
  public func parent(of node: Node) -> Node? {
    node == .document ? nil : Node(index: Int(self[node].parent))
  }

  /// The nodes directly inside, in document order.
  public func children(of node: Node) -> Children {
    Children(tree: self, following: node.index + 1, end: self[node].end)
  }

  /// The elements directly inside, in document order.
  public func elements(of node: Node) -> some Sequence<Node> {
    children(of: node).lazy.filter { kind(of: $0) == .element }
  }

  /// The node with the smallest number behind all descendants of this one.
  ///
  /// Descendants are the numbers between a node and its end.
  public func end(of node: Node) -> Node { Node(index: Int(self[node].end)) }

  /// The descendants of a node, in document order.
  public func descendants(of node: Node) -> some Sequence<Node> {
    ((node.index + 1)..<self[node].end).lazy.map { Node(index: Int($0)) }
  }

  /// The node before this one in the same parent.
  public func previousSibling(of node: Node) -> Node? {
    guard let parent = parent(of: node), node.index > parent.index + 1 else { return nil }
    // The node before ends where this one begins; climb from the last of its descendants.
    var other = Node(index: Int(node.index) - 1)
    while let above = self.parent(of: other), above != parent { other = above }
    return other
  }

  /// The node after this one in the same parent.
  public func nextSibling(of node: Node) -> Node? {
    guard let parent = parent(of: node), self[node].end < self[parent].end else { return nil }
    return Node(index: Int(self[node].end))
  }

  // MARK: - Attributes and namespaces

  /// The attributes of an element, in the order of the document.
  public func attributes(of node: Node) -> ArraySlice<Attribute> {
    let range = self[node].attributes
    return attributes[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// The value of an attribute, if the element has it.
  public func attribute(_ name: XMLName, of node: Node) -> String? {
    attributes(of: node).first { names[$0.name].name == name }?.value
  }

  /// The value of an attribute without namespace, if the element has it.
  public func attribute(_ local: String, of node: Node) -> String? {
    attribute(XMLName(local), of: node)
  }

  /// The namespaces declared in the start tag of an element.
  public func namespaces(declaredAt node: Node) -> [(prefix: String, uri: String)] {
    let range = self[node].namespaces
    return Array(namespaces[Int(range.lowerBound)..<Int(range.upperBound)])
  }

  /// The namespace that a prefix stands for at a node; `nil` where it stands for none.
  public func namespace(ofPrefix prefix: String, at node: Node) -> String? {
    if prefix == "xml" { return XMLName.xmlNamespace }
    var place: Node? = node
    while let here = place {
      let range = self[here].namespaces
      for declaration in namespaces[Int(range.lowerBound)..<Int(range.upperBound)]
      where declaration.prefix == prefix {
        return declaration.uri.isEmpty ? nil : declaration.uri
      }
      place = parent(of: here)
    }
    return nil
  }

  private subscript(node: Node) -> Record { records[Int(node.index)] }
}

extension XMLTree {
  /// The nodes directly inside a node.
  public struct Children: Sequence, IteratorProtocol {
    let tree: XMLTree
    var following: Int32
    let end: Int32

    /// The next node.
    public mutating func next() -> Node? {
      guard following < end else { return nil }
      let node = Node(index: Int(following))
      following = tree.records[Int(following)].end
      return node
    }
  }
}
