import Transcripts
import XMLCore

/// A start tag that is gathered before it is written, since its name may need a prefix, and its
/// attributes and declarations an order.
struct TEIStartTag {
  /// The prefix of the name; empty for none.
  var prefix: String
  /// The name.
  let name: XMLName
  /// The namespaces to declare.
  var declarations: [(prefix: String, uri: String)] = []
  /// The attributes, with what holds their values.
  private(set) var attributes: [(prefix: String, name: XMLName, value: String)] = []

  init(_ name: XMLName, prefix: String = "") {
    self.name = name
    self.prefix = prefix
  }

  /// The name as it is written: `xi:include`.
  var qualified: String { Self.qualified(name.local, prefix) }

  /// Adds an attribute that the model knows.
  mutating func add(_ attribute: TEIAttribute, _ value: String) {
    attributes.append(
      attribute.isXML
        ? ("xml", XMLName(attribute.localName, in: XMLName.xmlNamespace), value)
        : ("", XMLName(attribute.localName), value))
  }

  /// Adds an attribute that the model does not know.
  mutating func add(_ name: XMLName, prefix: String, _ value: String) {
    attributes.append((prefix, name, value))
  }

  /// Puts all in the order of Canonical XML: declarations by prefix, attributes by namespace and
  /// local name, in the order of their scalars.
  mutating func sort() {
    if declarations.count > 1 {
      declarations.sort { $0.prefix.utf8.lexicographicallyPrecedes($1.prefix.utf8) }
    }
    if attributes.count > 1 { attributes.sort { Self.isBefore($0.name, $1.name) } }
  }

  private static func isBefore(_ first: XMLName, _ second: XMLName) -> Bool {
    if first.namespace.utf8.elementsEqual(second.namespace.utf8) {
      return first.local.utf8.lexicographicallyPrecedes(second.local.utf8)
    }
    return first.namespace.utf8.lexicographicallyPrecedes(second.namespace.utf8)
  }

  /// Writes the tag, but for its last `>`.
  func append(to markup: inout XMLMarkup) {
    markup.append(UInt8(ascii: "<"))
    markup.append(qualified)
    for (prefix, uri) in declarations {
      markup.append(prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\"")
      markup.appendValue(uri.utf8Span.span)
      markup.append(UInt8(ascii: "\""))
    }
    for (prefix, name, value) in attributes {
      markup.append(UInt8(ascii: " "))
      markup.append(Self.qualified(name.local, prefix))
      markup.append("=\"")
      markup.appendCharacters(ofValue: value)
      markup.append(UInt8(ascii: "\""))
    }
  }

  private static func qualified(_ local: String, _ prefix: String) -> String {
    prefix.isEmpty ? local : "\(prefix):\(local)"
  }
}

extension XMLMarkup {
  /// Adds character data, with U+FFFD for each character that XML cannot hold.
  mutating func appendCharacters(ofText text: Span<UInt8>) {
    if appendPlainText(text) { return }
    if XMLCharacters.areAllowed(text) {
      appendText(text)
    } else {
      let text = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      appendText(XMLCharacters.replacingForbidden(in: text).utf8Span.span)
    }
  }

  /// Adds the value of an attribute, with U+FFFD for each character that XML cannot hold.
  mutating func appendCharacters(ofValue value: String) {
    let bytes = value.utf8Span.span
    if appendPlainValue(bytes) { return }
    if XMLReference.mayStand(in: bytes) { return appendReferences(inValue: value) }
    if XMLCharacters.areAllowed(bytes) {
      appendValue(bytes)
    } else {
      appendValue(XMLCharacters.replacingForbidden(in: value).utf8Span.span)
    }
  }

  /// Adds a value with its references to entities outside the document.
  private mutating func appendReferences(inValue value: String) {
    var rest = value.unicodeScalars[...]
    while let start = rest.firstIndex(of: XMLReference.opening) {
      let name = rest[start...].dropFirst().prefix { $0 != XMLReference.closing }
      appendValue(String(rest[..<start]).utf8Span.span)
      append("&\(String(name));")
      rest = rest[name.endIndex...].dropFirst()
    }
    appendValue(String(rest).utf8Span.span)
  }
}
