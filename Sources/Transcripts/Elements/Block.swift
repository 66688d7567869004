/// A part of the structure of a document: a list, a table, an opening, a cast list.
///
/// Written as the TEI element that ``form`` names.
public struct Block: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// Its number or label (`@n`).
  public var number: Optional<String>
  /// How it looked (`@rend`).
  public var appearance: Optional<String>
  /// The language of the words (`@xml:lang`).
  public var language: Optional<String>
  /// What it corresponds to (`@corresp`).
  public var corresponding: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a block.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, number: String? = nil,
    appearance: String? = nil, language: String? = nil, corresponding: Pointers? = nil,
    content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.number = number
    self.appearance = appearance
    self.language = language
    self.corresponding = corresponding
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("number", number),
      ("appearance", appearance), ("language", language),
      ("corresponding", corresponding?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A text inside a text, and texts that belong together.
    case text, group, floatingText
    /// Numbered divisions.
    case div1, div2, div3, div4, div5, div6, div7
    /// A block that is no paragraph.
    case ab
    /// A list.
    case list, item, label, headLabel, headItem
    /// A table.
    case table, row, cell
    /// What opens and closes a division or a letter.
    case opener, closer, salute, signed, postscript, trailer, epigraph, argument
    /// A title page.
    case titlePage, docAuthor, docEdition, docImprint, imprimatur, pubPlace, publisher
    /// Who plays whom.
    case castList, castGroup, castItem, role, roleDesc, actor
    /// What stands around the acts of a play.
    case set, prologue, epilogue, performance
    /// A quotation with its reference.
    case cit
    /// Events, and the line that says which meeting it was.
    case listEvent, event, meeting

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
