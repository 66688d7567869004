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

  /// Whether people or taxonomies of the corpus may be called so.
  static func isReserved(_ identifier: String) -> Bool {
    reserved.contains { identifier.hasPrefix($0) }
  }

  /// The documents that this would be the identifier of a part of: `a` for `a.u7`.
  static func parents(of identifier: String) -> [String] {
    var parents: [String] = []
    var end = identifier.startIndex
    while let dot = identifier[end...].firstIndex(of: ".") {
      parents.append(String(identifier[..<dot]))
      end = identifier.index(after: dot)
    }
    return parents
  }

  /// An identifier after the whole path of a file, with some digits of a digest.
  static func long(for name: String, digits: Int) -> String {
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
