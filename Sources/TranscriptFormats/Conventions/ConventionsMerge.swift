import Diagnostics
internal import Yams

/// Lays a conventions file over others: what it holds comes first, what they hold stays, unless the
/// file names it under `replace`.
struct ConventionsMerge {
  /// The conventions below, as YAML.
  let base: Node

  /// Both in one; the file must have been checked.
  func merged(with addition: Node) -> Node {
    let replaced = Set(
      (addition[ConventionsShape.replace]?.sequence.map(Array.init)
        ?? [addition[ConventionsShape.replace]].compactMap(\.self))
        .compactMap(\.string))
    var result: [(Node, Node)] = []
    for (key, value) in base.mapping ?? [:] {
      let name = key.string ?? ""
      if ConventionsShape.own.contains(name), name != "language" {
        result.append((key, value))
        continue
      }
      let own = addition[name]
      let rest = name == "language" ? value : remaining(value, name, replaced)
      result.append((key, own.map { merged(rest, with: $0, name) } ?? rest))
    }
    return Node(result)
  }

  // MARK: What is left of the conventions below

  private func remaining(_ node: Node, _ path: String, _ replaced: Set<String>) -> Node {
    if replaced.contains("all") || replaced.contains(path) { return emptied(node) }
    if let key = ConventionsShape.kindKey(of: path) {
      return Node(
        (node.sequence ?? []).filter { !replaced.contains("\(path).\($0[key]?.string ?? "")") })
    }
    guard let mapping = node.mapping, !ConventionsShape.freeMaps.contains(path) else { return node }
    return Node(
      mapping.map { ($0.key, remaining($0.value, "\(path).\($0.key.string ?? "")", replaced)) })
  }

  /// The same sections with nothing in them.
  private func emptied(_ node: Node, _ path: String = "") -> Node {
    switch node {
    case .sequence: Node([Node]())
    case .mapping(let mapping):
      mapping.values.contains { $0.scalar != nil }
        ? Node([(Node, Node)]()) : Node(mapping.map { ($0.key, emptied($0.value)) })
    default: node
    }
  }

  // MARK: Both

  private func merged(_ below: Node, with own: Node, _ path: String) -> Node {
    if own.isBlank { return below }
    if ConventionsShape.kindKey(of: path) != nil {
      let rules = (own.sequence ?? []).map { path == "marks" ? Self.plainMarks($0) : $0 }
      return Node(rules + Array(below.sequence ?? []))
    }
    if let words = own.sequence {
      let plain = words.map { Self.plain($0, path, like: below.sequence?.first?.string) }
      let known = Set(plain.map(\.string))
      return Node(plain + Array(below.sequence ?? []).filter { !known.contains($0.string) })
    }
    guard let mapping = own.mapping else { return own }
    if ConventionsShape.freeMaps.contains(path) {
      var pairs: [(Node, Node)] = mapping.map { ($0.key, $0.value) }
      for (key, value) in below.mapping ?? [:] where mapping[key] == nil {
        pairs.append((key, value))
      }
      return Node(pairs)
    }
    var sections: [(Node, Node)] = []
    for (key, value) in below.mapping ?? [:] {
      let inner = mapping[key].map { merged(value, with: $0, "\(path).\(key.string ?? "")") }
      sections.append((key, inner ?? value))
    }
    return Node(sections)
  }

  /// Labels are known by their capitals, and most words in them by their small letters, however the
  /// file has them: as `example`, which is there already.
  private static func plain(_ node: Node, _ path: String, like example: String?) -> Node {
    guard let text = node.string, path.hasPrefix("labels.") else { return node }
    if let example, example == example.lowercased() { return Node(text.lowercased()) }
    return Node(text.uppercased().replacing(/:+$/, with: ""))
  }

  /// A rule for marks with its phrases as they are looked up: in small letters, without brackets and
  /// full stop.
  private static func plainMarks(_ rule: Node) -> Node {
    Node(
      (rule.mapping ?? [:]).map { key, value in
        guard key.string == "is", let phrases = value.sequence else { return (key, value) }
        return (key, Node(phrases.map { Node(MarkExplainer.phrase($0.string ?? "")) }))
      })
  }
}
