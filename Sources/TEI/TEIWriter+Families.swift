import Transcripts

extension TEIBodyWriter {
  /// Writes an element of a family and what is inside.
  ///
  /// Attributes stand in the order of Canonical XML.
  mutating func writeFamily(_ node: Node) {
    switch node {
    case .token(let token):
      begin(families.token[token.form.rawValue], token.id, token.extras)
      add(.ana, token.analysis)
      add(.join, token.join)
      add(.lemma, token.lemma)
      add(.msd, token.morphology)
      add(.norm, token.normalised)
      add(.pos, token.partOfSpeech)
      add(.type, token.kind)
      finish(token.content, token.extras)
    case .sentence(let sentence):
      begin(families.sentence[sentence.form.rawValue], sentence.id, sentence.extras)
      add(.ana, sentence.analysis)
      add(.corresp, sentence.corresponding)
      add(.n, sentence.number)
      add(.type, sentence.kind)
      add(.lang, sentence.language)
      finish(sentence.content, sentence.extras)
    case .name(let name):
      begin(families.name[name.form.rawValue], name.id, name.extras)
      add(.ana, name.analysis)
      add(.key, name.key)
      add(.ref, name.reference)
      add(.role, name.role)
      add(.type, name.kind)
      finish(name.content, name.extras)
    case .datum(let datum):
      begin(families.datum[datum.form.rawValue], datum.id, datum.extras)
      add(.ana, datum.analysis)
      add(.from, datum.from)
      add(.quantity, datum.quantity)
      add(.to, datum.to)
      add(.type, datum.kind)
      add(.unit, datum.unit)
      add(.value, datum.value)
      add(.when, datum.when)
      finish(datum.content, datum.extras)
    case .link(let link):
      begin(families.link[link.form.rawValue], link.id, link.extras)
      add(.ana, link.analysis)
      add(.corresp, link.corresponding)
      add(.target, link.target)
      add(.type, link.kind)
      finish(link.content, link.extras)
    case .annotationGroup(let annotationGroup):
      begin(
        families.annotationGroup[annotationGroup.form.rawValue], annotationGroup.id,
        annotationGroup.extras)
      add(.corresp, annotationGroup.corresponding)
      add(.targFunc, annotationGroup.function)
      add(.type, annotationGroup.kind)
      finish(annotationGroup.content, annotationGroup.extras)
    case .annotationSpan(let annotationSpan):
      begin(.span, annotationSpan.id, annotationSpan.extras)
      add(.ana, annotationSpan.analysis)
      add(.from, annotationSpan.first)
      add(.target, annotationSpan.target)
      add(.to, annotationSpan.last)
      add(.type, annotationSpan.kind)
      finish(annotationSpan.content, annotationSpan.extras)
    case .phrase(let phrase):
      begin(families.phrase[phrase.form.rawValue], phrase.id, phrase.extras)
      add(.ana, phrase.analysis)
      add(.corresp, phrase.corresponding)
      add(.rend, phrase.appearance)
      add(.rendition, phrase.rendition)
      add(.type, phrase.kind)
      add(.lang, phrase.language)
      finish(phrase.content, phrase.extras)
    case .milestone(let milestone):
      begin(families.milestone[milestone.form.rawValue], milestone.id, milestone.extras)
      add(.ed, milestone.edition)
      add(.facs, milestone.facsimile)
      add(.n, milestone.number)
      add(.type, milestone.kind)
      add(.unit, milestone.unit)
      finish(milestone.content, milestone.extras)
    case .speech(let speech):
      begin(families.speech[speech.form.rawValue], speech.id, speech.extras)
      add(.ana, speech.analysis)
      add(.n, speech.number)
      add(.type, speech.kind)
      add(.who, speech.speaker)
      finish(speech.content, speech.extras)
    case .stageDirection(let stageDirection):
      begin(
        families.stageDirection[stageDirection.form.rawValue], stageDirection.id,
        stageDirection.extras)
      add(.ana, stageDirection.analysis)
      add(.type, stageDirection.kind)
      add(.who, stageDirection.who)
      finish(stageDirection.content, stageDirection.extras)
    case .verse(let verse):
      begin(families.verse[verse.form.rawValue], verse.id, verse.extras)
      add(.met, verse.metre)
      add(.n, verse.number)
      add(.part, verse.part)
      add(.rhyme, verse.rhyme)
      add(.type, verse.kind)
      finish(verse.content, verse.extras)
    case .block(let block):
      begin(families.block[block.form.rawValue], block.id, block.extras)
      add(.corresp, block.corresponding)
      add(.n, block.number)
      add(.rend, block.appearance)
      add(.type, block.kind)
      add(.lang, block.language)
      finish(block.content, block.extras)
    case .annotationBlock(let annotationBlock):
      begin(.annotationBlock, annotationBlock.id, annotationBlock.extras)
      add(.end, annotationBlock.end)
      add(.start, annotationBlock.start)
      add(.type, annotationBlock.kind)
      add(.who, annotationBlock.speaker)
      finish(annotationBlock.content, annotationBlock.extras)
    case .shift(let shift):
      begin(.shift, shift.id, shift.extras)
      add(.end, shift.end)
      add(.feature, shift.feature)
      add(.new, shift.change)
      add(.start, shift.start)
      add(.who, shift.who)
      finish(shift.content, shift.extras)
    case .writing(let writing):
      begin(.writing, writing.id, writing.extras)
      add(.end, writing.end)
      add(.start, writing.start)
      add(.type, writing.kind)
      add(.who, writing.who)
      finish(writing.content, writing.extras)
    default: break
    }
  }
}
