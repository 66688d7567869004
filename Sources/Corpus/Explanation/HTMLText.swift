/// Text for HTML.
enum HTMLText {
  /// `text` with what HTML would take for markup escaped, and control characters made visible.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// TEI with its tags set off.
  static func tagged(_ markup: String) -> String {
    var result = ""
    var rest = markup[...]
    while let open = rest.firstIndex(of: "<") {
      result += escaped(String(rest[..<open]))
      // A `>` in a value is written `&gt;` by nobody, so quotation marks are looked at.
      let end = tagEnd(in: rest[open...])
      result += "<span class=\"t\">\(escaped(String(rest[open..<end])))</span>"
      rest = rest[end...]
    }
    return result + escaped(String(rest))
  }

  private static func tagEnd(in markup: Substring) -> String.Index {
    var isInValue = false
    for index in markup.indices {
      if markup[index] == "\"" { isInValue.toggle() }
      if markup[index] == ">", !isInValue { return markup.index(after: index) }
    }
    return markup.endIndex
  }
}
