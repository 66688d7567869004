/// Gathers diagnostics into one log for tools that collect findings: SARIF 2.1.0 (OASIS, 2020-03-27).
public struct SARIFReport: Sendable {
  private var results: [JSONText] = []
  /// In the order of their first use, as `ruleIndex` counts them.
  private var rules: [DiagnosticKind] = []
  private var indexes: [DiagnosticKind: Int] = [:]

  /// Creates an empty report.
  public init() {}

  /// Adds a finding.
  public mutating func add(_ diagnostic: Diagnostic) {
    var result: [(name: String, value: JSONText)] = [
      ("ruleId", .string(diagnostic.kind.code)),
      ("ruleIndex", .integer(index(of: diagnostic.kind))),
      ("level", .string(diagnostic.severity.rawValue)),
      ("message", Self.message(diagnostic.message)),
      ("locations", .array([.object(Self.location(diagnostic.location))])),
    ]
    if !diagnostic.notes.isEmpty {
      result.append(
        (
          "relatedLocations",
          .array(
            diagnostic.notes.map {
              .object(Self.location($0.location) + [("message", Self.message($0.message))])
            })
        ))
    }
    results.append(.object(result))
  }

  /// The whole log, in one line.
  ///
  /// - Parameters:
  ///   - version: The version of the program, as in Semantic Versioning.
  ///   - exitCode: What the program ends with.
  ///   - isComplete: Whether the program did what it was asked to, whatever it found.
  public func text(version: String, exitCode: Int, isComplete: Bool) -> String {
    let driver: [(name: String, value: JSONText)] = [
      ("name", .string("Rapporteur")), ("version", .string(version)),
      ("semanticVersion", .string(version)), ("rules", .array(rules.map(Self.rule))),
    ]
    let invocation: [(name: String, value: JSONText)] = [
      ("executionSuccessful", .boolean(isComplete)), ("exitCode", .integer(exitCode)),
    ]
    let run: [(name: String, value: JSONText)] = [
      ("tool", .object([("driver", .object(driver))])),
      ("invocations", .array([.object(invocation)])),
      // Columns count Unicode scalars, where the default is UTF-16 (§3.14.17).
      ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(results)),
    ]
    return JSONText.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([.object(run)])),
    ]).text + "\n"
  }

  private mutating func index(of kind: DiagnosticKind) -> Int {
    if let index = indexes[kind] { return index }
    indexes[kind] = rules.count
    rules.append(kind)
    return rules.count - 1
  }

  private static func rule(_ kind: DiagnosticKind) -> JSONText {
    var members: [(name: String, value: JSONText)] = [
      ("id", .string(kind.code)), ("fullDescription", message(kind.meaning)),
      ("defaultConfiguration", .object([("level", .string(kind.severity.rawValue))])),
    ]
    if !kind.example.isEmpty { members.append(("help", message("For example: \(kind.example)"))) }
    return .object(members)
  }

  /// Braces would be places for arguments (§3.11.5).
  private static func message(_ text: String) -> JSONText {
    var escaped = ""
    for character in text.unicodeScalars {
      if character == "{" || character == "}" { escaped.unicodeScalars.append(character) }
      escaped.unicodeScalars.append(character)
    }
    return .object([("text", .string(escaped))])
  }

  private static func location(
    _ location: SourceLocation
  ) -> [(name: String, value: JSONText)] {
    var place: [(name: String, value: JSONText)] = [
      ("artifactLocation", .object([("uri", .string(uri(of: location.file)))]))
    ]
    if location.line > 0 {
      var region: [(name: String, value: JSONText)] = [("startLine", .integer(location.line))]
      if location.column > 0 { region.append(("startColumn", .integer(location.column))) }
      place.append(("region", .object(region)))
    }
    return [("physicalLocation", .object(place))]
  }

  /// A relative reference for a relative path, so that the log holds wherever the files lie.
  private static func uri(of file: String) -> String {
    (file.hasPrefix("/") ? "file://" : "") + PercentEncoding.path(file)
  }
}
