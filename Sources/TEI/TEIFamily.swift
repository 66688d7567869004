import Transcripts

/// The families of elements that have one type in the model, and which of them an element is.
enum TEIFamily {
  case token(Token.Form)
  case sentence(Sentence.Form)
  case name(Name.Form)
  case datum(Datum.Form)
  case link(Link.Form)
  case annotationGroup(AnnotationGroup.Form)
  case phrase(Phrase.Form)
  case milestone(Milestone.Form)
  case speech(Speech.Form)
  case stageDirection(StageDirection.Form)
  case verse(Verse.Form)
  case block(Block.Form)
  case annotationSpan, annotationBlock, shift, writing

  /// The elements of each family, by the raw values of its forms.
  struct Elements: Sendable {
    let token = elements(of: Token.Form.self)
    let sentence = elements(of: Sentence.Form.self)
    let name = elements(of: Name.Form.self)
    let datum = elements(of: Datum.Form.self)
    let link = elements(of: Link.Form.self)
    let annotationGroup = elements(of: AnnotationGroup.Form.self)
    let phrase = elements(of: Phrase.Form.self)
    let milestone = elements(of: Milestone.Form.self)
    let speech = elements(of: Speech.Form.self)
    let stageDirection = elements(of: StageDirection.Form.self)
    let verse = elements(of: Verse.Form.self)
    let block = elements(of: Block.Form.self)

    /// The elements of all families.
    var all: [TEIElement] {
      token + sentence + name + datum + link + annotationGroup + phrase + milestone + speech
        + stageDirection + verse + block
    }

    /// The elements of TEI that have the names of the forms.
    private static func elements<Form: ElementForm>(of family: Form.Type) -> [TEIElement] {
      family.allCases.compactMap { TEIElement.named[$0.name] }
    }
  }

  /// The elements of each family.
  static let elements = Elements()

  /// The family of each element, by its raw value; `nil` for one that has a type of its own.
  static let all: [TEIFamily?] = {
    var families = [TEIFamily?](repeating: nil, count: TEIElement.allCases.count)
    /// Enters the forms of one family.
    func enter<Form: ElementForm>(_ elements: [TEIElement], _ family: (Form) -> TEIFamily) {
      for (element, form) in zip(elements, Form.allCases) {
        families[element.rawValue] = family(form)
      }
    }
    enter(elements.token, TEIFamily.token)
    enter(elements.sentence, TEIFamily.sentence)
    enter(elements.name, TEIFamily.name)
    enter(elements.datum, TEIFamily.datum)
    enter(elements.link, TEIFamily.link)
    enter(elements.annotationGroup, TEIFamily.annotationGroup)
    enter(elements.phrase, TEIFamily.phrase)
    enter(elements.milestone, TEIFamily.milestone)
    enter(elements.speech, TEIFamily.speech)
    enter(elements.stageDirection, TEIFamily.stageDirection)
    enter(elements.verse, TEIFamily.verse)
    enter(elements.block, TEIFamily.block)
    families[TEIElement.span.rawValue] = .annotationSpan
    families[TEIElement.annotationBlock.rawValue] = .annotationBlock
    families[TEIElement.shift.rawValue] = .shift
    families[TEIElement.writing.rawValue] = .writing
    return families
  }()
}
