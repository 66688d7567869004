/// A photograph with what is printed around it, as lines.
struct PhotographBlock {
  /// What some of its lines are.
  enum Part: Hashable {
    case alternativeText, title, caption, credit, identifier
    /// A caption with the credit in parentheses at its end; the offset is that of the parenthesis.
    case creditedCaption(Int)
  }

  /// Its parts in the order of the source; lines between them are blank, or furniture.
  var parts: [(part: Part, lines: ClosedRange<Int>)]

  var lines: ClosedRange<Int> {
    (parts.first?.lines.lowerBound ?? 0)...(parts.last?.lines.upperBound ?? 0)
  }
}

/// Finds photograph blocks: lines that end with a credit, or with an identifier.
struct PhotographScanner {
  let text: [UInt8]
  let lines: [Line]
  /// Lines that belong to the page; they may stand inside a block.
  let furniture: [Int: String]
  /// Whether paragraphs, and so captions, are broken into lines; and how long these are.
  let wraps: Bool
  let width: Int
  private let credits: [[UInt8]]
  private let inside: [[UInt8]]
  private let identifiers: [[UInt8]]
  private let words: StoryWords

  init(
    text: [UInt8], lines: [Line], furniture: [Int: String], layout: StoryLayout,
    conventions: Conventions, words: StoryWords
  ) {
    self.text = text
    self.lines = lines
    self.furniture = furniture
    self.words = words
    wraps = layout.wraps
    width = layout.width
    let photographs = conventions.file.stories.photographs
    credits = photographs.credit.map { Array($0.lowercased().utf8) }
    inside = photographs.creditInside.map { Array($0.lowercased().utf8) }
    identifiers = photographs.identifier.map { Array($0.lowercased().utf8) }
  }

  /// The blocks in `range`, in order.
  func scan(_ range: Range<Int>) -> [PhotographBlock] {
    var blocks: [PhotographBlock] = []
    var floor = range.lowerBound
    var line = range.lowerBound
    while line < range.upperBound {
      guard let anchor = anchor(at: line) else {
        line += 1
        continue
      }
      var parts = [anchor]
      var last = anchor.lines.upperBound
      // A credit and an identifier, in either order, belong together.
      if let next = nextLine(after: last, before: range.upperBound, blanks: 2),
        let second = self.anchor(at: next), second.part != anchor.part,
        second.part == .credit || second.part == .identifier
      {
        parts.append(second)
        last = second.lines.upperBound
      }
      let before = precedingParts(of: anchor, from: floor)
      blocks.append(PhotographBlock(parts: before + parts))
      floor = last + 1
      line = floor
    }
    return blocks
  }

  // MARK: Credits and identifiers

  private func anchor(
    at line: Int
  ) -> (part: PhotographBlock.Part, lines: ClosedRange<Int>)? {
    guard furniture[line] == nil, !lines[line].isBlank else { return nil }
    let content = lines[line].content
    if content.count <= 200 {
      if let length = match(identifiers, at: content) {
        return (.identifier, line...valueLine(after: line, matched: length))
      }
      if content.count <= 160, let length = match(credits, at: content), isCredit(content) {
        return (.credit, line...valueLine(after: line, matched: length))
      }
    }
    if let offset = creditInside(content) { return (.creditedCaption(offset), line...line) }
    return nil
  }

  // The line that belongs to a phrase which stands alone: `Photo By:` and the name below it.
  private func valueLine(after line: Int, matched length: Int) -> Int {
    guard length == lines[line].content.count, line + 1 < lines.count, !lines[line + 1].isBlank,
      furniture[line + 1] == nil, lines[line + 1].content.count <= 100,
      match(identifiers, at: lines[line + 1].content) == nil
    else { return line }
    return line + 1
  }

  private func isCredit(_ content: Range<Int>) -> Bool {
    // `Courtesy of the museum, the students were allowed to stay.` is prose.
    let last = text[content.upperBound - 1]
    let words = text[content].count { $0 == UInt8(ascii: " ") } + 1
    return !hasQuotationMark(content) && (last != UInt8(ascii: ".") || words <= 10)
  }

  private func match(_ phrases: [[UInt8]], at content: Range<Int>) -> Int? {
    var best: Int?
    for phrase in phrases where phrase.count <= content.count {
      guard phrase.count > best ?? 0, matches(phrase, at: content.lowerBound) else { continue }
      let end = content.lowerBound + phrase.count
      let isWhole = end == content.upperBound || !isASCIILetterOrDigit(text[end])
      if isWhole || phrase.last == UInt8(ascii: ":") { best = phrase.count }
    }
    return best
  }

  private func matches(_ phrase: [UInt8], at offset: Int) -> Bool {
    for (index, byte) in phrase.enumerated() where lowered(text[offset + index]) != byte {
      return false
    }
    return true
  }

  private func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// The parenthesis at the end of a caption that holds the credit.
  private func creditInside(_ content: Range<Int>) -> Int? {
    var end = content.upperBound
    if text[end - 1] == UInt8(ascii: "."), content.count > 1 { end -= 1 }
    guard text[end - 1] == UInt8(ascii: ")") else { return nil }
    var open = end - 1
    while open > content.lowerBound, text[open] != UInt8(ascii: "("), end - open < 160 { open -= 1 }
    guard text[open] == UInt8(ascii: "(") else { return nil }
    for phrase in inside {
      var offset = open + 1
      while offset + phrase.count < end {
        if matches(phrase, at: offset) { return open }
        offset += 1
      }
    }
    return nil
  }

  // MARK: What stands before them

  private func nextLine(after line: Int, before end: Int, blanks: Int) -> Int? {
    var next = line + 1
    var count = 0
    while next < end, count <= blanks {
      if lines[next].isBlank {
        count += 1
      } else if furniture[next] == nil {
        return next
      }
      next += 1
    }
    return nil
  }

  /// The nearest line before `line` that is neither blank nor furniture, with the blanks between.
  private func previousLine(before line: Int, from floor: Int) -> (line: Int, blanks: Int)? {
    var previous = line - 1
    var blanks = 0
    while previous >= floor, blanks <= 3 {
      if lines[previous].isBlank {
        blanks += 1
      } else if furniture[previous] == nil {
        return (previous, blanks)
      }
      previous -= 1
    }
    return nil
  }

  private typealias Parts = [(part: PhotographBlock.Part, lines: ClosedRange<Int>)]

  private func precedingParts(
    of anchor: (part: PhotographBlock.Part, lines: ClosedRange<Int>), from floor: Int
  ) -> Parts {
    var group: [Int] = []
    var line = anchor.lines.lowerBound
    while let (previous, blanks) = previousLine(before: line, from: floor), blanks == 0,
      group.count < 40
    {
      group.insert(previous, at: 0)
      line = previous
    }
    let units = units(group)
    if case .creditedCaption = anchor.part {
      if wraps, !group.isEmpty,
        units.last.map({ joins($0.upperBound, anchor.lines.lowerBound) }) == true
      {
        return wrappedCaption(units)
      }
      // The caption is there already: only its title and alternative text may stand before it.
      guard units.count <= 3 else { return [] }
      return titleAndText(units[...])
    }
    if group.isEmpty || units.count == 1 { return separated(units, before: line, from: floor) }
    return classify(units)
  }

  /// Joins the lines that one caption was broken into.
  private func units(_ group: [Int]) -> [ClosedRange<Int>] {
    var units: [ClosedRange<Int>] = []
    for line in group {
      if wraps, let last = units.last, joins(last.upperBound, line) {
        units[units.count - 1] = last.lowerBound...line
      } else {
        units.append(line...line)
      }
    }
    return units
  }

  // Whether `next` had no room on `line`.
  private func joins(_ line: Int, _ next: Int) -> Bool {
    var end = lines[next].contentStart
    while end < lines[next].end, !isASCIISpace(text[end]) { end += 1 }
    let first = end - lines[next].contentStart
    let byte = text[lines[next].contentStart]
    let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    return isSmall || lines[line].content.count + 1 + first > width
  }

  // A caption whose last line holds the credit in parentheses.
  private func wrappedCaption(_ units: [ClosedRange<Int>]) -> Parts {
    guard let last = units.last else { return [] }
    return titleAndText(units.dropLast()) + [(.caption, last)]
  }

  private func titleAndText(_ units: ArraySlice<ClosedRange<Int>>) -> Parts {
    guard let last = units.last else { return [] }
    if isTitle(last, strictly: false) {
      return alternativeText(units.dropLast()) + [(.title, last)]
    }
    return units.count == 1 && content(last).count <= 250 ? [(.alternativeText, last)] : []
  }

  // The line before a title; doubled, both lines.
  private func alternativeText(_ units: ArraySlice<ClosedRange<Int>>) -> Parts {
    guard let last = units.last else { return [] }
    let rest = units.dropLast()
    if let before = rest.last, sameText(before, last) {
      return [(.alternativeText, before), (.alternativeText, last)]
    }
    return [(.alternativeText, last)]
  }

  private func classify(_ all: [ClosedRange<Int>]) -> Parts {
    let units = all.suffix(6)
    let caption = units.last.map { [(PhotographBlock.Part.caption, $0)] } ?? []
    // The title is the last short line without a full stop that has a caption after it.
    let titles = units.dropLast().indices.filter {
      isTitle(units[$0], strictly: $0 == units.startIndex)
    }
    if let title = titles.last, units.endIndex - title <= 3 {
      let captions = units[(title + 1)...].map { (PhotographBlock.Part.caption, $0) }
      var before = alternativeText(units[..<title])
      // A short group is all photograph.
      if all.count == 4, before.count == 1, title == units.startIndex + 2,
        content(units[units.startIndex]).count <= 250, !hasQuotationMark(content(all[0]))
      {
        before.insert((.alternativeText, units[units.startIndex]), at: 0)
      }
      return before + [(.title, units[title])] + captions
    }
    let last = units.endIndex - 1
    if units.count == 2 {
      if sameText(units[last - 1], units[last]) { return alternativeText(units) }
      let isTitled = isTitle(units[last], strictly: true)
      return [(.alternativeText, units[last - 1]), (isTitled ? .title : .caption, units[last])]
    }
    if sameText(units[last - 2], units[last - 1]) {
      let isTitled = isTitle(units[last], strictly: true)
      return alternativeText(units.dropLast()) + [(isTitled ? .title : .caption, units[last])]
    }
    if all.count == 3, content(all[0]).count <= 250, !hasQuotationMark(content(all[0])) {
      return [(.alternativeText, all[0]), (.caption, all[1]), (.caption, all[2])]
    }
    return caption
  }

  /// Parts that blank lines keep apart, each a paragraph of its own.
  private func separated(
    _ near: [ClosedRange<Int>], before line: Int, from floor: Int
  ) -> Parts {
    var units = near
    var line = line
    while units.count < 4, let unit = paragraph(before: line, from: floor) {
      units.insert(unit, at: 0)
      line = unit.lowerBound
    }
    guard let last = units.last else { return [] }
    if isTitle(last, strictly: true), near.count == 1 || units.count == 1 {
      return [(.title, last)]
    }
    guard near.count == 1 || looksLikeCaption(last) else { return [] }
    var parts: Parts = [(.caption, last)]
    var rest = units.dropLast()
    guard let title = rest.last, isTitle(title, strictly: true) else { return parts }
    rest = rest.dropLast()
    guard let text = rest.last, looksLikeAlternativeText(text) else {
      // Next to its caption it is a title; a blank line away it may head a section.
      if near.isEmpty { parts.insert((.title, title), at: 0) }
      return parts
    }
    parts.insert((.title, title), at: 0)
    return alternativeText(rest) + parts
  }

  // A paragraph of its own before `line`, with a blank line or nothing above it.
  private func paragraph(before line: Int, from floor: Int) -> ClosedRange<Int>? {
    guard let (last, _) = previousLine(before: line, from: floor) else { return nil }
    var first = last
    while first > floor, !lines[first - 1].isBlank, furniture[first - 1] == nil {
      guard wraps, joins(first - 1, first), last - first < 12 else { return nil }
      first -= 1
    }
    return first...last
  }

  private func looksLikeCaption(_ unit: ClosedRange<Int>) -> Bool {
    let content = content(unit)
    guard content.count <= 700, !hasQuotationMark(content) else { return false }
    var hasYear = false
    var tokenizer = StoryTokenizer(text: text, words: words)
    tokenizer.read(content, quotations: [])
    if tokenizer.tokens.first?.kinds.contains(.pronoun) != false { return false }
    for token in tokenizer.tokens {
      if token.kinds.contains(.verb), !token.isCapital { return false }
      if token.kinds.contains(.captionWord) { return true }
      if token.isNumber, token.range.count == 4 { hasYear = true }
    }
    return hasYear || content.count <= 200
  }

  private func looksLikeAlternativeText(_ unit: ClosedRange<Int>) -> Bool {
    let content = content(unit)
    guard content.count <= 250, !hasQuotationMark(content) else { return false }
    var tokenizer = StoryTokenizer(text: text, words: words)
    tokenizer.read(content, quotations: [])
    return !tokenizer.tokens.contains { $0.kinds.contains(.verb) && !$0.isCapital }
  }

  // MARK: Lines

  private func content(_ unit: ClosedRange<Int>) -> Range<Int> {
    lines[unit.lowerBound].contentStart..<lines[unit.upperBound].end
  }

  private func sameText(_ first: ClosedRange<Int>, _ second: ClosedRange<Int>) -> Bool {
    text[content(first)].elementsEqual(text[content(second)])
  }

  private func hasQuotationMark(_ content: Range<Int>) -> Bool {
    var offset = content.lowerBound
    while offset < content.upperBound {
      if text[offset] == UInt8(ascii: "\"") { return true }
      if text[offset] == 0xE2, offset + 2 < content.upperBound, text[offset + 1] == 0x80,
        text[offset + 2] == 0x9C || text[offset + 2] == 0x9D
      {
        return true
      }
      offset += 1
    }
    return false
  }

  /// Whether a unit is short and without a full stop; strictly, also with capitals like a title.
  private func isTitle(_ unit: ClosedRange<Int>, strictly: Bool) -> Bool {
    guard unit.count == 1 else { return false }
    return HeadingShape(content(unit), in: text).isTitle(strictly: strictly)
  }
}
