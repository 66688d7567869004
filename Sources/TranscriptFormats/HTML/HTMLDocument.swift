internal import XMLCore

/// An HTML document as far as reading it needs: its elements, and what stands in them in order.
struct HTMLDocument {
  /// An element.
  struct Element {
    /// The one that it is in; -1 of the outermost.
    var parent: Int
    var name: String
    var display: HTMLVocabulary.Display
    /// Words of its class, id and role.
    var words: Set<String> = []
    var role = ""
    var isStrong = false
    var isStruck = false
    /// The bytes of text inside that are no white space, and those of them in links.
    var textLength = 0
    var linkLength = 0
    /// Whether a heading of the first level is inside.
    var hasTitle = false
  }

  /// What comes next in the document.
  enum Item {
    case start(Int)
    case end(Int)
    /// Text: where it is in ``text``, and the line that it begins on.
    case text(Range<Int>, line: Int)
  }

  private(set) var elements: [Element] = []
  private(set) var items: [Item] = []
  private(set) var text: [UInt8] = []
  private(set) var metadata = RenderedSource.Metadata()
  /// The elements that are open, outermost first.
  private var open: [Int] = []
  private var hiddenDepth = 0
  private var linkDepth = 0
  private var pageTitle: [UInt8] = []

  /// Takes the events of a parse.
  ///
  /// The parser calls an object; the document itself is a value, so that to change several parts of it
  /// is one access.
  private final class Builder: HTMLEventSink {
    private(set) var document = HTMLDocument()

    /// The document that is in `text`.
    func read(_ text: [UInt8]) -> HTMLDocument {
      document.text.reserveCapacity(text.count / 2)
      HTMLParser.parse(text, into: self)
      document.finish()
      return document
    }

    func start(_ name: String, _ attributes: [HTMLAttribute], line: Int) {
      document.start(name, attributes)
    }

    func text(_ bytes: Span<UInt8>, line: Int) { document.append(bytes, line: line) }

    func end(_ name: String) { document.end(name) }
  }

  private init() {}

  /// Reads a document; `text` is UTF-8.
  init(_ text: [UInt8]) {
    self = Builder().read(text)
  }

  private mutating func finish() {
    measure()
    let title = String(decoding: pageTitle, as: UTF8.self)
      .split { $0.isWhitespace }.joined(separator: " ")
    if metadata.title == nil, !title.isEmpty { metadata.title = title }
  }

  private mutating func start(_ name: String, _ attributes: [HTMLAttribute]) {
    var element = Element(
      parent: open.last ?? -1, name: name, display: HTMLVocabulary.display(of: name))
    for attribute in attributes { read(attribute, of: &element) }
    if name == "dialog", !attributes.contains(where: { $0.name == "open" }) {
      element.display = .hidden
    }
    switch name {
    case "b", "strong": element.isStrong = true
    case "s", "strike", "del": element.isStruck = true
    case "meta", "link": readMetadata(name, attributes)
    default: break
    }
    if element.display == .hidden { hiddenDepth += 1 }
    if name == "a" { linkDepth += 1 }
    open.append(elements.count)
    items.append(.start(elements.count))
    elements.append(element)
  }

  private mutating func read(_ attribute: HTMLAttribute, of element: inout Element) {
    switch attribute.name {
    case "hidden": element.display = .hidden
    case "class", "id":
      for word in attribute.value.prefix(1000).lowercased()
        .split(
          bytes: {
            !isLowerCaseASCII($0) && !isDigit($0) && $0 != UInt8(ascii: "-")
              && $0 != UInt8(ascii: "_")
          }, characters: { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" })
      {
        element.words.insert(String(word))
        guard word.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
        else { continue }
        for part in word.split(whereSeparator: { $0 == "-" || $0 == "_" }) {
          element.words.insert(String(part))
        }
      }
    case "role": element.role = attribute.value.lowercased()
    case "style":
      let style = attribute.value.prefix(2000).lowercased().filter { !$0.isWhitespace }
      if style.contains("display:none") || style.contains("visibility:hidden") {
        element.display = .hidden
      }
      if style.contains("font-weight:bold") || style.contains("font-weight:700") {
        element.isStrong = true
      }
      if style.contains("line-through") { element.isStruck = true }
    case "lang", "xml:lang":
      let isTag = attribute.value.utf8.allSatisfy {
        isLowerCaseASCII($0 | 0x20) || isDigit($0) || $0 == UInt8(ascii: "-")
      }
      if element.name == "html", !attribute.value.isEmpty, isTag {
        metadata.language = attribute.value
      }
    default: break
    }
  }

  private mutating func readMetadata(_ name: String, _ attributes: [HTMLAttribute]) {
    func value(_ name: String) -> String? {
      attributes.first { $0.name == name }.map { $0.value.trimmed() }
        .flatMap { $0.isEmpty ? nil : $0 }
    }
    if name == "link" {
      if value("rel")?.lowercased() == "canonical", let address = value("href"),
        address.hasPrefix("http")
      {
        metadata.uri = address
      }
      return
    }
    guard let content = value("content") else { return }
    switch (value("property") ?? value("name") ?? value("itemprop"))?.lowercased() {
    case "og:title": metadata.title = content
    case "og:url": if content.hasPrefix("http") { metadata.uri = metadata.uri ?? content }
    case "article:published_time", "date", "dc.date", "dcterms.date", "dc.date.issued",
      "dcterms.issued", "datepublished", "pubdate":
      metadata.date = metadata.date ?? DateReader.date(in: String(content.prefix(10)))?.iso
    default: break
    }
  }

  private mutating func append(_ bytes: Span<UInt8>, line: Int) {
    if hiddenDepth > 0 {
      if let last = open.last, elements[last].name == "title", pageTitle.count < 2000,
        open.count <= 3
      {
        bytes.withUnsafeBufferPointer { pageTitle += $0 }
      }
      return
    }
    let start = text.count
    bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    items.append(.text(start..<text.count, line: line))
    guard let last = open.last else { return }
    var length = 0
    for index in bytes.indices where !isASCIISpace(bytes[index]) { length += 1 }
    elements[last].textLength += length
    if linkDepth > 0 { elements[last].linkLength += length }
  }

  private mutating func end(_ name: String) {
    guard let index = open.lastIndex(where: { elements[$0].name == name }) else { return }
    while open.count > index, let last = open.popLast() {
      if elements[last].display == .hidden { hiddenDepth -= 1 }
      if elements[last].name == "a" { linkDepth -= 1 }
      items.append(.end(last))
    }
  }

  /// Adds what is inside of each element to those that it is in.
  private mutating func measure() {
    for index in elements.indices.reversed() {
      let parent = elements[index].parent
      guard parent >= 0 else { continue }
      elements[parent].textLength += elements[index].textLength
      elements[parent].linkLength += elements[index].linkLength
      let isTitle = elements[index].textLength > 0 && elements[index].name == "h1"
      if elements[index].hasTitle || isTitle { elements[parent].hasTitle = true }
    }
  }
}
