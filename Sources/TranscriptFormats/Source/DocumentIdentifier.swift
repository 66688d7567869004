/// The identifier of a document: its file name as an XML NCName.
package enum DocumentIdentifier {
  /// The name without folders and without its last extension; what an NCName cannot hold becomes
  /// a hyphen, and where it cannot begin one, `d-` stands before it.
  package static func identifier(forFile name: String) -> String {
    var base = name[...]
    if let slash = base.lastIndex(of: "/") { base = base[base.index(after: slash)...] }
    if let dot = base.lastIndex(of: "."), dot != base.startIndex { base = base[..<dot] }
    var result = ""
    for scalar in base.unicodeScalars {
      result.unicodeScalars.append(NameCharacters.isPart(scalar) ? scalar : "-")
    }
    guard let first = result.unicodeScalars.first else { return "d-" }
    return NameCharacters.isStart(first) ? result : "d-" + result
  }
}
