import Transcripts

extension TEIReader {
  /// The node for an element of a family.
  static func node(
    _ family: TEIFamily, id: ElementID?, _ attributes: inout TEIAttributes,
    _ content: consuming [Node]
  ) -> Node {
    switch family {
    case .token(let form):
      .token(
        Token(
          form, id: id, kind: attributes.take(.type), lemma: attributes.take(.lemma),
          partOfSpeech: attributes.take(.pos), morphology: attributes.take(.msd),
          normalised: attributes.take(.norm), join: attributes.take(.join),
          analysis: attributes.take(.ana), content: content, extras: attributes.rest()))
    case .sentence(let form):
      .sentence(
        Sentence(
          form, id: id, kind: attributes.take(.type), number: attributes.take(.n),
          analysis: attributes.take(.ana), corresponding: attributes.take(.corresp),
          language: attributes.take(.lang), content: content, extras: attributes.rest()))
    case .name(let form):
      .name(
        Name(
          form, id: id, kind: attributes.take(.type), reference: attributes.take(.ref),
          key: attributes.take(.key), role: attributes.take(.role),
          analysis: attributes.take(.ana), content: content, extras: attributes.rest()))
    case .datum(let form):
      .datum(
        Datum(
          form, id: id, kind: attributes.take(.type), when: attributes.take(.when),
          from: attributes.take(.from), to: attributes.take(.to), value: attributes.take(.value),
          quantity: attributes.take(.quantity), unit: attributes.take(.unit),
          analysis: attributes.take(.ana), content: content, extras: attributes.rest()))
    case .link(let form):
      .link(
        Link(
          form, id: id, kind: attributes.take(.type), target: attributes.take(.target),
          analysis: attributes.take(.ana), corresponding: attributes.take(.corresp),
          content: content, extras: attributes.rest()))
    case .annotationGroup(let form):
      .annotationGroup(
        AnnotationGroup(
          form, id: id, kind: attributes.take(.type), function: attributes.take(.targFunc),
          corresponding: attributes.take(.corresp), content: content, extras: attributes.rest()))
    case .annotationSpan:
      .annotationSpan(
        AnnotationSpan(
          id: id, kind: attributes.take(.type), first: attributes.take(.from),
          last: attributes.take(.to), target: attributes.take(.target),
          analysis: attributes.take(.ana), content: content, extras: attributes.rest()))
    case .phrase(let form):
      .phrase(
        Phrase(
          form, id: id, kind: attributes.take(.type), appearance: attributes.take(.rend),
          rendition: attributes.take(.rendition), analysis: attributes.take(.ana),
          corresponding: attributes.take(.corresp), language: attributes.take(.lang),
          content: content, extras: attributes.rest()))
    case .milestone(let form):
      .milestone(
        Milestone(
          form, id: id, kind: attributes.take(.type), number: attributes.take(.n),
          unit: attributes.take(.unit), edition: attributes.take(.ed),
          facsimile: attributes.take(.facs), content: content, extras: attributes.rest()))
    case .speech(let form):
      .speech(
        Speech(
          form, id: id, kind: attributes.take(.type), number: attributes.take(.n),
          speaker: attributes.take(.who), analysis: attributes.take(.ana), content: content,
          extras: attributes.rest()))
    case .stageDirection(let form):
      .stageDirection(
        StageDirection(
          form, id: id, kind: attributes.take(.type), who: attributes.take(.who),
          analysis: attributes.take(.ana), content: content, extras: attributes.rest()))
    case .verse(let form):
      .verse(
        Verse(
          form, id: id, kind: attributes.take(.type), number: attributes.take(.n),
          part: attributes.take(.part), metre: attributes.take(.met),
          rhyme: attributes.take(.rhyme), content: content, extras: attributes.rest()))
    case .block(let form):
      .block(
        Block(
          form, id: id, kind: attributes.take(.type), number: attributes.take(.n),
          appearance: attributes.take(.rend), language: attributes.take(.lang),
          corresponding: attributes.take(.corresp), content: content, extras: attributes.rest()))
    case .annotationBlock:
      .annotationBlock(
        AnnotationBlock(
          id: id, kind: attributes.take(.type), speaker: attributes.take(.who),
          start: attributes.take(.start), end: attributes.take(.end), content: content,
          extras: attributes.rest()))
    case .shift:
      .shift(
        Shift(
          id: id, who: attributes.take(.who), feature: attributes.take(.feature),
          change: attributes.take(.new), start: attributes.take(.start),
          end: attributes.take(.end), content: content, extras: attributes.rest()))
    case .writing:
      .writing(
        Writing(
          id: id, kind: attributes.take(.type), who: attributes.take(.who),
          start: attributes.take(.start), end: attributes.take(.end), content: content,
          extras: attributes.rest()))
    }
  }
}
