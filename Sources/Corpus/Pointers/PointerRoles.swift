import XMLCore

/// What the names of elements and attributes are to whoever gathers pointers, each found out once.
struct PointerRoles {
  /// What an element is.
  enum Element: UInt8 {
    case other, tei, prefixDefinition, inclusion

    /// Whether its attributes are those of TEI.
    var isTEI: Bool { self == .tei || self == .prefixDefinition }
  }

  /// What an attribute is.
  enum Attribute: UInt8 {
    case other
    /// `xml:id`.
    case identifier
    /// `xml:base`.
    case base
    /// `id` outside of TEI.
    case bareIdentifier
    /// One that always holds pointers, in TEI.
    case pointer
    /// One that does on some elements.
    case pointerSomewhere
  }

  private var elements: [Element?] = []
  private var attributes: [Attribute?] = []
  /// By attribute and element, where it depends on both.
  private var pairs: [UInt64: Bool] = [:]

  private static let tei = "http://www.tei-c.org/ns/1.0"
  private static let inclusion = "http://www.w3.org/2001/XInclude"

  /// What an element of this name is.
  @inline(__always)
  mutating func element(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Element {
    let index = Int(id.index)
    if index < elements.count, let known = elements[index] { return known }
    return findElement(id, in: names)
  }

  private mutating func findElement(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Element {
    let index = Int(id.index)
    while elements.count <= index { elements.append(nil) }
    let name = names[id].name
    let role: Element =
      switch (name.namespace, name.local) {
      case (Self.tei, "prefixDef"): .prefixDefinition
      case (Self.tei, _): .tei
      case (Self.inclusion, "include"): .inclusion
      default: .other
      }
    elements[index] = role
    return role
  }

  /// What an attribute of this name is.
  @inline(__always)
  mutating func attribute(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Attribute {
    let index = Int(id.index)
    if index < attributes.count, let known = attributes[index] { return known }
    return findAttribute(id, in: names)
  }

  private mutating func findAttribute(_ id: XMLNameTable.ID, in names: XMLNameTable) -> Attribute {
    let index = Int(id.index)
    while attributes.count <= index { attributes.append(nil) }
    let name = names[id].name
    let role: Attribute =
      switch (name.namespace, name.local) {
      case (XMLName.xmlNamespace, "id"): .identifier
      case (XMLName.xmlNamespace, "base"): .base
      case ("", "id"): .bareIdentifier
      case ("", let local):
        switch PointerAttributes.extent(of: local) {
        case .never: .other
        case .always: .pointer
        case .only, .but: .pointerSomewhere
        }
      default: .other
      }
    attributes[index] = role
    return role
  }

  /// Whether an attribute holds pointers on an element of TEI.
  @inline(__always)
  mutating func holdsPointers(
    _ attribute: XMLNameTable.ID, on element: XMLNameTable.ID, in names: XMLNameTable
  ) -> Bool {
    switch self.attribute(attribute, in: names) {
    case .pointer: true
    case .pointerSomewhere: holdsPointersSomewhere(attribute, on: element, in: names)
    default: false
    }
  }

  private mutating func holdsPointersSomewhere(
    _ attribute: XMLNameTable.ID, on element: XMLNameTable.ID, in names: XMLNameTable
  ) -> Bool {
    let pair = UInt64(UInt32(attribute.index)) << 32 | UInt64(UInt32(element.index))
    if let known = pairs[pair] { return known }
    let does = PointerAttributes.extent(of: names[attribute].name.local)
      .includes(names[element].name.local)
    pairs[pair] = does
    return does
  }
}
