/// What may stand in each element of the XML syntax (§3), as far as it does not need the children
/// before it.
extension SchemaTree.Kind {
  /// The attributes without namespace, besides `ns` and `datatypeLibrary`.
  var attributes: [String] {
    switch self {
    case .element, .attribute, .ref, .parentRef, .param: ["name"]
    case .define: ["name", "combine"]
    case .start: ["combine"]
    case .data, .value: ["type"]
    case .externalRef, .include: ["href"]
    default: []
    }
  }

  /// The attribute that must be there.
  var requiredAttribute: String? {
    switch self {
    case .ref, .parentRef, .param, .define: "name"
    case .data: "type"
    case .externalRef, .include: "href"
    default: nil
    }
  }

  /// Whether it holds text and no element.
  var holdsText: Bool { self == .value || self == .param || self == .name }

  /// What an element holds.
  enum Content {
    case nothing, patterns, nameClassAndPatterns, nameClasses, grammar, override, data, exception
  }

  /// What it holds, seen from the place it stands in.
  func content(inNameClass: Bool, inInclude: Bool) -> Content {
    switch self {
    case .element, .attribute: .nameClassAndPatterns
    case .group, .interleave, .optional, .zeroOrMore, .oneOrMore, .list, .mixed, .define, .start:
      .patterns
    case .choice, .except: inNameClass ? .nameClasses : .patterns
    case .data: .data
    case .anyName, .nsName: .exception
    case .grammar: .grammar
    case .div: inInclude ? .override : .grammar
    case .include: .override
    default: .nothing
    }
  }
}
