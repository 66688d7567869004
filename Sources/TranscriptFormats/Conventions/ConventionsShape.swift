import Diagnostics
internal import Yams

/// What a conventions file may hold, section by section: the form of the built-in one.
///
/// Taken from the built-in file itself, so that a section which is added there is known here.
struct ConventionsShape {
  /// The built-in conventions, or those that a file is laid over.
  let base: Node

  /// Sections whose keys are words of the sources and not names of sections.
  static let freeMaps: Set<String> = [
    "languages", "frontMatter", "functionWords", "stories.abbreviations", "stories.pronounForms",
  ]
  /// Keys that say something of the file, and are no section.
  static let own = ["version", "ident", "description", "language"]
  /// The key that names the sections to be replaced.
  static let replace = "replace"
  /// The types of `fw` and `note` that the schema knows.
  static let types: [String: [String]] = [
    "furniture": [
      "banner", "navigation", "notice", "share", "related", "pageNum", "lineNum", "space",
    ],
    "meta": ["time", "place", "date", "presenters", "source", "byline", "editorial", "end"],
  ]

  /// The key of a rule that tells its kind: `class` of marks, `type` of lines; `nil` for sections
  /// that hold no rules.
  static func kindKey(of section: String) -> String? {
    section == "marks" ? "class" : types[section] == nil ? nil : "type"
  }

  /// The kinds that rules of a section may have, those of the base first.
  func kinds(of section: String) -> [String] {
    guard let key = Self.kindKey(of: section) else { return [] }
    var kinds: [String] = []
    for rule in base[section]?.sequence ?? [] {
      if let kind = rule[key]?.string, !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds + (Self.types[section] ?? []).filter { !kinds.contains($0) }
  }

  /// The keys that rules of a section may have.
  func ruleKeys(of section: String) -> [String] {
    var keys = section == "marks" ? ["class", "by", "is"] : ["type", "is", "begins"]
    for rule in base[section]?.sequence ?? [] {
      for (key, _) in rule.mapping ?? [:] {
        if let name = key.string, !keys.contains(name) { keys.append(name) }
      }
    }
    return keys
  }

  /// All sections by their path: `marks`, `labels`, `labels.questioner`.
  var paths: [String] {
    var paths: [String] = []
    for (key, value) in base.mapping ?? [:] {
      guard let name = key.string, !Self.own.contains(name) else { continue }
      paths.append(name)
      if Self.kindKey(of: name) != nil {
        paths += kinds(of: name).map { "\(name).\($0)" }
      } else if !Self.freeMaps.contains(name) {
        addPaths(in: value, below: name, to: &paths)
      }
    }
    return paths
  }

  private func addPaths(in node: Node, below path: String, to paths: inout [String]) {
    for (key, value) in node.mapping ?? [:] {
      guard let name = key.string else { continue }
      paths.append("\(path).\(name)")
      if !Self.freeMaps.contains("\(path).\(name)") {
        addPaths(in: value, below: "\(path).\(name)", to: &paths)
      }
    }
  }
}

/// Finds what is wrong in a conventions file, with the place of it.
struct ConventionsCheck {
  let shape: ConventionsShape
  let file: String

  /// Checks a whole file.
  ///
  /// - Throws: `conventions-invalid` for the first thing that is wrong.
  func check(_ root: Node) throws(DiagnosticError) {
    guard let mapping = root.mapping else {
      throw failure("a conventions file holds sections, such as 'marks:' and 'labels:'", root)
    }
    for (key, value) in mapping {
      let name = key.string ?? ""
      switch name {
      case "version":
        if value.string != "1" {
          throw failure("version '\(value.string ?? "")' is not known; this program reads 1", value)
        }
      case "ident":
        let scalars = (value.string ?? "").unicodeScalars
        if !(scalars.first.map(NameCharacters.isStart) ?? false)
          || !scalars.allSatisfy(NameCharacters.isPart)
        {
          throw failure("'\(value.string ?? "")' is no name as XML has them (NCName)", value)
        }
      case "description", "language": _ = try scalar(value, name)
      case ConventionsShape.replace: try checkReplacement(value)
      default:
        guard let known = shape.base[name] else {
          throw unknown(
            name, among: shape.base.mapping?.keys.compactMap(\.string) ?? [], "section", key)
        }
        try check(value, as: known, name)
      }
    }
  }

  private func check(_ node: Node, as known: Node, _ path: String) throws(DiagnosticError) {
    if node.isBlank { return }
    if ConventionsShape.kindKey(of: path) != nil { return try checkRules(node, of: path) }
    if ConventionsShape.freeMaps.contains(path) { return try checkFreeMap(node, as: known, path) }
    if known.sequence != nil {
      _ = try words(node, path)
    } else if let sections = known.mapping {
      guard let mapping = node.mapping else {
        throw failure(
          "'\(path)' holds sections: \(Self.listed(sections.keys.compactMap(\.string)))", node)
      }
      for (key, value) in mapping {
        guard let inner = key.string.flatMap({ sections[$0] }) else {
          throw unknown(
            key.string ?? "", among: sections.keys.compactMap(\.string), "section of '\(path)'", key
          )
        }
        try check(value, as: inner, "\(path).\(key.string ?? "")")
      }
    } else {
      _ = try scalar(node, path)
    }
  }

  private func checkFreeMap(
    _ node: Node, as known: Node, _ path: String
  ) throws(DiagnosticError) {
    guard let mapping = node.mapping else {
      throw failure("'\(path)' holds pairs of a word and its value", node)
    }
    let holdsLists = known.mapping?.values.first?.sequence != nil
    for (key, value) in mapping {
      _ = try scalar(key, path)
      if holdsLists { _ = try words(value, path) } else { _ = try scalar(value, path) }
    }
  }

  // MARK: Rules

  private func checkRules(_ node: Node, of section: String) throws(DiagnosticError) {
    let kindKey = ConventionsShape.kindKey(of: section) ?? ""
    guard let rules = node.sequence else {
      throw failure("'\(section)' is a list of rules, each '- {\(kindKey): …, is: […]}'", node)
    }
    for rule in rules {
      guard let mapping = rule.mapping else {
        throw failure("a rule of '\(section)' has keys: '- {\(kindKey): …, is: […]}'", rule)
      }
      guard mapping[kindKey] != nil else {
        throw failure("this rule has no '\(kindKey)', which says what it stands for", rule)
      }
      let keys = shape.ruleKeys(of: section)
      for (key, value) in mapping {
        let name = key.string ?? ""
        guard keys.contains(name) else {
          throw unknown(name, among: keys, "key of a rule of '\(section)'", key)
        }
        if name == kindKey {
          try checkKind(value, of: section)
        } else if name == "is" || name == "begins" {
          _ = try words(value, "\(section): \(name)")
        } else if name == "by", value.string != "audience" {
          throw failure("'by' says 'audience' or is left out, not '\(value.string ?? "")'", value)
        }
      }
      if mapping["is"] == nil, mapping["begins"] == nil {
        throw failure("this rule has no phrases; they follow 'is:'", rule)
      }
    }
  }

  private func checkKind(_ node: Node, of section: String) throws(DiagnosticError) {
    let kind = try scalar(node, section)
    let kinds = shape.kinds(of: section)
    if section == "marks" ? MarkClass(name: kind) == nil : !kinds.contains(kind) {
      throw unknown(
        kind, among: kinds, section == "marks" ? "class of marks" : "type of \(section)", node)
    }
  }

  private func checkReplacement(_ node: Node) throws(DiagnosticError) {
    if node.string == "all" { return }
    let known = shape.paths
    for item in node.sequence ?? [node] {
      let path = try scalar(item, ConventionsShape.replace)
      if path == "all" { continue }
      guard known.contains(path) else {
        throw unknown(path, among: known, "section that could be replaced", item)
      }
    }
  }

  // MARK: Values

  private func scalar(_ node: Node, _ path: String) throws(DiagnosticError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw failure("'\(path)' takes words here", node)
    }
    return scalar.string
  }

  private func words(_ node: Node, _ path: String) throws(DiagnosticError) -> [String] {
    guard let sequence = node.sequence else {
      throw failure(
        "'\(path)' is a list: [\(node.string ?? "one phrase"), another]", node)
    }
    var words: [String] = []
    for item in sequence { words.append(try scalar(item, path)) }
    return words
  }

  // MARK: Errors

  private func unknown(
    _ name: String, among known: [String], _ what: String, _ node: Node
  ) -> DiagnosticError {
    let near = Spelling.nearest(to: name, in: known, limit: 3)
    let ending = known.filter { $0.hasSuffix(".\(name)") }
    let advice =
      !ending.isEmpty
      ? "did you mean \(Self.listed(ending))?"
      : near.isEmpty
        ? "there are \(Self.listed(Array(known.prefix(24))))" : "did you mean \(Self.listed(near))?"
    return failure("'\(name)' is no \(what); \(advice)", node)
  }

  private static func listed(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  private func failure(_ message: String, _ node: Node) -> DiagnosticError {
    DiagnosticError(
      .conventionsInvalid, message,
      at: SourceLocation(
        file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0))
  }
}

extension Node {
  /// Whether nothing stands behind a key: all that might is commented out.
  var isBlank: Bool { scalar?.string.isEmpty ?? false }
}
