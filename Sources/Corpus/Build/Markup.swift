/// Markup in the making: elements inside one another, text and attributes escaped.
///
/// For the files that a corpus has beside its documents; whole documents have a writer of their own.
struct Markup {
  private(set) var text: String

  /// Creates markup that begins with `prolog`.
  init(_ prolog: String = "") {
    text = prolog
  }

  /// The markup so far as bytes, when there is enough of it to be written or it `isLast`; what
  /// follows begins anew.
  mutating func take(isLast: Bool = false) -> [UInt8]? {
    guard isLast || text.utf8.count >= 1 << 16 else { return nil }
    defer { text = "" }
    return Array(text.utf8)
  }

  /// Begins an element.
  mutating func open(_ name: String, _ attributes: [(String, String?)] = []) {
    start(name, attributes)
    text += ">\n"
  }

  /// Ends an element.
  mutating func close(_ name: String) { text += "</\(name)>\n" }

  /// Writes an element with what `body` writes inside, each of it on a line.
  mutating func element(
    _ name: String, _ attributes: [(String, String?)] = [], _ body: (inout Markup) -> Void
  ) {
    open(name, attributes)
    body(&self)
    close(name)
  }

  /// Writes an element that holds text.
  mutating func element(_ name: String, _ attributes: [(String, String?)] = [], text: String) {
    start(name, attributes)
    self.text += ">\(Self.escaped(text))</\(name)>\n"
  }

  /// Writes an element that holds nothing.
  mutating func empty(_ name: String, _ attributes: [(String, String?)] = []) {
    start(name, attributes)
    text += "/>\n"
  }

  /// Writes text.
  mutating func add(_ text: String) {
    self.text += Self.escaped(text)
  }

  /// Writes markup as it is.
  mutating func addMarkup(_ markup: String) {
    text += markup
  }

  private mutating func start(_ name: String, _ attributes: [(String, String?)]) {
    text += "<\(name)"
    for (name, value) in attributes {
      if let value { text += " \(name)=\"\(Self.escaped(value))\"" }
    }
  }

  /// Text for content and attributes; what XML 1.0 cannot hold becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += "&#\(scalar.value);"
      case "\r": result += "&#13;"
      case _ where scalar.value < 0x20 || scalar.value & ~1 == 0xFFFE: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
