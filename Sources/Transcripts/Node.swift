/// One thing in the order of the source: a run of text, an element, or something kept verbatim.
///
/// The tree of nodes mirrors TEI: what TEI orders, the model orders, and white space between
/// elements is a run of text like any other. So the text of a transcript is the concatenation of
/// its runs of text, and nothing has to be guessed when it is written.
public enum Node: Hashable, Sendable {
  /// A run of text, white space included.
  case text(String)
  /// Everything before the first turn or paragraph.
  indirect case frontMatter(FrontMatter)
  /// The document itself, in divisions.
  indirect case body(Body)
  /// What follows the document itself.
  indirect case backMatter(BackMatter)
  /// The moments that others refer to.
  indirect case timeline(Timeline)
  /// A moment in a timeline.
  indirect case timePoint(TimePoint)
  /// A part of the document: a debate section, an article, what follows a heading.
  indirect case division(Division)
  /// The heading of a division or a figure.
  indirect case heading(Heading)
  /// The title of the document as printed, made of title parts.
  indirect case documentTitle(DocumentTitle)
  /// A part of the title of the document.
  indirect case titlePart(TitlePart)
  /// The date of the document as printed.
  indirect case documentDate(DocumentDate)
  /// Who wrote or published the document, as printed.
  indirect case byline(Byline)
  /// Where and when, as printed before or after a story.
  indirect case dateline(Dateline)
  /// The name printed before a turn, exactly, with its delimiter.
  indirect case speakerLabel(SpeakerLabel)
  /// What the transcriber or publisher printed beside the text.
  indirect case note(Note)
  /// What the page says around the text: banner, navigation, share buttons.
  indirect case furniture(Furniture)
  /// One person's talk, up to a silence or the next speaker.
  indirect case utterance(Utterance)
  /// A part of an utterance or paragraph: a paragraph of a turn, a caption, a dateline.
  indirect case segment(Segment)
  /// A paragraph of prose.
  indirect case paragraph(Paragraph)
  /// An illustration with what is printed around it.
  indirect case figure(Figure)
  /// The alternative text of an illustration.
  indirect case figureDescription(FigureDescription)
  /// A bibliographic reference; in a figure, the line with its identifier.
  indirect case reference(Reference)
  /// An identifier: `220714-D-WA993-4002`.
  indirect case identifier(Identifier)
  /// Something that was said and is not in the text.
  indirect case gap(Gap)
  /// The source's wording for a gap or an event, without white space at its edges.
  indirect case description(Description)
  /// Words that were heard without certainty.
  indirect case unclear(Unclear)
  /// A mark in the text that says something about the text: `(ph)`, `[sic]`.
  indirect case metamark(Metamark)
  /// Voiced, but not a word: laughter, a cough; also cross-talk.
  indirect case vocal(Vocal)
  /// Communicates without the voice: applause, a nod.
  indirect case kinesic(Kinesic)
  /// Happens, and communicates nothing: a video plays, a break, a document is signed.
  indirect case incident(Incident)
  /// Silence that the source does not name.
  indirect case pause(Pause)
  /// Words that are wrong, or look wrong, and are so in the source.
  indirect case sic(Sic)
  /// The words that the source gives instead of wrong ones.
  indirect case correction(Correction)
  /// Alternatives for the same words: what was said, and its correction.
  indirect case choice(Choice)
  /// Words that the transcriber or editor put in.
  indirect case supplied(Supplied)
  /// Quoted speech, without its quotation marks.
  indirect case quotation(Quotation)
  /// Words in quotation marks that nobody is quoted with: scare quotes, titles.
  indirect case mention(Mention)
  /// Words of a document.
  indirect case documentQuotation(DocumentQuotation)
  /// A moment inside the text.
  indirect case anchor(Anchor)
  /// A word, a punctuation mark, or a part of one, as linguistic annotation cuts the text.
  indirect case token(Token)
  /// A grammatical unit of words.
  indirect case sentence(Sentence)
  /// A name, or a part of one.
  indirect case name(Name)
  /// A date, a time, a number or a measure, with its normal form.
  indirect case datum(Datum)
  /// A link from one place to others.
  indirect case link(Link)
  /// Annotations of one sort that stand apart from the words: syntax, prosody, named entities.
  indirect case annotationGroup(AnnotationGroup)
  /// An annotation of a stretch of the text, apart from the words.
  indirect case annotationSpan(AnnotationSpan)
  /// Words that are set off from those around them.
  indirect case phrase(Phrase)
  /// A boundary that does not nest: a page, a line, a column begins here.
  indirect case milestone(Milestone)
  /// A speech in a play, or several that belong together.
  indirect case speech(Speech)
  /// A direction in a play or a screenplay.
  indirect case stageDirection(StageDirection)
  /// A line of verse, or lines that belong together.
  indirect case verse(Verse)
  /// A part of the structure of a document: a list, a table, an opening, a cast list.
  indirect case block(Block)
  /// An utterance with its annotations (ISO 24624).
  indirect case annotationBlock(AnnotationBlock)
  /// A change in the voice: louder, faster, whispering.
  indirect case shift(Shift)
  /// Writing that is shown while people talk: a slide, a caption, a letter.
  indirect case writing(Writing)
  /// An element that the model does not know, kept verbatim.
  indirect case opaque(Opaque)
  /// Text in a CDATA section: a run of text like any other, but for how it is written.
  case cdata(String)
  /// A reference to an entity whose text lies outside the document, by its name.
  case entityReference(String)
  /// A comment, kept in its place.
  case comment(String)
  /// A processing instruction, kept in its place.
  indirect case processingInstruction(target: String, data: String)
}

extension Node {
  /// The element, if it is one that the model knows.
  public var element: (any Element)? {
    switch self {
    case .frontMatter(let element): element
    case .body(let element): element
    case .backMatter(let element): element
    case .timeline(let element): element
    case .timePoint(let element): element
    case .division(let element): element
    case .heading(let element): element
    case .documentTitle(let element): element
    case .titlePart(let element): element
    case .documentDate(let element): element
    case .byline(let element): element
    case .dateline(let element): element
    case .speakerLabel(let element): element
    case .note(let element): element
    case .furniture(let element): element
    case .utterance(let element): element
    case .segment(let element): element
    case .paragraph(let element): element
    case .figure(let element): element
    case .figureDescription(let element): element
    case .reference(let element): element
    case .identifier(let element): element
    case .gap(let element): element
    case .description(let element): element
    case .unclear(let element): element
    case .metamark(let element): element
    case .vocal(let element): element
    case .kinesic(let element): element
    case .incident(let element): element
    case .pause(let element): element
    case .sic(let element): element
    case .correction(let element): element
    case .choice(let element): element
    case .supplied(let element): element
    case .quotation(let element): element
    case .mention(let element): element
    case .documentQuotation(let element): element
    case .anchor(let element): element
    case .token(let element): element
    case .sentence(let element): element
    case .name(let element): element
    case .datum(let element): element
    case .link(let element): element
    case .annotationGroup(let element): element
    case .annotationSpan(let element): element
    case .phrase(let element): element
    case .milestone(let element): element
    case .speech(let element): element
    case .stageDirection(let element): element
    case .verse(let element): element
    case .block(let element): element
    case .annotationBlock(let element): element
    case .shift(let element): element
    case .writing(let element): element
    case .text, .cdata, .entityReference, .opaque, .comment, .processingInstruction: nil
    }
  }

  /// The identifier of the element, if it has one.
  ///
  /// Of those that are frequent not by way of ``element``, which would copy them into an existential.
  public var id: ElementID? {
    switch self {
    case .utterance(let element): element.id
    case .segment(let element): element.id
    case .paragraph(let element): element.id
    case .figure(let element): element.id
    case .text: nil
    default: element?.id
    }
  }

  /// The nodes inside; none for text, comments and processing instructions.
  ///
  /// Not by way of ``element``, which would copy it into an existential.
  public var content: [Node] {
    switch self {
    case .text, .cdata, .entityReference, .comment, .processingInstruction: []
    case .frontMatter(let element): element.content
    case .body(let element): element.content
    case .backMatter(let element): element.content
    case .timeline(let element): element.content
    case .timePoint(let element): element.content
    case .division(let element): element.content
    case .heading(let element): element.content
    case .documentTitle(let element): element.content
    case .titlePart(let element): element.content
    case .documentDate(let element): element.content
    case .byline(let element): element.content
    case .dateline(let element): element.content
    case .speakerLabel(let element): element.content
    case .note(let element): element.content
    case .furniture(let element): element.content
    case .utterance(let element): element.content
    case .segment(let element): element.content
    case .paragraph(let element): element.content
    case .figure(let element): element.content
    case .figureDescription(let element): element.content
    case .reference(let element): element.content
    case .identifier(let element): element.content
    case .gap(let element): element.content
    case .description(let element): element.content
    case .unclear(let element): element.content
    case .metamark(let element): element.content
    case .vocal(let element): element.content
    case .kinesic(let element): element.content
    case .incident(let element): element.content
    case .pause(let element): element.content
    case .sic(let element): element.content
    case .correction(let element): element.content
    case .choice(let element): element.content
    case .supplied(let element): element.content
    case .quotation(let element): element.content
    case .mention(let element): element.content
    case .documentQuotation(let element): element.content
    case .anchor(let element): element.content
    case .token(let element): element.content
    case .sentence(let element): element.content
    case .name(let element): element.content
    case .datum(let element): element.content
    case .link(let element): element.content
    case .annotationGroup(let element): element.content
    case .annotationSpan(let element): element.content
    case .phrase(let element): element.content
    case .milestone(let element): element.content
    case .speech(let element): element.content
    case .stageDirection(let element): element.content
    case .verse(let element): element.content
    case .block(let element): element.content
    case .annotationBlock(let element): element.content
    case .shift(let element): element.content
    case .writing(let element): element.content
    case .opaque(let element): element.content
    }
  }

  /// Appends the text inside to `text`, in order.
  public func appendText(to text: inout String) {
    switch self {
    case .text(let run), .cdata(let run): text += run
    default: for node in content { node.appendText(to: &text) }
    }
  }

  /// The text inside, as XPath's string value has it.
  public var text: String {
    var text = ""
    appendText(to: &text)
    return text
  }
}
