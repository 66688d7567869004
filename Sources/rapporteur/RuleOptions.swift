import ArgumentParser
import Corpus
import Diagnostics

/// The options of all commands that read sources: whom they know, and what they take marks for.
struct RuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A CSV file that says who is who, for all documents.",
      discussion: """
        The first row names the columns, in any order: id, names, aliases, role, affiliation, \
        language, authorities. Several values in a field stand between | or ;. A label or a name \
        leads to a person by an alias, or by a full name that nobody else has.
        """, valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var participants: String?

  @Option(
    help: ArgumentHelp(
      "A YAML file of conventions, added to the built-in ones; may be given several times.",
      discussion: """
        It has the form that 'rapporteur conventions show' prints; what its key 'replace' names is \
        replaced and not added to.
        """, valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var conventions: [String] = []

  /// Whether there are rules but the built-in ones.
  var areGiven: Bool { participants != nil || !conventions.isEmpty }

  /// The rules in these files.
  func rules() throws(DiagnosticError) -> SourceRules {
    try SourceRules(conventions: conventions, participants: participants)
  }
}
