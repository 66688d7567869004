import Transcripts
import XMLCore

extension TEIBodyWriter {
  /// Writes nodes in their order.
  func write(_ nodes: [Node]) throws {
    for node in nodes {
      try write(node)
    }
  }

  /// Writes a node and what is inside.
  ///
  /// Attributes stand in the order of Canonical XML.
  func write(_ node: Node) throws {
    switch node {
    case .text(let run): try text(run)
    case .comment(let text): try sink.comment(text)
    case .processingInstruction(let target, let data):
      try sink.processingInstruction(target: target, data: data)
    case .opaque(let opaque): try self.opaque(opaque)
    case .anchor(let anchor):
      try element(.anchor, anchor) { add(.synch, anchor.moment) }
    case .backMatter(let back): try element(.back, back) {}
    case .reference(let reference): try element(.bibl, reference) {}
    case .body(let body): try element(.body, body) {}
    case .byline(let byline): try element(.byline, byline) {}
    case .choice(let choice): try element(.choice, choice) {}
    case .correction(let correction): try element(.corr, correction) {}
    case .dateline(let dateline): try element(.dateline, dateline) {}
    case .description(let description):
      try element(.desc, description) { add(.lang, description.language) }
    case .division(let division):
      try element(.div, division) { add(.type, division.kind) }
    case .documentDate(let date):
      try element(.docDate, date) { add(.when, date.when) }
    case .documentTitle(let title): try element(.docTitle, title) {}
    case .figureDescription(let description): try element(.figDesc, description) {}
    case .figure(let figure):
      try element(.figure, figure) { add(.type, figure.kind) }
    case .frontMatter(let front): try element(.front, front) {}
    case .furniture(let furniture):
      try element(.fw, furniture) { add(.type, furniture.kind) }
    case .gap(let gap):
      try element(.gap, gap) {
        add(.end, gap.end)
        add(.quantity, gap.quantity)
        add(.reason, gap.reason)
        add(.start, gap.start)
        add(.unit, gap.unit)
        add(.lang, gap.language)
      }
    case .heading(let heading):
      try element(.head, heading) { add(.type, heading.kind) }
    case .identifier(let identifier):
      try element(.idno, identifier) { add(.type, identifier.kind) }
    case .incident(let incident):
      try element(.incident, incident) {
        addEvent(incident.kind, who: incident.who, start: incident.start, end: incident.end)
      }
    case .kinesic(let kinesic):
      try element(.kinesic, kinesic) {
        addEvent(kinesic.kind, who: kinesic.who, start: kinesic.start, end: kinesic.end)
      }
    case .metamark(let mark):
      try element(.metamark, mark) { add(.function, mark.function) }
    case .speakerLabel(let label):
      try element(.note, label) { add(.type, TEIVocabulary.speakerNote) }
    case .note(let note):
      try element(.note, note) {
        add(.target, note.target)
        add(.type, note.kind)
      }
    case .paragraph(let paragraph): try element(.p, paragraph) {}
    case .pause(let pause):
      try element(.pause, pause) {
        add(.dur, pause.duration)
        add(.end, pause.end)
        add(.start, pause.start)
      }
    case .mention(let mention): try element(.q, mention) {}
    case .documentQuotation(let quotation):
      try element(.quote, quotation) { add(.source, quotation.source) }
    case .quotation(let quotation):
      try element(.said, quotation) {
        add(.cert, quotation.certainty)
        add(.direct, quotation.direct)
        add(.next, quotation.next)
        add(.prev, quotation.previous)
        add(.who, quotation.speaker)
      }
    case .segment(let segment):
      try element(.seg, segment) { add(.type, segment.kind) }
    case .sic(let sic): try element(.sic, sic) {}
    case .supplied(let supplied):
      try element(.supplied, supplied) { add(.reason, supplied.reason) }
    case .timeline(let timeline):
      try element(.timeline, timeline) {
        add(.origin, timeline.origin)
        add(.unit, timeline.unit)
      }
    case .titlePart(let part):
      try element(.titlePart, part) { add(.type, part.kind) }
    case .utterance(let utterance):
      try element(.u, utterance) {
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
    case .unclear(let unclear):
      try element(.unclear, unclear) { add(.cert, unclear.certainty) }
    case .vocal(let vocal):
      try element(.vocal, vocal) {
        addEvent(vocal.kind, who: vocal.who, start: vocal.start, end: vocal.end)
      }
    case .timePoint(let point):
      try element(.when, point) {
        add(.absolute, point.absolute)
        add(.interval, point.interval)
        add(.since, point.since)
      }
    }
  }

  private func addEvent(
    _ kind: (some RawRepresentable<String>)?, who: Pointers?, start: Pointers?, end: Pointers?
  ) {
    add(.end, end)
    add(.start, start)
    add(.type, kind)
    add(.who, who)
  }
}
