import Diagnostics

/// `participants.xml`: the people of all documents, each once.
enum SharedPeopleWriter {
  /// What is said of a person in the documents, each thing once.
  private struct Person {
    struct Ascription {
      var kind: String
      var text: String
      var certainty: String?
      var evidence: String?
      var source: String?
    }

    var identifier: String
    var ascriptions: [Ascription] = []

    /// Adds what a document says; what was read outdoes what was inferred, the surer the less sure.
    mutating func add(_ name: Catalogue.SharedName) {
      let ascription = Ascription(
        kind: name.kind, text: name.text, certainty: name.certainty, evidence: name.evidence,
        source: name.evidence == nil
          ? nil
          : name.basis?.split(separator: " ").map { PercentEncoding.path(name.output) + $0 }
            .joined(separator: " "))
      let index = ascriptions.firstIndex { $0.kind == name.kind && $0.text == name.text }
      guard let index else {
        ascriptions.append(ascription)
        return
      }
      if Self.rank(ascription) > Self.rank(ascriptions[index]) { ascriptions[index] = ascription }
    }

    private static func rank(_ ascription: Ascription) -> Int {
      if ascription.evidence == nil { return 4 }
      return switch ascription.certainty {
      case nil: 3
      case "high": 2
      case "medium": 1
      default: 0
      }
    }

    func write(to markup: inout Markup) {
      markup.element("person", [("xml:id", identifier)]) { person in
        for (kind, element) in [
          ("name", "persName"), ("office", "occupation"), ("affiliation", "affiliation"),
        ] {
          for ascription in ascriptions where ascription.kind == kind {
            person.element(
              element,
              [
                ("cert", ascription.certainty), ("evidence", ascription.evidence),
                ("source", ascription.source),
              ], text: ascription.text)
          }
        }
        let languages = ascriptions.filter { $0.kind == "language" }
        if !languages.isEmpty {
          person.element("langKnowledge") {
            for one in languages {
              $0.element("langKnown", [("tag", one.evidence)], text: one.text)
            }
          }
        }
        for record in ascriptions where record.kind == "authority" {
          person.element("idno", [("type", record.evidence)], text: record.text)
        }
      }
    }
  }

  /// Writes the document.
  static func write(_ catalogue: Catalogue, _ put: ([UInt8]) throws -> Void) throws {
    var markup = Markup(CorpusHeader.prolog)
    markup.open("listPerson", [("xmlns", CorpusHeader.namespace)])
    markup.element(
      "head",
      text: "People named in the documents; who has the same full name is taken for one person")
    var person: Person?
    try catalogue.eachSharedName { name in
      if person?.identifier != name.shared {
        person?.write(to: &markup)
        person = Person(identifier: name.shared)
        if let piece = markup.take() { try put(piece) }
      }
      person?.add(name)
    }
    person?.write(to: &markup)
    markup.close("listPerson")
    if let piece = markup.take(isLast: true) { try put(piece) }
  }
}
