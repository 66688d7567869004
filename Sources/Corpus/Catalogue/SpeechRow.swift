package import Diagnostics
import GRDB

/// An utterance with all that a table of utterances says of it.
package struct SpeechRow: Sendable {
  /// The names of the columns, those of the view `speech`.
  package static let names = [
    "source", "output", "title", "date", "identifier", "kind", "speaker", "speaker_name",
    "speaker_shared", "role", "voice", "interpreter", "certainty", "language", "first_line",
    "last_line", "words", "text",
  ]
  private static let numbers: Set<String> = ["first_line", "last_line", "words"]

  static let columns = names.map { "speech.\($0)" }.joined(separator: ", ")

  /// The values, in the order of the names; `nil` where there is none.
  package let values: [String?]

  init(_ row: Row) {
    values = Self.names.indices.map { row[$0] }
  }

  /// The value of a column.
  package subscript(name: String) -> String? {
    Self.names.firstIndex(of: name).flatMap { values[$0] }
  }

  /// The first row of a CSV file.
  package static let csvHeader = names.joined(separator: ",") + "\r\n"

  /// The row as CSV (RFC 4180): what has a comma, a quotation mark or a line end is quoted, and so is
  /// an empty text, so that it differs from none.
  package var csv: String {
    values.map { value in
      guard let value else { return "" }
      let isPlain = !value.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
      }
      if isPlain, !value.isEmpty { return value }
      return "\""
        + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }.joined(separator: ",") + "\r\n"
  }

  /// The row as members of a JSON object.
  package var members: [(name: String, value: JSONText)] {
    zip(Self.names, values).map { name, value in
      guard let value else { return (name, .null) }
      if Self.numbers.contains(name), let number = Int(value) { return (name, .integer(number)) }
      return (name, .string(value))
    }
  }
}

extension Catalogue {
  /// Hands over all utterances, document by document, in the order of the text.
  package func eachUtterance(_ body: (SpeechRow) -> Void) throws(DiagnosticError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(SpeechRow.columns) FROM speech ORDER BY source, position")
      while let row = try rows.next() { body(SpeechRow(row)) }
    }
  }
}
