import Transcripts

/// What the speakers of a document are called.
struct SpeakerNames {
  private var names: [String: String] = [:]

  /// The names in the list of persons, and those of the roles in a cast list.
  init(in transcript: Transcript) {
    for participant in transcript.participants {
      names[participant.id.rawValue] =
        participant.names.first?.text ?? participant.affiliations.first?.text
    }
    for text in transcript.texts { findRoles(in: text) }
  }

  private mutating func findRoles(in nodes: [Node]) {
    for node in nodes {
      // A cast list stands in the front matter, in divisions and lists.
      switch node {
      case .block(let block) where block.form == .role:
        guard let id = block.id?.rawValue, names[id] == nil else { continue }
        let words = block.text.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        names[id] = words.joined(separator: " ")
      case .frontMatter, .backMatter, .division, .block, .body: findRoles(in: node.content)
      default: break
      }
    }
  }

  /// The name of the person with an identifier, if it is known.
  subscript(id: ElementID) -> String? { names[id.rawValue] }

  /// The names of those pointed at, `A and B`; the identifier of one whose name is not known.
  func names(of pointers: Pointers?) -> String? {
    guard let pointers else { return nil }
    let each = pointers.each.map { pointer in
      let id = pointer.split(separator: "#").last.map(String.init) ?? String(pointer)
      return names[id] ?? id
    }
    return each.isEmpty ? nil : each.joined(separator: " and ")
  }
}
