internal import CEmbedded
public import Diagnostics
public import Transcripts
internal import Yams

/// What is printed in sources and what it means, as data.
///
/// Read from YAML; the built-in file is part of the program. A class, since all that reads refers to
/// them.
public final class Conventions: Sendable {
  /// Its short name, an XML NCName.
  public let ident: String
  /// What it covers.
  public let description: String
  /// Where it comes from: the built-in file, and those of the user that were laid over it.
  public let used: [Convention]
  let file: ConventionsFile
  let labels: LabelVocabulary
  let marks: MarkVocabulary
  let languages: LanguageDetector
  let lines: LineRules
  let introductions: IntroductionRules
  let storyWords: StoryWords
  let pageWords: PageWords
  /// The names of languages by their BCP 47 tags.
  let languageNames: [String: String]

  /// All of them as YAML, with comments.
  public let yaml: String

  /// The conventions that are part of the program.
  ///
  /// - Throws: `conventions-invalid` if the built-in file is damaged, which its tests exclude.
  public static func builtIn() throws(DiagnosticError) -> Conventions {
    let embedded = rapporteur_conventions_yaml()
    let bytes = UnsafeBufferPointer(start: embedded.bytes, count: embedded.count)
    return try Conventions(yaml: String(decoding: bytes, as: UTF8.self), file: "conventions.yaml")
  }

  /// Reads complete conventions from YAML.
  ///
  /// - Throws: `conventions-invalid` with the place and what the parser expected.
  public convenience init(yaml: String, file name: String) throws(DiagnosticError) {
    try self.init(yaml: yaml, file: name, used: nil)
  }

  private init(
    yaml: String, file name: String, used: [Convention]?
  ) throws(DiagnosticError) {
    file = try ConventionsFile(YAMLSection(Self.nodes(of: yaml, name), file: name))
    self.yaml = yaml
    ident = file.ident
    description = file.description
    self.used = used ?? [Convention(ident: ident, description: description)]
    labels = LabelVocabulary(file)
    marks = try MarkVocabulary(file, named: name)
    languages = LanguageDetector(functionWords: file.functionWords)
    lines = LineRules(file)
    introductions = IntroductionRules(file, labels)
    storyWords = StoryWords(file)
    pageWords = PageWords(file)
    languageNames = Dictionary(
      file.languages.sorted { $0.key < $1.key }.map { ($0.value, $0.key) },
      uniquingKeysWith: { first, _ in first })
  }

  /// These conventions with those of a user's file laid over them.
  ///
  /// What the file holds is looked up first; what its key `replace` names is set aside here.
  ///
  /// - Parameters:
  ///   - bytes: The file: YAML in UTF-8, with any of the sections of the built-in one.
  ///   - name: What messages call it.
  ///   - listed: What documents call it, and its digest.
  /// - Throws: `conventions-invalid` with the place.
  public func adding(
    _ bytes: [UInt8], file name: String, listed: ListedFile
  ) throws(DiagnosticError) -> Conventions {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DiagnosticError(
        .conventionsInvalid, "is not UTF-8; save it as UTF-8", at: SourceLocation(file: name))
    }
    let base = try Self.nodes(of: yaml, name)
    let own = try Self.nodes(of: text, name)
    try ConventionsCheck(shape: ConventionsShape(base: base), file: name).check(own)
    var writer = YAMLText(commentsOf: yaml)
    let merged = writer.write(ConventionsMerge(base: base).merged(with: own))
    let convention = Convention(
      ident: own["ident"]?.string ?? DocumentIdentifier.identifier(forFile: listed.name),
      description: own["description"]?.string ?? "conventions of the user", file: listed)
    return try Conventions(yaml: merged, file: name, used: used + [convention])
  }

  /// The classes of marks that there are rules for.
  public var markClasses: [String] {
    var classes: [String] = []
    for rule in file.marks where !classes.contains(rule.class) { classes.append(rule.class) }
    return classes
  }

  /// The section of `labels` that a printed label belongs to, `questioner` for example; `nil` where it
  /// names somebody.
  public func section(ofLabel printed: String) -> String? {
    let words = printed.split { $0.isWhitespace || $0 == "*" || $0 == ">" }
    let core = words.map { $0.uppercased() }.joined(separator: " ")
    var plain = core[...]
    while plain.hasSuffix(":") || plain.hasSuffix(" ") { plain.removeLast() }
    let role = labels.role(of: String(plain)) ?? labels.role(of: KnownPeople.key(printed))
    return role.map { String(describing: $0) }
  }

  private static func nodes(of yaml: String, _ file: String) throws(DiagnosticError) -> Yams.Node {
    do {
      return try Yams.compose(yaml: yaml) ?? [:]
    } catch {
      throw failure(error, file)
    }
  }

  /// The diagnostic for an error of the parser, with its place.
  private static func failure(_ error: any Error, _ file: String) -> DiagnosticError {
    var message = "not a conventions file: \(error)"
    var place = SourceLocation(file: file)
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      message = "not YAML: \(problem)"
      place = SourceLocation(file: file, line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(let duplicates, let context):
      message = "\(duplicates.map { "'\($0)'" }.joined(separator: ", ")) is there twice"
      place = SourceLocation(file: file, line: context.mark.line, column: context.mark.column)
    default: break
    }
    return DiagnosticError(.conventionsInvalid, message, at: place)
  }
}

extension DiagnosticKind {
  static let conventionsInvalid = DiagnosticKind(
    "conventions-invalid", .error,
    meaning: """
      A conventions file is no YAML, or does not have the form of the built-in one, which \
      `rapporteur conventions show` prints. A file of the user's may have any of its sections.
      """, example: "marks:\n  - {class: gap inadible, is: [not heard]}")
}
