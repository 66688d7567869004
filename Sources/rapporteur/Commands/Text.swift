import ArgumentParser
import Corpus
import Diagnostics

/// `rapporteur text`: TEI to the transcript as text.
struct Text: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a TEI file as the transcript that it is.",
    discussion: """
      TEI that Rapporteur wrote keeps the white space of its source, so its text has the look of the \
      source. Any other TEI is laid out by its elements: a label and a paragraph for each utterance or \
      speech, verses on lines of their own, gaps and events in brackets, annotations left out. --all \
      prints every character of the text instead, in order, and adds none but white space.

      Examples:
        rapporteur text out/briefing.xml
        rapporteur text --no-furniture --names out/briefing.xml
        rapporteur text --source briefing.md
      """)

  @Argument(help: "A TEI file, or - for standard input.", completion: .file())
  var file: String

  @Flag(
    help: "Take the file for a transcript, and print its text as a reader sees it, markup resolved."
  )
  var source = false

  @Flag(
    inversion: .prefixedNo,
    help: "Whether to print what the page says around the text: banner, navigation, page numbers.")
  var furniture = true

  @Flag(inversion: .prefixedNo, help: "Whether to print speaker labels.")
  var labels = true

  @Flag(inversion: .prefixedNo, help: "Whether to print the remarks of transcribers and editors.")
  var notes = true

  @Flag(
    inversion: .prefixedNo,
    help: "Whether to print gaps, laughter, applause, pauses and stage directions.")
  var events = true

  @Flag(help: "Print every character of the text, in order, and add none but white space.")
  var all = false

  @Flag(help: "Print the speaker's name as far as it is known, in place of the printed label.")
  var names = false

  @OptionGroup var sources: SourceOptions

  func validate() throws {
    if !source, sources.from != nil || sources.encoding != nil {
      throw ValidationError("--from and --encoding are for transcripts; add --source")
    }
    let leavesOut = !furniture || !labels || names || !notes || !events
    if source, leavesOut || all {
      throw ValidationError("--source prints the whole text; leave out the other options")
    }
    if all, leavesOut {
      throw ValidationError("--all prints the whole text; leave out the other options")
    }
    if names, !labels { throw ValidationError("--names and --no-labels exclude each other") }
  }

  func run() async throws {
    var printer = ReportPrinter(format: .text)
    do throws(DiagnosticError) {
      let input = Input(named: file)
      if source {
        printer.write(try ConversionStage(settings: sources.settings).text(of: input))
      } else {
        let rendering = TextRendering(
          hasFurniture: furniture, labels: names ? .names : labels ? .printed : .none,
          hasNotes: notes, hasEvents: events, hasAll: all)
        printer.write(try rendering.text(of: input))
      }
    } catch {
      printer.print(error)
    }
    try printer.status.exit()
  }
}
