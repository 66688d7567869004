internal import Diagnostics
internal import Yams

/// A section of a YAML file: values by their keys.
///
/// The values are taken from the nodes by name and by hand: `Codable` takes two thirds of the time in
/// which the program starts.
struct YAMLSection {
  private let values: [String: Node]
  private let node: Node
  /// What the section is called, and the file.
  private let path: String
  private let file: String

  /// Creates the section that is a whole file.
  ///
  /// - Throws: `conventions-invalid` where a file, a value or a key is not of the form that is asked
  ///   for; so do all methods.
  init(_ root: Node, file: String) throws(DiagnosticError) {
    try self.init(root, path: "", file: file)
  }

  private init(_ node: Node, path: String, file: String) throws(DiagnosticError) {
    guard let mapping = node.mapping else {
      throw Self.failure("\(Self.shown(path)) holds keys with their values", node, file)
    }
    var values: [String: Node] = [:]
    values.reserveCapacity(mapping.count)
    for (key, value) in mapping {
      guard let name = key.string else {
        throw Self.failure("the keys of \(Self.shown(path)) are words", key, file)
      }
      values[name] = value
    }
    self.values = values
    self.node = node
    self.path = path
    self.file = file
  }

  /// Whether there is a value of this key.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// The whole number of a key.
  func number(_ key: String) throws(DiagnosticError) -> Int {
    let text = try text(key)
    guard let number = Int(text) else {
      throw Self.failure("'\(text)' is no whole number", try value(key), file)
    }
    return number
  }

  /// The text of a key.
  func text(_ key: String) throws(DiagnosticError) -> String {
    try text(of: value(key), key)
  }

  /// The text of a key, if it is there.
  func textIfThere(_ key: String) throws(DiagnosticError) -> String? {
    try has(key) ? text(key) : nil
  }

  /// The texts in the list of a key.
  func texts(_ key: String) throws(DiagnosticError) -> [String] {
    try texts(of: value(key), key)
  }

  /// The texts in the list of a key, if it is there.
  func textsIfThere(_ key: String) throws(DiagnosticError) -> [String]? {
    try has(key) ? texts(key) : nil
  }

  /// The section of a key.
  func section(_ key: String) throws(DiagnosticError) -> YAMLSection {
    try YAMLSection(value(key), path: full(key), file: file)
  }

  /// What `element` makes of each section in the list of a key.
  func sections<Element>(
    _ key: String, _ element: (YAMLSection) throws(DiagnosticError) -> Element
  ) throws(DiagnosticError) -> [Element] {
    var elements: [Element] = []
    for node in try list(of: value(key), key) {
      elements.append(try element(YAMLSection(node, path: full(key), file: file)))
    }
    return elements
  }

  /// The section of a key whose keys are no names of sections, but words, each with its text.
  func textsByKey(_ key: String) throws(DiagnosticError) -> [String: String] {
    let section = try section(key)
    var texts: [String: String] = [:]
    for (word, node) in section.values { texts[word] = try section.text(of: node, word) }
    return texts
  }

  /// The section of a key whose keys are no names of sections, but words, each with a list of texts.
  func listsByKey(_ key: String) throws(DiagnosticError) -> [String: [String]] {
    let section = try section(key)
    var lists: [String: [String]] = [:]
    for (word, node) in section.values { lists[word] = try section.texts(of: node, word) }
    return lists
  }

  // MARK: Values

  private func value(_ key: String) throws(DiagnosticError) -> Node {
    guard let value = values[key] else {
      throw Self.failure("\(Self.shown(path)) has no '\(key)'", node, file)
    }
    return value
  }

  private func text(of node: Node, _ key: String) throws(DiagnosticError) -> String {
    guard let scalar = node.scalar else {
      throw Self.failure("'\(full(key))' takes words here", node, file)
    }
    return scalar.string
  }

  private func texts(of node: Node, _ key: String) throws(DiagnosticError) -> [String] {
    let list = try list(of: node, key)
    var texts: [String] = []
    texts.reserveCapacity(list.count)
    for node in list { texts.append(try text(of: node, key)) }
    return texts
  }

  private func list(of node: Node, _ key: String) throws(DiagnosticError) -> Node.Sequence {
    guard let sequence = node.sequence else {
      throw Self.failure("'\(full(key))' is a list", node, file)
    }
    return sequence
  }

  private func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private static func shown(_ path: String) -> String {
    path.isEmpty ? "a conventions file" : "'\(path)'"
  }

  private static func failure(_ message: String, _ node: Node, _ file: String) -> DiagnosticError {
    DiagnosticError(
      .conventionsInvalid, message,
      at: SourceLocation(
        file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0))
  }
}
