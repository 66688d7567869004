import Transcripts
import XMLCore

/// Takes the converter's header, element by element: writes it, or holds it against one that was read.
///
/// So that no tree has to be built of it: a header is most of what a short document is made of.
protocol HeaderSink {
  /// Takes the start of an element, with those of the attributes that have a value; they come in the
  /// order of Canonical XML.
  mutating func open(_ element: TEIHeaderElement, _ attributes: [(TEIAttribute, String?)])
  /// Takes text, which is not empty and does not follow text.
  mutating func text(_ text: String)
  /// Takes the end of the element that was opened last.
  mutating func close()
}

extension HeaderSink {
  /// An element on a line of its own, with text in it, if it is not empty.
  mutating func line(
    _ element: TEIHeaderElement, _ attributes: [(TEIAttribute, String?)] = [], text: String = ""
  ) {
    open(element, attributes)
    if !text.isEmpty { self.text(text) }
    close()
    self.text("\n")
  }

  /// An element on lines of its own, with elements in it that are on lines of their own.
  mutating func lines(
    _ element: TEIHeaderElement, _ attributes: [(TEIAttribute, String?)] = [],
    _ content: (inout Self) -> Void
  ) {
    open(element, attributes)
    text("\n")
    content(&self)
    close()
    text("\n")
  }
}

/// Tells whether a header that was read is, node by node, the one that it takes.
struct HeaderMatch: HeaderSink {
  /// Whether all that has come is the same; when the last element has been closed, whether the header is.
  private(set) var isSame = true
  /// What is left of the content of each element that is open, from the outside in.
  private var open: [ArraySlice<Node>]

  /// Creates a match with an element and all that is in it.
  init(_ header: Opaque) {
    open = [[.opaque(header)]]
  }

  private mutating func next() -> Node? {
    isSame ? open[open.count - 1].popFirst() : nil
  }

  mutating func open(_ element: TEIHeaderElement, _ attributes: [(TEIAttribute, String?)]) {
    guard case .opaque(let found)? = next(), found.isElement(element),
      Self.isSame(found.extras, attributes)
    else {
      isSame = false
      return
    }
    open.append(found.content[...])
  }

  private static func isSame(_ extras: Extras, _ attributes: [(TEIAttribute, String?)]) -> Bool {
    var rest = extras.each.count
    for case (let attribute, let value?) in attributes {
      let prefix = attribute.isXML ? "xml" : ""
      let namespace = attribute.isXML ? XMLName.xmlNamespace : ""
      let isThere = extras.each.contains {
        if case .attribute(prefix, namespace, attribute.localName, let found) = $0 {
          found.isSame(as: value)
        } else {
          false
        }
      }
      if !isThere { return false }
      rest -= 1
    }
    return rest == 0
  }

  mutating func text(_ text: String) {
    guard case .text(let found)? = next(), found.isSame(as: text) else {
      isSame = false
      return
    }
  }

  mutating func close() {
    if isSame, let rest = open.popLast() { isSame = rest.isEmpty }
  }
}
