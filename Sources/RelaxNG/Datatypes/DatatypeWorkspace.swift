import XMLCore

/// What matching values needs besides the values: automata of regular expressions as far as they
/// are built, and the names that are declared where the value stands.
struct DatatypeWorkspace: Sendable {
  private var regexes: [RegexMatcher]
  /// The namespaces in scope, innermost last.
  var namespaces: [(prefix: String, uri: String)] = []
  /// The unparsed entities of the document; `nil` where none are known.
  var entities: Set<String> = []

  init(expressions: [RegularExpression] = []) {
    regexes = expressions.map { RegexMatcher($0) }
  }

  mutating func add(_ expression: RegularExpression) {
    regexes.append(RegexMatcher(expression))
  }

  mutating func matches(_ regex: Int, _ bytes: Span<UInt8>) -> Bool {
    regexes[regex].matches(bytes)
  }

  /// The namespace of a prefix; the empty prefix always has one.
  func namespace(of prefix: String) -> String? {
    if let found = namespaces.last(where: { $0.prefix == prefix }) {
      return found.uri.isEmpty && !prefix.isEmpty ? nil : found.uri
    }
    return prefix.isEmpty ? "" : prefix == "xml" ? XMLName.xmlNamespace : nil
  }

  func isEntity(_ bytes: Span<UInt8>) -> Bool {
    entities.contains(String(decoding: [UInt8](copying: bytes), as: UTF8.self))
  }
}
