import TEI
import TranscriptFormats
import Transcripts

/// Points from the people of a document to the list that all documents share.
///
/// Whom a document names in full is taken for one person in all documents; whom it calls by a single
/// name is not, since that may be anyone. Those without a name are nobody else.
struct SharedPeople: Sendable {
  /// The name of the file with the list.
  static let fileName = "participants.xml"

  /// The people of a participants file, by what documents call them.
  private var known: [String: String] = [:]

  /// Creates the list, which begins with the people of a participants file, if there is one.
  init(_ people: KnownPeople?) {
    guard let people else { return }
    for (person, local) in zip(people.people, people.localNames) {
      // Only the parts of documents have a full stop in their identifiers.
      known[local] =
        person.id.contains(".")
        ? "person-" + person.id.map { $0 == "." ? "-" : String($0) }.joined()
          + "-\(Digest.sha256Hex(Array(person.id.utf8)).prefix(8))"
        : person.id
    }
  }

  /// The identifiers of the people of the participants file, which no document may have.
  var reserved: Set<String> { Set(known.values) }

  /// Enters `@sameAs` for the people of a document that is written to `output`.
  func connect(_ transcript: inout Transcript, output: String) {
    let depth = output.utf8.count { $0 == UInt8(ascii: "/") }
    let file = String(repeating: "../", count: depth) + Self.fileName
    for index in transcript.participants.indices {
      let participant = transcript.participants[index]
      if participant.isGroup || participant.sameAs != nil { continue }
      let local = String(participant.id.rawValue.dropFirst(transcript.id.rawValue.count + 1))
      let identifier: String
      if let shared = known[local] {
        identifier = shared
      } else if let name = participant.names.first?.text {
        identifier = self.identifier(of: name, in: transcript.id.rawValue)
      } else {
        continue
      }
      transcript.participants[index].sameAs = Pointers(rawValue: "\(file)#\(identifier)")
    }
  }

  /// Whether a character of a name, in lower case, goes into its identifier.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-", "^", "`": true
    case "\0"..."\u{7F}": false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.isDiacritic
    }
  }

  /// The identifier of the person called `name`, which depends on nothing but the name, and for a
  /// single name on the document: so a document does not change when others come.
  private func identifier(of name: String, in document: String) -> String {
    var words: [String] = []
    for word in name.lowercased().split(whereSeparator: { $0.isWhitespace }) {
      var letters = ""
      for scalar in word.unicodeScalars where Self.isLetter(scalar) {
        letters.unicodeScalars.append(scalar)
      }
      if !letters.isEmpty { words.append(letters) }
    }
    // An NCName has fewer letters than Unicode; what begins with a letter keeps it.
    let slug = DocumentIdentifier.identifier(forFile: "person-" + words.joined(separator: "-"))
    // An initial with a name may be anyone's, too.
    let isFull = words.count { $0.unicodeScalars.count > 1 } > 1
    if isFull, !reserved.contains(slug) { return slug }
    return "\(slug)-\(Digest.sha256Hex(Array(document.utf8)).prefix(8))"
  }
}
