import Diagnostics

/// The report as one HTML page that needs no other file, no script and no network.
struct ReportPage {
  private let figures: CorpusFigures
  private let percentSign = "\u{202F}%"

  /// Creates the page with these figures.
  init(_ figures: CorpusFigures) {
    self.figures = figures
  }

  /// The page.
  var text: String {
    var page = Markup("<!DOCTYPE html>\n")
    page.element("html", [("lang", "en")]) { html in
      html.element("head") { head in
        head.addMarkup("<meta charset=\"utf-8\">\n")
        head.addMarkup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        head.element("title", text: figures.title)
        head.addMarkup("<style>\n\(ReportStyle.text)\n</style>\n")
      }
      html.element("body") { $0.element("main") { write(to: &$0) } }
    }
    return page.text
  }

  private func write(to main: inout Markup) {
    main.element("h1", text: figures.title)
    main.element(
      "p",
      text: "Every document in the corpus is valid, holds all of its source, and reads back as it "
        + "was written.")
    totals(&main)
    main.element("div", [("class", "grid")]) { grid in
      statuses(&grid)
      interpretation(&grid)
      speakers(&grid)
      languages(&grid)
      inaudible(&grid)
      lengths(&grid)
      unknown(&grid)
      outliers(&grid)
      diagnostics(&grid)
    }
  }

  private func totals(_ main: inout Markup) {
    main.element("ul", [("class", "totals")]) { list in
      for (value, name) in [
        (figures.documents, "documents"), (figures.words, "words"), (figures.turns, "turns"),
        (figures.quotations, "quotations"), (figures.people, "people with a name"),
        (figures.gaps, "gaps"), (figures.events, "events"),
      ] {
        list.addMarkup("<li><b>\(grouped(value))</b><span>\(name)</span></li>\n")
      }
    }
  }

  // MARK: Parts

  private func card(
    _ grid: inout Markup, _ title: String, _ text: String, isWide: Bool = false,
    _ body: (inout Markup) -> Void
  ) {
    grid.element("section", [("class", isWide ? "card wide" : "card")]) { section in
      section.element("h2", text: title)
      section.element("p", text: text)
      body(&section)
    }
  }

  private func statuses(_ grid: inout Markup) {
    let names = [
      "valid": "in the corpus: valid and proven", "failed": "not in the corpus: could not be built",
      "outdated": "in the corpus as before: cannot be built any more",
      "deleted": "in the corpus: its source is gone", "planned": "not built yet",
    ]
    let count = figures.statuses.reduce(0) { $0 + $1.documents }
    card(&grid, "Documents by status", "\(grouped(count)) sources.") { section in
      let bars = figures.statuses.map { status in
        Plot.Bar(
          label: names[status.status] ?? status.status,
          parts: [(Double(status.documents), status.status == "valid" ? "a" : "bad")],
          value: grouped(status.documents),
          hint: "\(status.status): \(grouped(status.documents))")
      }
      section.addMarkup(Plot.bars(bars, named: "Documents by status", of: Double(count)))
    }
  }

  private func interpretation(_ grid: inout Markup) {
    let share = percent(figures.interpretedShare)
    card(
      &grid, "Interpreted speech",
      "\(share) of what is said is in an interpreter's words, in "
        + "\(counted(figures.interpretedDocuments, "document"))."
    ) { section in
      keys(&section)
      let own = figures.speechWords - figures.interpretedWords
      var bars = [
        bar("all speech", own: own, interpreted: figures.interpretedWords, value: share)
      ]
      for one in figures.interpretedShares.prefix(5) {
        bars.append(
          Plot.Bar(
            label: shortened(one.document.name),
            parts: [
              ((1 - one.value) * Double(figures.speechWords), "a"),
              (one.value * Double(figures.speechWords), "b"),
            ], value: percent(one.value), hint: "\(one.document.name): \(percent(one.value))"))
      }
      section.addMarkup(
        Plot.bars(bars, named: "Share of interpreted speech", of: Double(figures.speechWords)))
    }
  }

  private func keys(_ section: inout Markup) {
    section.addMarkup(
      "<p class=\"keys\"><span><i class=\"key a\"></i>own words</span>"
        + "<span><i class=\"key b\"></i>in an interpreter's words</span></p>\n")
  }

  private func bar(_ label: String, own: Int, interpreted: Int, value: String) -> Plot.Bar {
    Plot.Bar(
      label: label, parts: [(Double(own), "a"), (Double(interpreted), "b")], value: value,
      hint: "\(label): \(grouped(own)) own words, \(grouped(interpreted)) in an interpreter's")
  }

  private func speakers(_ grid: inout Markup) {
    let others = figures.otherSpeakers
    let rest =
      others.documents == 0
      ? ""
      : " \(counted(others.documents, "other")) \(others.documents == 1 ? "has" : "have") "
        + "\(grouped(others.words)) words."
    card(
      &grid, "Speech by speaker",
      "Words of people with a name, turns and quotations together.\(rest)"
    ) { section in
      if figures.speakers.isEmpty { return none(&section) }
      keys(&section)
      section.addMarkup(
        Plot.bars(
          figures.speakers.map {
            bar(
              label(of: $0), own: $0.words - $0.interpretedWords,
              interpreted: $0.interpretedWords, value: grouped($0.words))
          }, named: "Speech by speaker"))
    }
  }

  /// The name of a speaker; where others are called so, too, with the document to know them by.
  private func label(of speaker: CorpusFigures.Speaker) -> String {
    let isOneOfSeveral = figures.speakers.count { $0.name == speaker.name } > 1
    guard isOneOfSeveral, let document = speaker.first else { return shortened(speaker.name) }
    let room = max(12, 34 - speaker.name.count)
    return "\(shortened(speaker.name)), \(shortened(document, to: room))"
  }

  private func languages(_ grid: inout Markup) {
    card(&grid, "Languages", "Words of speech, by the language they are written in.") {
      if figures.languages.isEmpty { return none(&$0) }
      $0.addMarkup(
        Plot.bars(
          figures.languages.map {
            Plot.Bar(
              label: "\($0.tag), \(counted($0.documents, "document"))",
              parts: [(Double($0.words), "a")], value: grouped($0.words),
              hint: "\($0.tag): \(grouped($0.words)) words")
          }, named: "Languages"))
    }
  }

  private func inaudible(_ grid: inout Markup) {
    card(
      &grid, "Inaudible per thousand words",
      "\(counted(figures.inaudible, "inaudible place")): "
        + "\(Plot.rounded(figures.inaudiblePerThousand, 2)) per thousand words. Documents by rate:"
    ) { section in
      if figures.inaudibleRates.isEmpty { return none(&section) }
      section.addMarkup(
        Plot.columns(
          figures.inaudibleRates.map { one in
            let label = one.high < 1e-300 ? "none" : "< \(Plot.rounded(one.high, 1))"
            return Plot.Column(
              label: label, value: one.documents,
              hint: "\(label) per thousand words: \(counted(one.documents, "document"))")
          }, named: "Inaudible per thousand words"))
      table(&section, ["document", "per thousand words"], figures.mostInaudible.prefix(5)) {
        ($0.document, [Plot.rounded($0.value, 2)])
      }
    }
  }

  private func lengths(_ grid: inout Markup) {
    card(
      &grid, "Length of documents",
      "In words; half of them have at most \(Plot.rounded(figures.medianLength, 0))."
    ) { section in
      if figures.lengths.isEmpty { return none(&section) }
      section.addMarkup(
        Plot.columns(
          figures.lengths.map { one in
            Plot.Column(
              label: "< \(short(one.high))", value: one.documents,
              hint: "\(short(one.low)) to \(short(one.high)) words: "
                + counted(one.documents, "document"))
          }, named: "Length of documents"))
    }
  }

  private func unknown(_ grid: inout Markup) {
    card(
      &grid, "Unknown speakers",
      "\(counted(figures.unknownSpeakers, "speaker")) without a name or an office, with "
        + "\(grouped(figures.unknownWords)) words. Most of these are in:"
    ) { section in
      table(&section, ["document", "speakers", "words"], figures.unknown.prefix(10)) {
        ($0.document, ["\($0.speakers)", grouped($0.words)])
      }
    }
  }

  private func outliers(_ grid: inout Markup) {
    card(
      &grid, "Outliers", "Documents far from all others, of which some may be misread.",
      isWide: true
    ) { section in
      table(
        &section, ["document", "measure", "value", "median of all"], figures.outliers.prefix(20)
      ) {
        (
          $0.document,
          [$0.measure, Plot.rounded($0.value, 1), Plot.rounded($0.median, 1)]
        )
      }
    }
  }

  private func diagnostics(_ grid: inout Markup) {
    let count = figures.causes.reduce(0) { $0 + $1.count }
    card(
      &grid, "Diagnostics by cause",
      count == 0 ? "There is nothing to say." : "\(grouped(count)) in all.", isWide: true
    ) { section in
      for cause in figures.causes {
        section.addMarkup(cause.severity == "error" ? "<details open>\n" : "<details>\n")
        section.addMarkup(
          "<summary><code>\(Markup.escaped(cause.code))</code> "
            + "<span class=\"\(cause.severity)\">\(cause.severity)</span>, "
            + "\(grouped(cause.count)) in \(counted(cause.documents, "document"))</summary>\n")
        section.element("p", text: cause.meaning)
        section.element("ul") { list in
          for message in cause.messages {
            list.element("li", text: "\(message.text) (\(grouped(message.count)))")
          }
        }
        section.addMarkup("<p>")
        section.addMarkup(cause.links.map(link).joined(separator: ", "))
        let rest = cause.documents - cause.links.count
        if rest > 0 { section.add(" and \(grouped(rest)) more") }
        section.addMarkup("</p>\n</details>\n")
      }
    }
  }

  // MARK: Pieces

  private func table<Row>(
    _ section: inout Markup, _ titles: [String], _ rows: ArraySlice<Row>,
    _ cells: (Row) -> (CorpusFigures.Document, [String])
  ) {
    if rows.isEmpty { return none(&section) }
    section.element("table") { table in
      table.element("tr") { header in
        for (index, title) in titles.enumerated() {
          header.element("th", [("class", index > 0 ? "number" : nil)], text: title)
        }
      }
      for row in rows {
        let (document, values) = cells(row)
        table.element("tr") { line in
          line.addMarkup("<td>\(link(document))</td>\n")
          for value in values { line.element("td", [("class", "number")], text: value) }
        }
      }
    }
  }

  private func none(_ section: inout Markup) {
    section.element("p", [("class", "none")], text: "none")
  }

  private func link(_ document: CorpusFigures.Document) -> String {
    "<a href=\"\(PercentEncoding.path(document.target))\">\(Markup.escaped(document.name))</a>"
  }

  /// The end of a long name, which tells more than its beginning.
  private func shortened(_ name: String, to length: Int = 32) -> String {
    name.count > length ? "…" + name.suffix(length - 1) : name
  }

  private func percent(_ share: Double) -> String {
    Plot.rounded(100 * share, 1) + percentSign
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `12 345`, in groups of three with a narrow space.
  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "\u{202F}" }
      result.append(digit)
    }
    return result
  }

  /// `512`, `8k`, `2M`.
  private func short(_ number: Double) -> String {
    switch number {
    case 1_048_576...: Plot.rounded(number / 1_048_576, 0) + "M"
    case 1024...: Plot.rounded(number / 1024, 0) + "k"
    default: Plot.rounded(number, 0)
    }
  }
}
