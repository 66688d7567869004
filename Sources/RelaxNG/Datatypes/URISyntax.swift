/// The form of `anyURI` (XML Schema part 2, §3.2.17): what RFC 2396 allows once the characters that
/// it excludes are escaped.
enum URISyntax {
  static func isReference(_ bytes: Span<UInt8>) -> Bool {
    var colon = -1
    var fragment = -1
    var endOfScheme = false
    var hasBracket = false
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
      case UInt8(ascii: "["), UInt8(ascii: "]"): hasBracket = true
      case UInt8(ascii: ":"):
        if !endOfScheme, colon < 0 { colon = index }
        endOfScheme = true
      default: break
      }
    }
    if colon >= 0 {
      // Something must follow the scheme: `foo:` and `foo:#bar` name nothing.
      guard colon + 1 < bytes.count, fragment != colon + 1,
        isScheme(bytes.extracting(0..<colon))
      else { return false }
    }
    return hasHierarchy(bytes, from: colon + 1, hasBracket: hasBracket)
  }

  /// Whether what follows the scheme has an authority where it says so, and brackets only around an
  /// address in it, or behind the path (RFC 2732).
  private static func hasHierarchy(_ bytes: Span<UInt8>, from start: Int, hasBracket: Bool) -> Bool
  {
    var offset = start
    let hasAuthority =
      start + 1 < bytes.count && bytes[start] == UInt8(ascii: "/")
      && bytes[start + 1] == UInt8(ascii: "/")
    if !hasAuthority, !hasBracket { return true }
    if hasAuthority {
      offset += 2
      if offset == bytes.count { return false }
      var (open, close, colons) = (-1, -1, 0)
      while offset < bytes.count, !isEnd(bytes[offset]), bytes[offset] != UInt8(ascii: "/") {
        switch bytes[offset] {
        case UInt8(ascii: "["):
          if open >= 0 { return false }
          open = offset
        case UInt8(ascii: "]"):
          if open < 0 || close >= 0 || colons < 2 { return false }
          close = offset
        case UInt8(ascii: ":"): if open >= 0, close < 0 { colons += 1 }
        default:
          let isAddress =
            BinaryValues.digit(bytes[offset]) != nil || bytes[offset] == UInt8(ascii: ".")
          if open >= 0, close < 0, !isAddress { return false }
        }
        offset += 1
      }
      if open >= 0, close < 0 { return false }
    } else if start > 0, bytes[start] != UInt8(ascii: "/") {
      // What is not a path may hold anything.
      return true
    }
    while offset < bytes.count, !isEnd(bytes[offset]) {
      if bytes[offset] == UInt8(ascii: "[") || bytes[offset] == UInt8(ascii: "]") { return false }
      offset += 1
    }
    return true
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
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
