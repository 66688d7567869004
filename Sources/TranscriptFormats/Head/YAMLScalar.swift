internal import Yams

/// Values of a YAML block before a text.
enum YAMLScalar {
  /// The value of an entry: `key: value`, folded over lines and quoted as YAML does.
  static func value(in entry: String) -> String? {
    guard let node = try? Yams.compose(yaml: entry, .default, .default, .utf8),
      let value = node.mapping?.values.first?.string
    else { return nil }
    return value.words().joined(separator: " ")
  }
}
