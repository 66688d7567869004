/// The form of `anyURI` (XML Schema part 2, §3.2.17): what RFC 2396 allows once the characters that
/// it excludes are escaped.
enum URISyntax {
  static func isReference(_ bytes: Span<UInt8>) -> Bool {
    var colon = -1
    var fragment = -1
    var endOfScheme = false
    for index in 0..<bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "%"):
        guard index + 2 < bytes.count, BinaryValues.digit(bytes[index + 1]) != nil,
          BinaryValues.digit(bytes[index + 2]) != nil
        else { return false }
      case UInt8(ascii: "#"):
        if fragment >= 0 { return false }
        fragment = index
        endOfScheme = true
      case UInt8(ascii: "/"), UInt8(ascii: "?"): endOfScheme = true
      case UInt8(ascii: ":"):
        if !endOfScheme, colon < 0 { colon = index }
        endOfScheme = true
      default: break
      }
    }
    guard colon >= 0 else { return true }
    // Something must follow the scheme: `foo:` and `foo:#bar` name nothing.
    guard colon + 1 < bytes.count, fragment != colon + 1 else { return false }
    return isScheme(bytes.extracting(0..<colon))
  }

  static func isScheme(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0, isLetter(bytes[0]) else { return false }
    for index in 1..<max(bytes.count, 1) {
      let byte = bytes[index]
      let isOther =
        (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
      guard isLetter(byte) || isOther else { return false }
    }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
  }

  /// Whether a reference begins with a scheme.
  static func isAbsolute(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = Array(bytes[..<colon])
    return isScheme(scheme.span)
  }
}
