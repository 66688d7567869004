import XMLCore

/// The namespaces in scope at one place of a document, innermost last.
///
/// A document begins with TEI as its default namespace, which is what the converter writes; so for
/// its documents nothing is ever declared, and nothing is kept.
struct NamespaceScope {
  private var bindings: [(prefix: String, uri: String)] = [
    ("xml", XMLName.xmlNamespace), ("", TEIVocabulary.namespace),
  ]

  /// Creates the scope at the beginning of a document that may have any root.
  static func bare() -> NamespaceScope {
    var scope = NamespaceScope()
    scope.bindings.removeLast()
    scope.isDefaultTEI = false
    return scope
  }

  /// A mark to return to with ``leave(_:)`` when the element ends.
  var depth: Int { bindings.count }

  /// Whether a name without a prefix is a TEI name.
  private(set) var isDefaultTEI = true

  /// The namespace that a prefix stands for; `nil` where it stands for none.
  subscript(prefix: String) -> String? {
    bindings.last { $0.prefix == prefix }?.uri
  }

  /// Declares a namespace; returns whether that changes anything.
  mutating func declare(_ prefix: String, _ uri: String) -> Bool {
    if (self[prefix] ?? "") == uri { return false }
    bindings.append((prefix, uri))
    if prefix.isEmpty { isDefaultTEI = uri == TEIVocabulary.namespace }
    return true
  }

  /// Forgets what was declared since `depth`.
  mutating func leave(_ depth: Int) {
    if bindings.count == depth { return }
    bindings.removeSubrange(depth...)
    isDefaultTEI = self[""] == TEIVocabulary.namespace
  }

  /// What is in scope, one entry a prefix, without `xml`.
  var all: [(prefix: String, uri: String)] {
    var seen: Set<String> = ["xml"]
    return bindings.reversed().filter { seen.insert($0.prefix).inserted && !$0.uri.isEmpty }
      .sorted { $0.prefix.utf8.lexicographicallyPrecedes($1.prefix.utf8) }
  }
}
