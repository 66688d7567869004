import Transcripts
import XMLCore

extension TEIBodyWriter {
  /// Writes nodes in their order.
  mutating func write(_ nodes: [Node]) {
    // A span lends its elements, where an array would copy them.
    let nodes = nodes.span
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
      element(.anchor, anchor) { $0.add(.synch, anchor.moment) }
    case .backMatter(let back): element(.back, back) { _ in }
    case .reference(let reference): element(.bibl, reference) { _ in }
    case .body(let body): element(.body, body) { _ in }
    case .byline(let byline): element(.byline, byline) { _ in }
    case .choice(let choice): element(.choice, choice) { _ in }
    case .correction(let correction): element(.corr, correction) { _ in }
    case .dateline(let dateline): element(.dateline, dateline) { _ in }
    case .description(let description):
      element(.desc, description) { $0.add(.lang, description.language) }
    case .division(let division):
      element(.div, division) { $0.add(.type, division.kind) }
    case .documentDate(let date):
      element(.docDate, date) { $0.add(.when, date.when) }
    case .documentTitle(let title): element(.docTitle, title) { _ in }
    case .figureDescription(let description): element(.figDesc, description) { _ in }
    case .figure(let figure):
      element(.figure, figure) { $0.add(.type, figure.kind) }
    case .frontMatter(let front): element(.front, front) { _ in }
    case .furniture(let furniture):
      element(.fw, furniture) { $0.add(.type, furniture.kind) }
    case .gap(let gap):
      element(.gap, gap) {
        $0.add(.end, gap.end)
        $0.add(.quantity, gap.quantity)
        $0.add(.reason, gap.reason)
        $0.add(.start, gap.start)
        $0.add(.unit, gap.unit)
        $0.add(.lang, gap.language)
      }
    case .heading(let heading):
      element(.head, heading) { $0.add(.type, heading.kind) }
    case .identifier(let identifier):
      element(.idno, identifier) { $0.add(.type, identifier.kind) }
    case .incident(let incident):
      element(.incident, incident) {
        $0.addEvent(incident.kind, who: incident.who, start: incident.start, end: incident.end)
      }
    case .kinesic(let kinesic):
      element(.kinesic, kinesic) {
        $0.addEvent(kinesic.kind, who: kinesic.who, start: kinesic.start, end: kinesic.end)
      }
    case .metamark(let mark):
      element(.metamark, mark) { $0.add(.function, mark.function) }
    case .speakerLabel(let label):
      if label.isDramatic {
        element(.speaker, label) { _ in }
      } else {
        element(.note, label) { $0.add(.type, TEIVocabulary.speakerNote) }
      }
    case .note(let note):
      element(.note, note) {
        $0.add(.target, note.target)
        $0.add(.type, note.kind)
      }
    case .paragraph(let paragraph): element(.p, paragraph) { _ in }
    case .pause(let pause):
      element(.pause, pause) {
        $0.add(.dur, pause.duration)
        $0.add(.end, pause.end)
        $0.add(.start, pause.start)
      }
    case .mention(let mention): element(.q, mention) { _ in }
    case .documentQuotation(let quotation):
      element(.quote, quotation) { $0.add(.source, quotation.source) }
    case .quotation(let quotation):
      watcher?.meet(quotation)
      element(.said, quotation) {
        $0.add(.cert, quotation.certainty)
        $0.add(.direct, quotation.direct)
        $0.add(.next, quotation.next)
        $0.add(.prev, quotation.previous)
        $0.add(.who, quotation.speaker)
      }
    case .segment(let segment):
      element(.seg, segment) { $0.add(.type, segment.kind) }
    case .sic(let sic): element(.sic, sic) { _ in }
    case .supplied(let supplied):
      element(.supplied, supplied) { $0.add(.reason, supplied.reason) }
    case .timeline(let timeline):
      element(.timeline, timeline) {
        $0.add(.origin, timeline.origin)
        $0.add(.unit, timeline.unit)
      }
    case .titlePart(let part):
      element(.titlePart, part) { $0.add(.type, part.kind) }
    case .utterance(let utterance): self.utterance(utterance)
    case .unclear(let unclear):
      element(.unclear, unclear) { $0.add(.cert, unclear.certainty) }
    case .vocal(let vocal):
      element(.vocal, vocal) {
        $0.addEvent(vocal.kind, who: vocal.who, start: vocal.start, end: vocal.end)
      }
    case .timePoint(let point):
      element(.when, point) {
        $0.add(.absolute, point.absolute)
        $0.add(.interval, point.interval)
        $0.add(.since, point.since)
      }
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
    element(.u, utterance) { $0.addAttributes(of: utterance) }
  }

  /// Writes the start of an utterance.
  mutating func start(_ utterance: Utterance) -> StartedTag {
    watcher?.meet(utterance)
    let outerScope = begin(.u, utterance.id, utterance.extras)
    addAttributes(of: utterance)
    return finish(.u, utterance.extras, outerScope: outerScope)
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
