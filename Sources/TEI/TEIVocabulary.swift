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

  /// Whether an element of this name, in no namespace, may be the root of a document of TEI P4 or
  /// older, or of one that lacks the namespace.
  static func isRoot(withoutNamespace name: String) -> Bool {
    ["TEI", "TEI.2", "TEI.1", "teiCorpus", "teiCorpus.2"].contains(name)
      || TEIElement.named[name] != nil || TEIHeaderElement(rawValue: name) != nil
  }
}

/// The elements inside `text` that the model knows.
enum TEIElement: Int, CaseIterable {
  case ab, abbr, actor, add, addName, addrLine, address, alt, altGrp, am, anchor
  case annotationBlock, argument, back, bibl, bloc, body, byline, c, caesura, camera, caption
  case castGroup, castItem, castList, cb, cell, choice, cit, cl, closer, code, corr, country
  case damage, date, dateline, del, desc, distinct, district, div, div1, div2, div3, div4, div5
  case div6, div7, docAuthor, docDate, docEdition, docImprint, docTitle, email, emph, epigraph
  case epilogue, event, eventName, ex, expan, figDesc, figure, floatingText, foreign, forename
  case formula, front, fw, g, gap, gb, genName, geogFeat, geogName, gloss, group, head, headItem
  case headLabel, hi, ident, idno, imprimatur, incident, item, join, joinGrp, kinesic, l, label
  case lb, lg, link, linkGrp, list, listEvent, m, measure, measureGrp, meeting, mentioned
  case metamark, milestone, move, name, nameLink, note, num, objectName, opener, orgName, orig
  case p, pause, pb, pc, performance, persName, phr, placeName, postscript, prologue, ptr
  case pubPlace, publisher, q, quote, ref, reg, region, restore, rhyme, role, roleDesc, roleName
  case row, rs, s, said, salute, secl, seg, set, settlement, shift, sic, signed, soCalled, sound
  case sp, spGrp, span, spanGrp, speaker, stage, subst, supplied, surname, surplus, table, tech
  case term, text, time, timeline, title, titlePage, titlePart, trailer, u, unclear, unit, view
  case vocal, w, when, writing

  /// The local name.
  var name: String { Self.names[rawValue] }

  // The name of a case is slow to find out.
  private static let names = allCases.map { String(describing: $0) }

  /// The elements by their names.
  static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// The other elements: the frame of a document, and what its header is made of.
enum TEIHeaderElement: String {
  case TEI, teiCorpus, teiHeader, text
  case fileDesc, titleStmt, title, publicationStmt, publisher, availability, licence, sourceDesc
  case encodingDesc, editorialDecl, normalization, tagsDecl, namespace, tagUsage, listPrefixDef
  case prefixDef, classDecl, taxonomy, category, catDesc, transcriptionDesc, appInfo, application
  case label
  case profileDesc, langUsage, language, particDesc, listPerson, person, personGrp, persName
  case occupation, affiliation, langKnowledge, langKnown, listRelation, relation, settingDesc,
    setting, date, time, placeName
  case revisionDesc, change
  case bibl, idno, note, p

  /// The local name.
  var name: String { rawValue }
}

/// The attributes, in the order in which Canonical XML writes them.
enum TEIAttribute: Int, CaseIterable {
  case absolute, active, ana, cert, corresp, direct, dur, ed, end, evidence, facs, feature, from
  case function, gi, ident, interval, join, key, lemma, matchPattern, met, msd, n, name, new
  case next, norm, occurs, origin, part, passive, pos, prev, quantity, reason, ref, rend
  case rendition, replacementPattern, resp, rhyme, role, sameAs, since, source, start, status
  case synch, tag, targFunc, target, to, type, unit, value, version, when, who
  /// `xml:id`.
  case id
  /// `xml:lang`.
  case lang

  /// The local name.
  var localName: String { Self.localNames[rawValue] }

  // The name of a case is slow to find out.
  private static let localNames = allCases.map { String(describing: $0) }

  /// The attributes by their local names.
  static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.localName, $0) })

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
