/// A word, a punctuation mark, or a part of one, as linguistic annotation cuts the text.
///
/// Written as TEI `w`, `pc`, `c` or `m`.
public struct Token: Element {
  /// Which element of TEI it is.
  public var form: Form
  /// Its identifier in the document (`@xml:id`).
  public var id: Optional<ElementID>
  /// The sort, in the words of the encoder (`@type`).
  public var kind: Optional<String>
  /// The form it has in a dictionary (`@lemma`).
  public var lemma: Optional<String>
  /// The part of speech (`@pos`).
  public var partOfSpeech: Optional<String>
  /// The morphosyntactic description (`@msd`).
  public var morphology: Optional<String>
  /// The normalised spelling (`@norm`).
  public var normalised: Optional<String>
  /// On which side no space stands (`@join`): `left`, `right`, `both`, `no`, `overlap`.
  public var join: Optional<String>
  /// The interpretations that apply (`@ana`).
  public var analysis: Optional<Pointers>
  /// What is inside, in order.
  public var content: [Node]
  /// What the model does not know of it.
  public var extras: Extras

  /// Creates a token.
  @inlinable public init(
    _ form: Form, id: ElementID? = nil, kind: String? = nil, lemma: String? = nil,
    partOfSpeech: String? = nil, morphology: String? = nil, normalised: String? = nil,
    join: String? = nil, analysis: Pointers? = nil, content: [Node] = [], extras: Extras = Extras()
  ) {
    self.form = form
    self.id = id
    self.kind = kind
    self.lemma = lemma
    self.partOfSpeech = partOfSpeech
    self.morphology = morphology
    self.normalised = normalised
    self.join = join
    self.analysis = analysis
    self.content = content
    self.extras = extras
  }

  /// The attributes that the model knows, by the names of their properties.
  public var attributes: [(name: String, value: String?)] {
    [
      ("form", form.name), ("id", id?.rawValue), ("kind", kind), ("lemma", lemma),
      ("partOfSpeech", partOfSpeech), ("morphology", morphology), ("normalised", normalised),
      ("join", join), ("analysis", analysis?.rawValue),
    ]
  }

  /// The elements of TEI that are written so, by their names.
  public enum Form: Int, ElementForm {
    /// A word.
    case w
    /// A punctuation mark.
    case pc
    /// A character; often the space between words.
    case c
    /// A morpheme.
    case m

    /// The name of the element.
    public var name: String { Self.names[rawValue] }

    // The name of a case is slow to find out.
    private static let names = allCases.map { String(describing: $0) }
  }
}
