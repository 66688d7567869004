import Diagnostics
import Testing
import TranscriptFormats
import Transcripts

/// Conventions of the user's, laid over the built-in ones.
@Suite struct ConventionsTests {
  private static let builtIn = Result { try Conventions.builtIn() }

  private func adding(_ yaml: String) throws -> Conventions {
    try Self.builtIn.get().adding(
      Array(yaml.utf8), file: "own.yaml",
      listed: ListedFile(name: "own.yaml", digest: String(repeating: "0", count: 64)))
  }

  private func markup(_ text: String, _ yaml: String) throws -> String {
    let reading = try TranscriptReader(conventions: adding(yaml))
      .read(SourceDocument(name: "d.txt", bytes: Array(text.utf8)))
    return "\(reading.transcript.content) \(reading.transcript.participants)"
  }

  private static let session = """
    CHAIR ANNA WEIR:  Good morning.  (Rires.)

    DELEGADO:  Thank you.  (Laughter.)

    CHAIR WEIR:  Yes (coughing fit).

    DELEGADO:  Good.

    """

  @Test func builtInOnesAreSaidToBeUsed() throws {
    let conventions = try Self.builtIn.get()
    #expect(conventions.used.map(\.ident) == [conventions.ident])
    #expect(conventions.used.first?.file == nil)
  }

  @Test func nothingAddedChangesNothing() throws {
    let again = try adding("")
    #expect(try adding("version: 1\nident: mine\n").used.map(\.ident).last == "mine")
    #expect(again.used.map(\.ident).last == "own")
    // What is written reads back as the same conventions.
    #expect(try adding("ident: other").yaml == again.yaml)
    #expect(again.yaml.contains("# Marks: what brackets hold."))
    #expect(again.yaml.contains("  # Who gives the floor, without a name."))
  }

  /// What is wrong with complete conventions that have another form.
  @Test(arguments: [
    ("version: 1", "version: one", "'one' is no whole number"),
    ("version: 1", "edition: 1", "a conventions file has no 'version'"),
    ("\nlabels:", "\nsigns:", "a conventions file has no 'labels'"),
    ("\n  particles:", "\n  bits:", "'labels' has no 'particles'"),
    ("\nplaces:", "\nplaces: []\nelsewhere:", "'places' holds keys with their values"),
    ("\nownWords:", "\nownWords: mine\nothers:", "'ownWords' is a list"),
  ])
  func conventionsOfAnotherFormAreRefused(
    _ part: String, _ replacement: String, _ message: String
  ) throws {
    let yaml = try Self.builtIn.get().yaml
    let spoilt = yaml.replacing(part, with: replacement, maxReplacements: 1)
    #expect(spoilt != yaml)
    let error = #expect(throws: DiagnosticError.self) {
      try Conventions(yaml: spoilt, file: "whole.yaml")
    }
    #expect(error?.diagnostic.kind.code == "conventions-invalid")
    #expect(error?.diagnostic.message == message)
    #expect((error?.diagnostic.location.line ?? 0) > 0)
  }

  @Test func addsMarks() throws {
    let text = try markup(
      Self.session, "marks:\n  - class: vocal laughter\n    by: audience\n    is: [(Rires.)]\n")
    #expect(text.contains("(Rires.)"))
    #expect(text.components(of: "Transcripts.Vocal(") == 2, "\(text)")
  }

  @Test func replacesASection() throws {
    let yaml = """
      replace: [marks]
      marks:
        - {class: vocal sound, is: [coughing fit]}
      """
    #expect(try markup(Self.session, yaml).components(of: "Transcripts.Vocal(") == 1)
  }

  @Test func replacesTheRulesOfOneClass() throws {
    #expect(
      try markup(Self.session, "replace: marks.vocal laughter")
        .components(of: "Transcripts.Vocal(") == 0)
  }

  @Test func addsLabelsInWhateverCase() throws {
    let text = try markup(Self.session, "labels:\n  moderator: [Delegado]\n")
    #expect(text.contains("moderator-1"))
  }

  @Test(arguments: [
    ("marks:\n  - {class: gap inadible, is: [x]}", 2, 13, "did you mean 'gap inaudible'?"),
    ("marks:\n  - {clas: gap inaudible, is: [x]}", 2, 5, "no 'class'"),
    ("marks:\n  - class: uncertain\n    iss: [x]", 3, 5, "did you mean 'is'?"),
    ("marks:\n  - class: uncertain", 2, 5, "no phrases"),
    ("marks:\n  - class: uncertain\n    is: x", 3, 9, "is a list"),
    ("mark:\n  - class: uncertain", 1, 1, "did you mean 'marks'?"),
    ("labels:\n  moderators: [X]", 2, 3, "did you mean 'moderator'?"),
    ("labels: [X]", 1, 9, "holds sections"),
    ("labels:\n  moderator: [[X]]", 2, 15, "takes words"),
    ("furniture:\n  - {type: baner, is: [X]}", 2, 12, "did you mean 'banner'?"),
    ("replace: [moderator]", 1, 11, "did you mean 'labels.moderator'?"),
    ("replace: everything", 1, 10, "no section that could be replaced"),
    ("version: 2", 1, 10, "this program reads 1"),
    ("ident: a b", 1, 8, "NCName"),
    ("marks:\n  - class: [", 3, 1, "not YAML"),
    ("marks: []\nmarks: []", 1, 1, "there twice"),
    ("- a", 1, 1, "holds sections"),
    ("languages: [French]", 1, 12, "pairs"),
    ("marks:\n  - {class: uncertain, by: room, is: [x]}", 2, 28, "'audience'"),
  ])
  func refusesWhatIsWrong(_ yaml: String, _ line: Int, _ column: Int, _ message: String) throws {
    let error = try #require(throws: DiagnosticError.self) { try adding(yaml) }
    let diagnostic = error.diagnostic
    #expect(diagnostic.kind.code == "conventions-invalid")
    #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
    #expect(diagnostic.location == SourceLocation(file: "own.yaml", line: line, column: column))
  }
}

extension String {
  /// How often `part` is in it.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
