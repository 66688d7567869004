import Diagnostics
import TranscriptFormats
import Transcripts

/// Shows the words of the source with what became of them: every mark leads to the reason for it.
struct SourceView {
  let places: SourcePlaces
  /// The numbers of the marks that have a reason, by where they begin.
  let marks: [Int: Int]
  /// The class of each speaker, by the pointer to them.
  let speakers: [String: String]
  /// What identifiers begin with: that of the document, and a full stop.
  let prefix: String
  private(set) var html = ""
  private var offset = 0
  private var isLineStart = true
  private var isInMark = false

  init(places: SourcePlaces, marks: [Int: Int], speakers: [String: String], prefix: String) {
    self.places = places
    self.prefix = prefix
    self.marks = marks
    self.speakers = speakers
  }

  /// Shows a block.
  mutating func show(_ block: ExplainedBlock) -> String {
    html = ""
    offset = block.range.lowerBound
    isLineStart = true
    show(block.nodes)
    while html.hasSuffix("\n") || html.hasSuffix(" ") { html.removeLast() }
    return html
  }

  private mutating func show(_ nodes: [Node]) {
    for node in nodes { show(node) }
  }

  private mutating func show(_ node: Node) {
    switch node {
    case .text(let run): show(run)
    case .comment, .processingInstruction: return
    case .speakerLabel: wrap("span", "label", node)
    case .utterance(let utterance):
      if case .interpreted = utterance.voice {
        wrap("span", "interpreted", node, spoken: "interpreted: ", language: utterance.language)
      } else {
        show(node.content)
      }
    case .segment(let segment):
      guard let id = segment.id?.rawValue, id.hasPrefix(prefix) else { return show(node.content) }
      startLine()
      html += "<span id=\"\(HTMLText.escaped(String(id.dropFirst(prefix.count))))\">"
      show(node.content)
      html += "</span>"
    case .gap(let gap): mark("gap", node, spoken: "gap, \(gap.reason?.rawValue ?? ""): ")
    case .vocal, .kinesic, .incident, .pause: mark("event", node, spoken: "event: ")
    case .note(let note) where note.kind == .interpreter || marks[offset] != nil:
      mark("voice", node, spoken: "interpreter's mark: ")
    case .metamark, .supplied, .choice: mark("edit", node, spoken: "editor's mark: ")
    case .furniture: wrap("span", "furniture", node, spoken: "page furniture: ")
    case .note, .documentDate, .byline, .dateline: wrap("span", "meta", node)
    case .quotation(let quotation):
      let speaker = quotation.speaker.flatMap { speakers[$0.rawValue] } ?? ""
      wrap("span", "said \(speaker)", node)
    case .mention, .documentQuotation: wrap("span", "quoted", node)
    default: show(node.content)
    }
  }

  private mutating func wrap(
    _ element: String, _ name: String, _ node: Node, spoken: String? = nil, language: String? = nil
  ) {
    let tongue = language.map { " lang=\"\(HTMLText.escaped($0))\"" } ?? ""
    startLine()
    html += "<\(element) class=\"\(name)\"\(tongue)>"
    if let spoken { html += "<span class=\"hidden\">\(HTMLText.escaped(spoken))</span>" }
    show(node.content)
    html += "</\(element)>"
  }

  /// A mark; one without words, the second event of two, is not to be seen in the source.
  private mutating func mark(_ name: String, _ node: Node, spoken: String) {
    if node.text.isEmpty { return }
    guard let number = marks[offset] else { return wrap("span", "m \(name)", node, spoken: spoken) }
    startLine()
    html += "<a class=\"m \(name)\" id=\"m\(number)\" href=\"#w\(number)\">"
    html += "<span class=\"hidden\">\(HTMLText.escaped(spoken))</span>"
    isInMark = true
    show(node.content)
    isInMark = false
    html += "</a>"
  }

  // MARK: Words

  private mutating func show(_ run: String) {
    var start = run.utf8.startIndex
    var index = start
    while index < run.utf8.endIndex {
      let byte = run.utf8[index]
      // The speaker's own brackets have a reason, too.
      if !isInMark, byte == UInt8(ascii: "(") || byte == UInt8(ascii: "["),
        let number = marks[offset],
        let close = run.utf8[index...].firstIndex(of: byte == UInt8(ascii: "(") ? 0x29 : 0x5D)
      {
        put(String(run[start..<index]))
        let end = run.utf8.index(after: close)
        startLine()
        html += "<a class=\"m own\" id=\"m\(number)\" href=\"#w\(number)\">"
        put(String(run[index..<end]))
        html += "</a>"
        offset += run.utf8.distance(from: index, to: end)
        index = end
        start = end
        continue
      }
      offset += 1
      index = run.utf8.index(after: index)
      if byte == 0x0A {
        put(String(run[start..<index]))
        start = index
        isLineStart = true
      }
    }
    put(String(run[start...]))
  }

  private mutating func put(_ words: String) {
    if words.isEmpty { return }
    if words.utf8.contains(where: { $0 > 0x20 }) { startLine(before: words) }
    html += HTMLText.escaped(words)
  }

  /// Puts the number of a line before its first word.
  private mutating func startLine(before words: String = "") {
    guard isLineStart else { return }
    isLineStart = false
    let place = max(0, offset - words.utf8.count)
    html += "<span class=\"ln\" aria-hidden=\"true\">\(places.line(at: place))</span>"
  }
}
