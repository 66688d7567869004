import Transcripts

/// Takes the paragraphs of a turn apart: words, events, headings, lines of the page.
struct TurnReader {
  let text: [UInt8]
  let lines: [Line]
  let classifier: LineClassifier
  var marks: MarkScanner
  /// Where headings are, if the markup of the source says so.
  var headings: [Int: Int] = [:]

  /// The plan of a turn with this label.
  mutating func plan(
    _ label: LabelCandidate, _ paragraphs: ArraySlice<SourceParagraph>
  ) -> TurnPlan {
    let isInterpreted = label.brackets.map { bracket in
      marks.marks(in: bracket).contains { $0.interpreter == .begin }
    }
    var planner = TurnPlanner(text: text, isInterpreted: isInterpreted ?? false)
    var isOver = false
    for paragraph in paragraphs {
      if paragraph.content.lowerBound == label.label.lowerBound {
        addOpening(paragraph, after: label.label.upperBound, to: &planner)
      } else if isOver {
        addLines(paragraph, to: &planner)
      } else {
        isOver = add(paragraph, to: &planner)
      }
    }
    return planner.finish()
  }

  /// The plan of what stands before the first turn and is no head.
  mutating func leading(_ paragraphs: ArraySlice<SourceParagraph>) -> TurnPlan {
    var planner = TurnPlanner(text: text, isInterpreted: false)
    for paragraph in paragraphs {
      if headings[paragraph.content.lowerBound] != nil {
        planner.addHeading(paragraph.content, line: paragraph.lines.lowerBound)
      } else {
        _ = add(paragraph, to: &planner)
      }
    }
    return planner.finishLeading()
  }

  /// Adds what stands behind the label.
  private mutating func addOpening(
    _ paragraph: SourceParagraph, after label: Int, to planner: inout TurnPlanner
  ) {
    var start = label
    while start < paragraph.content.upperBound, isASCIISpace(text[start]) { start += 1 }
    guard start < paragraph.content.upperBound else { return }
    let rest = start..<paragraph.content.upperBound
    planner.add(rest, marks: marks.marks(in: rest), line: paragraph.lines.lowerBound)
  }

  /// Adds a paragraph, and returns whether it closes the talk.
  private mutating func add(_ paragraph: SourceParagraph, to planner: inout TurnPlanner) -> Bool {
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
    if planner.hasBegun, isHeading(paragraph) {
      planner.addHeading(paragraph.content, line: line)
    } else {
      planner.add(paragraph.content, marks: marks.marks(in: paragraph.content), line: line)
    }
    return false
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

  /// Whether a paragraph is a heading: a short line in capitals that ends without punctuation.
  private func isHeading(_ paragraph: SourceParagraph) -> Bool {
    if headings[paragraph.content.lowerBound] != nil { return true }
    guard paragraph.lines.count == 1, paragraph.content.count <= 80, paragraph.content.count >= 8
    else { return false }
    var letters = 0
    var words = 1
    for index in paragraph.content {
      let byte = text[index]
      if isLowerCaseASCII(byte) || byte >= 0x80 || byte == UInt8(ascii: "(") { return false }
      if isUpperCaseASCII(byte) { letters += 1 }
      if byte == UInt8(ascii: " ") { words += 1 }
    }
    let last = text[paragraph.content.upperBound - 1]
    return words >= 2 && letters * 10 >= paragraph.content.count * 7
      && (isUpperCaseASCII(last) || isDigit(last))
  }
}
