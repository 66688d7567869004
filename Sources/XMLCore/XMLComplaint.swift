import Diagnostics

/// What libxml2 objects to, and how we say it.
struct XMLComplaint {
  /// libxml2's `xmlParserErrors`.
  var code: Int
  /// Whether the document is not well-formed; anything else is not reported.
  var isFatal: Bool
  /// Whether the rule is one of Namespaces in XML.
  var isAboutNamespaces: Bool
  /// libxml2's words, for the codes that have none of ours.
  var message: String
  /// The names it is about, and a number whose meaning depends on the code.
  var first: String
  var second: String
  var number: Int

  /// Whether it is about the text of an entity; the place is then that of the reference.
  var isInEntity: Bool

  /// Whether it is about `]]>` in text.
  var isEndOfSection: Bool { code == 62 }

  /// What to tell the user.
  ///
  /// - Parameter upcoming: the scalar at that place, `nil` at the end of the document.
  /// - Parameter innermost: the element that is open there, and the line of its start tag.
  func diagnostic(
    at location: SourceLocation, before upcoming: Unicode.Scalar?,
    innermost: (name: String, line: Int)?
  ) -> Diagnostic {
    let text = text(before: upcoming, innermost: innermost)
    return Diagnostic(
      kind(before: upcoming), isInEntity ? "in the text of an entity: \(text)" : text, at: location)
  }

  private func kind(before upcoming: Unicode.Scalar?) -> DiagnosticKind {
    if isAboutNamespaces { return .xmlNamespace }
    switch code {
    case 4 where upcoming == nil: return .xmlEmpty
    case 31, 32, 81: return .xmlEncoding
    default: return .xmlNotWellFormed
    }
  }

  private func text(
    before upcoming: Unicode.Scalar?, innermost: (name: String, line: Int)?
  ) -> String {
    switch code {
    case 4:
      return upcoming == nil
        ? "there is no element; a root element was expected"
        : "text before the root element; '<' was expected"
    case 5:
      if let innermost { return Self.unclosed(innermost) }
      return "something follows the root element; a document has one root element only"
    case 9 where !message.contains("xmlParseCharRef"), 45, 47, 63:
      // libxml2 stops at a forbidden character, and does not always say that it was one.
      if let upcoming, !Self.isAllowed(upcoming) { return Self.forbidden(upcoming) }
    case 68:
      let isReference = message.contains("xmlParseEntityRef")
      return isReference
        ? "'&' begins no reference here; write '&amp;' for the character itself"
        : "a name was expected; write '&lt;' for the character '<' itself"
    case 77, 74:
      return innermost.map(Self.unclosed) ?? "the document ends too early"
    case 76:
      guard let innermost else { break }
      return """
        '</\(second)>' closes '\(innermost.name)', opened on line \(innermost.line); \
        '</\(innermost.name)>' was expected
        """
    case 200 where message.contains("mpty"):
      return "prefix '\(first)' is declared without a namespace; give it one"
    default: break
    }
    return Self.sentences[code]?(self) ?? libxmlMessage
  }

  /// Production 2 of XML 1.0, `Char`.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func forbidden(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return "character U+\(padded), which XML does not allow; remove it"
  }

  private static func unclosed(_ element: (name: String, line: Int)) -> String {
    """
    the document ends inside '\(element.name)', opened on line \(element.line); \
    '</\(element.name)>' is missing
    """
  }

  /// libxml2's own words in our manner: one line, lower case, no full stop.
  private var libxmlMessage: String {
    let line = message.prefix { $0 != "\n" }.drop { $0 == " " }
    var words = line.prefix(1).lowercased() + line.dropFirst()
    while words.last == "." || words.last == " " { words.removeLast() }
    return words.isEmpty ? "not well-formed (libxml2 error \(code))" : words
  }

  private static let sentences: [Int: @Sendable (XMLComplaint) -> String] = [
    1: { _ in "the document type declaration is malformed here" },
    6: { _ in "a character reference without digits; '&#xE9;' is one" },
    7: { _ in "a character reference without digits; '&#233;' is one" },
    8: { _ in "a reference to a character that XML does not allow" },
    9: { _ in "a reference to a character that XML does not allow" },
    22: { _ in "'&' begins no reference here; write '&amp;' for the character itself" },
    23: { _ in "a reference without ';'; write '&amp;' for the character '&' itself" },
    26: { complaint in
      complaint.message.contains("PEReference")
        ? "parameter entity '%\(complaint.first);' is not declared"
        : "entity '&\(complaint.first);' is not declared; write the character itself"
    },
    28: { complaint in "'&\(complaint.first);' is no text, so it cannot be referred to here" },
    29: { complaint in
      "an attribute value refers to '&\(complaint.first);', which lies outside the document"
    },
    33: { _ in "a quoted text was expected in the declaration" },
    38: { _ in "'<' in an attribute value; write '&lt;'" },
    39: { _ in "an attribute value without quotation marks; write name=\"value\"" },
    40: { _ in "an attribute value whose closing quotation mark is missing" },
    41: { complaint in
      "attribute '\(complaint.first)' has no value; write \(complaint.first)=\"…\""
    },
    42: { complaint in
      "attribute '\(complaint.first)' stands twice in one tag; an element has each at most once"
    },
    45: { _ in "a comment that does not end; '-->' is missing" },
    47: { _ in "a processing instruction that does not end; '?>' is missing" },
    56: { _ in "the XML declaration is malformed; <?xml version=\"1.0\" encoding=\"UTF-8\"?> is one"
    },
    57: { _ in "the XML declaration does not end in '?>'" },
    61: { _ in "the document type declaration does not end in '>'" },
    62: { _ in "']]>' in text; write ']]&gt;'" },
    63: { _ in "a CDATA section that does not end; ']]>' is missing" },
    64: { _ in "the XML declaration stands at the very beginning or nowhere" },
    65: { _ in "white space was expected between two attributes, or after a name" },
    73: { _ in "a tag that does not end; '>' was expected" },
    80: { _ in "'--' in a comment; a comment ends with '-->' and has no '--' before that" },
    89: { _ in "an entity refers to itself" },
    96: { _ in "the XML declaration does not begin with version=\"1.0\"" },
    200: { _ in "the prefixes 'xml' and 'xmlns' and their namespaces cannot be declared anew" },
    201: { complaint in
      let prefix = complaint.first
      return """
        prefix '\(prefix)' of '\(prefix):\(complaint.second)' is not declared; \
        declare it with xmlns:\(prefix)="…"
        """
    },
    202: { complaint in
      let name = complaint.message.split(separator: "'").dropFirst().first ?? ""
      return """
        '\(name)' has a misplaced colon; a name has one at most, between prefix and local part
        """
    },
    205: { _ in "a colon in the name of an entity, a notation or an instruction" },
    203: { complaint in
      "attribute '\(complaint.first)' stands twice in one tag, under two prefixes of one namespace"
    },
  ]
}
