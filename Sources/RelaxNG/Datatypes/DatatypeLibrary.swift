import Diagnostics

/// The datatype libraries that a schema may name.
enum DatatypeLibrary {
  /// Why a datatype cannot be made.
  enum Failure: Error {
    case unknownLibrary(String)
    case unknownType(String)
    case badParameter(name: String, reason: String)
  }

  static let xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
  static let compatibility = "http://relaxng.org/ns/compatibility/datatypes/1.0"

  private static let typesByName = Dictionary(
    uniqueKeysWithValues: BuiltInType.allCases.map { ($0.rawValue, $0) })

  /// The type with this name in a library; the empty library is the built-in one.
  static func type(_ name: String, in library: String) throws(Failure) -> BuiltInType {
    switch library {
    case "":
      if name == "string" { return .string }
      if name == "token" { return .token }
      throw .unknownType("the built-in library has 'string' and 'token' only")
    case xsd, "http://www.w3.org/2001/XMLSchema":
      if let type = typesByName[name] { return type }
      let near = Spelling.nearest(to: name, in: BuiltInType.allCases.map(\.rawValue), limit: 1)
      throw .unknownType(
        near.first.map { "did you mean '\($0)'?" } ?? "XML Schema has no such type")
    case compatibility:
      if let type = BuiltInType(rawValue: name), type.identity != .none { return type }
      throw .unknownType("the library has 'ID', 'IDREF' and 'IDREFS' only")
    default: throw .unknownLibrary(library)
    }
  }

  /// Adds a parameter other than `pattern` to a datatype.
  static func add(
    _ name: String, _ value: String, to datatype: inout Datatype,
    _ workspace: inout DatatypeWorkspace
  ) throws(Failure) {
    func fail(_ reason: String) -> Failure { .badParameter(name: name, reason: reason) }
    let family = datatype.type.family
    func count(least: Int = 0) throws(Failure) -> Int {
      let digits = Array(value.utf8)
      let trimmed = Array(digits[WhiteSpace.trimmed(digits.span)])
      guard let number = DecimalValue(trimmed.span, allowsPoint: false), !number.isNegative else {
        throw fail("'\(value)' is not a whole number")
      }
      // A larger number is a limit that nothing reaches.
      let result =
        number.whole.count > 15 ? Int.max : Int(String(decoding: trimmed, as: UTF8.self)) ?? 0
      if result < least { throw fail("'\(value)' is less than \(least)") }
      return result
    }
    func need(_ isApplicable: Bool) throws(Failure) {
      if !isApplicable { throw fail("'\(datatype.type.rawValue)' has no such parameter") }
    }
    let isMeasured = [.text, .uri, .binary, .list, .qName].contains(family)
    switch name {
    case "length":
      try need(isMeasured)
      datatype.length = try count()
    case "minLength":
      try need(isMeasured)
      datatype.minLength = max(datatype.minLength ?? 0, try count())
    case "maxLength":
      try need(isMeasured)
      datatype.maxLength = min(datatype.maxLength ?? .max, try count())
    case "totalDigits":
      try need(family == .decimal)
      datatype.totalDigits = min(datatype.totalDigits ?? .max, try count(least: 1))
    case "fractionDigits":
      try need(family == .decimal)
      datatype.fractionDigits = min(datatype.fractionDigits ?? .max, try count())
    case "minInclusive", "minExclusive", "maxInclusive", "maxExclusive":
      try need([.decimal, .float, .duration, .calendar].contains(family))
      let bytes = WhiteSpace.collapsed(Array(value.utf8).span)
      guard let kind = Datatype.Bound.Kind(rawValue: name),
        let bound = datatype.type.value(bytes.span, &workspace)
      else { throw fail("'\(value)' is not a value of '\(datatype.type.rawValue)'") }
      // §4.3.7 to §4.3.10: a bound lies in what the type, and the bounds before it, leave.
      guard datatype.isInBounds(bound) else {
        throw fail("'\(value)' is beyond the bounds that '\(datatype.type.rawValue)' already has")
      }
      datatype.bounds.append(Datatype.Bound(kind: kind, value: bound))
    case "enumeration", "whiteSpace":
      throw fail("it is not a parameter in RELAX NG; use 'choice' and 'value'")
    default: throw fail("XML Schema has no such facet")
    }
    datatype.description += " \(name)=\(value)"
  }
}
