import Transcripts

/// Takes the paragraphs of a turn apart: words, events, headings, lines of the page.
struct TurnReader {
  let text: [UInt8]
  let lines: [Line]
  let classifier: LineClassifier
  let vocabulary: LabelVocabulary
  var marks: MarkScanner
  /// Where headings are, if the markup of the source says so.
  var headings: [Int: Int] = [:]
  /// Tells prose and headings before the first turn; `nil` where all of that is talk.
  var lead: LeadFinder?

  /// The plan of a turn with this label; `isNoted` tells whether a note says that all words of its
  /// speaker are an interpreter's, `isFollowed` tells whether another one comes after it.
  mutating func plan(
    _ label: LabelCandidate, _ paragraphs: ArraySlice<SourceParagraph>, isInterpreted isNoted: Bool,
    isFollowed: Bool
  ) -> TurnPlan {
    // `Ms. Leclair (France) (spoke in French):` what is printed then is a rendition, too.
    let isInterpreted = label.brackets.map { bracket in
      marks.marks(in: bracket).contains { mark in
        mark.interpreter == .begin
          || mark.meanings.contains { $0.markClass == .gap(.foreign) && $0.language != nil }
      }
    }
    var planner = TurnPlanner(isInterpreted: isNoted || isInterpreted ?? false)
    let foot = isFollowed ? paragraphs.endIndex : footStart(paragraphs)
    var isOver = false
    for index in paragraphs.indices {
      let paragraph = paragraphs[index]
      if paragraph.content.lowerBound == label.label.lowerBound {
        addOpening(paragraph, after: label.label.upperBound, to: &planner)
      } else if isOver || index >= foot {
        addLines(paragraph, to: &planner)
      } else {
        let isLast = isFollowed && index == paragraphs.indices.last
        isOver = add(paragraph, isLast: isLast, to: &planner)
      }
    }
    return planner.finish()
  }

  /// The plan of what stands before the first turn and is no head.
  mutating func leading(_ paragraphs: ArraySlice<SourceParagraph>) -> TurnPlan {
    var planner = TurnPlanner(isInterpreted: false)
    for paragraph in paragraphs {
      if headings[paragraph.content.lowerBound] != nil {
        planner.addHeading(paragraph.content, line: paragraph.lines.lowerBound)
      } else if let lead {
        add(paragraph, by: lead, to: &planner)
      } else {
        _ = add(paragraph, isLast: false, to: &planner)
      }
    }
    return planner.finishLeading()
  }

  /// Adds a paragraph that stands before the first turn.
  private mutating func add(
    _ paragraph: SourceParagraph, by lead: LeadFinder, to planner: inout TurnPlanner
  ) {
    let line = paragraph.lines.lowerBound
    let range = paragraph.content
    if let examiner = examiner(in: range) {
      planner.setExaminer(examiner)
      planner.add(
        LineKind(kind: .meta(.editorial), rule: "labels: examiner"), range, line: line)
    } else if let kind = classifier.kind(of: lines[line].content) {
      addLines(paragraph, kind, to: &planner)
    } else if lead.isHeading(paragraph) || lead.isShort(paragraph) {
      planner.addHeading(range, line: line)
    } else {
      planner.addProse(range, marks: marks.marks(in: range), lines: paragraph.lines, of: text)
    }
  }

  /// Adds a paragraph that begins with a line of this kind: all of it, if it is wrapped, or line by
  /// line.
  private func addLines(
    _ paragraph: SourceParagraph, _ kind: LineKind, to planner: inout TurnPlanner
  ) {
    if case .meta(.editorial) = kind.kind {
      planner.add(kind, paragraph.content, line: paragraph.lines.lowerBound)
    } else {
      addLines(paragraph, to: &planner)
    }
  }

  /// Adds what stands behind the label.
  private mutating func addOpening(
    _ paragraph: SourceParagraph, after label: Int, to planner: inout TurnPlanner
  ) {
    var start = label
    while start < paragraph.content.upperBound, isASCIISpace(text[start]) { start += 1 }
    guard start < paragraph.content.upperBound else { return }
    let rest = start..<paragraph.content.upperBound
    planner.add(
      rest, marks: marks.marks(ofParagraph: rest), lines: paragraph.lines, of: text)
  }

  /// Adds a paragraph, and returns whether it closes the talk.
  ///
  /// Right before the next label, a heading may be in mixed case.
  private mutating func add(
    _ paragraph: SourceParagraph, isLast: Bool, to planner: inout TurnPlanner
  ) -> Bool {
    let line = paragraph.lines.lowerBound
    if let kind = classifier.kindAmongTurns(of: text.trimmedAtEnd(paragraph.content)) {
      planner.add(kind, paragraph.content, line: line)
      return kind.kind == .end || kind.kind == .furniture(.related) && !kind.isMarked
    }
    // `END` and a time below it may have been joined.
    if paragraph.lines.count > 1, classifier.kindAmongTurns(of: lines[line].content)?.kind == .end {
      addLines(paragraph, to: &planner)
      return true
    }
    if let examiner = examiner(in: paragraph.content) {
      planner.setExaminer(examiner)
      planner.add(
        LineKind(kind: .meta(.editorial), rule: "labels: examiner"), paragraph.content, line: line)
      return false
    }
    if planner.hasBegun, isHeading(paragraph) || (isLast && isTitle(paragraph)) {
      planner.addHeading(paragraph.content, line: line)
    } else {
      let found = marks.marks(ofParagraph: paragraph.content)
      planner.add(paragraph.content, marks: found, lines: paragraph.lines, of: text)
    }
    return false
  }

  /// The index of the paragraph from which on nothing but lines of the page follow the last words.
  private func footStart(_ paragraphs: ArraySlice<SourceParagraph>) -> Int {
    var start = paragraphs.endIndex
    while start - 1 > paragraphs.startIndex,
      let kind = classifier.kind(of: lines[paragraphs[start - 1].lines.lowerBound].content)
    {
      switch kind.kind {
      case .furniture, .meta(.source), .meta(.date), .end: start -= 1
      case .meta: return start
      }
    }
    return start
  }

  /// Adds the lines of a paragraph that stands after the talk, each for itself.
  private func addLines(_ paragraph: SourceParagraph, to planner: inout TurnPlanner) {
    for index in paragraph.lines {
      let kind =
        classifier.kind(of: lines[index].content)
        ?? LineKind(kind: .meta(.editorial), rule: "foot: other")
      planner.add(kind, lines[index].content, line: index)
    }
  }

  /// The name in a line that says who examines: `BY MR. LUND:`.
  private func examiner(in range: Range<Int>) -> Range<Int>? {
    guard range.count <= 60, range.count >= 6, text[range.upperBound - 1] == UInt8(ascii: ":"),
      text[range].starts(with: "BY ".utf8)
    else { return nil }
    return range.lowerBound + 3..<range.upperBound - 1
  }

  /// Whether a paragraph is a heading: a short line in capitals that ends without punctuation.
  private func isHeading(_ paragraph: SourceParagraph) -> Bool {
    if headings[paragraph.content.lowerBound] != nil { return true }
    guard paragraph.lines.count <= 3, paragraph.content.count <= 80 * paragraph.lines.count,
      paragraph.content.count >= 8
    else { return false }
    var letters = 0
    var words = 1
    var spaces = 0
    var wasSpace = false
    for index in paragraph.content {
      let byte = text[index]
      if isLowerCaseASCII(byte) || byte >= 0x80 || byte == UInt8(ascii: "(") { return false }
      if isUpperCaseASCII(byte) { letters += 1 }
      let isSpace = isASCIISpace(byte)
      if isSpace {
        spaces += 1
        if !wasSpace { words += 1 }
      }
      wasSpace = isSpace
    }
    let last = text[paragraph.content.upperBound - 1]
    return (words >= 2 || letters >= 10) && letters * 10 >= (paragraph.content.count - spaces) * 8
      && (isUpperCaseASCII(last) || isDigit(last))
  }

  /// Whether a paragraph looks like a title: a short line, every word of weight with a capital,
  /// without punctuation at its end, and not the name of somebody who is given the floor.
  private func isTitle(_ paragraph: SourceParagraph) -> Bool {
    guard paragraph.lines.count == 1, paragraph.content.count <= 70, paragraph.content.count >= 6
    else { return false }
    let last = text[paragraph.content.upperBound - 1]
    guard isLowerCaseASCII(last | 0x20) || isDigit(last) else { return false }
    let words = text.string(paragraph.content).split { $0.isWhitespace }
    return words.count <= 9
      && words.enumerated().allSatisfy { index, word in
        guard let first = word.utf8.first, !vocabulary.isTitle(PrintedName.bare(String(word)))
        else { return false }
        return isUpperCaseASCII(first) || (index > 0 && vocabulary.particles.contains(String(word)))
      }
  }
}
