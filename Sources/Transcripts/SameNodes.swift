// Whether nodes are the same, to the byte: nearly always they are, and then nobody asks where they
// differ, which takes longer to tell.

extension [Node] {
  /// Whether both are the same nodes, to the byte.
  func areSame(as others: [Node]) -> Bool {
    if count != others.count { return false }
    let (first, second) = (self.span, others.span)
    for index in first.indices where !first[index].isSame(as: second[index]) { return false }
    return true
  }
}

extension Node {
  fileprivate func isSame(as other: Node) -> Bool {
    switch self {
    case .text(let run):
      if case .text(let other) = other { run.isSame(as: other) } else { false }
    case .opaque(let one):
      if case .opaque(let other) = other { one.isSame(as: other) } else { false }
    // The elements that are most of a transcript are compared as what they are, which spares a box
    // for each.
    case .utterance(let one):
      if case .utterance(let other) = other { one.isSame(as: other) } else { false }
    case .segment(let one):
      if case .segment(let other) = other { one.isSame(as: other) } else { false }
    case .paragraph(let one):
      if case .paragraph(let other) = other { one.isSame(as: other) } else { false }
    case .speakerLabel(let one):
      if case .speakerLabel(let other) = other { one.isSame(as: other) } else { false }
    case .description(let one):
      if case .description(let other) = other { one.isSame(as: other) } else { false }
    case .gap(let one):
      if case .gap(let other) = other { one.isSame(as: other) } else { false }
    case .furniture(let one):
      if case .furniture(let other) = other { one.isSame(as: other) } else { false }
    case .note(let one):
      if case .note(let other) = other { one.isSame(as: other) } else { false }
    case .quotation(let one):
      if case .quotation(let other) = other { one.isSame(as: other) } else { false }
    case .anchor(let one):
      if case .anchor(let other) = other { one.isSame(as: other) } else { false }
    case .vocal(let one):
      if case .vocal(let other) = other { one.isSame(as: other) } else { false }
    case .kinesic(let one):
      if case .kinesic(let other) = other { one.isSame(as: other) } else { false }
    case .incident(let one):
      if case .incident(let other) = other { one.isSame(as: other) } else { false }
    case .comment(let one):
      if case .comment(let other) = other { one.isSame(as: other) } else { false }
    case .cdata(let one):
      if case .cdata(let other) = other { one.isSame(as: other) } else { false }
    case .entityReference(let one):
      if case .entityReference(let other) = other { one.isSame(as: other) } else { false }
    case .processingInstruction(let target, let data):
      if case .processingInstruction(let other, let otherData) = other {
        target.isSame(as: other) && data.isSame(as: otherData)
      } else {
        false
      }
    default:
      if let one = element, let other = other.element { one.isSame(asAny: other) } else { false }
    }
  }
}

extension Element {
  /// The same for an element that may be of another type.
  fileprivate func isSame(asAny other: any Element) -> Bool {
    (other as? Self).map { isSame(as: $0) } ?? false
  }

  /// Whether both are the same element, to the byte.
  fileprivate func isSame(as other: Self) -> Bool {
    hasSameAttributes(as: other) && extras.areSame(as: other.extras)
      && content.areSame(as: other.content)
  }
}

extension Opaque {
  fileprivate func isSame(as other: Opaque) -> Bool {
    name.isSame(as: other.name) && namespace.isSame(as: other.namespace)
      && extras.areSame(as: other.extras) && content.areSame(as: other.content)
  }
}

extension Extras {
  /// Whether both are the same extras, to the byte.
  func areSame(as other: Extras) -> Bool {
    if each.count != other.each.count { return false }
    let (first, second) = (each.span, other.each.span)
    for index in first.indices where !first[index].isSame(as: second[index]) { return false }
    return true
  }
}

extension Extra {
  fileprivate func isSame(as other: Extra) -> Bool {
    switch (self, other) {
    case (.prefix(let one), .prefix(let other)): one.isSame(as: other)
    case (.namespace(let prefix, let uri), .namespace(let other, let otherURI)):
      prefix.isSame(as: other) && uri.isSame(as: otherURI)
    case (.attribute(let a, let b, let c, let d), .attribute(let e, let f, let g, let h)):
      a.isSame(as: e) && b.isSame(as: f) && c.isSame(as: g) && d.isSame(as: h)
    case (.prefix, _), (.namespace, _), (.attribute, _): false
    }
  }
}
