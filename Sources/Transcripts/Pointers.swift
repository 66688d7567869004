/// One or more pointers, separated by white space, as they are written in an attribute.
///
/// Most attributes of the model hold exactly one: `#seed-000.esper`.
public struct Pointers: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  /// The attribute's value.
  public var rawValue: String

  /// Creates the pointers written so.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Creates the pointers written so.
  public init(stringLiteral value: String) {
    rawValue = value
  }

  /// Creates a pointer to an element of the same document.
  public init(to target: ElementID) {
    rawValue = "#" + target.rawValue
  }

  /// Creates pointers to elements of the same document.
  public init(to targets: ElementID...) {
    rawValue = ""
    for target in targets {
      rawValue += rawValue.isEmpty ? "#" : " #"
      rawValue += target.rawValue
    }
  }

  /// The single pointers.
  public var each: [Substring] {
    rawValue.utf8.split(whereSeparator: Self.isSpace).map { Substring($0) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// What a single pointer inside the same document points at, as nearly all do.
  private var single: ElementID? {
    let bytes = rawValue.utf8
    guard bytes.first == UInt8(ascii: "#"), !bytes.contains(where: Self.isSpace) else { return nil }
    return ElementID(rawValue: String(Substring(bytes.dropFirst())))
  }

  /// The identifiers pointed at inside the same document; pointers elsewhere are left out.
  public var localTargets: [ElementID] {
    if let single { return [single] }
    return each.filter { $0.hasPrefix("#") }.map { ElementID(rawValue: String($0.dropFirst())) }
  }

  /// The identifiers that the pointers name, whether they were written with `#` or, as in
  /// `who="CHI"`, without; what leads out of the document is left out.
  public var identifiers: [ElementID] {
    each.compactMap { pointer in
      let name = pointer.hasPrefix("#") ? pointer.dropFirst() : pointer
      if name.isEmpty || name.utf8.contains(where: { ":/#?".utf8.contains($0) }) { return nil }
      return ElementID(rawValue: String(name))
    }
  }

  /// The one element of the same document pointed at; `nil` where there are several, or none.
  public var target: ElementID? {
    if let single { return single }
    let targets = localTargets
    return targets.count == 1 ? targets.first : nil
  }
}
