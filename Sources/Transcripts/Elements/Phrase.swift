/// Words that are set off from those around them.
///
/// Written as the TEI element that ``form`` names.
public struct Phrase: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// How it looked (`@rend`).
  public var appearance: Optional<String>
  /// A description of how it looked (`@rendition`).
  public var rendition: Optional<Pointers>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What it corresponds to (`@corresp`).
  public var corresponding: Optional<Pointers>
  /// The language of the words (`@xml:lang`).
  public var language: Optional<String>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a phrase.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, appearance: String? = nil,
    rendition: Pointers? = nil, analysis: Pointers? = nil, corresponding: Pointers? = nil,
    language: String? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.appearance = appearance
    self.rendition = rendition
    self.analysis = analysis
    self.corresponding = corresponding
    self.language = language
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("appearance", appearance),
      ("rendition", rendition?.rawValue), ("analysis", analysis?.rawValue),
      ("corresponding", corresponding?.rawValue), ("language", language),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// Made to look different, for whatever reason.
    case hi
    /// Emphasis, another language, another register.
    case emph, foreign, distinct
    /// Words about words: terms, glosses, titles, words at a distance.
    case term, gloss, title, mentioned, soCalled
    /// An abbreviation and its expansion.
    case abbr, expan, am, ex
    /// Original and regular spelling.
    case orig, reg
    /// Changes in the source: added, deleted, one for the other, restored.
    case add, del, subst, restore
    /// What is superfluous, suppressed or damaged.
    case surplus, secl, damage
    /// An address of electronic mail, a line of an address.
    case email, address, addrLine
    /// A character or glyph that is not in the font.
    case g
    /// Formulae, code, identifiers.
    case formula, code, ident
    /// A rhyming word, and a break in a verse.
    case rhyme, caesura

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
