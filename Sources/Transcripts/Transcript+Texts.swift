extension Transcript {
  /// The content of every TEI `text` in the document that lies in no other, in order.
  ///
  /// One, as a rule; a `teiCorpus` has many, a list of persons that stands alone has none. A part of a
  /// text that stands alone is one itself.
  public var texts: [[Node]] {
    if surroundings?.holdsRoot == true {
      let isPart = content.contains { $0.element != nil }
      return isPart && content.texts.isEmpty ? [content] : content.texts
    }
    let around = surroundings
    return (around?.beforeText.texts ?? []) + [content] + (around?.afterText.texts ?? [])
  }
}

extension [Node] {
  /// The content of every TEI `text` among the nodes and inside them that lies in no other.
  fileprivate var texts: [[Node]] {
    flatMap { node -> [[Node]] in
      if case .block(let block) = node, block.form == .text { return [block.content] }
      return node.content.texts
    }
  }
}
