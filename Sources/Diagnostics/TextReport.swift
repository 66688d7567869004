/// Writes diagnostics for people: one line each, notes indented below.
public struct TextReport: Sendable {
  /// Whether to use colour.
  public var colour: Bool

  /// Creates a report.
  public init(colour: Bool = false) {
    self.colour = colour
  }

  /// `file:line:column: severity: message [code]`, a line feed, and the notes in the same form.
  public func text(of diagnostic: Diagnostic) -> String {
    var lines = [
      line(
        diagnostic.location, diagnostic.severity.rawValue, diagnostic.message,
        suffix: " [\(diagnostic.kind.code)]", tint: tint(of: diagnostic.severity))
    ]
    for note in diagnostic.notes {
      lines.append(line(note.location, "note", note.message, suffix: "", tint: tint(of: .note)))
    }
    return lines.joined()
  }

  private func line(
    _ location: SourceLocation, _ severity: String, _ message: String, suffix: String, tint: String
  ) -> String {
    let word = colour ? "\u{1B}[\(tint)m\(severity)\u{1B}[0m" : severity
    return "\(Self.visible(location.description)): \(word): \(Self.visible(message))\(suffix)\n"
  }

  private func tint(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }

  /// `text` with control characters made visible, so that input cannot drive a terminal.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
