import CEmbedded
import Diagnostics
import TEI
import TranscriptFormats
import Transcripts

/// One page that shows a source, what became of it, and why; it needs nothing from elsewhere.
struct ExplanationPage {
  private let file: String
  private let reading: Reading
  private let lines: LineTable
  /// The lines of the file, which those of the text need not be.
  private let places: SourcePlaces
  private let blocks: [ExplainedBlock]
  private let marks: [Decision]
  /// How each participant is shown, by the pointer to them.
  private var faces: [String: Face] = [:]
  private var html = ""

  /// The number, colour and line of a participant.
  private struct Face {
    var number: Int
    var name: String
    var classes: String
  }

  init(of reading: Reading, file: String) {
    self.file = file
    self.reading = reading
    lines = LineTable(of: reading.text.utf8.span)
    places = SourcePlaces(of: reading.text)
    blocks = ExplainedBlock.blocks(of: reading.transcript.content)
    marks = reading.decisions.filter { $0.mark != nil }
    for (index, person) in reading.transcript.participants.enumerated() {
      faces["#\(person.id.rawValue)"] = Face(
        number: index + 1, name: Self.name(of: person),
        classes: "c\((index + 1) % 8) style\(index / 7 % 4)")
    }
  }

  /// The page.
  mutating func make() -> String {
    let style = rapporteur_explanation_css()
    let bytes = UnsafeBufferPointer(start: style.bytes, count: style.count)
    let name = HTMLText.escaped(file)
    html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>How \(name) was read</title>
      <style>
      \(String(decoding: bytes, as: UTF8.self))</style>
      </head>
      <body>
      <a class="skip" href="#text">Skip to the transcript</a>
      <a class="skip" href="#people">Skip to the people</a>
      <header>
      <h1>How <code>\(name)</code> was read</h1>
      <p>Left the source, right the TEI it became, below each part why. A marked word leads to the reason \
      for it, and the reason back to the word.</p>
      <nav aria-label="Parts of this page"><ul>
      <li><a href="#document">The document</a></li>
      <li><a href="#people">People</a></li>
      <li><a href="#legend">Signs</a></li>
      <li><a href="#text">The transcript</a></li>
      </ul></nav>
      </header>

      """
    addDocument()
    addPeople()
    addLegend()
    addText()
    html += "</body>\n</html>\n"
    return html
  }

  // MARK: The document and its people

  private mutating func addDocument() {
    let header = reading.transcript.header
    var facts: [(String, String?)] = [
      ("Title", header.title), ("Date", header.date.map { "\($0.when) (printed: \($0.printed))" }),
      ("Time", header.time), ("Place", header.place),
      (
        "Language",
        header.languages.first.map { "\($0.name) (\($0.tag))" } ?? "not known"
      ),
      (
        "Source",
        header.source.map { "\($0.encoding), line ends \($0.lineEnds.rawValue)" }
      ),
      ("Participants file", header.participantList?.name),
    ]
    for convention in header.conventions {
      facts.append(("Conventions", convention.file?.name ?? convention.ident))
    }
    for diagnostic in reading.diagnostics {
      facts.append((diagnostic.severity.rawValue.capitalisedFirst, diagnostic.message))
    }
    html += "<section aria-labelledby=\"document\">\n<h2 id=\"document\">The document</h2>\n<dl>\n"
    for case (let name, let value?) in facts {
      html += "<dt>\(name)</dt><dd>\(HTMLText.escaped(value))</dd>\n"
    }
    html += "</dl>\n</section>\n"
  }

  private mutating func addPeople() {
    html += "<section aria-labelledby=\"people\">\n<h2 id=\"people\">People</h2>\n"
    if reading.transcript.participants.isEmpty { html += "<p>Nobody is known to speak.</p>\n" }
    html += "<ul class=\"people\">\n"
    for person in reading.transcript.participants {
      guard let face = faces["#\(person.id.rawValue)"] else { continue }
      html += "<li class=\"\(face.classes)\">\(badge(face)) <b>\(HTMLText.escaped(face.name))</b>"
      html += " <code>\(HTMLText.escaped(local(person.id.rawValue)))</code>"
      var facts = [person.role?.rawValue].compactMap(\.self)
      facts += (person.offices + person.affiliations).map(\.text)
      html += "<br>\(HTMLText.escaped(facts.joined(separator: ", ")))"
      for name in person.names.prefix(4) { html += evidence(of: name) }
      for authority in person.authorities {
        html +=
          " <a href=\"\(HTMLText.escaped(authority.uri))\">\(HTMLText.escaped(authority.kind))</a>"
      }
      html += "</li>\n"
    }
    html += "</ul>\n</section>\n"
  }

  private func evidence(of name: Ascription) -> String {
    if name.isListed {
      return
        " <span class=\"chip\">'\(HTMLText.escaped(name.text))' from the participants file</span>"
    }
    guard let certainty = name.certainty else { return "" }
    let places = (name.source?.localTargets ?? []).map { target in
      let id = HTMLText.escaped(local(target.rawValue))
      return "<a href=\"#\(id)\">\(id)</a>"
    }
    return " <span class=\"chip inferred\">≈ '\(HTMLText.escaped(name.text))' inferred, "
      + "\(HTMLText.escaped(certainty.rawValue)): \(places.joined(separator: ", "))</span>"
  }

  private mutating func addLegend() {
    html += """
      <section aria-labelledby="legend">
      <h2 id="legend">Signs</h2>
      <ul class="legend">
      <li><span class="label">LABEL:</span> a speaker's label</li>
      <li><span class="interpreted">words</span> an interpreter's rendition</li>
      <li><span class="m voice">(In English.)</span> whose words follow</li>
      <li><span class="m gap">(inaudible)</span> a gap</li>
      <li><span class="m event">(Laughter.)</span> an event</li>
      <li><span class="m edit">[sic]</span> an editor's mark</li>
      <li><span class="m own">(brackets)</span> the speaker's own</li>
      <li><span class="furniture">Share</span> page furniture</li>
      <li><span class="meta">10:30 A.M.</span> about the document</li>
      <li><span class="chip inferred">≈ inferred</span> not printed, but concluded</li>
      </ul>
      </section>

      """
  }

  // MARK: The text

  private mutating func addText() {
    html += "<main id=\"text\" tabindex=\"-1\">\n<h2>The transcript</h2>\n"
    var numbers: [Int: Int] = [:]
    for (number, decision) in marks.enumerated() {
      if let mark = decision.mark { numbers[mark.range.lowerBound] = number }
    }
    var view = SourceView(
      places: places, marks: numbers, speakers: faces.mapValues(\.classes),
      prefix: reading.transcript.id.rawValue + ".")
    let whole = reading.decisions.filter { $0.mark == nil }
      .sorted { $0.offset < $1.offset }
    var next = whole.startIndex
    var nextMark = 0
    for (index, block) in blocks.enumerated() {
      let follower = index + 1 < blocks.count ? blocks[index + 1].range.lowerBound : Int.max
      // Decisions belong to the block that their first line begins in.
      let limit =
        follower < reading.text.utf8.count ? lines.line(at: follower) : lines.count + 1
      var reasons: [Decision] = []
      while next < whole.endIndex,
        lines.line(at: whole[next].offset) < limit || index + 1 == blocks.count
      {
        reasons.append(whole[next])
        next += 1
      }
      var marksHere: [(Int, Decision)] = []
      while nextMark < marks.count, let mark = marks[nextMark].mark,
        mark.range.lowerBound < follower
      {
        marksHere.append((nextMark, marks[nextMark]))
        nextMark += 1
      }
      add(block, index, reasons, marksHere, &view)
    }
    html += "</main>\n"
  }

  private mutating func add(
    _ block: ExplainedBlock, _ index: Int, _ reasons: [Decision], _ marks: [(Int, Decision)],
    _ view: inout SourceView
  ) {
    let face = block.speaker.flatMap { faces[$0.rawValue] }
    let id = block.utterance?.id.map { local($0.rawValue) } ?? "b\(index + 1)"
    let first = places.line(at: min(block.range.lowerBound, max(0, reading.text.utf8.count - 1)))
    html += "<article class=\"\(face?.classes ?? "none")\" id=\"\(HTMLText.escaped(id))\" "
    html += "aria-labelledby=\"h\(index + 1)\">\n"
    html += "<h3 id=\"h\(index + 1)\"><a href=\"#\(HTMLText.escaped(id))\">"
    html += face.map { badge($0) + " " + HTMLText.escaped($0.name) } ?? Self.title(of: block)
    html += "<span class=\"hidden\">, line \(first)</span></a>"
    if let utterance = block.utterance { html += chips(of: utterance) }
    html += "</h3>\n<div class=\"pair\">\n"
    let language = reading.transcript.language.map { " lang=\"\(HTMLText.escaped($0))\"" } ?? ""
    html += "<div class=\"source\"\(language) role=\"group\" aria-label=\"Source\">"
    html += view.show(block) + "</div>\n"
    let markup = TEIWriter.markup(of: block.nodes, origins: reading.origins)
    html += "<pre class=\"markup\" translate=\"no\" aria-label=\"TEI\"><code>"
    html += HTMLText.tagged(Self.trimmed(markup)) + "</code></pre>\n</div>\n"
    addReasons(reasons, marks)
    html += "</article>\n"
  }

  private mutating func addReasons(_ reasons: [Decision], _ marks: [(Int, Decision)]) {
    if reasons.isEmpty, marks.isEmpty { return }
    html += "<ul class=\"why\" aria-label=\"Why\">\n"
    var rest = reasons[...]
    for (number, decision) in marks {
      guard let mark = decision.mark else { continue }
      while let reason = rest.first,
        lines.line(at: reason.offset) <= lines.line(at: mark.range.lowerBound)
      {
        add(reason)
        rest.removeFirst()
      }
      html += "<li id=\"w\(number)\"><a href=\"#m\(number)\">line \(mark.line), "
      html += "\(HTMLText.escaped(mark.printed))</a>: \(Self.words(of: decision))</li>\n"
    }
    for reason in rest { add(reason) }
    html += "</ul>\n"
  }

  private mutating func add(_ reason: Decision) {
    html += "<li>\(Self.span(reason.lines)): \(Self.words(of: reason))</li>\n"
  }

  private static func words(of decision: Decision) -> String {
    "<b>\(HTMLText.escaped(decision.outcome))</b> – \(HTMLText.escaped(decision.reason)) "
      + "<code>\(HTMLText.escaped(decision.rule))</code>"
  }

  private func chips(of utterance: Utterance) -> String {
    var chips = ""
    if let certainty = utterance.certainty {
      chips +=
        " <span class=\"chip inferred\">≈ inferred, \(HTMLText.escaped(certainty.rawValue))</span>"
    }
    if case .interpreted = utterance.voice {
      let by = utterance.responsible.flatMap { faces[$0.rawValue]?.name }
      chips += " <span class=\"chip\">interpreted"
      chips += (by.map { " by \(HTMLText.escaped($0))" } ?? "") + "</span>"
    }
    return chips
  }

  private func badge(_ face: Face) -> String {
    "<span class=\"badge \(face.classes)\">\(face.number)</span>"
  }

  // MARK: Words

  private static func title(of block: ExplainedBlock) -> String {
    switch block.kind {
    case .head: "Head"
    case .heading: "Heading"
    case .turn: "Turn"
    case .paragraph: "Paragraph"
    case .figure: "Photograph"
    case .beside: "Beside the text"
    }
  }

  private static func name(of person: Participant) -> String {
    person.names.first?.text ?? person.offices.first?.text
      ?? (person.affiliations.first.map { "somebody of \($0.text)" })
      ?? person.id.rawValue.split(separator: ".").last.map(String.init) ?? ""
  }

  private func local(_ id: String) -> String {
    let prefix = reading.transcript.id.rawValue + "."
    return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : id
  }

  private static func span(_ lines: LineRange) -> String {
    lines.first == lines.last ? "line \(lines.first)" : "lines \(lines.first) to \(lines.last)"
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

extension String {
  /// The string with a capital first.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
