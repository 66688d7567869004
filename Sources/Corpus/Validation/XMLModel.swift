import Diagnostics

/// What an `xml-model` instruction says (W3C, Associating Schemas with XML documents 1.0).
struct XMLModel: Hashable {
  /// Where the schema is, as written.
  var reference: String
  /// Its media type.
  var type: String
  /// The namespace of its language.
  var language: String
  /// Where the instruction stands.
  var location: SourceLocation

  /// Reads the pseudo-attributes of the instruction; `nil` where no schema is named.
  init?(_ data: String, at location: SourceLocation) {
    let attributes = PseudoAttributes.read(data)
    guard let reference = attributes["href"], !reference.isEmpty else { return nil }
    self.reference = reference
    type = attributes["type"] ?? ""
    language = attributes["schematypens"] ?? ""
    self.location = location
  }

  /// Whether the schema is written in the compact syntax.
  var isCompact: Bool {
    type == "application/relax-ng-compact-syntax" || reference.hasSuffix(".rnc")
  }

  /// Whether the schema is written in XML Schema.
  var isXMLSchema: Bool {
    if !language.isEmpty { return language == "http://www.w3.org/2001/XMLSchema" }
    return reference.hasSuffix(".xsd")
  }

  /// Whether the schema is written in RELAX NG; where the instruction does not say, the name of the
  /// file has to.
  var isRelaxNG: Bool {
    if !language.isEmpty { return language == "http://relaxng.org/ns/structure/1.0" }
    return isCompact || reference.hasSuffix(".rng")
  }
}

/// The pseudo-attributes of a processing instruction (xml-stylesheet 1.0, §2): `name="value"`.
enum PseudoAttributes {
  /// What is there before the first mistake.
  static func read(_ data: String) -> [String: String] {
    var attributes: [String: String] = [:]
    var rest = data[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest.dropFirst(name.count).drop(while: \.isWhitespace)
      guard !name.isEmpty, rest.first == "=" else { return attributes }
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      guard let quote = rest.first, quote == "\"" || quote == "'" else { return attributes }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { return attributes }
      attributes[String(name)] = resolved(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
  }

  private static let named = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

  /// `value` with its references resolved; what is no reference stays.
  private static func resolved(_ value: Substring) -> String {
    guard value.contains("&") else { return String(value) }
    var result = ""
    var rest = value
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      // No reference is longer, and looking further at each '&' would take the square of the length.
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let text = text(of: rest[..<end].dropFirst())
      else {
        result += "&"
        rest = rest.dropFirst()
        continue
      }
      result += text
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func text(of reference: Substring) -> String? {
    if let text = named[String(reference)] { return text }
    guard reference.first == "#" else { return nil }
    let digits = reference.dropFirst()
    let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
