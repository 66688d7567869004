/// Someone who takes part: a person under all their labels, or a group that speaks as one.
///
/// Written as TEI `person` or `personGrp`.
public struct Participant: Hashable, Sendable {
  /// Its identifier in the document.
  public var id: ElementID
  /// Whether it is a group: staff, audience.
  public var isGroup: Bool
  /// The role in this conversation (`@role`).
  public var role: Role?
  /// The names, the fullest first; none for somebody whose name is not known.
  public var names: [Ascription]
  /// The offices they hold: `Secretary of Defense`.
  public var offices: [Ascription]
  /// The organisations they belong to.
  public var affiliations: [Ascription]
  /// The languages they speak, as far as a participants file tells.
  public var languages: [Language]
  /// Where authority files know them: VIAF, Wikidata.
  public var authorities: [Authority]
  /// The same person elsewhere (`@sameAs`).
  public var sameAs: Pointers?

  /// Creates a participant.
  public init(
    id: ElementID, isGroup: Bool = false, role: Role? = nil, names: [Ascription] = [],
    offices: [Ascription] = [], affiliations: [Ascription] = [], languages: [Language] = [],
    authorities: [Authority] = [], sameAs: Pointers? = nil
  ) {
    self.id = id
    self.isGroup = isGroup
    self.role = role
    self.names = names
    self.offices = offices
    self.affiliations = affiliations
    self.languages = languages
    self.authorities = authorities
    self.sameAs = sameAs
  }

  /// The roles that the converter writes; any other is kept as it is.
  public struct Role: RawRepresentable, Hashable, Sendable {
    /// The value as written.
    public var rawValue: String

    /// Creates the value written so.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// Speaks for the house that holds the briefing or hearing.
    public static let host = Self(rawValue: "host")
    /// Speaks as a guest.
    public static let guest = Self(rawValue: "guest")
    /// Gives the floor.
    public static let moderator = Self(rawValue: "moderator")
    /// Asks.
    public static let questioner = Self(rawValue: "questioner")
    /// Renders what others say.
    public static let interpreter = Self(rawValue: "interpreter")
    /// Works for the house.
    public static let staff = Self(rawValue: "staff")
    /// Listens, and is heard now and then.
    public static let audience = Self(rawValue: "audience")
    /// Any other speaker.
    public static let speaker = Self(rawValue: "speaker")
    /// Named in a story, or quoted by it.
    public static let mentioned = Self(rawValue: "mentioned")
  }
}

/// Something said of a participant, and what it rests on where it was inferred.
public struct Ascription: Hashable, Sendable {
  /// What is said: a name, an office, an organisation.
  public var text: String
  /// How sure it is, where it was inferred (`@cert`).
  public var certainty: Certainty?
  /// Where the evidence lies (`@evidence`): `internal` where in the document itself.
  public var evidence: String?
  /// The words it rests on (`@source`).
  public var source: Pointers?

  /// Creates an ascription; certain where nothing is said of its evidence.
  public init(
    _ text: String, certainty: Certainty? = nil, evidence: String? = nil, source: Pointers? = nil
  ) {
    self.text = text
    self.certainty = certainty
    self.evidence = evidence
    self.source = source
  }

  /// Creates an ascription that a file of participants makes, which `list` identifies.
  public static func listed(_ text: String, in list: ElementID) -> Self {
    Self(text, evidence: "external", source: Pointers(to: list))
  }

  /// Whether a file of participants says so, and not the document.
  public var isListed: Bool { certainty == nil && evidence == "external" }
}

/// A record of a person in an authority file.
///
/// Written as TEI `idno`.
public struct Authority: Hashable, Sendable {
  /// The authority file (`@type`): `VIAF`.
  public var kind: String
  /// The URI of the record.
  public var uri: String

  /// Creates a record.
  public init(kind: String, uri: String) {
    self.kind = kind
    self.uri = uri
  }
}

/// A relation between participants.
///
/// Written as TEI `relation`.
public struct Relation: Hashable, Sendable {
  /// What it is (`@name`): `interpreterFor`.
  public var name: String
  /// Those who do it (`@active`).
  public var active: Pointers
  /// Those to whom it is done (`@passive`).
  public var passive: Pointers

  /// Creates a relation.
  public init(name: String, active: Pointers, passive: Pointers) {
    self.name = name
    self.active = active
    self.passive = passive
  }
}
