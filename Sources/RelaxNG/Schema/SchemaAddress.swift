/// Addresses of schema files: URI references, resolved after RFC 3986 (§5.2) by their text alone.
package enum SchemaAddress {
  /// `reference` seen from the file at `base`.
  package static func resolve(_ reference: String, against base: String) -> String {
    let bytes = WhiteSpace.collapsed(Array(reference.utf8).span)
    let reference = String(decoding: bytes, as: UTF8.self)
    if URISyntax.isAbsolute(reference) { return reference }
    if reference.isEmpty { return base }
    let (root, path) = split(base)
    if reference.hasPrefix("//") {
      return (root.split(separator: ":").first.map { $0 + ":" } ?? "") + reference
    }
    if reference.hasPrefix("/") { return root + withoutDots(reference) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? (root.isEmpty ? "" : "/")
    return root + withoutDots(folder + reference)
  }

  /// The scheme and authority of an address, and its path.
  private static func split(_ address: String) -> (root: String, path: String) {
    guard URISyntax.isAbsolute(address), let colon = address.firstIndex(of: ":") else {
      return ("", address)
    }
    var start = address.index(after: colon)
    if address[start...].hasPrefix("//") {
      let authority = address.index(start, offsetBy: 2)
      start = address[authority...].firstIndex(of: "/") ?? address.endIndex
    }
    return (String(address[..<start]), String(address[start...]))
  }

  private static func withoutDots(_ path: String) -> String {
    var kept: [Substring] = []
    let isRooted = path.hasPrefix("/")
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    for part in parts {
      switch part {
      case ".": continue
      case "..":
        if let last = kept.last, last != ".." {
          kept.removeLast()
        } else if !isRooted {
          kept.append(part)
        }
      default: kept.append(part)
      }
    }
    let endsInFolder = path.hasSuffix("/") || parts.last == "." || parts.last == ".."
    return (isRooted ? "/" : "") + kept.joined(separator: "/")
      + (endsInFolder && !kept.isEmpty ? "/" : "")
  }
}
