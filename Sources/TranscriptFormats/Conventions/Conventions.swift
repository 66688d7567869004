internal import CEmbedded
public import Diagnostics
internal import Yams

/// What is printed in sources and what it means, as data.
///
/// Read from YAML; the built-in file is part of the program.
public struct Conventions: Sendable {
  /// Its short name, an XML NCName.
  public let ident: String
  /// What it covers.
  public let description: String
  let file: ConventionsFile
  let labels: LabelVocabulary
  let marks: MarkVocabulary

  /// The conventions that are part of the program.
  ///
  /// - Throws: `conventions-invalid` if the built-in file is damaged, which its tests exclude.
  public static func builtIn() throws(DiagnosticError) -> Conventions {
    let embedded = rapporteur_conventions_yaml()
    let bytes = UnsafeBufferPointer(start: embedded.bytes, count: embedded.count)
    return try Conventions(yaml: String(decoding: bytes, as: UTF8.self), file: "conventions.yaml")
  }

  /// Reads conventions from YAML.
  ///
  /// - Throws: `conventions-invalid` with the place and what the parser expected.
  public init(yaml: String, file name: String) throws(DiagnosticError) {
    do {
      file = try YAMLDecoder().decode(ConventionsFile.self, from: yaml)
    } catch {
      throw DiagnosticError(
        .conventionsInvalid, "not a conventions file: \(error)", at: SourceLocation(file: name))
    }
    ident = file.ident
    description = file.description
    labels = LabelVocabulary(file)
    marks = try MarkVocabulary(file, named: name)
  }
}

extension DiagnosticKind {
  static let conventionsInvalid = DiagnosticKind(
    "conventions-invalid", .error,
    meaning: "A conventions file is no YAML, or does not have the form of the built-in one.")
}
