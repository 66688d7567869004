import Transcripts

/// Authority files: which one a URI leads to, and the URI of an identifier.
enum AuthorityFile {
  /// The parts of a URI's beginning that tell the authority file, and what `idno/@type` calls it.
  private static let hosts: [(part: String, kind: String)] = [
    ("viaf.org/", "VIAF"), ("wikidata.org/", "Wikidata"), ("d-nb.info/gnd/", "GND"),
    ("orcid.org/", "ORCID"), ("isni.org/", "ISNI"), ("id.loc.gov/", "LCNAF"),
    ("data.bnf.fr/", "BnF"), ("idref.fr/", "IdRef"), ("geonames.org/", "GeoNames"),
    ("wikipedia.org/", "Wikipedia"), ("dbpedia.org/", "DBpedia"),
  ]

  /// The record that a value of `column` names: a URI, or in the column of one authority file its
  /// identifier there; `nil` where it is neither.
  static func record(for value: String, of column: ParticipantsTable.Column) -> Authority? {
    if let uri = uri(value) {
      let kind = hosts.first { uri.contains($0.part) }?.kind
      return Authority(kind: kind ?? name(of: column) ?? "URI", uri: uri)
    }
    guard let (kind, prefix) = prefix(of: column), !value.isEmpty,
      value.utf8.allSatisfy({ isASCIILetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == 0x20 })
    else { return nil }
    let identifier = value.filter { $0 != " " }
    return Authority(kind: kind, uri: prefix + identifier)
  }

  /// The value, if it is an absolute URI (RFC 3986 §4.3) without white space.
  private static func uri(_ value: String) -> String? {
    guard let colon = value.firstIndex(of: ":"), value.index(after: colon) < value.endIndex,
      let first = value.utf8.first, isASCIILetterOrDigit(first), !isDigit(first),
      value[..<colon].utf8.count > 1,
      value[..<colon].utf8.allSatisfy({ isASCIILetterOrDigit($0) || "+-.".utf8.contains($0) }),
      value.unicodeScalars.allSatisfy({
        !$0.properties.isWhitespace && !"<>\"{}|\\^`".unicodeScalars.contains($0)
      })
    else { return nil }
    return value
  }

  private static func name(of column: ParticipantsTable.Column) -> String? {
    prefix(of: column)?.kind
  }

  private static func prefix(of column: ParticipantsTable.Column) -> (kind: String, uri: String)? {
    switch column {
    case .viaf: ("VIAF", "https://viaf.org/viaf/")
    case .wikidata: ("Wikidata", "http://www.wikidata.org/entity/")
    case .gnd: ("GND", "https://d-nb.info/gnd/")
    case .orcid: ("ORCID", "https://orcid.org/")
    case .isni: ("ISNI", "https://isni.org/isni/")
    default: nil
    }
  }
}
