import Diagnostics
import Transcripts
import XMLCore

extension TEIWriter {
  /// Writes the header of a document.
  ///
  /// The same transcript and the same text give the same header: there is no time stamp in it.
  static func writeHeader(
    of transcript: Transcript, facts: TEITextFacts, to sink: inout some HeaderSink
  ) {
    sink.open(.teiHeader, [])
    sink.text("\n")
    writeFileDescription(of: transcript, facts: facts, to: &sink)
    writeEncodingDescription(of: transcript, facts: facts, to: &sink)
    writeProfileDescription(of: transcript, to: &sink)
    sink.lines(.revisionDesc) {
      $0.line(.change, text: "converted by Rapporteur \(version(of: transcript))")
    }
    sink.close()
  }

  /// Whether a header is, node by node, the one that would be written.
  static func isHeader(
    _ header: Opaque, of transcript: Transcript, facts: TEITextFacts
  ) -> Bool {
    var match = HeaderMatch(header)
    writeHeader(of: transcript, facts: facts, to: &match)
    return match.isSame
  }

  private static func version(of transcript: Transcript) -> String {
    transcript.header.writerVersion ?? rapporteurVersion
  }

  // MARK: - fileDesc

  private static func writeFileDescription(
    of transcript: Transcript, facts: TEITextFacts, to sink: inout some HeaderSink
  ) {
    let header = transcript.header
    sink.lines(.fileDesc) { sink in
      sink.lines(.titleStmt) { $0.line(.title, [typed(.main)], text: header.title) }
      sink.lines(.publicationStmt) { sink in
        sink.line(.publisher, text: "Rapporteur")
        sink.line(.idno, [typed(.local)], text: transcript.id.rawValue)
        sink.line(.idno, [typed(.canonicalText)], text: facts.digest)
        if let licence = header.licence {
          sink.lines(.availability) {
            $0.line(.licence, [(.target, licence.target)], text: licence.name)
          }
        }
      }
      sink.lines(.sourceDesc) { sink in
        writeSource(of: header, to: &sink)
        if let list = header.participantList { write(list, of: transcript, to: &sink) }
      }
    }
  }

  private static func writeSource(of header: Header, to sink: inout some HeaderSink) {
    guard let source = header.source else {
      return sink.line(.p, text: "no source is described")
    }
    sink.lines(.bibl) { sink in
      sink.line(.title, text: header.title)
      if let uri = source.uri { sink.line(.idno, [typed(.uri)], text: uri) }
      sink.line(.idno, [typed(.file)], text: source.file)
      write(source.bytesDigest, as: .sha256, to: &sink)
      write(source.textDigest, as: .sourceText, to: &sink)
      sink.line(.note, [typed(.encoding)], text: source.encoding)
      sink.line(.note, [typed(.lineEnds)], text: source.lineEnds.rawValue)
      if let format = source.format { sink.line(.note, [typed(.format)], text: format) }
    }
  }

  /// Writes the participants file: what it says of people points here.
  private static func write(
    _ list: ListedFile, of transcript: Transcript, to sink: inout some HeaderSink
  ) {
    sink.lines(.bibl, [(.id, transcript.participantListID.rawValue)]) { sink in
      sink.line(.title, text: list.name)
      write(list.digest, as: .sha256, to: &sink)
    }
  }

  private static func write(
    _ digest: String, as type: TEIHeaderType, to sink: inout some HeaderSink
  ) {
    if !digest.isEmpty { sink.line(.idno, [typed(type)], text: digest) }
  }

  private static func typed(_ type: TEIHeaderType) -> (TEIAttribute, String?) {
    (.type, type.rawValue)
  }

  // MARK: - encodingDesc

  private static func writeEncodingDescription(
    of transcript: Transcript, facts: TEITextFacts, to sink: inout some HeaderSink
  ) {
    let header = transcript.header
    sink.lines(.encodingDesc) { sink in
      sink.lines(.editorialDecl) {
        $0.lines(.normalization) { $0.line(.p, text: "rapporteur-text-1") }
      }
      sink.lines(.tagsDecl) { writeUsage(facts.counts, to: &$0) }
      if let source = header.source {
        sink.lines(.listPrefixDef) { writePrefix(for: source, to: &$0) }
      }
      writeTaxonomies(of: transcript, to: &sink)
      for convention in header.conventions { write(convention, to: &sink) }
      sink.lines(.appInfo) { sink in
        sink.lines(.application, [(.ident, "rapporteur"), (.version, version(of: transcript))]) {
          $0.line(.label, text: "Rapporteur")
        }
      }
    }
  }

  private static func writeUsage(
    _ counts: [TEITextFacts.Count], to sink: inout some HeaderSink
  ) {
    var rest = counts[...]
    while let namespace = rest.first?.name.namespace {
      let here = rest.prefix { $0.name.namespace == namespace }
      rest = rest.dropFirst(here.count)
      sink.lines(.namespace, [(.name, namespace)]) { sink in
        for count in here {
          sink.line(.tagUsage, [(.gi, count.name.local), (.occurs, String(count.occurrences))])
        }
      }
    }
  }

  private static func writePrefix(
    for source: SourceDescription, to sink: inout some HeaderSink
  ) {
    let attributes: [(TEIAttribute, String?)] = [
      (.ident, TEIVocabulary.sourcePrefix), (.matchPattern, "([0-9]+,[0-9]+)"),
      (.replacementPattern, "\(PercentEncoding.path(source.file))#line=$1"),
    ]
    sink.lines(.prefixDef, attributes) {
      $0.line(.p, text: "lines of the source, as RFC 5147 counts them")
    }
  }

  private static func writeTaxonomies(
    of transcript: Transcript, to sink: inout some HeaderSink
  ) {
    let categories = transcript.header.categories
    if categories.isEmpty { return }
    sink.lines(.classDecl) { sink in
      for taxonomy in Category.Taxonomy.allCases {
        let members = categories.filter { $0.taxonomy == taxonomy }
        if members.isEmpty { continue }
        let id = "\(transcript.id.rawValue).\(taxonomy.rawValue)"
        sink.lines(.taxonomy, [(.id, id)]) { sink in
          for category in members {
            sink.lines(.category, [(.id, category.id.rawValue)]) {
              $0.line(.catDesc, text: category.description)
            }
          }
        }
      }
    }
  }

  private static func write(_ convention: Convention, to sink: inout some HeaderSink) {
    sink.lines(.transcriptionDesc, [(.ident, convention.ident)]) { sink in
      sink.line(.p, text: convention.description)
      guard let file = convention.file else { return }
      sink.lines(.p) { sink in
        sink.line(.idno, [typed(.file)], text: file.name)
        write(file.digest, as: .sha256, to: &sink)
      }
    }
  }

  // MARK: - profileDesc

  private static func writeProfileDescription(
    of transcript: Transcript, to sink: inout some HeaderSink
  ) {
    let languages = transcript.header.languages
    sink.lines(.profileDesc) { sink in
      if !languages.isEmpty {
        sink.lines(.langUsage) { sink in
          for language in languages {
            sink.line(.language, [(.ident, language.tag)], text: language.name)
          }
        }
      }
      writeParticipation(of: transcript, to: &sink)
      writeSetting(of: transcript.header, to: &sink)
    }
  }

  private static func writeSetting(of header: Header, to sink: inout some HeaderSink) {
    if header.place == nil, header.date == nil, header.time == nil { return }
    sink.lines(.settingDesc) { sink in
      sink.lines(.setting) { sink in
        if let place = header.place { sink.line(.placeName, text: place) }
        if let date = header.date { sink.line(.date, [(.when, date.when)], text: date.printed) }
        if let time = header.time { sink.line(.time, text: time) }
      }
    }
  }
}
