import ArgumentParser
import Corpus
import Diagnostics
import SystemPackage

/// `rapporteur corpus search`: who said it, in whose words.
struct CorpusSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find words: who said them, in whose voice, and where.",
    discussion: """
      Each argument is a word or a phrase; an utterance has to hold all of them. Letters are compared \
      without case and accents, and a word that ends in * is the beginning of words.

      Exit codes: 0 something was found; 1 nothing was; 64 the expression is wrong; 66 there is no \
      corpus.

      Examples:
        rapporteur corpus search corpus harbour
        rapporteur corpus search corpus "maritime security" pilot* --speaker keresten
        rapporteur corpus search corpus border --voice interpreted --format json
        rapporteur corpus search corpus --fts 'harbour NEAR(pilot boat)'
      """)

  @Argument(help: "The folder of the corpus.", completion: .directory)
  var corpus: String

  @Argument(help: "Words and phrases.")
  var words: [String] = []

  @Option(help: "An expression of SQLite's FTS5, in place of words.")
  var fts: String?

  @Option(help: "A part of the speaker's name, or their identifier.")
  var speaker: String?

  @Option(help: "Only the speaker's own words, or only an interpreter's.")
  var voice: VoiceOption?

  @Option(help: ArgumentHelp("The language of the words, as a BCP 47 tag.", valueName: "tag"))
  var language: String?

  @Option(help: "A part of the path of the source.")
  var document: String?

  @Option(help: "How many words to show around what was found, at most 64.")
  var context = 16

  @Option(help: "The most hits to show.")
  var limit: Int?

  @Option(help: "How hits are written; json is one object a line.")
  var format: ExplanationFormat = .text

  func validate() throws {
    guard words.isEmpty != (fts == nil) else {
      throw ValidationError("name the words to search for, or an expression with --fts")
    }
    guard (1...64).contains(context) else {
      throw ValidationError("--context must be from 1 to 64, not '\(context)'")
    }
    guard limit ?? 1 > 0 else { throw ValidationError("--limit must be at least 1") }
  }

  func run() async throws {
    var printer = ReportPrinter(format: format == .text ? .text : .json)
    var search = CatalogueSearch(phrases: words)
    search.expression = fts
    search.speaker = speaker
    search.voice = voice?.rawValue
    search.language = language
    search.document = document
    search.context = context
    search.limit = limit
    var count = 0
    do throws(DiagnosticError) {
      let catalogue = try Catalogue.reading(in: FilePath(corpus))
      try search.run(in: catalogue) { hit in
        count += 1
        printer.write(
          format == .text
            ? Self.text(of: hit)
            : JSONText.object(hit.speech.members + [("excerpt", .string(hit.excerpt))]).text + "\n")
      }
    } catch {
      if error.diagnostic.kind == .searchInvalid {
        throw ValidationError(error.diagnostic.message)
      }
      printer.print(error)
    }
    if count == 0 { printer.include(.findings) }
    try printer.status.exit()
  }

  /// `briefings/a.txt:12-14: Ivo Keresten, in an interpreter's words (u4)` and the words.
  private static func text(of hit: CatalogueSearch.Hit) -> String {
    let row = hit.speech
    var line = row["source"] ?? ""
    if let first = row["first_line"], let last = row["last_line"] {
      line += first == last ? ":\(first)" : ":\(first)-\(last)"
    }
    line += ": \(row["speaker_name"] ?? row["speaker"] ?? "someone")"
    if row["voice"] == "interpreted" { line += ", in an interpreter's words" }
    if let certainty = row["certainty"] { line += ", \(certainty) certainty" }
    if let identifier = row["identifier"] { line += " (\(identifier))" }
    return "\(line)\n    \(hit.excerpt)\n"
  }
}

/// In whose voice.
enum VoiceOption: String, ExpressibleByArgument, CaseIterable {
  /// The speaker's own words.
  case own
  /// An interpreter's words.
  case interpreted
}
