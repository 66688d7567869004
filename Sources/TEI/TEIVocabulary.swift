/// The names that writer and reader share, each spelled once.
///
/// A case is spelled as TEI spells the name.
enum TEIVocabulary {
  /// The namespace of TEI P5.
  static let namespace = "http://www.tei-c.org/ns/1.0"
  /// The prefix that points at lines of the source, declared in the header.
  static let sourcePrefix = "src"
  /// The value of `@type` that makes a `note` a speaker label.
  static let speakerNote = "speaker"
}

/// The elements inside `text` that the model knows.
enum TEIElement: Int, CaseIterable {
  case anchor, back, bibl, body, byline, choice, corr, dateline, desc, div, docDate, docTitle
  case figDesc, figure, front, fw, gap, head, idno, incident, kinesic, metamark, note, p, pause, q
  case quote, said, seg, sic, supplied, timeline, titlePart, u, unclear, vocal, when

  /// The local name.
  var name: String { Self.names[rawValue] }

  // The name of a case is slow to find out.
  private static let names = allCases.map { String(describing: $0) }
}

/// The other elements: the frame of a document, and what its header is made of.
enum TEIHeaderElement: String {
  case TEI, teiCorpus, teiHeader, text
  case fileDesc, titleStmt, title, publicationStmt, publisher, availability, licence, sourceDesc
  case encodingDesc, editorialDecl, normalization, tagsDecl, namespace, tagUsage, listPrefixDef
  case prefixDef, classDecl, taxonomy, category, catDesc, transcriptionDesc, appInfo, application
  case label
  case profileDesc, langUsage, language, particDesc, listPerson, person, personGrp, persName
  case occupation, affiliation, listRelation, relation, settingDesc, setting, date, time, placeName
  case revisionDesc, change
  case bibl, idno, note, p

  /// The local name.
  var name: String { rawValue }
}

/// The attributes, in the order in which Canonical XML writes them.
enum TEIAttribute: Int, CaseIterable {
  case absolute, active, ana, cert, corresp, direct, dur, end, evidence, function, gi, ident
  case interval, matchPattern, name, next, occurs, origin, passive, prev, quantity, reason
  case replacementPattern, resp, role, sameAs, since, source, start, status, synch, target, type
  case unit, version, when, who
  /// `xml:id`.
  case id
  /// `xml:lang`.
  case lang

  /// The local name.
  var localName: String { Self.localNames[rawValue] }

  // The name of a case is slow to find out.
  private static let localNames = allCases.map { String(describing: $0) }

  /// Whether the name is in the namespace of XML itself.
  var isXML: Bool { self == .id || self == .lang }
}

/// The values of `@type` that tell the parts of the header's `idno` and `note` apart.
enum TEIHeaderType: String {
  case main, local, file, sha256, encoding, lineEnds, format
  case uri = "URI"
  case canonicalText = "sha256-canonical-text"
  case sourceText = "sha256-rapporteur-text-1"
}
