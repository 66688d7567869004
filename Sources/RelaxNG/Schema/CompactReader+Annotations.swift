import Diagnostics
import XMLCore

// Annotations (compact syntax, §5): they mean nothing to a validator, but have rules of their own.
extension CompactReader {
  /// Where an annotation stands: in another, or in the schema itself.
  enum AnnotationPlace {
    case outermost, nested
  }

  /// Reads `## …` and `[ … ]` before a thing; whether there was any.
  @discardableResult
  mutating func annotations() throws(DiagnosticError) -> Bool {
    let start = position
    while kind == .documentation { advance() }
    if isAt("[") {
      let open = position
      advance()
      try annotationAttributes(.outermost)
      while !take("]") {
        if kind == .end {
          position = open
          throw failure("'[' without ']' after it")
        }
        try annotationElement(.outermost)
      }
    }
    return position > start
  }

  /// Reads `>> name [ … ]` behind a thing, as often as it comes; whether it came.
  @discardableResult
  mutating func followingAnnotations() throws(DiagnosticError) -> Bool {
    let start = position
    while take(">>") { try annotationElement(.outermost) }
    return position > start
  }

  /// Whether `name [ … ]` comes next, whose name may be no keyword here.
  var isAtAnnotationElement: Bool {
    switch kind {
    case .identifier, .qualified: kind(ahead: 1) == .symbol("[")
    default: false
    }
  }

  /// Reads `name [ … ]`.
  mutating func annotationElement(_ place: AnnotationPlace) throws(DiagnosticError) {
    try enter()
    defer { depth -= 1 }
    switch kind {
    case .identifier, .keyword: break
    case .qualified(let prefix, _):
      let namespace = try annotationNamespace(of: prefix)
      if place == .outermost { try refuseSchemaNamespace(namespace) }
    default: throw failure("expected the name of an annotation, found \(found)")
    }
    advance()
    let open = position
    try expect("[")
    try annotationAttributes(.nested)
    while !take("]") {
      switch kind {
      case .literal: _ = try literal()
      case .end:
        position = open
        throw failure("'[' without ']' after it")
      default: try annotationElement(.nested)
      }
    }
  }

  /// Reads `name = "…"`, as often as it comes.
  private mutating func annotationAttributes(_ place: AnnotationPlace) throws(DiagnosticError) {
    var known: Set<XMLName> = []
    while kind(ahead: 1) == .symbol("=") {
      let name: XMLName
      switch kind {
      case .identifier(let local), .keyword(let local):
        guard place == .nested else {
          throw failure("the attribute '\(local)' of an annotation needs a prefix")
        }
        if local == "xmlns" { throw failure("'xmlns' is no attribute") }
        name = XMLName(local)
      case .qualified(let prefix, let local):
        let namespace = try annotationNamespace(of: prefix)
        if place == .outermost {
          if namespace.isEmpty {
            throw failure("the attribute '\(local)' of an annotation needs a namespace")
          }
          try refuseSchemaNamespace(namespace)
        }
        if namespace == "http://www.w3.org/2000/xmlns" {
          throw failure("attributes of the namespace '\(namespace)' are declarations")
        }
        name = XMLName(local, in: namespace)
      default: throw failure("expected the name of an attribute, found \(found)")
      }
      if !known.insert(name).inserted {
        throw failure("the attribute '\(name.local)' stands twice in one annotation")
      }
      advance()
      advance()
      _ = try literal()
    }
  }

  private func annotationNamespace(of prefix: String) throws(DiagnosticError) -> String {
    let namespace = try namespace(of: prefix)
    if inheritedPrefixes.contains(prefix) {
      throw failure("the prefix '\(prefix)' of an annotation must not stand for 'inherit'")
    }
    return namespace
  }

  private func refuseSchemaNamespace(_ namespace: String) throws(DiagnosticError) {
    if namespace == XMLSchemaReader.namespace {
      throw failure("an annotation must not be of the namespace of RELAX NG")
    }
  }
}
