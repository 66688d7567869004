import Testing
import XMLCore

@Suite struct XMLTreeTests {
  static let document = """
    <!--0--><a xmlns="u" xmlns:p="v" b="1">one<b><c/>two</b><!--x--><?t d?>three&e;<p:d p:b="2"/></a>
    """

  private func tree() throws -> XMLTree {
    let doctype = "<!DOCTYPE a SYSTEM 's'>"
    return try XMLTree.read(Array((doctype + Self.document).utf8), file: "a.xml")
  }

  @Test func hasNodesInDocumentOrder() throws {
    let tree = try tree()
    let nodes = tree.descendants(of: .document).map { node in
      "\(tree.kind(of: node)) \(tree.name(of: node)?.description ?? tree.content(of: node))"
    }
    #expect(
      nodes == [
        "comment 0", "element {u}a", "text one", "element {u}b", "element {u}c", "text two",
        "comment x", "processingInstruction d", "text three", "entityReference e",
        "element {v}d",
      ])
  }

  @Test func leadsFromNodeToNode() throws {
    let tree = try tree()
    let root = try #require(tree.root)
    let children = Array(tree.children(of: root))
    #expect(children.count == 7)
    for (index, child) in children.enumerated() {
      #expect(tree.parent(of: child) == root)
      #expect(tree.previousSibling(of: child) == (index > 0 ? children[index - 1] : nil))
      #expect(
        tree.nextSibling(of: child) == (index + 1 < children.count ? children[index + 1] : nil))
    }
    #expect(tree.elements(of: root).map { tree.name(of: $0)?.local } == ["b", "d"])
    #expect(tree.parent(of: root) == .document && tree.parent(of: .document) == nil)
    #expect(tree.text(of: root) == "onetwothree")
    #expect(tree.target(of: children[3]) == "t")
  }

  @Test func knowsAttributesAndNamespaces() throws {
    let tree = try tree()
    let root = try #require(tree.root)
    let last = try #require(Array(tree.elements(of: root)).last)
    #expect(tree.attribute("b", of: root) == "1")
    #expect(tree.attribute(XMLName("b", in: "v"), of: last) == "2")
    #expect(tree.attribute("b", of: last) == nil)
    #expect(tree.namespace(ofPrefix: "", at: last) == "u")
    #expect(tree.namespace(ofPrefix: "p", at: last) == "v")
    #expect(tree.namespace(ofPrefix: "q", at: last) == nil)
    #expect(tree.namespace(ofPrefix: "xml", at: last) == XMLName.xmlNamespace)
  }

  @Test func knowsPlaces() throws {
    let tree = try XMLTree.read(Array("<a>\n<b/>\ntext<!--c-->\n</a>".utf8), file: "a.xml")
    let root = try #require(tree.root)
    let places = tree.children(of: root).map { node in
      "\(tree.kind(of: node)) \(tree.position(of: node).line):\(tree.position(of: node).column)"
    }
    #expect(places == ["text 2:1", "element 2:5", "text 3:5", "comment 3:13", "text 4:1"])
  }
}
