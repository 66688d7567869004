/// Writes diagnostics for programs: one JSON object a line.
public struct JSONLinesReport: Sendable {
  /// Creates a report.
  public init() {}

  /// One line with `severity`, `code`, `message`, `file`, `line`, `column` and, if any, `notes`.
  public func text(of diagnostic: Diagnostic) -> String {
    var members: [(name: String, value: JSONText)] = [
      ("severity", .string(diagnostic.severity.rawValue)),
      ("code", .string(diagnostic.kind.code)),
      ("message", .string(diagnostic.message)),
    ]
    members += Self.members(of: diagnostic.location)
    if !diagnostic.notes.isEmpty {
      members.append(
        (
          "notes",
          .array(
            diagnostic.notes.map {
              .object([("message", .string($0.message))] + Self.members(of: $0.location))
            })
        ))
    }
    return JSONText.object(members).text + "\n"
  }

  private static func members(of location: SourceLocation) -> [(name: String, value: JSONText)] {
    [
      ("file", .string(location.file)), ("line", .integer(location.line)),
      ("column", .integer(location.column)),
    ]
  }
}
