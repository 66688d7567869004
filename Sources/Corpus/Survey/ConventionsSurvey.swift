import Diagnostics
package import TranscriptFormats
import Transcripts

/// What is printed in brackets and before turns in a set of files, and what it was taken for: as a
/// conventions file that can be edited and used.
package struct ConventionsSurvey: Sendable {
  /// Where something was found, and how often.
  private struct Finding {
    var count = 0
    /// The first place: `file:line:column`.
    var place = ""
    /// The words there.
    var example = ""
    var mark: DecidedMark?
    /// What it was taken for, or why not.
    var note = ""
  }

  /// A table in the order in which things were first found.
  private struct Findings {
    private(set) var keys: [String] = []
    private(set) var each: [String: Finding] = [:]

    mutating func add(_ key: String, _ make: () -> Finding) {
      if each[key] == nil {
        keys.append(key)
        each[key] = make()
      }
      each[key]?.count += 1
    }

    /// The most frequent first.
    var inOrder: [(key: String, finding: Finding)] {
      keys.enumerated().compactMap { index, key in each[key].map { (index, key, $0) } }
        .sorted { ($1.2.count, $0.0) < ($0.2.count, $1.0) }
        .map { ($0.1, $0.2) }
    }
  }

  /// What one file adds.
  package struct FileFindings: Sendable {
    fileprivate var file: String
    fileprivate var decisions: [Decision]
    fileprivate var labels: [(printed: String, place: String, section: String?)]
    /// Whether the text has the columns of the file.
    fileprivate var hasColumns: Bool

    /// The findings in a reading that kept its decisions, of a file that the user calls `file`.
    package init(_ reading: Reading, file: String, conventions: Conventions) {
      self.file = file
      decisions = reading.decisions.filter { $0.mark != nil || $0.rejectedLabel != nil }
      var walk = LabelWalk(places: SourcePlaces(of: reading.text))
      hasColumns = reading.text.lines.areThoseOfFile
      walk.visit(reading.transcript.content)
      labels = walk.labels.map { label in
        (label.printed, "\(file):\(label.line)", conventions.section(ofLabel: label.printed))
      }
    }
  }

  private let conventions: Conventions
  private var fileCount = 0
  private var marks = Findings()
  private var labels = Findings()
  private var rejected = Findings()
  private var names: Set<String> = []
  private var namedTurns = 0

  /// Creates a survey of nothing, by these conventions.
  package init(conventions: Conventions) {
    self.conventions = conventions
  }

  /// Adds what one file holds.
  package mutating func add(_ file: FileFindings) {
    fileCount += 1
    for decision in file.decisions {
      if let mark = decision.mark {
        let key = "\(mark.ground)\u{0}\(mark.classes)\u{0}\(mark.phrase)"
        marks.add(key) {
          Finding(
            place: "\(file.file):\(mark.line)" + (file.hasColumns ? ":\(mark.column)" : ""),
            example: mark.printed, mark: mark,
            note: decision.outcome)
        }
      } else if let label = decision.rejectedLabel {
        rejected.add(label.uppercased()) {
          Finding(
            place: "\(file.file):\(decision.lines.first)", example: label, note: decision.reason)
        }
      }
    }
    for label in file.labels {
      if let section = label.section {
        var name = Self.core(of: label.printed)
        // `The INTERPRETER.` ends in a full stop; that of `Q.` belongs to it.
        if name.hasSuffix("."), name.count > 2 { name.removeLast() }
        labels.add("\(section)\u{0}\(name)") { Finding(place: label.place, example: label.printed) }
      } else {
        names.insert(label.printed)
        namedTurns += 1
      }
    }
  }

  // MARK: The file

  /// A conventions file: what is known as rules that change nothing until they are edited, what nothing
  /// claimed as comments to be uncommented.
  package var yaml: String {
    var text = """
      # Conventions found in \(fileCount) file\(fileCount == 1 ? "" : "s"), for use with --conventions.
      #
      # Behind each phrase: how often it is there, and where first. A rule that is no comment says what
      # the conventions in use say already: to change what it stands for, change its class. What is
      # commented out was recognised by its form, or not at all: to have it recognised, take the '#'
      # away and choose the class.

      version: 1
      ident: detected
      description: \(YAMLText.scalar("conventions found in \(fileCount) file\(fileCount == 1 ? "" : "s")"))

      """
    let classes = conventions.markClasses
    text += "\n# Classes: \(classes.prefix(9).joined(separator: ", ")),\n"
    text += "# \(classes.dropFirst(9).joined(separator: ", ")).\n"
    text += "# `by: audience` where the room does it, and not the speaker.\nmarks:\n"
    let all = marks.inOrder
    text += section("Known by their wording:", all.filter { $0.finding.mark?.ground == .wording })
    text += section(
      "Recognised by their form, whatever the words:",
      all.filter { $0.finding.mark?.ground == .form })
    text += section(
      "Claimed by nothing, and left as the speaker's own words:",
      all.filter { $0.finding.mark?.ground == DecidedMark.Ground.none })
    return text + labelText
  }

  private func section(_ title: String, _ found: [(key: String, finding: Finding)]) -> String {
    if found.isEmpty { return "" }
    var text = "\n  # \(title)\n"
    for (_, finding) in found {
      guard let mark = finding.mark else { continue }
      let isLive = mark.ground == .wording && mark.isPlain
      let name = mark.classes.first ?? "incident action"
      let audience = mark.isByAudience ? ", by: audience" : ""
      let rule =
        "- {class: \(name)\(audience), is: [\(YAMLText.scalar(mark.phrase))]}"
      let what = isLive ? "" : ": \(finding.note)"
      text += "  \(isLive ? "" : "# ")\(rule)  # \(Self.times(finding))\(Self.oneLine(what))\n"
    }
    return text
  }

  private var labelText: String {
    var text = "\n# Labels that stand for a role, and not for somebody by name.\nlabels:\n"
    var sections: [String] = []
    for (key, _) in labels.inOrder {
      let section = String(key.prefix { $0 != "\u{0}" })
      if !sections.contains(section) { sections.append(section) }
    }
    for section in sections {
      text += "  \(section):\n"
      for (key, finding) in labels.inOrder where key.hasPrefix("\(section)\u{0}") {
        let name = String(key.drop { $0 != "\u{0}" }.dropFirst())
        text += "    - \(YAMLText.scalar(name))  # \(Self.times(finding))\n"
      }
      if section == "unnamed" { text += rejectedText }
    }
    if !sections.contains("unnamed"), !rejected.keys.isEmpty {
      text += "  unnamed:\n" + rejectedText
    }
    if namedTurns > 0 {
      text +=
        "\n# \(names.count) more label\(names.count == 1 ? "" : "s"), before \(namedTurns) turns, "
        + "name somebody: `rapporteur participants` lists them.\n"
    }
    return text
  }

  private var rejectedText: String {
    if rejected.keys.isEmpty { return "" }
    var text = "    # Not taken for labels:\n"
    for (key, finding) in rejected.inOrder {
      text +=
        "    # - \(YAMLText.scalar(key))  # \(Self.times(finding)): \(Self.oneLine(finding.note))\n"
    }
    return text
  }

  private static func times(_ finding: Finding) -> String {
    "\(finding.count) ×, \(oneLine(finding.place)) \(oneLine(finding.example))"
  }

  /// The words in one line, since they stand in a comment.
  private static func oneLine(_ words: String) -> String {
    String(
      String.UnicodeScalarView(
        words.unicodeScalars.map {
          $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x85 || $0.value == 0x2028
            || $0.value == 0x2029 ? " " : $0
        }))
  }

  private static func core(of label: String) -> String {
    let words = label.split { $0.isWhitespace || $0 == "*" || $0 == ">" }
      .map { $0.uppercased() }.joined(separator: " ")
    var core = words[...]
    if let open = core.firstIndex(where: { $0 == "(" || $0 == "[" || $0 == "," }),
      open > core.startIndex
    {
      core = core[..<open]
    }
    while core.hasSuffix(":") || core.hasSuffix(" ") { core.removeLast() }
    return String(core)
  }
}

/// Finds the labels of a transcript with their lines.
private struct LabelWalk {
  let places: SourcePlaces
  var labels: [(printed: String, line: Int)] = []
  private var offset = 0

  init(places: SourcePlaces) {
    self.places = places
  }

  mutating func visit(_ nodes: [Node]) {
    for node in nodes {
      if case .text(let run) = node { offset += run.utf8.count }
      if case .speakerLabel(let label) = node {
        labels.append((label.text, places.line(at: offset)))
      }
      switch node {
      case .comment, .processingInstruction, .text: continue
      default: visit(node.content)
      }
    }
  }
}
