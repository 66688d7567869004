/// How a source is marked up.
public enum SourceFormat: String, Hashable, Sendable, CaseIterable {
  /// Plain text: every character is what it is.
  case text
  /// Markdown, as CommonMark and GitHub define it, with front matter or without.
  case markdown
  /// HTML of any version, also XHTML.
  case html
  /// WebVTT captions.
  case webVTT = "vtt"
  /// SubRip captions.
  case subRip = "srt"

  /// The format with this name: `md`, `html`, `webvtt`; or `nil`.
  public init?(name: String) {
    switch name.lowercased() {
    case "text", "txt", "plain": self = .text
    case "markdown", "md": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "vtt", "webvtt": self = .webVTT
    case "srt", "subrip": self = .subRip
    default: return nil
    }
  }

  /// The extensions of file names that stand for a format, in lower case.
  public static let extensions: [String: SourceFormat] = [
    "txt": .text, "text": .text, "md": .markdown, "markdown": .markdown, "html": .html,
    "htm": .html, "xhtml": .html, "vtt": .webVTT, "srt": .subRip,
  ]

  /// Whether the text is what somebody said, with the times, and nothing else.
  var isCaptions: Bool { self == .webVTT || self == .subRip }
}

extension SourceFormat {
  /// The format of a source named `name` whose text begins with `head`.
  ///
  /// What captions and HTML begin with settles it; else the extension does. Markdown is told by the
  /// extension alone, since most plain text is Markdown as well.
  static func detected(in head: ArraySlice<UInt8>, name: String) -> SourceFormat {
    let known = extensions[fileExtension(of: name)]
    let start = head.drop { isASCIISpace($0) }
    if beginsWebVTT(start) { return .webVTT }
    if known == .html || known == .webVTT || known == .subRip { return known ?? .text }
    if known != .markdown {
      if beginsSubRip(start) { return .subRip }
      if beginsHTML(start) { return .html }
    }
    return known ?? .text
  }

  private static func fileExtension(of name: String) -> String {
    let last = name.utf8.split(separator: UInt8(ascii: "/")).last ?? [][...]
    guard let dot = last.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(decoding: last[last.index(after: dot)...], as: UTF8.self).lowercased()
  }

  /// `WEBVTT`, and nothing or white space behind it (WebVTT §4.1).
  private static func beginsWebVTT(_ start: ArraySlice<UInt8>) -> Bool {
    let signature = Array("WEBVTT".utf8)
    guard start.starts(with: signature) else { return false }
    return start.dropFirst(signature.count).first.map(isASCIISpace) ?? true
  }

  /// A number alone on a line, and times on the next.
  private static func beginsSubRip(_ start: ArraySlice<UInt8>) -> Bool {
    let lines = start.prefix(200).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    guard lines.count >= 2, !lines[0].isEmpty,
      lines[0].allSatisfy({ isDigit($0) || isASCIISpace($0) })
    else { return false }
    return CaptionTime.timing(of: lines[1]) != nil
  }

  /// Whether a text that begins with `head` is an HTML document.
  package static func isHTML(_ head: ArraySlice<UInt8>) -> Bool {
    beginsHTML(head.prefix(4096).drop { isASCIISpace($0) })
  }

  /// A document type, or an element that only documents begin with.
  private static func beginsHTML(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.first == UInt8(ascii: "<") else { return false }
    let head = String(decoding: start.prefix(400), as: UTF8.self).lowercased()
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") || head.hasPrefix("<head") {
      return true
    }
    return head.hasPrefix("<?xml") && (head.contains("<html") || head.contains("<!doctype html"))
      || head.hasPrefix("<!--") && head.contains("<html")
  }
}
