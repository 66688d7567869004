/// Walks two transcripts that are not the same side by side until they differ.
///
/// Nodes are compared by hand; the header and the people, which are few, by reflection, so that nothing
/// added to them can be forgotten here.
enum DifferenceSearch {
  /// The first difference between two runs of nodes.
  static func inNodes(_ first: [Node], _ second: [Node]) -> TranscriptDifference? {
    for index in 0..<min(first.count, second.count) {
      if let found = inNode(first[index], second[index]) {
        return found.inside(step(to: index, in: first))
      }
    }
    if first.count == second.count { return nil }
    let index = min(first.count, second.count)
    return TranscriptDifference(
      first: index < first.count ? summary(of: first[index]) : nil,
      second: index < second.count ? summary(of: second[index]) : nil
    ).inside(step(to: index, in: first.count > second.count ? first : second))
  }

  private static func inNode(_ first: Node, _ second: Node) -> TranscriptDifference? {
    switch (first, second) {
    case (.text(let one), .text(let other)), (.comment(let one), .comment(let other)),
      (.cdata(let one), .cdata(let other)),
      (.entityReference(let one), .entityReference(let other)):
      return inStrings(one, other)
    case (.processingInstruction(let one, let data), .processingInstruction(let other, let more)):
      return inStrings(one, other)?.inside("target") ?? inStrings(data, more)?.inside("data")
    case (.opaque(let one), .opaque(let other)):
      return inOpaque(one, other)
    default:
      guard let one = first.element, let other = second.element, type(of: one) == type(of: other)
      else {
        return TranscriptDifference(first: summary(of: first), second: summary(of: second))
      }
      return inAny(one, other)
    }
  }

  /// The same for elements of any type; that of both is the same.
  private static func inAny<Known: Element>(
    _ first: Known, _ second: any Element
  ) -> TranscriptDifference? {
    (second as? Known).flatMap { inElement(first, $0) }
  }

  private static func inElement<Known: Element>(
    _ first: Known, _ second: Known
  ) -> TranscriptDifference? {
    if !first.hasSameAttributes(as: second) {
      for (one, other) in zip(first.attributes, second.attributes) {
        if let found = inOptionals(one.value, other.value) { return found.inside(one.name) }
      }
    }
    return inExtras(first.extras, second.extras) ?? inNodes(first.content, second.content)
  }

  private static func inOpaque(_ first: Opaque, _ second: Opaque) -> TranscriptDifference? {
    inStrings(first.namespace, second.namespace)?.inside("namespace")
      ?? inStrings(first.name, second.name)?.inside("name")
      ?? inExtras(first.extras, second.extras) ?? inNodes(first.content, second.content)
  }

  private static func inExtras(_ first: Extras, _ second: Extras) -> TranscriptDifference? {
    if first.isEmpty, second.isEmpty { return nil }
    // Reflection is slow, and nearly all extras are the same.
    if first.areSame(as: second) { return nil }
    return inValues(first.each, second.each)?.inside("extras")
  }

  /// The first difference between two values of the same type, found by reflection.
  static func inValues(_ first: Any, _ second: Any) -> TranscriptDifference? {
    if let one = first as? String, let other = second as? String { return inStrings(one, other) }
    if let one = first as? [Node], let other = second as? [Node] { return inNodes(one, other) }
    let one = Mirror(reflecting: first)
    let other = Mirror(reflecting: second)
    if one.children.isEmpty || other.children.isEmpty {
      // A value without parts (a number, a case), or an optional or list that is empty on one side.
      if one.children.isEmpty, other.children.isEmpty,
        isSame(String(describing: first), String(describing: second))
      {
        return nil
      }
      return TranscriptDifference(first: summary(ofValue: first), second: summary(ofValue: second))
    }
    for (index, (part, counterpart)) in zip(one.children, other.children).enumerated() {
      if part.label != counterpart.label {
        return TranscriptDifference(
          first: summary(ofValue: first), second: summary(ofValue: second))
      }
      if let found = inValues(part.value, counterpart.value) {
        return found.inside(step(to: part.label, at: index, of: one))
      }
    }
    if one.children.count == other.children.count { return nil }
    let index = min(one.children.count, other.children.count)
    return TranscriptDifference(
      first: one.children.dropFirst(index).first.flatMap { summary(ofValue: $0.value) },
      second: other.children.dropFirst(index).first.flatMap { summary(ofValue: $0.value) }
    ).inside("[\(index + 1)]")
  }

  private static func inOptionals(_ first: String?, _ second: String?) -> TranscriptDifference? {
    switch (first, second) {
    case (nil, nil): nil
    case (let one?, let other?): inStrings(one, other)
    default: TranscriptDifference(first: first, second: second)
    }
  }

  private static func inStrings(_ first: String, _ second: String) -> TranscriptDifference? {
    if isSame(first, second) { return nil }
    let (one, other) = StringExcerpt.pair(first, second)
    return TranscriptDifference(first: one, second: other)
  }

  /// Whether two strings have the same bytes.
  static func isSame(_ first: String, _ second: String) -> Bool { first.isSame(as: second) }
}

extension DifferenceSearch {
  /// The name of the node at `index`, its number among those of the same name, its identifier.
  private static func step(to index: Int, in nodes: [Node]) -> String {
    let name = nodes[index].caseName
    let number = nodes[...index].count { $0.caseName == name }
    let id = nodes[index].element?.id.map { "#\($0.rawValue)" } ?? ""
    return "\(name)[\(number)]\(id)"
  }

  /// The name of a part of a value; wrappers that only hold one value are left out.
  private static func step(to label: String?, at index: Int, of whole: Mirror) -> String {
    switch whole.displayStyle {
    case .collection: "[\(index + 1)]"
    case .optional: ""
    default: label == "rawValue" || label == "each" ? "" : label ?? ".\(index)"
    }
  }

  private static func summary(of node: Node) -> String {
    if case .text(let run) = node { return StringExcerpt.start(of: run) }
    return "\(node.caseName) \(StringExcerpt.start(of: node.text))"
  }

  private static func summary(ofValue value: Any) -> String? {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional || mirror.children.first?.label == "rawValue" {
      return mirror.children.first.flatMap { summary(ofValue: $0.value) }
    }
    if let node = value as? Node { return summary(of: node) }
    return StringExcerpt.start(of: String(describing: value))
  }
}

extension Node {
  /// The name of the case.
  var caseName: String { Mirror(reflecting: self).children.first?.label ?? "" }
}
