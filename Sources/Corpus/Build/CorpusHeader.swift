import Diagnostics
import TEI

/// `corpus.xml`: a `teiCorpus` with the header that the documents share, and an inclusion of each.
struct CorpusHeader {
  /// The name of the file.
  static let fileName = "corpus.xml"

  var title: String
  var licence: (name: String, target: String?)?
  var languages: [String]
  var hasPeople: Bool
  var hasTaxonomies: Bool

  static let prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  static let namespace = "http://www.tei-c.org/ns/1.0"

  /// Writes the document.
  func write(_ catalogue: Catalogue, _ put: ([UInt8]) throws -> Void) throws {
    var markup = Markup(Self.prolog)
    markup.open(
      "teiCorpus",
      [("xmlns", Self.namespace), ("xmlns:xi", "http://www.w3.org/2001/XInclude")])
    markup.element("teiHeader") { header in
      fileDescription(&header)
      encodingDescription(&header)
      profileDescription(&header)
      header.element("revisionDesc") {
        $0.element("change", text: "built by Rapporteur \(rapporteurVersion)")
      }
    }
    try catalogue.eachOutput {
      Self.include($0, &markup)
      if let piece = markup.take() { try put(piece) }
    }
    markup.close("teiCorpus")
    if let piece = markup.take(isLast: true) { try put(piece) }
  }

  private static func include(_ file: String, _ markup: inout Markup) {
    markup.empty("xi:include", [("href", PercentEncoding.path(file))])
  }

  private func fileDescription(_ header: inout Markup) {
    header.element("fileDesc") { file in
      file.element("titleStmt") { $0.element("title", [("type", "main")], text: title) }
      file.element("publicationStmt") { publication in
        publication.element("publisher", text: "Rapporteur")
        guard let licence else { return }
        publication.element("availability") {
          $0.element("licence", [("target", licence.target)], text: licence.name)
        }
      }
      file.element("sourceDesc") {
        $0.element("p", text: "Each document describes its source in its own header.")
      }
    }
  }

  private func encodingDescription(_ header: inout Markup) {
    header.element("encodingDesc") { encoding in
      encoding.element("editorialDecl") {
        $0.element("normalization") { $0.element("p", text: "rapporteur-text-1") }
      }
      if hasTaxonomies { Self.include(SharedTaxonomies.fileName, &encoding) }
      encoding.element("appInfo") {
        $0.element("application", [("ident", "rapporteur"), ("version", rapporteurVersion)]) {
          $0.element("label", text: "Rapporteur")
        }
      }
    }
  }

  private func profileDescription(_ header: inout Markup) {
    header.element("profileDesc") { profile in
      if !languages.isEmpty {
        profile.element("langUsage") { usage in
          for language in languages {
            usage.element("language", [("ident", language)], text: language)
          }
        }
      }
      if hasPeople {
        profile.element("particDesc") { Self.include(SharedPeople.fileName, &$0) }
      }
    }
  }
}

/// `taxonomies.xml`: the roles and ways of delivery that the documents know.
enum SharedTaxonomies {
  /// The name of the file.
  static let fileName = "taxonomies.xml"

  /// The document; `nil` where no document has any.
  static func document(_ catalogue: Catalogue) throws(DiagnosticError) -> String? {
    let categories = try catalogue.categories()
    if categories.isEmpty { return nil }
    var markup = Markup(CorpusHeader.prolog)
    markup.element("classDecl", [("xmlns", CorpusHeader.namespace)]) { declaration in
      var rest = categories[...]
      while let taxonomy = rest.first?.taxonomy {
        let members = rest.prefix { $0.taxonomy == taxonomy }
        rest = rest.dropFirst(members.count)
        let identifier = "taxonomy-\(taxonomy)"
        declaration.element("taxonomy", [("xml:id", identifier)]) {
          for member in members {
            $0.element("category", [("xml:id", "\(identifier)-\(member.identifier)")]) {
              $0.element("catDesc", text: member.description)
            }
          }
        }
      }
    }
    return markup.text
  }
}
