import Transcripts

extension TEIReader {
  /// Reads what the model knows of a header, of the converter's own or of any other.
  static func readHeader(
    _ header: Opaque, into transcript: inout Transcript, seals: inout Seals
  ) {
    readFileDescription(header.first(.fileDesc), into: &transcript.header, seals: &seals)
    readEncodingDescription(header.first(.encodingDesc), into: &transcript.header)
    readProfileDescription(header.first(.profileDesc), into: &transcript)
  }

  /// Reads what the model knows of the headers in a document that is held as a whole: of a corpus,
  /// of a list of persons that stands alone.
  static func readParts(of transcript: inout Transcript) {
    var seals = Seals(canonicalText: "", text: "")
    for case .opaque(let root) in transcript.content {
      let headers = root.descendants([.teiHeader])
      if let first = headers.first { readHeader(first, into: &transcript, seals: &seals) }
      for header in headers.dropFirst() {
        readParticipation(header.first(.profileDesc, .particDesc), into: &transcript)
      }
      if headers.isEmpty { readParticipation(root, into: &transcript) }
    }
  }

  // MARK: - fileDesc

  private static func readFileDescription(
    _ description: Opaque?, into header: inout Header, seals: inout Seals
  ) {
    header.title = description?.first(.titleStmt, .title)?.words ?? ""
    let publication = description?.first(.publicationStmt)
    seals.statedCanonicalText = publication?.first(.idno, .canonicalText)?.words
    if let licence = publication?.first(.availability, .licence) {
      header.licence = Licence(target: licence.attribute(.target), name: licence.words)
    }
    readParticipantList(description?.first(.sourceDesc), into: &header)
    guard let source = description?.first(.sourceDesc, .bibl) else { return }
    seals.statedSourceBytes = source.first(.idno, .sha256)?.words
    seals.statedSourceText = source.first(.idno, .sourceText)?.words
    guard let file = source.first(.idno, .file) else { return }
    header.source = SourceDescription(
      file: file.words, uri: source.first(.idno, .uri)?.words,
      bytesDigest: seals.statedSourceBytes ?? "", textDigest: seals.statedSourceText ?? "",
      encoding: source.first(.note, .encoding)?.words ?? "",
      lineEnds: source.first(.note, .lineEnds)
        .flatMap { SourceDescription.LineEnds(rawValue: $0.words) } ?? .none,
      format: source.first(.note, .format)?.words)
  }

  private static func readParticipantList(_ sources: Opaque?, into header: inout Header) {
    let list = sources?.children(.bibl).first {
      $0.attribute(.id)?.hasSuffix(Transcript.participantListSuffix) ?? false
    }
    guard let list else { return }
    header.participantList = ListedFile(
      name: list.first(.title)?.words ?? "", digest: list.first(.idno, .sha256)?.words ?? "")
  }

  // MARK: - encodingDesc

  private static func readEncodingDescription(_ description: Opaque?, into header: inout Header) {
    guard let description else { return }
    for taxonomy in description.first(.classDecl)?.children(.taxonomy) ?? [] {
      let id = taxonomy.attribute(.id) ?? ""
      for kind in Category.Taxonomy.allCases where id.hasSuffix(".\(kind.rawValue)") {
        header.categories += taxonomy.children(.category).map {
          Category(
            taxonomy: kind, id: ElementID(rawValue: $0.attribute(.id) ?? ""),
            description: $0.first(.catDesc)?.words ?? "")
        }
      }
    }
    for convention in description.children(.transcriptionDesc) {
      guard let ident = convention.attribute(.ident) else { continue }
      header.conventions.append(
        Convention(
          ident: ident, description: convention.first(.p)?.words ?? "",
          file: convention.children(.p).dropFirst().first.flatMap(listedFile)))
    }
    for application in description.first(.appInfo)?.children(.application) ?? []
    where application.attribute(.ident) == "rapporteur" {
      let version = application.attribute(.version)
      header.writerVersion = version == rapporteurVersion ? nil : version
    }
  }

  private static func listedFile(_ paragraph: Opaque) -> ListedFile? {
    guard let name = paragraph.first(.idno, .file)?.words,
      let digest = paragraph.first(.idno, .sha256)?.words
    else { return nil }
    return ListedFile(name: name, digest: digest)
  }

  // MARK: - profileDesc

  private static func readProfileDescription(
    _ description: Opaque?, into transcript: inout Transcript
  ) {
    guard let description else { return }
    for language in description.first(.langUsage)?.children(.language) ?? [] {
      transcript.header.languages.append(
        Language(tag: language.attribute(.ident) ?? "", name: language.words))
    }
    readParticipation(description.first(.particDesc), into: &transcript)
    guard let setting = description.first(.settingDesc, .setting) else { return }
    transcript.header.place = setting.first(.placeName)?.words
    if let date = setting.first(.date), let when = date.attribute(.when) {
      transcript.header.date = Dated(when: when, printed: date.words)
    }
    transcript.header.time = setting.first(.time)?.words
  }
}

extension Opaque {
  /// The first element of this name directly inside with this `@type`.
  fileprivate func first(_ element: TEIHeaderElement, _ type: TEIHeaderType) -> Opaque? {
    children(element).first { $0.attribute(.type) == type.rawValue }
  }
}
