extension Transcript {
  /// The transcript in the one form that reading gives: no empty run of text, no two in a row,
  /// extras in the order of Canonical XML, categories by taxonomy.
  ///
  /// Transcripts that are written as the same TEI are equal in this form.
  public func normalised() -> Transcript {
    var result = self
    result.content = content.normalised()
    result.header.verbatim = header.verbatim?.normalised()
    result.header.categories = Category.Taxonomy.allCases.flatMap { taxonomy in
      header.categories.filter { $0.taxonomy == taxonomy }
    }
    if let around = surroundings {
      result.surroundings = Surroundings(
        beforeRoot: around.beforeRoot.normalised(), root: around.root.inCanonicalOrder(),
        beforeHeader: around.beforeHeader.normalised(), hasHeader: around.hasHeader,
        beforeText: around.beforeText.normalised(), text: around.text.inCanonicalOrder(),
        afterText: around.afterText.normalised(), afterRoot: around.afterRoot.normalised(),
        documentType: around.documentType, holdsRoot: around.holdsRoot)
    }
    return result
  }
}

extension [Node] {
  /// The nodes with neighbouring runs of text joined, empty ones left out, and the same inside.
  public func normalised() -> [Node] {
    var result: [Node] = []
    result.reserveCapacity(count)
    for node in self {
      guard case .text(let run) = node else {
        result.append(node.normalised())
        continue
      }
      if run.isEmpty { continue }
      if case .text(let before)? = result.last {
        result[result.count - 1] = .text(before + run)
      } else {
        result.append(node)
      }
    }
    return result
  }
}

extension Opaque {
  /// The same element in the form that reading gives.
  public func normalised() -> Opaque {
    Opaque(
      namespace: namespace, name: name, extras: extras.inCanonicalOrder(),
      content: content.normalised())
  }
}

extension Node {
  /// The same node in the form that reading gives.
  public func normalised() -> Node {
    switch self {
    case .text, .cdata, .entityReference, .comment, .processingInstruction: self
    case .opaque(let opaque): .opaque(opaque.normalised())
    default: mapElement { $0.normalised() }
    }
  }
}

extension Element {
  /// The same element in the form that reading gives.
  public func normalised() -> Self {
    var result = self
    result.content = content.normalised()
    result.extras = extras.inCanonicalOrder()
    return result
  }
}
