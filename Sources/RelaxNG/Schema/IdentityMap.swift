import Diagnostics
import XMLCore

/// Which attributes are identifiers or refer to them (RELAX NG DTD compatibility, §5).
struct IdentityMap: Sendable {
  private var types: [UInt64: IdentityType] = [:]
  /// The same, to look up in while matching.
  private var quick = IntegerMap()
  /// The attribute names that have a type on some element.
  private(set) var attributes: Set<Symbol> = []

  var isEmpty: Bool { types.isEmpty }

  init() {}

  /// The type of an attribute of an element.
  func type(of attribute: Symbol, on element: Symbol) -> IdentityType {
    quick[IntegerMap.key(element, attribute)].flatMap { IdentityType(rawValue: UInt8($0)) } ?? .none
  }

  /// Finds the types, and that the schema is sound: one pair of names has one type.
  init(
    _ builder: PatternBuilder, _ restrictions: inout Restrictions
  ) throws(DiagnosticError) {
    let table = builder.table
    var identities: [IdentityType?] = Array(repeating: nil, count: table.count)
    var plain: [(element: NameClassID, attribute: NameClassID, pattern: PatternID)] = []
    var visited: Set<PatternID> = []
    for element in restrictions.elements {
      try Self.refuse(in: table.content(of: element.number), &visited, builder)
      for id in try restrictions.attributes(of: table.content(of: element.number)) {
        guard case .attribute(let names, let value) = table[id] else { continue }
        let type: IdentityType
        if let known = identities[Int(id.index)] {
          type = known
        } else {
          type = Self.identity(of: value, builder)
          if type == .none { try Self.refuse(in: value, &visited, builder) }
          identities[Int(id.index)] = type
        }
        if type == .none {
          plain.append((element.names, names, id))
          continue
        }
        guard builder.names.isFinite(element.names), builder.names.isOneName(names) else {
          throw Self.failure(
            id, "an identifier needs an attribute of one name, in elements with names", builder)
        }
        for elementName in builder.names.names(in: element.names) {
          for attributeName in builder.names.names(in: names) {
            let key = IntegerMap.key(elementName, attributeName)
            if let other = types[key], other != type {
              throw Self.conflict(elementName, attributeName, id, builder)
            }
            types[key] = type
            attributes.insert(attributeName)
          }
        }
      }
    }
    for (key, type) in types { quick.set(key, Int32(type.rawValue)) }
    let mayConflict = (0..<NameClassID(builder.names.classes.count)).map { names in
      attributes.contains { builder.names.contains(names, $0) }
    }
    for (element, attribute, id) in plain where mayConflict[Int(attribute)] {
      for key in types.keys {
        let elementName = Symbol(truncatingIfNeeded: key >> 32)
        let attributeName = Symbol(truncatingIfNeeded: key)
        if builder.names.contains(attribute, attributeName),
          builder.names.contains(element, elementName)
        {
          throw Self.conflict(elementName, attributeName, id, builder)
        }
      }
    }
  }

  private static func identity(of value: PatternID, _ builder: PatternBuilder) -> IdentityType {
    switch builder.table[value] {
    case .data(let number), .dataExcept(let number, _):
      builder.datatypes[Int(number)].type.identity
    case .value(let number): builder.values[Int(number)].type.identity
    default: .none
    }
  }

  /// Finds no identifier in `pattern`: only an attribute may hold one, and then nothing else.
  private static func refuse(
    in pattern: PatternID, _ visited: inout Set<PatternID>, _ builder: PatternBuilder
  ) throws(DiagnosticError) {
    var pending = [pattern]
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      if identity(of: next, builder) != .none {
        throw failure(next, "an identifier must be all that an attribute holds", builder)
      }
      switch builder.table[next] {
      case .choice(let first, let second), .group(let first, let second),
        .interleave(let first, let second):
        pending += [first, second]
      case .oneOrMore(let content), .list(let content), .dataExcept(_, let content):
        pending.append(content)
      default: break
      }
    }
  }

  private static func conflict(
    _ element: Symbol, _ attribute: Symbol, _ pattern: PatternID, _ builder: PatternBuilder
  ) -> DiagnosticError {
    let elementName = builder.names.alphabet.name(of: element)?.local ?? "*"
    let attributeName = builder.names.alphabet.name(of: attribute)?.local ?? "*"
    return failure(
      pattern,
      "attribute '\(attributeName)' of '\(elementName)' is an identifier in one place and not in another",
      builder)
  }

  private static func failure(_ pattern: PatternID, _ message: String, _ builder: PatternBuilder)
    -> DiagnosticError
  {
    let location =
      builder.origins[pattern.index].map { builder.location($0) }
      ?? SourceLocation(file: builder.grammar.files.trees[0].file)
    return DiagnosticError(.identity, message, at: location)
  }
}
