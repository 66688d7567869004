extension Node {
  /// The same node with its element replaced by what `change` makes of it; what is no element that
  /// the model knows stays as it is.
  ///
  /// - Parameter change: gives back an element of the same type; one of another type is not taken.
  public func mapElement(_ change: (any Element) -> any Element) -> Node {
    /// The changed element, if it still is what it was.
    func changed<Known: Element>(_ element: Known) -> Known { change(element) as? Known ?? element }
    return switch self {
    case .text, .cdata, .entityReference, .opaque, .comment, .processingInstruction: self
    case .frontMatter(let element): .frontMatter(changed(element))
    case .body(let element): .body(changed(element))
    case .backMatter(let element): .backMatter(changed(element))
    case .timeline(let element): .timeline(changed(element))
    case .timePoint(let element): .timePoint(changed(element))
    case .division(let element): .division(changed(element))
    case .heading(let element): .heading(changed(element))
    case .documentTitle(let element): .documentTitle(changed(element))
    case .titlePart(let element): .titlePart(changed(element))
    case .documentDate(let element): .documentDate(changed(element))
    case .byline(let element): .byline(changed(element))
    case .dateline(let element): .dateline(changed(element))
    case .speakerLabel(let element): .speakerLabel(changed(element))
    case .note(let element): .note(changed(element))
    case .furniture(let element): .furniture(changed(element))
    case .utterance(let element): .utterance(changed(element))
    case .segment(let element): .segment(changed(element))
    case .paragraph(let element): .paragraph(changed(element))
    case .figure(let element): .figure(changed(element))
    case .figureDescription(let element): .figureDescription(changed(element))
    case .reference(let element): .reference(changed(element))
    case .identifier(let element): .identifier(changed(element))
    case .gap(let element): .gap(changed(element))
    case .description(let element): .description(changed(element))
    case .unclear(let element): .unclear(changed(element))
    case .metamark(let element): .metamark(changed(element))
    case .vocal(let element): .vocal(changed(element))
    case .kinesic(let element): .kinesic(changed(element))
    case .incident(let element): .incident(changed(element))
    case .pause(let element): .pause(changed(element))
    case .sic(let element): .sic(changed(element))
    case .correction(let element): .correction(changed(element))
    case .choice(let element): .choice(changed(element))
    case .supplied(let element): .supplied(changed(element))
    case .quotation(let element): .quotation(changed(element))
    case .mention(let element): .mention(changed(element))
    case .documentQuotation(let element): .documentQuotation(changed(element))
    case .anchor(let element): .anchor(changed(element))
    case .token(let element): .token(changed(element))
    case .sentence(let element): .sentence(changed(element))
    case .name(let element): .name(changed(element))
    case .datum(let element): .datum(changed(element))
    case .link(let element): .link(changed(element))
    case .annotationGroup(let element): .annotationGroup(changed(element))
    case .annotationSpan(let element): .annotationSpan(changed(element))
    case .phrase(let element): .phrase(changed(element))
    case .milestone(let element): .milestone(changed(element))
    case .speech(let element): .speech(changed(element))
    case .stageDirection(let element): .stageDirection(changed(element))
    case .verse(let element): .verse(changed(element))
    case .block(let element): .block(changed(element))
    case .annotationBlock(let element): .annotationBlock(changed(element))
    case .shift(let element): .shift(changed(element))
    case .writing(let element): .writing(changed(element))
    }
  }

  /// The same node with other nodes inside; what holds none stays as it is.
  public func replacingContent(_ content: [Node]) -> Node {
    if case .opaque(var opaque) = self {
      opaque.content = content
      return .opaque(opaque)
    }
    return mapElement { element in
      var element = element
      element.content = content
      return element
    }
  }
}
