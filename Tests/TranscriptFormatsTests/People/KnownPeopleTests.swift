import Diagnostics
import Testing
import TranscriptFormats
import Transcripts

/// Identities that a participants file fixes, and what it may not say.
@Suite struct KnownPeopleTests {
  private static let conventions = Result { try Conventions.builtIn() }

  private func people(_ csv: String) throws -> KnownPeople {
    try people(Array(csv.utf8))
  }

  private func people(_ bytes: [UInt8]) throws -> KnownPeople {
    try KnownPeople(
      bytes, file: "a/people.csv",
      listed: ListedFile(name: "people.csv", digest: String(repeating: "0", count: 64)),
      conventions: Self.conventions.get())
  }

  private func read(_ text: String, _ csv: String) throws -> Reading {
    try TranscriptReader(conventions: Self.conventions.get(), people: people(csv))
      .read(SourceDocument(name: "d.txt", bytes: Array(text.utf8)))
  }

  /// The local identifiers of the participants, with what the first name of each is.
  private func cast(_ reading: Reading) -> [String] {
    reading.transcript.participants.map { person in
      let id = person.id.rawValue.dropFirst("d.".count)
      let name = person.names.first.map { "\($0.text)\($0.isListed ? "*" : "")" } ?? "-"
      return "\(id): \(name)"
    }
  }

  private static let session = """
    CHAIR ANNA WEIR:  Good morning.

    THE MINISTER:  Thank you.

    CHAIR WEIR:  We go to Petra Holm, Coastal Times.

    Q:  Is the pier safe?

    MR. LUND:  It is.

    """

  // MARK: The table

  @Test func readsWhatSpreadsheetsWrite() throws {
    let csv =
      "\u{FEFF}aliases,ID,\"names\",Affiliation,language,Authorities\r\n"
      + "CHAIR;MADAM CHAIR,weir,\"Anna \"\"Annie\"\"\r\nWeir | Anna Weir, LL.D.\",\"Board, Harbor\",en|Swedish,"
      + "https://viaf.org/viaf/1 http://www.wikidata.org/entity/Q2\r\n,,,,,\r\n\r\n"
    let person = try #require(try people(csv).people.first)
    #expect(try people(csv).people.count == 1)
    #expect(person.id == "weir")
    #expect(person.names == ["Anna \"Annie\" Weir", "Anna Weir, LL.D."])
    #expect(person.aliases == ["CHAIR", "MADAM CHAIR"])
    #expect(person.affiliations == ["Board, Harbor"])
    #expect(person.languages.map(\.tag) == ["en", "sv"])
    #expect(person.languages.map(\.name) == ["English", "Swedish"])
    #expect(person.authorities.map(\.kind) == ["VIAF", "Wikidata"])
  }

  @Test func takesIdentifiersInTheColumnOfAnAuthority() throws {
    let person = try #require(try people("id,names,viaf,wikidata\na,A B,123,Q7\n").people.first)
    #expect(
      person.authorities.map(\.uri) == [
        "https://viaf.org/viaf/123", "http://www.wikidata.org/entity/Q7",
      ])
  }

  @Test func keepsSeparatorsBehindABackslash() throws {
    let person = try #require(try people("id,names\na,A\\;B|C\n").people.first)
    #expect(person.names == ["A;B", "C"])
  }

  @Test func takesOtherRolesForOffices() throws {
    let person = try #require(
      try people("id,names,role\na,A B,Guest;Minister of Ports\n").people.first)
    #expect(person.role == .guest)
    #expect(person.offices == ["Minister of Ports"])
  }

  @Test(arguments: [
    ("", "a/people.csv", "is empty"),
    ("id;names\na;A B\n", "a/people.csv:1:1", "commas, not by ';'"),
    ("id,names,alias,aliases\n", "a/people.csv:1:16", "'aliases' is there twice"),
    ("id,names,affilation\n", "a/people.csv:1:10", "did you mean 'affiliation'?"),
    ("names\nA\n", "a/people.csv:1:1", "'id' is missing"),
    ("id,role\na,host\n", "a/people.csv:1:1", "'names' is missing"),
    ("id,names\na,A\nb,B\na,C\n", "a/people.csv:4:1", "'a' is there twice"),
    ("id,names\n7up,A\n", "a/people.csv:2:1", "'7up' cannot be an id"),
    ("id,names\na b,A\n", "a/people.csv:2:1", "'a b' cannot be an id"),
    ("id,names\n,A\n", "a/people.csv:2:1", "the id is missing"),
    ("id,names\na,A,B\n", "a/people.csv:2:5", "3 fields"),
    ("id,names\na\n", "a/people.csv:2:1", "1 fields"),
    ("id,names\na,\"A\n\n", "a/people.csv:2:3", "never closed"),
    ("id,names\na,\"A\" B\n", "a/people.csv:2:6", "written twice"),
    ("id,names\né,A \"B\"\n", "a/people.csv:2:5", "a quotation mark inside"),
    ("id,names,aliases\na,A B,CHAIR\nb,C D,Chair:\n", "a/people.csv:3:1", "alias of 'a'"),
    ("id,names,aliases\na,A B,C D\nb,C D,\n", "a/people.csv:3:1", "alias of 'a'"),
    ("id,names,language\na,A,not a tag\n", "a/people.csv:2:5", "is no language"),
    ("id,names,authorities\na,A,viaf 12\n", "a/people.csv:2:5", "is no URI"),
    ("id,names\na,A\u{1}\n", "a/people.csv:2:3", "XML cannot hold"),
  ])
  func refusesWhatIsNotClear(_ csv: String, _ place: String, _ message: String) throws {
    let error = try #require(throws: DiagnosticError.self) { try people(csv) }
    #expect(error.diagnostic.kind.code == "participants-invalid")
    #expect(error.diagnostic.location.description == place)
    #expect(error.diagnostic.message.contains(message), "\(error.diagnostic.message)")
  }

  @Test func refusesOtherEncodings() throws {
    let utf16: [UInt8] = [0xFF, 0xFE] + "id".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [utf16, Array("id,names\na,".utf8) + [0xE9]] {
      let error = try #require(throws: DiagnosticError.self) { try people(bytes) }
      #expect(error.diagnostic.message.contains("UTF-8"))
    }
  }

  // MARK: Who is who

  @Test func fixesLabelsByAliasAndByFullName() throws {
    let reading = try read(
      Self.session,
      "id,names,aliases,role\nmin,Jan Berg,THE MINISTER,guest\nw-1,Anna B. Weir,,host\n")
    #expect(
      cast(reading) == [
        "w-1: Anna B. Weir*", "min: Jan Berg*", "lund: Lund", "holm: Petra Holm",
      ])
    #expect(reading.transcript.header.participantList?.name == "people.csv")
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func keepsWhatWasHeardBesideWhatTheFileSays() throws {
    let reading = try read(Self.session, "id,names\np,\"Holm, Petra\"\n")
    let holm = try #require(reading.transcript.participants.first { $0.id == "d.p" })
    #expect(holm.role == .questioner)
    #expect(holm.names.map(\.text) == ["Holm, Petra", "Petra Holm"])
    #expect(holm.names.map(\.certainty) == [nil, .medium])
    let asked = reading.transcript.content.description.contains("medium")
    #expect(asked)
  }

  @Test func neverMergesBySurnameAlone() throws {
    let reading = try read(Self.session, "id,names\nl,Peter Lund\nw,Berta Weir\n")
    #expect(cast(reading).contains("lund: Lund"))
    #expect(cast(reading).contains("weir: Anna Weir"))
    #expect(reading.diagnostics.map(\.kind.code) == ["participant-doubtful"])
    #expect(reading.diagnostics.first?.message.contains("'l' (Peter Lund)") == true)
  }

  @Test func takesNobodyWhereTwoHaveTheName() throws {
    let reading = try read(Self.session, "id,names\na,Anna Weir\nb,Anna Weir\n")
    #expect(cast(reading).contains("weir: Anna Weir"))
    #expect(reading.diagnostics.map(\.kind.code) == ["participant-ambiguous"])
  }

  @Test func givesAnAliasOfARoleToItsPerson() throws {
    let reading = try read(
      Self.session, "id,names,aliases\nu7,Ina Quist,Q\nhost,Ulf Strand,MR. LUND\n")
    #expect(cast(reading).contains("u7-2: Ina Quist*"))
    #expect(cast(reading).contains("host-2: Ulf Strand*"))
  }

  @Test func knowsWhomStoriesQuote() throws {
    let story = """
      Keel laid in Marstrand

      "It is a good day," said Anna Weir, the chair of the board.

      """
    let reading = try read(story, "id,names,affiliation\nw-1,Anna Weir,Harbor Board\n")
    #expect(cast(reading) == ["w-1: Anna Weir*"])
    #expect(reading.transcript.participants.first?.role == .speaker)
  }
}
