import Transcripts

extension TEIBodyWriter {
  /// Writes an element of a family and what is inside.
  ///
  /// Attributes stand in the order of Canonical XML.
  mutating func writeFamily(_ node: Node) {
    switch node {
    case .token(let token):
      element(families.token[token.form.rawValue], token) {
        $0.add(.ana, token.analysis)
        $0.add(.join, token.join)
        $0.add(.lemma, token.lemma)
        $0.add(.msd, token.morphology)
        $0.add(.norm, token.normalised)
        $0.add(.pos, token.partOfSpeech)
        $0.add(.type, token.kind)
      }
    case .sentence(let sentence):
      element(families.sentence[sentence.form.rawValue], sentence) {
        $0.add(.ana, sentence.analysis)
        $0.add(.corresp, sentence.corresponding)
        $0.add(.n, sentence.number)
        $0.add(.type, sentence.kind)
        $0.add(.lang, sentence.language)
      }
    case .name(let name):
      element(families.name[name.form.rawValue], name) {
        $0.add(.ana, name.analysis)
        $0.add(.key, name.key)
        $0.add(.ref, name.reference)
        $0.add(.role, name.role)
        $0.add(.type, name.kind)
      }
    case .datum(let datum):
      element(families.datum[datum.form.rawValue], datum) {
        $0.add(.ana, datum.analysis)
        $0.add(.from, datum.from)
        $0.add(.quantity, datum.quantity)
        $0.add(.to, datum.to)
        $0.add(.type, datum.kind)
        $0.add(.unit, datum.unit)
        $0.add(.value, datum.value)
        $0.add(.when, datum.when)
      }
    case .link(let link):
      element(families.link[link.form.rawValue], link) {
        $0.add(.ana, link.analysis)
        $0.add(.corresp, link.corresponding)
        $0.add(.target, link.target)
        $0.add(.type, link.kind)
      }
    case .annotationGroup(let annotationGroup):
      element(families.annotationGroup[annotationGroup.form.rawValue], annotationGroup) {
        $0.add(.corresp, annotationGroup.corresponding)
        $0.add(.targFunc, annotationGroup.function)
        $0.add(.type, annotationGroup.kind)
      }
    case .annotationSpan(let annotationSpan):
      element(.span, annotationSpan) {
        $0.add(.ana, annotationSpan.analysis)
        $0.add(.from, annotationSpan.first)
        $0.add(.target, annotationSpan.target)
        $0.add(.to, annotationSpan.last)
        $0.add(.type, annotationSpan.kind)
      }
    case .phrase(let phrase):
      element(families.phrase[phrase.form.rawValue], phrase) {
        $0.add(.ana, phrase.analysis)
        $0.add(.corresp, phrase.corresponding)
        $0.add(.rend, phrase.appearance)
        $0.add(.rendition, phrase.rendition)
        $0.add(.type, phrase.kind)
        $0.add(.lang, phrase.language)
      }
    case .milestone(let milestone):
      element(families.milestone[milestone.form.rawValue], milestone) {
        $0.add(.ed, milestone.edition)
        $0.add(.facs, milestone.facsimile)
        $0.add(.n, milestone.number)
        $0.add(.type, milestone.kind)
        $0.add(.unit, milestone.unit)
      }
    case .speech(let speech):
      element(families.speech[speech.form.rawValue], speech) {
        $0.add(.ana, speech.analysis)
        $0.add(.n, speech.number)
        $0.add(.type, speech.kind)
        $0.add(.who, speech.speaker)
      }
    case .stageDirection(let stageDirection):
      element(families.stageDirection[stageDirection.form.rawValue], stageDirection) {
        $0.add(.ana, stageDirection.analysis)
        $0.add(.type, stageDirection.kind)
        $0.add(.who, stageDirection.who)
      }
    case .verse(let verse):
      element(families.verse[verse.form.rawValue], verse) {
        $0.add(.met, verse.metre)
        $0.add(.n, verse.number)
        $0.add(.part, verse.part)
        $0.add(.rhyme, verse.rhyme)
        $0.add(.type, verse.kind)
      }
    case .block(let block):
      element(families.block[block.form.rawValue], block) {
        $0.add(.corresp, block.corresponding)
        $0.add(.n, block.number)
        $0.add(.rend, block.appearance)
        $0.add(.type, block.kind)
        $0.add(.lang, block.language)
      }
    case .annotationBlock(let annotationBlock):
      element(.annotationBlock, annotationBlock) {
        $0.add(.end, annotationBlock.end)
        $0.add(.start, annotationBlock.start)
        $0.add(.type, annotationBlock.kind)
        $0.add(.who, annotationBlock.speaker)
      }
    case .shift(let shift):
      element(.shift, shift) {
        $0.add(.end, shift.end)
        $0.add(.feature, shift.feature)
        $0.add(.new, shift.change)
        $0.add(.start, shift.start)
        $0.add(.who, shift.who)
      }
    case .writing(let writing):
      element(.writing, writing) {
        $0.add(.end, writing.end)
        $0.add(.start, writing.start)
        $0.add(.type, writing.kind)
        $0.add(.who, writing.who)
      }
    default: break
    }
  }
}
