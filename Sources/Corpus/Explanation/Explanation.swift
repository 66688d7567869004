package import Diagnostics
import TranscriptFormats

/// What every line of a source became, by which rule, and why.
package struct Explanation: Sendable {
  /// What was noticed while reading.
  package let diagnostics: [Diagnostic]
  private let rows: [Row]
  private let reading: Reading
  private let file: String

  private struct Row {
    var lines: LineRange
    /// Whether it is about a mark, and not about whole lines.
    var isMark: Bool
    /// Where in the line a mark begins, where that is known.
    var column: Int?
    var excerpt: String
    var outcome: String
    var rule: String
    var reason: String
  }

  /// Reads the source and keeps what was decided.
  package init(
    of input: Input, settings: SourceSettings = SourceSettings(), rules: SourceRules? = nil
  ) throws(DiagnosticError) {
    let conversion = try Conversion(
      options: ReadingOptions(
        format: settings.format, encoding: settings.encoding, keepsDecisions: true), rules: rules)
    let reading: Reading
    do throws(DiagnosticError) {
      reading = try conversion.read(ConversionStage.source(input))
    } catch {
      throw DiagnosticError(error.diagnostic.shown(as: input))
    }
    diagnostics = reading.diagnostics.map { $0.shown(as: input) }
    let text = reading.text.utf8
    // Where there is markup between, the columns of the text are not those of the file.
    let hasColumns = reading.text.lines.areThoseOfFile
    rows = reading.decisions.sorted { $0.order < $1.order }.map { decision in
      Row(
        lines: decision.lines, isMark: decision.mark != nil,
        column: hasColumns ? decision.mark?.column : nil,
        excerpt: decision.mark.map { Self.cut($0.printed) }
          ?? Self.excerpt(at: decision.offset, in: text),
        outcome: decision.outcome, rule: decision.rule, reason: decision.reason)
    }
    self.reading = reading
    file = input.shown
  }

  /// For people: one page with the source and its markup side by side, which needs nothing else.
  package var page: String {
    var page = ExplanationPage(of: reading, file: file)
    return page.make()
  }

  /// For people: aligned columns, one row a decision.
  package var table: String {
    let cells =
      [["lines", "text", "became", "rule", "reason"]]
      + rows.map {
        [
          Self.span($0), $0.isMark ? "  " + $0.excerpt : $0.excerpt, $0.outcome, $0.rule,
          $0.reason,
        ]
      }
    let widths = (0..<5).map { column in cells.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in cells {
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        // Numbers end below one another.
        line += column == 0 ? padding + cell : "  " + cell + (column == 4 ? "" : padding)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// For programs: one JSON object a decision.
  package var jsonLines: String {
    rows.map { row in
      JSONText.object([
        ("first", .integer(row.lines.first)), ("last", .integer(row.lines.last)),
        ("column", row.column.map(JSONText.integer) ?? .null),
        ("text", .string(row.excerpt)), ("outcome", .string(row.outcome)),
        ("rule", .string(row.rule)), ("reason", .string(row.reason)),
      ]).text + "\n"
    }.joined()
  }

  private static func span(_ row: Row) -> String {
    let lines = row.lines
    if let column = row.column { return "\(lines.first):\(column)" }
    return lines.first == lines.last ? "\(lines.first)" : "\(lines.first)-\(lines.last)"
  }

  /// How what begins at `start` reads.
  private static func excerpt(at start: Int, in text: [UInt8]) -> String {
    let words = String(decoding: text[start..<min(start + 240, text.count)], as: UTF8.self)
      .drop { $0 == " " || $0 == "\n" || $0 == "\t" }
    let line = words.prefix { $0 != "\n" }.map { $0 == "\t" ? " " : $0 }
    return cut(String(line))
  }

  /// At most 40 characters of one line.
  private static func cut(_ words: String) -> String {
    let line = words.map { $0 == "\n" || $0 == "\t" ? " " : $0 }
    return line.count > 40 ? String(line.prefix(39)) + "…" : String(line)
  }
}

extension Decision {
  /// The order in the source: lines first, the marks in them after them.
  fileprivate var order: (Int, Int, Int, Int) {
    (lines.first, mark == nil ? 0 : 1, offset, lines.last)
  }
}
