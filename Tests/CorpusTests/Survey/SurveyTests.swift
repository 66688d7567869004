import Corpus
import Diagnostics
import Foundation
import SystemPackage
import TestSupport
import Testing
import TranscriptFormats

/// Tables over many files: who takes part, and which conventions are there.
@Suite struct SurveyTests {
  private static let sessions = [
    "a.txt": """
    Session of the Harbor Board

    CHAIR ANNA WEIR:  Good morning.  We go to Petra Holm, Coastal Times.

    Q:  Is the pier safe?

    CHAIR WEIR:  It is.

    MR. LUND:  Yes (he nods, twice).

    THE PRESIDENT:  Thank you.

    """,
    "b.txt": """
    Session of the Harbor Board

    CHAIR ANNA WEYR:  Good morning.  (Laughter.)

    MR. LUND:  Yes.  (A whistle blows.)

    SEC. LUND:  No.

    THE PRESIDENT:  Good.  (Speaks French.)

    ULF ZELENSKYY:  Good.

    """,
    "c.txt": """
    Session of the Harbor Board

    CHAIR ANNA B. WEIR:  Good morning.

    ULF ZELENSKIJ:  Good.

    CHAIR WEIR:  Yes.

    ULF ZELENSKIJ:  No; | never.

    """,
  ]

  /// The rules without a file of the user's, which are read once.
  private static let plain = Result { try SourceRules() }

  private func survey(_ rules: SourceRules) throws -> (
    stage: SurveyStage, inputs: [Input], TemporaryFolder
  ) {
    let folder = try TemporaryFolder()
    var inputs: [Input] = []
    for (name, text) in Self.sessions.sorted(by: { $0.key < $1.key }) {
      let file = try folder.write(text.utf8, to: name)
      var input = Input(named: file.path)
      input.shown = name
      inputs.append(input)
    }
    return (try SurveyStage(rules: rules), inputs, folder)
  }

  private func people(_ rules: SourceRules? = nil) throws -> (json: [String], csv: String) {
    let (stage, inputs, folder) = try survey(try rules ?? Self.plain.get())
    var survey = stage.participantsSurvey
    for input in inputs { survey.add(try #require(stage.participants(in: input).findings)) }
    withExtendedLifetime(folder) {}
    let lines = survey.jsonLines.split(separator: "\n").map(String.init)
    return (lines, survey.csv)
  }

  private func row(_ id: String, of json: [String]) throws -> String {
    try #require(json.first { $0.hasPrefix("{\"id\":\"\(id)\",") }, "\(json)")
  }

  @Test func peopleOfOneNameAreOneRow() throws {
    let json = try people().json
    let lund = try row("lund", of: json)
    #expect(lund.contains("\"documents\":2,\"turns\":3"))
    #expect(lund.contains("\"aliases\":[\"MR. LUND\",\"SEC. LUND\"]"))
    #expect(lund.contains("\"basis\":[\"label without a given name\"]"))
  }

  @Test func nobodyIsMergedForALikeness() throws {
    let json = try people().json
    let weir = try row("weir", of: json)
    #expect(weir.contains("\"names\":[\"Anna Weir\"]"))
    #expect(weir.contains("may be 'weyr' (Anna Weyr): surnames spelled nearly alike"))
    #expect(weir.contains("(Anna B. Weir): the same name but for a middle name or initial"))
    let zelenskyy = try row("zelenskyy", of: json)
    #expect(zelenskyy.contains("(Ulf Zelenskij)"))
  }

  @Test func labelsOfSeveralRowsAreNobodysAlias() throws {
    let json = try people().json
    let weir = try row("weir", of: json)
    #expect(weir.contains("\"aliases\":[\"CHAIR ANNA WEIR\"]"))
    #expect(weir.contains("'CHAIR WEIR' is also printed for"))
    #expect(try row("the-president", of: json).contains("\"aliases\":[]"))
  }

  @Test func inferredNamesSayWhere() throws {
    let holm = try row("holm", of: try people().json)
    #expect(holm.contains("inferred (medium)"))
    #expect(holm.contains("\"a.txt:3 'Petra Holm'\""))
  }

  @Test func theTableIsAParticipantsFile() throws {
    let (_, csv) = try people()
    let folder = try TemporaryFolder()
    let file = try folder.write(csv.utf8, to: "people.csv")
    let rules = try SourceRules(participants: file.path)
    #expect(rules.people?.people.count == csv.split(separator: "\n").count - 1)
    // Read by its own table, the same people are found under the same identifiers.
    let (before, after) = (try people().json, try people(rules).json)
    func ids(_ json: [String]) -> Set<Substring> {
      Set(json.map { $0.prefix { $0 != "," } })
    }
    #expect(ids(before) == ids(after))
    #expect(try row("weir", of: after).contains("\"basis\":[\"listed\"]"))
  }

  @Test func conventionsAreFoundAndChangeNothing() throws {
    let (stage, inputs, folder) = try survey(Self.plain.get())
    var survey = stage.conventionsSurvey
    for input in inputs { survey.add(try #require(stage.conventions(in: input).findings)) }
    let yaml = survey.yaml
    #expect(
      yaml.contains(
        "- {class: vocal laughter, by: audience, is: [laughter]}  # 1 ×, b.txt:3:34 (Laughter.)"))
    #expect(yaml.contains("# - {class: gap foreign, is: [speaks french]}"))
    #expect(yaml.contains("# - {class: incident action, is: [a whistle blows]}  # 1 ×, b.txt:5:18"))
    #expect(
      yaml.contains("# - {class: incident action, is: [\"he nods, twice\"]}  # 1 ×, a.txt:9:16"))
    #expect(yaml.contains("  questioner:\n    - Q  # 1 ×, a.txt:5 Q:"))

    let file = try folder.write(yaml.utf8, to: "own.yaml")
    let text = { (rules: SourceRules) in
      try Explanation(of: Input(named: inputs[0].path?.string ?? ""), rules: rules).jsonLines
    }
    #expect(try text(Self.plain.get()) == text(SourceRules(conventions: [file.path])))
    // All that a user has to do is to uncomment it.
    let edited = yaml.replacing(
      "# - {class: incident action, is: [\"he", with: "- {class: kinesic gesture, is: [\"he")
    let own = try folder.write(edited.utf8, to: "edited.yaml")
    #expect(
      try text(SourceRules(conventions: [own.path])).contains("\"outcome\":\"kinesic gesture\""))
  }
}
