import Diagnostics
import Transcripts
import XMLCore

extension TEIWriter {
  /// The header of a document.
  ///
  /// The same transcript and the same text give the same header: there is no time stamp in it.
  static func header(of transcript: Transcript, facts: TEITextFacts) -> Opaque {
    Opaque(
      .teiHeader,
      lines: [
        fileDescription(of: transcript, facts: facts),
        encodingDescription(of: transcript, facts: facts),
        profileDescription(of: transcript),
        Opaque(
          .revisionDesc,
          lines: [Opaque(.change, text: "converted by Rapporteur \(version(of: transcript))")]),
      ])
  }

  private static func version(of transcript: Transcript) -> String {
    transcript.header.writerVersion ?? rapporteurVersion
  }

  // MARK: - fileDesc

  private static func fileDescription(of transcript: Transcript, facts: TEITextFacts) -> Opaque {
    let header = transcript.header
    return Opaque(
      .fileDesc,
      lines: [
        Opaque(.titleStmt, lines: [Opaque(.title, [typed(.main)], text: header.title)]),
        Opaque(
          .publicationStmt,
          lines: [
            Opaque(.publisher, text: "Rapporteur"),
            Opaque(.idno, [typed(.local)], text: transcript.id.rawValue),
            Opaque(.idno, [typed(.canonicalText)], text: facts.digest),
            header.licence.map(availability),
          ]),
        Opaque(
          .sourceDesc, lines: [source(of: header), participantList(of: transcript)]),
      ])
  }

  private static func availability(under licence: Licence) -> Opaque {
    Opaque(
      .availability, lines: [Opaque(.licence, [(.target, licence.target)], text: licence.name)])
  }

  private static func source(of header: Header) -> Opaque {
    guard let source = header.source else { return Opaque(.p, text: "no source is described") }
    return Opaque(
      .bibl,
      lines: [
        Opaque(.title, text: header.title),
        source.uri.map { Opaque(.idno, [typed(.uri)], text: $0) },
        Opaque(.idno, [typed(.file)], text: source.file),
        digest(.sha256, source.bytesDigest),
        digest(.sourceText, source.textDigest),
        Opaque(.note, [typed(.encoding)], text: source.encoding),
        Opaque(.note, [typed(.lineEnds)], text: source.lineEnds.rawValue),
        source.format.map { Opaque(.note, [typed(.format)], text: $0) },
      ])
  }

  /// The participants file: what it says of people points here.
  private static func participantList(of transcript: Transcript) -> Opaque? {
    guard let list = transcript.header.participantList else { return nil }
    return Opaque(
      .bibl, [(.id, transcript.participantListID.rawValue)],
      lines: [Opaque(.title, text: list.name), digest(.sha256, list.digest)])
  }

  private static func digest(_ type: TEIHeaderType, _ digest: String) -> Opaque? {
    digest.isEmpty ? nil : Opaque(.idno, [typed(type)], text: digest)
  }

  private static func typed(_ type: TEIHeaderType) -> (TEIAttribute, String?) {
    (.type, type.rawValue)
  }

  // MARK: - encodingDesc

  private static func encodingDescription(
    of transcript: Transcript, facts: TEITextFacts
  ) -> Opaque {
    let header = transcript.header
    return Opaque(
      .encodingDesc,
      lines: [
        Opaque(
          .editorialDecl,
          lines: [Opaque(.normalization, lines: [Opaque(.p, text: "rapporteur-text-1")])]),
        Opaque(.tagsDecl, lines: usage(facts.counts)),
        header.source.map { Opaque(.listPrefixDef, lines: [prefix(for: $0)]) },
        taxonomies(of: transcript),
      ] + header.conventions.map(convention) + [
        Opaque(.appInfo, lines: [application(version: version(of: transcript))])
      ])
  }

  private static func usage(_ counts: [TEITextFacts.Count]) -> [Opaque] {
    var namespaces: [Opaque] = []
    var rest = counts[...]
    while let namespace = rest.first?.name.namespace {
      let here = rest.prefix { $0.name.namespace == namespace }
      rest = rest.dropFirst(here.count)
      namespaces.append(
        Opaque(
          .namespace, [(.name, namespace)],
          lines: here.map {
            Opaque(.tagUsage, [(.gi, $0.name.local), (.occurs, String($0.occurrences))])
          }))
    }
    return namespaces
  }

  private static func prefix(for source: SourceDescription) -> Opaque {
    Opaque(
      .prefixDef,
      [
        (.ident, TEIVocabulary.sourcePrefix), (.matchPattern, "([0-9]+,[0-9]+)"),
        (.replacementPattern, "\(PercentEncoding.path(source.file))#line=$1"),
      ], lines: [Opaque(.p, text: "lines of the source, as RFC 5147 counts them")])
  }

  private static func taxonomies(of transcript: Transcript) -> Opaque? {
    let categories = transcript.header.categories
    if categories.isEmpty { return nil }
    return Opaque(
      .classDecl,
      lines: Category.Taxonomy.allCases.map { taxonomy in
        let members = categories.filter { $0.taxonomy == taxonomy }
        if members.isEmpty { return nil }
        return Opaque(
          .taxonomy, [(.id, "\(transcript.id.rawValue).\(taxonomy.rawValue)")],
          lines: members.map { category in
            Opaque(
              .category, [(.id, category.id.rawValue)],
              lines: [Opaque(.catDesc, text: category.description)])
          })
      })
  }

  private static func convention(_ convention: Convention) -> Opaque {
    Opaque(
      .transcriptionDesc, [(.ident, convention.ident)],
      lines: [
        Opaque(.p, text: convention.description),
        convention.file.map { file in
          Opaque(
            .p,
            lines: [
              Opaque(.idno, [typed(.file)], text: file.name), digest(.sha256, file.digest),
            ])
        },
      ])
  }

  private static func application(version: String) -> Opaque {
    Opaque(
      .application, [(.ident, "rapporteur"), (.version, version)],
      lines: [Opaque(.label, text: "Rapporteur")])
  }

  // MARK: - profileDesc

  private static func profileDescription(of transcript: Transcript) -> Opaque {
    let languages = transcript.header.languages
    return Opaque(
      .profileDesc,
      lines: [
        languages.isEmpty ? nil : Opaque(.langUsage, lines: languages.map(language)),
        participation(of: transcript),
        setting(of: transcript.header),
      ])
  }

  private static func language(_ language: Language) -> Opaque {
    Opaque(.language, [(.ident, language.tag)], text: language.name)
  }

  private static func setting(of header: Header) -> Opaque? {
    if header.place == nil, header.date == nil, header.time == nil { return nil }
    return Opaque(
      .settingDesc,
      lines: [
        Opaque(
          .setting,
          lines: [
            header.place.map { Opaque(.placeName, text: $0) },
            header.date.map { Opaque(.date, [(.when, $0.when)], text: $0.printed) },
            header.time.map { Opaque(.time, text: $0) },
          ])
      ])
  }
}
