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
        afterText: around.afterText.normalised(), afterRoot: around.afterRoot.normalised())
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
    case .text, .comment, .processingInstruction: self
    case .frontMatter(let element): .frontMatter(element.normalised())
    case .body(let element): .body(element.normalised())
    case .backMatter(let element): .backMatter(element.normalised())
    case .timeline(let element): .timeline(element.normalised())
    case .timePoint(let element): .timePoint(element.normalised())
    case .division(let element): .division(element.normalised())
    case .heading(let element): .heading(element.normalised())
    case .documentTitle(let element): .documentTitle(element.normalised())
    case .titlePart(let element): .titlePart(element.normalised())
    case .documentDate(let element): .documentDate(element.normalised())
    case .byline(let element): .byline(element.normalised())
    case .dateline(let element): .dateline(element.normalised())
    case .speakerLabel(let element): .speakerLabel(element.normalised())
    case .note(let element): .note(element.normalised())
    case .furniture(let element): .furniture(element.normalised())
    case .utterance(let element): .utterance(element.normalised())
    case .segment(let element): .segment(element.normalised())
    case .paragraph(let element): .paragraph(element.normalised())
    case .figure(let element): .figure(element.normalised())
    case .figureDescription(let element): .figureDescription(element.normalised())
    case .reference(let element): .reference(element.normalised())
    case .identifier(let element): .identifier(element.normalised())
    case .gap(let element): .gap(element.normalised())
    case .description(let element): .description(element.normalised())
    case .unclear(let element): .unclear(element.normalised())
    case .metamark(let element): .metamark(element.normalised())
    case .vocal(let element): .vocal(element.normalised())
    case .kinesic(let element): .kinesic(element.normalised())
    case .incident(let element): .incident(element.normalised())
    case .pause(let element): .pause(element.normalised())
    case .sic(let element): .sic(element.normalised())
    case .correction(let element): .correction(element.normalised())
    case .choice(let element): .choice(element.normalised())
    case .supplied(let element): .supplied(element.normalised())
    case .quotation(let element): .quotation(element.normalised())
    case .mention(let element): .mention(element.normalised())
    case .documentQuotation(let element): .documentQuotation(element.normalised())
    case .anchor(let element): .anchor(element.normalised())
    case .opaque(let opaque): .opaque(opaque.normalised())
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
