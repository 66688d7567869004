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
      var (open, close) = (-1, -1)
      while offset < bytes.count, !isEnd(bytes[offset]), bytes[offset] != UInt8(ascii: "/") {
        switch bytes[offset] {
        case UInt8(ascii: "["):
          if open >= 0 { return false }
          open = offset
        case UInt8(ascii: "]"):
          guard open >= 0, close < 0, isAddress(bytes.extracting((open + 1)..<offset)) else {
            return false
          }
          close = offset
        default: break
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

  /// An IPv6 address (RFC 2373, §2.2), perhaps with a zone: eight groups of up to four digits, or fewer
  /// with one `::`, the last two perhaps as an IPv4 address.
  private static func isAddress(_ bytes: Span<UInt8>) -> Bool {
    let text = String(decoding: [UInt8](copying: bytes), as: UTF8.self)
    let address = text.prefix { $0 != "%" }
    if address.utf8.count < text.utf8.count, text.hasSuffix("%") { return false }
    let halves = address.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    var groups = 0
    for (index, half) in halves.enumerated() where !half.isEmpty {
      var parts = half.split(separator: ":", omittingEmptySubsequences: false)
      if index == halves.count - 1, let last = parts.last, last.contains(".") {
        let numbers = last.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 4, numbers.allSatisfy({ UInt8($0) != nil }) else { return false }
        parts.removeLast()
        groups += 2
      }
      let areGroups = parts.allSatisfy {
        (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { BinaryValues.digit($0) != nil }
      }
      guard areGroups else { return false }
      groups += parts.count
    }
    return halves.count == 2 ? groups < 8 : groups == 8
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
