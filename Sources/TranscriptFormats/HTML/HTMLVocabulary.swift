/// What the elements of HTML mean for what a reader sees.
enum HTMLVocabulary {
  /// How an element shows what is inside.
  enum Display: Hashable, Sendable {
    /// In the line.
    case inline
    /// Set off from what stands before and behind.
    case block
    /// Set off, white space kept as it is.
    case preformatted
    /// Beside other cells.
    case cell
    /// Not at all.
    case hidden
    /// As the end of a line.
    case lineBreak
  }

  /// How the element of this name shows what is inside (HTML §15.3).
  static func display(of name: String) -> Display {
    displays[name] ?? .inline
  }

  /// The level of a heading.
  static func headingLevel(of name: String) -> Int? {
    guard name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h"),
      let digit = name.utf8.last, (0x31...0x36).contains(digit)
    else { return nil }
    return Int(digit - 0x30)
  }

  /// The elements that are not in the line.
  private static let displays: [String: Display] = {
    var displays: [String: Display] = ["br": .lineBreak, "td": .cell, "th": .cell]
    for name in ["pre", "listing", "xmp", "plaintext"] { displays[name] = .preformatted }
    for name in hidden { displays[name] = .hidden }
    for name in blocks { displays[name] = .block }
    return displays
  }()

  private static let blocks = [
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "noframes", "ol", "optgroup", "option", "p", "search",
    "section", "select", "summary", "table", "tbody", "textarea", "tfoot", "thead", "tr", "ul",
  ]

  /// What a browser does not show: scripts, styles, what stands in for something else.
  private static let hidden = [
    "area", "audio", "base", "canvas", "datalist", "embed", "head", "iframe", "link", "map", "meta",
    "noembed", "noscript", "object", "param", "rp", "script", "source", "style", "template",
    "title", "track", "video",
  ]
}
