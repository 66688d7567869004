import Transcripts
import XMLCore

extension Opaque {
  /// An element of the header without its content.
  init(_ element: TEIHeaderElement, _ attributes: [(TEIAttribute, String?)]) {
    var extras = Extras()
    for case (let attribute, let value?) in attributes {
      extras.each.append(
        attribute.isXML
          ? .xml(attribute, value)
          : .attribute(prefix: "", namespace: "", name: attribute.localName, value: value))
    }
    self.init(namespace: TEIVocabulary.namespace, name: element.name, extras: extras)
  }

  /// Whether it is this element of TEI.
  func isElement(_ element: TEIHeaderElement) -> Bool {
    name == element.name && namespace == TEIVocabulary.namespace
  }

  /// The elements directly inside.
  var children: [Opaque] {
    content.compactMap { if case .opaque(let child) = $0 { child } else { nil } }
  }

  /// The elements of this name directly inside.
  func children(_ element: TEIHeaderElement) -> [Opaque] {
    content.compactMap {
      if case .opaque(let child) = $0, child.isElement(element) { child } else { nil }
    }
  }

  /// The first element of this name directly inside.
  private func child(_ element: TEIHeaderElement) -> Opaque? {
    for case .opaque(let child) in content where child.isElement(element) { return child }
    return nil
  }

  /// The first element that is reached by these steps, each from the first that fits.
  func first(_ steps: TEIHeaderElement...) -> Opaque? {
    steps.reduce(Optional(self)) { inner, step in inner?.child(step) }
  }

  /// The elements of these names at any depth, in order.
  func descendants(_ elements: [TEIHeaderElement]) -> [Opaque] {
    var found: [Opaque] = []
    addDescendants(elements, to: &found)
    return found
  }

  private func addDescendants(_ elements: [TEIHeaderElement], to found: inout [Opaque]) {
    for case .opaque(let child) in content {
      if elements.contains(where: { child.isElement($0) }) { found.append(child) }
      child.addDescendants(elements, to: &found)
    }
  }

  /// Whether a header states digests, as the converter's do.
  var statesDigests: Bool {
    let types: [TEIHeaderType] = [.canonicalText, .sourceText, .sha256]
    return descendants([.idno]).contains { idno in
      types.contains { idno.attribute(.type) == $0.rawValue }
    }
  }

  /// The value of an attribute.
  func attribute(_ attribute: TEIAttribute) -> String? {
    let namespace = attribute.isXML ? XMLName.xmlNamespace : ""
    for case .attribute(_, namespace, attribute.localName, let value) in extras.each {
      return value
    }
    return nil
  }

  /// The text inside; folded where there are elements inside, since then it was laid out.
  var words: String {
    var text = ""
    for node in content { node.appendText(to: &text) }
    if !content.contains(where: { if case .opaque = $0 { true } else { false } }) { return text }
    return String(decoding: TextNormaliser.normalised(Array(text.utf8)), as: UTF8.self)
  }
}
