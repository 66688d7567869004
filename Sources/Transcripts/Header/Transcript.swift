/// What was said, by whom, in whose voice: one document.
///
/// A tree of plain values. Where its parts stood in the source is kept apart from it, so two
/// transcripts are equal when they say the same thing.
public struct Transcript: Hashable, Sendable {
  /// The identifier of the document, an XML NCName; those of its parts begin with it and a full stop.
  public var id: ElementID
  /// The language of the document, a BCP 47 tag (`@xml:lang`).
  public var language: String?
  /// What the document is about, and what it was made from.
  public var header: Header
  /// The people and groups, each once.
  public var participants: [Participant]
  /// Who interprets for whom.
  public var relations: [Relation]
  /// Everything inside TEI's `text`: front matter, body, and the white space around them.
  public var content: [Node]
  /// What stands around the header and the text, where it is not what the converter writes.
  public var surroundings: Surroundings?

  /// Creates a transcript.
  public init(
    id: ElementID, language: String? = nil, header: Header = Header(title: ""),
    participants: [Participant] = [], relations: [Relation] = [], content: [Node] = [],
    surroundings: Surroundings? = nil
  ) {
    self.id = id
    self.language = language
    self.header = header
    self.participants = participants
    self.relations = relations
    self.content = content
    self.surroundings = surroundings
  }

  /// All that was printed, in order: the concatenation of the runs of text.
  public var text: String {
    var text = ""
    for node in content { node.appendText(to: &text) }
    return text
  }
}

extension Transcript {
  /// How the identifier of the participants file ends, after that of the document.
  public static let participantListSuffix = ".participants"

  /// The identifier that what a participants file says points to.
  public var participantListID: ElementID {
    ElementID(rawValue: id.rawValue + Self.participantListSuffix)
  }
}
