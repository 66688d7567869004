internal import Yams

/// Writes conventions as YAML that people can read: the comments of the built-in file stay with their
/// sections, lists of words fill the line.
package struct YAMLText {
  /// The comment that stands before a section or rule, by the path of it.
  private let comments: [String: [String]]
  private var text = ""

  private static let width = 100

  /// Creates a writer that takes comments from `original`.
  init(commentsOf original: String) {
    comments = Self.comments(in: original)
  }

  /// The text of `root`, a mapping.
  mutating func write(_ root: Node) -> String {
    if let opening = comments[""] { text = opening.map { $0 + "\n" }.joined() + "\n" }
    for (key, value) in root.mapping ?? [:] {
      if let comment = comments[key.string ?? ""], !comment.isEmpty, !text.hasSuffix("\n\n"),
        !text.isEmpty
      {
        text += "\n"
      }
      write(key, value, path: key.string ?? "", indent: 0)
    }
    return text
  }

  private mutating func write(_ key: Node, _ value: Node, path: String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    for line in comments[path] ?? [] { text += margin + line + "\n" }
    let head = "\(margin)\(Self.scalar(key.string ?? "")):"
    switch value {
    case .mapping(let mapping) where mapping.isEmpty: text += head + " {}\n"
    case .mapping(let mapping):
      text += head + "\n"
      for (key, value) in mapping {
        write(key, value, path: "\(path).\(key.string ?? "")", indent: indent + 2)
      }
    case .sequence(let items) where items.first?.mapping != nil:
      text += head + "\n"
      for item in items { writeRule(item, path: path, indent: indent + 2) }
    case .sequence(let items):
      text += head + Self.list(items.compactMap(\.string), after: head.count, indent: indent + 2)
    default: text += "\(head) \(Self.scalar(value.string ?? ""))\n"
    }
  }

  private mutating func writeRule(_ rule: Node, path: String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    var start = "- "
    for (key, value) in rule.mapping ?? [:] {
      let name = key.string ?? ""
      if start == "- " {
        for line in comments["\(path)- \(name): \(value.string ?? "")"] ?? [] {
          text += margin + line + "\n"
        }
      }
      let head = "\(margin)\(start)\(name):"
      if let items = value.sequence {
        text += head + Self.list(items.compactMap(\.string), after: head.count, indent: indent + 4)
      } else {
        text += "\(head) \(Self.scalar(value.string ?? ""))\n"
      }
      start = "  "
    }
  }

  /// ` [one, two]` and a line feed, on as many lines as needed.
  static func list(_ words: [String], after column: Int, indent: Int) -> String {
    var text = " ["
    var column = column + 2
    for (index, word) in words.enumerated() {
      let piece = scalar(word) + (index + 1 < words.count ? "," : "")
      if index > 0 {
        if column + 1 + piece.count > width {
          text += "\n" + String(repeating: " ", count: indent)
          column = indent
        } else {
          text += " "
          column += 1
        }
      }
      text += piece
      column += piece.count
    }
    return text + "]\n"
  }

  /// A scalar that every reader of YAML takes for a string: plain where that is sure, else quoted.
  package static func scalar(_ string: String) -> String {
    let reserved: Set<String> = ["yes", "no", "true", "false", "on", "off", "null", "y", "n"]
    let isPlain =
      !reserved.contains(string.lowercased())
      && string.wholeMatch(of: /[A-Za-z][A-Za-z0-9_\-]*( [A-Za-z0-9_\-]+)*/) != nil
    if isPlain || string.wholeMatch(of: /[0-9]+/) != nil { return string }
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  // MARK: Comments

  /// The lines of comment before each key and rule, by its path; those that open the file by none.
  private static func comments(in text: String) -> [String: [String]] {
    var result: [String: [String]] = [:]
    var pending: [String] = []
    var path: [(indent: Int, name: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == " " }.count
      let content = line.dropFirst(indent)
      if content.hasPrefix("#") {
        pending.append(String(content))
        continue
      }
      if content.isEmpty {
        if path.isEmpty, !pending.isEmpty {
          result["", default: []] += pending
          pending = []
        }
        continue
      }
      if content.hasPrefix("- ") {
        let name = path.last { $0.indent < indent || $0.indent == 0 }?.name ?? ""
        if !pending.isEmpty { result["\(name)\(content)"] = pending }
      } else if let colon = content.firstIndex(of: ":"), indent < 8 {
        path.removeAll { $0.indent >= indent }
        let name = (path.map(\.name) + [String(content[..<colon])]).joined(separator: ".")
        path.append((indent, String(content[..<colon])))
        if !pending.isEmpty { result[name] = pending }
      }
      pending = []
    }
    return result
  }
}
