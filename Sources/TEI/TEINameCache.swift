import XMLCore

/// Looks up what a name of the events means once, and remembers it by its number.
struct TEINameCache {
  /// What an element is to the reader.
  struct Role {
    /// The element, if the model knows it.
    var element: TEIElement?
    /// Its family, if it is of one.
    var family: TEIFamily?
    /// Whether it is TEI's `teiHeader`.
    var isHeader = false
    /// Whether it is written with a prefix.
    var hasPrefix = false
    fileprivate var isKnown = false
  }

  private enum Lookup<Known> {
    case open
    case done(Known)
  }

  private var roles: [Role] = []
  private var attributes: [Lookup<TEIAttribute?>] = []

  /// What an element of this name is.
  @inline(__always)
  mutating func role(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Role {
    let index = Int(id.index)
    return index < roles.count && roles[index].isKnown ? roles[index] : findRole(id, in: names)
  }

  private mutating func findRole(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Role {
    let index = Int(id.index)
    while roles.count <= index { roles.append(Role()) }
    let name = names[id].name
    let isTEI = name.namespace == TEIVocabulary.namespace
    let element = isTEI ? TEIElement.named[name.local] : nil
    roles[index] = Role(
      element: element, family: element.flatMap { TEIFamily.all[$0.rawValue] },
      isHeader: name == .teiHeader, hasPrefix: !names[id].prefix.isEmpty, isKnown: true)
    return roles[index]
  }

  /// The attribute that the model knows by this name.
  @inline(__always)
  mutating func attribute(_ id: XMLNameTable.ID, in names: XMLNameTable) -> TEIAttribute? {
    let index = Int(id.index)
    if index < attributes.count, case .done(let known) = attributes[index] { return known }
    return findAttribute(id, in: names)
  }

  private mutating func findAttribute(
    _ id: XMLNameTable.ID, in names: XMLNameTable
  ) -> TEIAttribute? {
    let index = Int(id.index)
    while attributes.count <= index { attributes.append(.open) }
    let name = names[id].name
    let candidate = TEIAttribute.named[name.local]
    let namespace = candidate?.isXML ?? false ? XMLName.xmlNamespace : ""
    let known = name.namespace == namespace ? candidate : nil
    attributes[index] = .done(known)
    return known
  }
}
