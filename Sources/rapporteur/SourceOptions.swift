import ArgumentParser
import Corpus

/// What the user may say of sources that do not tell it themselves.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of the sources: text, markdown, html, vtt or srt.",
      discussion: "Otherwise each is told by how it begins and by its extension.",
      valueName: "format"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The encoding of the sources, such as UTF-8, UTF-16LE, windows-1252 or ISO-8859-15.",
      discussion: "Otherwise it is found out, and reported where it was guessed.",
      valueName: "name"))
  var encoding: String?

  func validate() throws {
    if let problem = SourceSettings.problem(format: from, encoding: encoding) {
      throw ValidationError(problem)
    }
  }

  /// The settings that they stand for.
  var settings: SourceSettings { SourceSettings(format: from, encoding: encoding) }
}
