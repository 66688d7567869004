/// The identifier of a document: its file name as an XML NCName.
enum DocumentIdentifier {
  /// The name without folders and without its last extension; what an NCName cannot hold becomes
  /// a hyphen, and where it cannot begin one, `d-` stands before it.
  static func identifier(forFile name: String) -> String {
    var base = name[...]
    if let slash = base.lastIndex(of: "/") { base = base[base.index(after: slash)...] }
    if let dot = base.lastIndex(of: "."), dot != base.startIndex { base = base[..<dot] }
    var result = ""
    for scalar in base.unicodeScalars {
      result.unicodeScalars.append(isNameCharacter(scalar) ? scalar : "-")
    }
    guard let first = result.unicodeScalars.first else { return "d-" }
    return isNameStart(first) ? result : "d-" + result
  }

  /// NameStartChar of XML 1.0 without the colon.
  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
      0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x1_0000...0xE_FFFF:
      true
    default: false
    }
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isNameStart(scalar)
    }
  }
}
