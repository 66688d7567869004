import Diagnostics
import XMLCore

/// Builds a transcript from the events of a TEI document.
final class TEITreeBuilder: XMLEventSink {
  /// The tree, behind a pointer: an event has a dozen things to look at.
  let tree: Held<TEITree>

  init(file: String, names: XMLNameTable, relay: TEIRelay? = nil) {
    tree = Held(TEITree(file: file, names: names))
    tree.value.relay = relay
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws { tree.value.startElement(tag) }
  func text(_ bytes: Span<UInt8>) throws { try tree.value.text(bytes) }
  func endElement(at position: XMLPosition) throws { try tree.value.endElement() }
  func comment(_ text: String) throws { tree.value.comment(text) }

  func processingInstruction(target: String, data: String) throws {
    tree.value.processingInstruction(target: target, data: data)
  }

  func entityReference(_ name: String) throws { tree.value.entityReference(name) }
  func startCDATA() throws { tree.value.startCDATA() }
  func endCDATA() throws { tree.value.endCDATA() }

  func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    tree.value.doctype(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset)
  }
}
