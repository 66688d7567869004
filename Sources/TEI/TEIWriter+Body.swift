import Transcripts
import XMLCore

extension TEIBodyWriter {
  /// Writes nodes in their order.
  mutating func write(_ nodes: [Node]) {
    // A span lends its elements, where an array would copy them.
    write(nodes.span)
  }

  /// Writes nodes in their order.
  mutating func write(_ nodes: Span<Node>) {
    for index in nodes.indices { write(nodes[index]) }
  }

  /// Writes the start of a body or a division, and of any other node nothing.
  mutating func start(_ container: Node) -> StartedTag? {
    switch container {
    case .body(let body): return start(.body, body) { _ in }
    case .division(let division): return start(.div, division) { $0.add(.type, division.kind) }
    default: return nil
    }
  }

  /// Writes a node and what is inside.
  ///
  /// Attributes stand in the order of Canonical XML.
  mutating func write(_ node: Node) {
    switch node {
    case .text(let run):
      text(run.utf8Span.span)
    case .cdata(let run): cdata(run)
    case .entityReference(let name): entityReference(name)
    case .comment(let text): comment(text)
    case .processingInstruction(let target, let data):
      processingInstruction(target, data)
    case .opaque(let opaque): self.opaque(opaque)
    case .anchor(let anchor):
      begin(.anchor, anchor.id, anchor.extras)
      add(.synch, anchor.moment)
      finish(anchor.content, anchor.extras)
    case .backMatter(let back): element(.back, back.id, back.content, back.extras)
    case .reference(let reference):
      element(.bibl, reference.id, reference.content, reference.extras)
    case .body(let body): element(.body, body.id, body.content, body.extras)
    case .byline(let byline): element(.byline, byline.id, byline.content, byline.extras)
    case .choice(let choice): element(.choice, choice.id, choice.content, choice.extras)
    case .correction(let correction):
      element(.corr, correction.id, correction.content, correction.extras)
    case .dateline(let dateline): element(.dateline, dateline.id, dateline.content, dateline.extras)
    case .description(let description):
      begin(.desc, description.id, description.extras)
      add(.lang, description.language)
      finish(description.content, description.extras)
    case .division(let division):
      begin(.div, division.id, division.extras)
      add(.type, division.kind)
      finish(division.content, division.extras)
    case .documentDate(let date):
      begin(.docDate, date.id, date.extras)
      add(.when, date.when)
      finish(date.content, date.extras)
    case .documentTitle(let title): element(.docTitle, title.id, title.content, title.extras)
    case .figureDescription(let description):
      element(.figDesc, description.id, description.content, description.extras)
    case .figure(let figure):
      begin(.figure, figure.id, figure.extras)
      add(.type, figure.kind)
      finish(figure.content, figure.extras)
    case .frontMatter(let front): element(.front, front.id, front.content, front.extras)
    case .furniture(let furniture):
      begin(.fw, furniture.id, furniture.extras)
      add(.type, furniture.kind)
      finish(furniture.content, furniture.extras)
    case .gap(let gap):
      begin(.gap, gap.id, gap.extras)
      add(.end, gap.end)
      add(.quantity, gap.quantity)
      add(.reason, gap.reason)
      add(.start, gap.start)
      add(.unit, gap.unit)
      add(.lang, gap.language)
      finish(gap.content, gap.extras)
    case .heading(let heading):
      begin(.head, heading.id, heading.extras)
      add(.type, heading.kind)
      finish(heading.content, heading.extras)
    case .identifier(let identifier):
      begin(.idno, identifier.id, identifier.extras)
      add(.type, identifier.kind)
      finish(identifier.content, identifier.extras)
    case .incident(let incident):
      begin(.incident, incident.id, incident.extras)
      addEvent(incident.kind, who: incident.who, start: incident.start, end: incident.end)
      finish(incident.content, incident.extras)
    case .kinesic(let kinesic):
      begin(.kinesic, kinesic.id, kinesic.extras)
      addEvent(kinesic.kind, who: kinesic.who, start: kinesic.start, end: kinesic.end)
      finish(kinesic.content, kinesic.extras)
    case .metamark(let mark):
      begin(.metamark, mark.id, mark.extras)
      add(.function, mark.function)
      finish(mark.content, mark.extras)
    case .speakerLabel(let label):
      if label.isDramatic {
        element(.speaker, label.id, label.content, label.extras)
      } else {
        begin(.note, label.id, label.extras)
        add(.type, TEIVocabulary.speakerNote)
        finish(label.content, label.extras)
      }
    case .note(let note):
      begin(.note, note.id, note.extras)
      add(.target, note.target)
      add(.type, note.kind)
      finish(note.content, note.extras)
    case .paragraph(let paragraph): element(.p, paragraph.id, paragraph.content, paragraph.extras)
    case .pause(let pause):
      begin(.pause, pause.id, pause.extras)
      add(.dur, pause.duration)
      add(.end, pause.end)
      add(.start, pause.start)
      finish(pause.content, pause.extras)
    case .mention(let mention): element(.q, mention.id, mention.content, mention.extras)
    case .documentQuotation(let quotation):
      begin(.quote, quotation.id, quotation.extras)
      add(.source, quotation.source)
      finish(quotation.content, quotation.extras)
    case .quotation(let quotation):
      watcher?.meet(quotation)
      begin(.said, quotation.id, quotation.extras)
      add(.cert, quotation.certainty)
      add(.direct, quotation.direct)
      add(.next, quotation.next)
      add(.prev, quotation.previous)
      add(.who, quotation.speaker)
      finish(quotation.content, quotation.extras)
    case .segment(let segment):
      begin(.seg, segment.id, segment.extras)
      add(.type, segment.kind)
      finish(segment.content, segment.extras)
    case .sic(let sic): element(.sic, sic.id, sic.content, sic.extras)
    case .supplied(let supplied):
      begin(.supplied, supplied.id, supplied.extras)
      add(.reason, supplied.reason)
      finish(supplied.content, supplied.extras)
    case .timeline(let timeline):
      begin(.timeline, timeline.id, timeline.extras)
      add(.origin, timeline.origin)
      add(.unit, timeline.unit)
      finish(timeline.content, timeline.extras)
    case .titlePart(let part):
      begin(.titlePart, part.id, part.extras)
      add(.type, part.kind)
      finish(part.content, part.extras)
    case .utterance(let utterance): self.utterance(utterance)
    case .unclear(let unclear):
      begin(.unclear, unclear.id, unclear.extras)
      add(.cert, unclear.certainty)
      finish(unclear.content, unclear.extras)
    case .vocal(let vocal):
      begin(.vocal, vocal.id, vocal.extras)
      addEvent(vocal.kind, who: vocal.who, start: vocal.start, end: vocal.end)
      finish(vocal.content, vocal.extras)
    case .timePoint(let point):
      begin(.when, point.id, point.extras)
      add(.absolute, point.absolute)
      add(.interval, point.interval)
      add(.since, point.since)
      finish(point.content, point.extras)
    case .token, .sentence, .name, .datum, .link, .annotationGroup, .annotationSpan, .phrase,
      .milestone, .speech, .stageDirection, .verse, .block, .annotationBlock, .shift,
      .writing:
      writeFamily(node)
    }
  }

  /// Writes a run of the text.
  mutating func text(_ run: Span<UInt8>) {
    watcher?.meet(text: run)
    if !run.isEmpty { characters(run) }
  }

  /// Writes an utterance and what is inside.
  mutating func utterance(_ utterance: Utterance) {
    watcher?.meet(utterance)
    begin(.u, utterance.id, utterance.extras)
    addAttributes(of: utterance)
    finish(utterance.content, utterance.extras)
  }

  /// Writes the start of an utterance.
  mutating func start(_ utterance: Utterance) -> StartedTag {
    watcher?.meet(utterance)
    begin(.u, utterance.id, utterance.extras)
    addAttributes(of: utterance)
    return finishStart(utterance.extras)
  }

  /// Writes the label of a turn.
  mutating func label(_ run: Span<UInt8>) {
    let tag = start(.note, SpeakerLabel()) { $0.add(.type, TEIVocabulary.speakerNote) }
    text(run)
    end(tag)
  }

  private mutating func addAttributes(of utterance: Utterance) {
    add(.ana, utterance.categories)
    add(.cert, utterance.certainty)
    add(.corresp, utterance.corresponding)
    add(.end, utterance.end)
    add(.next, utterance.next)
    add(.prev, utterance.previous)
    add(.resp, utterance.responsible)
    add(.start, utterance.start)
    add(.who, utterance.speaker)
    add(.lang, utterance.language)
  }

  private mutating func addEvent(
    _ kind: (some RawRepresentable<String>)?, who: Pointers?, start: Pointers?, end: Pointers?
  ) {
    add(.end, end)
    add(.start, start)
    add(.type, kind)
    add(.who, who)
  }
}
