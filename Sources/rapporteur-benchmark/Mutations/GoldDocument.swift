import Foundation

/// A transcript with its line-based gold annotation, so that its lines can be changed together.
struct GoldDocument {
  /// A row of the annotation: some lines, and what they are.
  struct Row {
    /// The indexes of its lines.
    var lines: Range<Int>
    var kind: String
    var speaker: String
    var rendition: String
    /// The stage directions in it.
    var marks: [String]
  }

  var name: String
  var lines: [String]
  var rows: [Row]
  /// The annotation of a story's quotations, which does not count lines.
  var quotations: String?

  /// The documents in `folder/transcripts` that have an annotation in `folder/gold`.
  static func all(in folder: URL) throws -> [GoldDocument] {
    let transcripts = folder.appending(path: "transcripts")
    return try FileManager.default.contentsOfDirectory(atPath: transcripts.path).sorted()
      .compactMap { name in
        let gold = folder.appending(path: "gold/\(name).gold.tsv")
        guard FileManager.default.fileExists(atPath: gold.path) else { return nil }
        return try GoldDocument(
          name: name,
          source: String(contentsOf: transcripts.appending(path: name), encoding: .utf8),
          gold: String(contentsOf: gold, encoding: .utf8),
          quotations: try? String(
            contentsOf: folder.appending(path: "gold/\(name).quotes.tsv"), encoding: .utf8))
      }
  }

  init(name: String, source: String, gold: String, quotations: String?) {
    self.name = name
    self.quotations = quotations
    lines = source.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    rows = gold.split(separator: "\n").dropFirst().compactMap { row in
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 5, !row.hasPrefix("#") else { return nil }
      let span = fields[0].split(separator: "-").compactMap { Int($0) }
      guard let first = span.first, let last = span.last else { return nil }
      return Row(
        lines: first - 1..<last, kind: fields[1], speaker: fields[2], rendition: fields[3],
        marks: fields[4] == "-" ? [] : fields[4].split(separator: ",").map(String.init))
    }
  }

  /// The annotation as `score.py` reads it.
  var gold: String {
    var text = "lines\tkind\tspeaker\trendition\tmarks\n"
    for row in rows {
      let last = max(row.lines.upperBound, row.lines.lowerBound + 1)
      text += "\(row.lines.lowerBound + 1)-\(last)\t\(row.kind)\t\(row.speaker)\t\(row.rendition)\t"
      text += row.marks.isEmpty ? "-\n" : row.marks.joined(separator: ",") + "\n"
    }
    return text
  }

  /// Puts other lines in the place of each row's, and of the lines between rows.
  mutating func rewrite(
    rows change: (Row, [String]) -> [String], between: ([String]) -> [String] = { $0 }
  ) {
    var result: [String] = []
    var position = 0
    for index in rows.indices {
      let range = rows[index].lines
      result += between(Array(lines[position..<max(position, range.lowerBound)]))
      let start = result.count
      result += change(rows[index], Array(lines[range]))
      position = range.upperBound
      rows[index].lines = start..<result.count
    }
    lines = result + between(Array(lines[position...]))
  }

  /// Changes the first line of each turn, whose label is taken apart.
  mutating func rewriteLabels(_ change: (inout TurnLine) -> Void) {
    rewrite(rows: { row, lines in
      guard row.kind == "turn", let first = lines.first, var line = TurnLine(first) else {
        return lines
      }
      change(&line)
      return [line.text] + lines.dropFirst()
    })
  }
}

/// The first line of a turn, taken apart.
struct TurnLine {
  var indent: String
  /// The name or role.
  var name: String
  /// The brackets behind it, with the space before them.
  var brackets: String
  /// A colon, or nothing after `Q`.
  var delimiter: String
  var space: String
  var words: String

  /// Takes a line apart, unless no label is found.
  init?(_ line: String) {
    let letter = #/^(\s*)(Q)(\s*\([A-Z ]+\))?(:?)(\s+)(.*)$/#
    let named = #/^(\s*)([^:(]{1,80}?)(\s*\([^)]*\))?(:)([\s\u{A0}]*)(.*)$/#
    guard let match = line.wholeMatch(of: letter)?.output ?? line.wholeMatch(of: named)?.output
    else { return nil }
    indent = String(match.1)
    name = String(match.2)
    brackets = String(match.3 ?? "")
    delimiter = String(match.4)
    space = String(match.5)
    words = String(match.6)
  }

  var text: String { indent + name + brackets + delimiter + space + words }
}
