import Transcripts
import XMLCore

extension TEIReader {
  /// The node for an element that has a type of its own in the model.
  static func node(
    _ element: TEIElement, id: ElementID?, _ attributes: inout TEIAttributes,
    _ content: consuming [Node]
  ) -> Node {
    switch element {
    case .anchor:
      .anchor(
        Anchor(
          id: id, moment: attributes.take(.synch), content: content, extras: attributes.rest()))
    case .back: .backMatter(BackMatter(id: id, content: content, extras: attributes.rest()))
    case .bibl: .reference(Reference(id: id, content: content, extras: attributes.rest()))
    case .body: .body(Body(id: id, content: content, extras: attributes.rest()))
    case .byline: .byline(Byline(id: id, content: content, extras: attributes.rest()))
    case .choice: .choice(Choice(id: id, content: content, extras: attributes.rest()))
    case .corr: .correction(Correction(id: id, content: content, extras: attributes.rest()))
    case .dateline: .dateline(Dateline(id: id, content: content, extras: attributes.rest()))
    case .desc:
      .description(
        Description(
          id: id, language: attributes.take(.lang), content: content, extras: attributes.rest()))
    case .div:
      .division(
        Division(id: id, kind: attributes.take(.type), content: content, extras: attributes.rest()))
    case .docDate:
      .documentDate(
        DocumentDate(
          id: id, when: attributes.take(.when), content: content, extras: attributes.rest()))
    case .docTitle:
      .documentTitle(DocumentTitle(id: id, content: content, extras: attributes.rest()))
    case .figDesc:
      .figureDescription(FigureDescription(id: id, content: content, extras: attributes.rest()))
    case .figure:
      .figure(
        Figure(id: id, kind: attributes.take(.type), content: content, extras: attributes.rest()))
    case .front: .frontMatter(FrontMatter(id: id, content: content, extras: attributes.rest()))
    case .fw:
      .furniture(
        Furniture(id: id, kind: attributes.take(.type), content: content, extras: attributes.rest())
      )
    case .gap:
      .gap(
        Gap(
          id: id, reason: attributes.take(.reason), unit: attributes.take(.unit),
          quantity: attributes.take(.quantity), language: attributes.take(.lang),
          start: attributes.take(.start), end: attributes.take(.end), content: content,
          extras: attributes.rest()))
    case .head:
      .heading(
        Heading(id: id, kind: attributes.take(.type), content: content, extras: attributes.rest()))
    case .idno:
      .identifier(
        Identifier(
          id: id, kind: attributes.take(.type), content: content, extras: attributes.rest()))
    case .incident:
      .incident(
        Incident(
          id: id, kind: attributes.take(.type), who: attributes.take(.who),
          start: attributes.take(.start), end: attributes.take(.end), content: content,
          extras: attributes.rest()))
    case .kinesic:
      .kinesic(
        Kinesic(
          id: id, kind: attributes.take(.type), who: attributes.take(.who),
          start: attributes.take(.start), end: attributes.take(.end), content: content,
          extras: attributes.rest()))
    case .metamark:
      .metamark(
        Metamark(
          id: id, function: attributes.take(.function), content: content, extras: attributes.rest())
      )
    case .note: note(id: id, &attributes, content)
    case .p: .paragraph(Paragraph(id: id, content: content, extras: attributes.rest()))
    case .pause:
      .pause(
        Pause(
          id: id, duration: attributes.take(.dur), start: attributes.take(.start),
          end: attributes.take(.end), content: content, extras: attributes.rest()))
    case .q: .mention(Mention(id: id, content: content, extras: attributes.rest()))
    case .quote:
      .documentQuotation(
        DocumentQuotation(
          id: id, source: attributes.take(.source), content: content, extras: attributes.rest()))
    case .said:
      .quotation(
        Quotation(
          id: id, speaker: attributes.take(.who), direct: attributes.take(.direct),
          next: attributes.take(.next), previous: attributes.take(.prev),
          certainty: attributes.take(.cert), content: content, extras: attributes.rest()))
    case .seg:
      .segment(
        Segment(id: id, kind: attributes.take(.type), content: content, extras: attributes.rest()))
    case .sic: .sic(Sic(id: id, content: content, extras: attributes.rest()))
    case .speaker:
      .speakerLabel(
        SpeakerLabel(id: id, content: content, extras: attributes.rest(), isDramatic: true))
    case .supplied:
      .supplied(
        Supplied(
          id: id, reason: attributes.take(.reason), content: content, extras: attributes.rest()))
    case .timeline:
      .timeline(
        Timeline(
          id: id, unit: attributes.take(.unit), origin: attributes.take(.origin), content: content,
          extras: attributes.rest()))
    case .titlePart:
      .titlePart(
        TitlePart(id: id, kind: attributes.take(.type), content: content, extras: attributes.rest())
      )
    case .u:
      .utterance(
        Utterance(
          id: id, speaker: attributes.take(.who), categories: attributes.take(.ana),
          certainty: attributes.take(.cert), responsible: attributes.take(.resp),
          language: attributes.take(.lang), next: attributes.take(.next),
          previous: attributes.take(.prev), corresponding: attributes.take(.corresp),
          start: attributes.take(.start), end: attributes.take(.end), content: content,
          extras: attributes.rest()))
    case .unclear:
      .unclear(
        Unclear(
          id: id, certainty: attributes.take(.cert), content: content, extras: attributes.rest()))
    case .vocal:
      .vocal(
        Vocal(
          id: id, kind: attributes.take(.type), who: attributes.take(.who),
          start: attributes.take(.start), end: attributes.take(.end), content: content,
          extras: attributes.rest()))
    case .when:
      .timePoint(
        TimePoint(
          id: id, absolute: attributes.take(.absolute), interval: attributes.take(.interval),
          since: attributes.take(.since), content: content, extras: attributes.rest()))
    // Every element without a type of its own is of a family, which a test makes sure of.
    default:
      .opaque(attributes.opaque(content))
    }
  }

  /// A `note`: what its type says it is.
  private static func note(
    id: ElementID?, _ attributes: inout TEIAttributes, _ content: consuming [Node]
  ) -> Node {
    let isSpeaker = attributes.withValue(of: .type) { value in
      value.withUnsafeBufferPointer { $0.elementsEqual(TEIVocabulary.speakerNote.utf8) }
    }
    if isSpeaker == true {
      attributes.drop(.type)
      return .speakerLabel(SpeakerLabel(id: id, content: content, extras: attributes.rest()))
    }
    return .note(
      Note(
        id: id, kind: attributes.take(.type), target: attributes.take(.target), content: content,
        extras: attributes.rest()))
  }
}
