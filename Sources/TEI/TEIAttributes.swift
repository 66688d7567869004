import Transcripts
import XMLCore

/// The attributes of an element while it is read: what the model knows is taken, the rest is kept.
struct TEIAttributes {
  private var entries: [Entry] = []
  private var names: XMLNameTable
  private var prefix: String
  private var namespaces: [Extra] = []

  private struct Entry {
    let known: TEIAttribute?
    let name: XMLNameTable.ID
    let value: String
  }

  init(of tag: XMLStartTag, names cache: TEINameCache) {
    names = tag.names
    prefix = tag.names[tag.name].prefix
    entries.reserveCapacity(tag.attributeCount)
    for index in 0..<tag.attributeCount {
      let name = tag.attributeName(at: index)
      entries.append(
        Entry(known: cache.attribute(name, in: names), name: name, value: tag.value(at: index)))
    }
  }

  /// Keeps a declaration of a namespace.
  mutating func declare(_ prefix: String, _ uri: String) {
    namespaces.append(.namespace(prefix: prefix, uri: uri))
  }

  /// The value of an attribute.
  subscript(attribute: TEIAttribute) -> String? {
    entries.first { $0.known == attribute }?.value
  }

  /// The value of an attribute, which then is not kept any more.
  mutating func take(_ attribute: TEIAttribute) -> String? {
    for index in entries.indices where entries[index].known == attribute {
      return entries.remove(at: index).value
    }
    return nil
  }

  /// The value of an attribute, which then is not kept any more.
  mutating func take<Value: RawRepresentable<String>>(_ attribute: TEIAttribute) -> Value? {
    let value: String? = take(attribute)
    return value.flatMap(Value.init(rawValue:))
  }

  /// What has not been taken.
  func rest() -> Extras {
    if entries.isEmpty, namespaces.isEmpty, prefix.isEmpty { return Extras() }
    var extras = Extras(namespaces)
    if !prefix.isEmpty { extras.each.append(.prefix(prefix)) }
    for entry in entries {
      let name = names[entry.name]
      extras.each.append(
        .attribute(
          prefix: name.prefix, namespace: name.name.namespace, name: name.name.local,
          value: entry.value))
    }
    return extras.inCanonicalOrder()
  }

  /// An element that the model does not know, with all attributes that are left.
  func opaque(_ name: XMLName, _ content: [Node]) -> Opaque {
    Opaque(namespace: name.namespace, name: name.local, extras: rest(), content: content)
  }
}

/// Looks up what a name of the events means once, and remembers it by its number.
final class TEINameCache {
  private var elements: [Lookup<TEIElement>] = []
  private var attributes: [Lookup<TEIAttribute>] = []
  private let elementsByName: [String: TEIElement]
  private let attributesByName: [String: TEIAttribute]

  private enum Lookup<Known> {
    case open
    case done(Known?)
  }

  init() {
    elementsByName = Dictionary(uniqueKeysWithValues: TEIElement.allCases.map { ($0.name, $0) })
    attributesByName = Dictionary(
      uniqueKeysWithValues: TEIAttribute.allCases.map { ($0.localName, $0) })
  }

  /// The element that the model knows by this name.
  func element(_ id: XMLNameTable.ID, in names: XMLNameTable) -> TEIElement? {
    let index = Int(id.index)
    while elements.count <= index { elements.append(.open) }
    if case .done(let known) = elements[index] { return known }
    let name = names[id].name
    let known = name.namespace == TEIVocabulary.namespace ? elementsByName[name.local] : nil
    elements[index] = .done(known)
    return known
  }

  /// The attribute that the model knows by this name.
  func attribute(_ id: XMLNameTable.ID, in names: XMLNameTable) -> TEIAttribute? {
    let index = Int(id.index)
    while attributes.count <= index { attributes.append(.open) }
    if case .done(let known) = attributes[index] { return known }
    let name = names[id].name
    let candidate = attributesByName[name.local]
    let namespace = candidate?.isXML ?? false ? XMLName.xmlNamespace : ""
    let known = name.namespace == namespace ? candidate : nil
    attributes[index] = .done(known)
    return known
  }
}
