import TEI
import TranscriptFormats

/// Gives the documents of a corpus identifiers that are distinct, and stay so when all are merged
/// into one file.
///
/// A document is called after its file (DESIGN §3). Where two files have one name, or one would take
/// the identifiers of another's parts, each of them is called after its whole path; so what a
/// document is called depends on what there is, and not on when it came.
enum DocumentNames {
  /// What identifiers of people and taxonomies of the corpus begin with; no document's does.
  static let reserved = ["person-", "taxonomy-"]

  /// The identifiers for files, given by their paths.
  ///
  /// - Parameter people: The identifiers of people, which are not free.
  static func identifiers(for names: [String], besides people: Set<String> = []) -> [String] {
    let short = names.map { DocumentIdentifier.identifier(forFile: $0) }
    var counts: [String: Int] = [:]
    for identifier in short { counts[identifier, default: 0] += 1 }
    var result = zip(names, short).map { name, identifier in
      let isFree =
        counts[identifier] == 1 && !isReserved(identifier) && !people.contains(identifier)
        && !parents(of: identifier).contains { counts[$0] != nil }
      return isFree ? identifier : long(for: name, digits: 8)
    }
    // A name may look like one of these; whoever does not have its own name gets all digits.
    let taken = Set(zip(result, short).filter { $0 == $1 }.map(\.0))
    let above = Set(taken.flatMap { Self.parents(of: $0) })
    var seen: Set<String> = []
    for index in result.indices where result[index] != short[index] {
      let identifier = result[index]
      if taken.contains(identifier) || !seen.insert(identifier).inserted
        || above.contains(identifier)
      {
        result[index] = long(for: names[index], digits: 64)
      }
    }
    return result
  }

  private static func isReserved(_ identifier: String) -> Bool {
    reserved.contains { identifier.hasPrefix($0) }
  }

  /// The documents that this would be the identifier of a part of: `a` for `a.u7`.
  private static func parents(of identifier: String) -> [String] {
    var parents: [String] = []
    var end = identifier.startIndex
    while let dot = identifier[end...].firstIndex(of: ".") {
      parents.append(String(identifier[..<dot]))
      end = identifier.index(after: dot)
    }
    return parents
  }

  private static func long(for name: String, digits: Int) -> String {
    var path = name
    if let slash = path.lastIndex(of: "/"), let dot = path[slash...].lastIndex(of: ".") {
      path = String(path[..<dot])
    } else if let dot = path.lastIndex(of: "."), dot != path.startIndex {
      path = String(path[..<dot])
    }
    let flat = String(path.map { $0 == "/" || $0 == "." ? "-" : $0 })
    let prefix = DocumentIdentifier.identifier(forFile: flat)
    let digest = Digest.sha256Hex(Array(name.utf8)).prefix(digits)
    return (isReserved(prefix) ? "d-" : "") + "\(prefix)-\(digest)"
  }
}
