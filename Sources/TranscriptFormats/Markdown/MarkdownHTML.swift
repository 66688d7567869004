/// HTML in Markdown: which lines begin a block of it, and which bytes are a tag (§4.6, §6.6).
enum MarkdownHTML {
  /// A block of HTML.
  struct Block {
    /// What its last line holds; `nil` where a blank line ends it.
    var ending: String?
  }

  private static let blockNames: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]

  /// The block that a line begins; one that `interrupts` a paragraph has to be of a block element.
  static func block(_ line: ArraySlice<UInt8>, interrupts: Bool) -> Block? {
    let head = String(decoding: line.prefix(40), as: UTF8.self).lowercased()
    for name in ["script", "pre", "style", "textarea"] where head.hasPrefix("<" + name) {
      let rest = head.dropFirst(name.count + 1)
      if rest.first.map({ $0 == ">" || $0.isWhitespace }) ?? true {
        return Block(ending: "</\(name)>")
      }
    }
    if head.hasPrefix("<!--") { return Block(ending: "-->") }
    if head.hasPrefix("<?") { return Block(ending: "?>") }
    if head.hasPrefix("<![cdata[") { return Block(ending: "]]>") }
    if head.hasPrefix("<!"), head.dropFirst(2).first?.isLetter ?? false {
      return Block(ending: ">")
    }
    let name = head.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
    if blockNames.contains(String(name)) {
      let rest = head.dropFirst().drop { $0 == "/" }.dropFirst(name.count)
      if rest.first.map({ $0 == ">" || $0 == "/" || $0.isWhitespace }) ?? true { return Block() }
    }
    // Any other tag, if it stands alone.
    let bytes = Array(line)
    guard !interrupts, let tag = tag(at: 0, in: bytes), tag.isElement,
      bytes[tag.end...].allSatisfy(isASCIISpace)
    else { return nil }
    return Block()
  }

  /// A tag, a comment or the like.
  struct Tag {
    /// The name of the element in lower case; empty of a comment.
    var name: String
    var isEnd: Bool
    var end: Int
    var isElement: Bool { !name.isEmpty }
  }

  /// The tag at `index` of `text`.
  static func tag(at index: Int, in text: [UInt8]) -> Tag? {
    guard index + 2 < text.count, text[index] == UInt8(ascii: "<") else { return nil }
    let next = text[index + 1]
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return aside(at: index, in: text) }
    let isEnd = next == UInt8(ascii: "/")
    var offset = index + (isEnd ? 2 : 1)
    let first = offset
    guard isLowerCaseASCII(text[offset] | 0x20) else { return nil }
    while offset < text.count, isNameByte(text[offset]) { offset += 1 }
    let name = String(decoding: text[first..<offset], as: UTF8.self).lowercased()
    guard offset < text.count else { return nil }
    if isEnd {
      while offset < text.count, isASCIISpace(text[offset]) { offset += 1 }
      guard offset < text.count, text[offset] == UInt8(ascii: ">") else { return nil }
      return Tag(name: name, isEnd: true, end: offset + 1)
    }
    guard
      isASCIISpace(text[offset]) || text[offset] == UInt8(ascii: ">")
        || text[offset] == UInt8(ascii: "/")
    else { return nil }
    guard let end = attributesEnd(at: offset, in: text) else { return nil }
    return Tag(name: name, isEnd: false, end: end)
  }

  /// The end of a start tag whose attributes begin at `index`.
  private static func attributesEnd(at index: Int, in text: [UInt8]) -> Int? {
    var offset = index
    while true {
      let space = offset
      offset = MarkdownLinks.skipSpaces(offset, text, text.count)
      guard offset < text.count else { return nil }
      if text[offset] == UInt8(ascii: ">") { return offset + 1 }
      if text[offset] == UInt8(ascii: "/") {
        return offset + 1 < text.count && text[offset + 1] == UInt8(ascii: ">") ? offset + 2 : nil
      }
      // White space stands before each attribute.
      guard offset > space, let end = attributeEnd(at: offset, in: text) else { return nil }
      offset = end
    }
  }

  /// The end of the attribute at `index`.
  private static func attributeEnd(at index: Int, in text: [UInt8]) -> Int? {
    let first = text[index]
    guard isLowerCaseASCII(first | 0x20) || first == UInt8(ascii: "_") || first == UInt8(ascii: ":")
    else { return nil }
    var offset = index + 1
    while offset < text.count,
      isNameByte(text[offset]) || text[offset] == UInt8(ascii: "_")
        || text[offset] == UInt8(ascii: ":") || text[offset] == UInt8(ascii: ".")
    {
      offset += 1
    }
    let sign = MarkdownLinks.skipSpaces(offset, text, text.count)
    guard sign < text.count, text[sign] == UInt8(ascii: "=") else { return offset }
    offset = MarkdownLinks.skipSpaces(sign + 1, text, text.count)
    guard offset < text.count else { return nil }
    let quote = text[offset]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let limit = min(text.count, offset + 65_536)
      return text[(offset + 1)..<max(limit, offset + 1)].firstIndex(of: quote).map { $0 + 1 }
    }
    let start = offset
    while offset < text.count, !isASCIISpace(text[offset]), !"\"'=<>`".utf8.contains(text[offset]) {
      offset += 1
    }
    return offset > start ? offset : nil
  }

  private static func aside(at index: Int, in text: [UInt8]) -> Tag? {
    for empty in ["<!-->", "<!--->"] where text[index...].starts(with: empty.utf8) {
      return Tag(name: "", isEnd: false, end: index + empty.utf8.count)
    }
    for (opening, closing) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")]
    where text[index...].starts(with: opening.utf8) {
      if opening == "<!", !isLowerCaseASCII(text[index + 2] | 0x20) { return nil }
      let mark = Array(closing.utf8)
      var offset = index + opening.utf8.count
      // A long comment has lines of its own; no paragraph is searched to its end for every sign.
      while offset + mark.count <= min(text.count, index + 8192) {
        if text[offset..<offset + mark.count].elementsEqual(mark) {
          return Tag(name: "", isEnd: false, end: offset + mark.count)
        }
        offset += 1
      }
      return nil
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLowerCaseASCII(byte | 0x20) || isDigit(byte) || byte == UInt8(ascii: "-")
  }
}
