/// Finds where the body of a transcript begins, which may be before its first label: with prose that
/// introduces the talk, or with headings.
struct LeadFinder {
  let text: [UInt8]
  let lines: [Line]
  let classifier: LineClassifier
  let vocabulary: LabelVocabulary
  let markup: SourceMarkup

  /// The index of the first paragraph of the body, where the first label opens paragraph `first`.
  func start(of paragraphs: [SourceParagraph], before first: Int) -> Int {
    let titled = paragraphs[..<first].firstIndex { paragraph in
      markup.title.map { paragraph.content.lowerBound >= $0 }
        ?? (classifier.kind(of: lines[paragraph.lines.lowerBound].content) == nil
          && !isBracketed(paragraph.content))
    }
    var start = first
    if let titled {
      start =
        paragraphs[..<first].indices.dropFirst(titled - paragraphs.startIndex + 1)
        .first { isProse(paragraphs[$0]) } ?? first
    }
    let floor = (titled ?? -1) + 1
    if start < first {
      while start > floor, isShortSentence(paragraphs[start - 1]) { start -= 1 }
    }
    // Headings, and lines in mixed case below a heading in capitals.
    var place = start
    while place > 0 {
      let paragraph = paragraphs[place - 1]
      let offset = paragraph.content.lowerBound
      if markup.headings[offset] != nil, offset != markup.title {
        start = place - 1
      } else if isExaminer(paragraph) || place > floor && isHeading(paragraph) {
        start = place - 1
      } else if place <= floor || start - place >= 2 || !isShort(paragraph) {
        break
      }
      place -= 1
    }
    return start
  }

  /// Whether a line says who examines a witness: `BY MR. LUND:`.
  private func isExaminer(_ paragraph: SourceParagraph) -> Bool {
    let line = text[paragraph.content]
    return line.starts(with: "BY ".utf8) && line.last == UInt8(ascii: ":") && line.count <= 60
  }

  /// Whether a paragraph is a line without an end of a sentence, and nothing that its wording tells.
  func isShort(_ paragraph: SourceParagraph) -> Bool {
    let range = text.trimmedAtEnd(paragraph.content)
    // The United Nations print `**Sudan`.
    let begin = text[range].firstIndex { $0 != UInt8(ascii: "*") } ?? range.lowerBound
    guard paragraph.lines.count == 1, (3...90).contains(range.count), !isBracketed(range),
      isUpperCaseASCII(text[begin]), !text[range].contains(UInt8(ascii: ":"))
    else { return false }
    let last = text[range.upperBound - 1]
    return (isLowerCaseASCII(last | 0x20) || isDigit(last)) && classifier.kind(of: range) == nil
  }

  /// Whether a paragraph before prose is a short sentence, such as a greeting.
  private func isShortSentence(_ paragraph: SourceParagraph) -> Bool {
    let range = text.trimmedAtEnd(paragraph.content)
    return range.count <= 60 && isUpperCaseASCII(text[range.lowerBound])
      && classifier.endsSentence(range) && classifier.kind(of: range) == nil
  }

  /// Whether a paragraph between the head and the first turn is prose: sentences, and nothing that
  /// the wording of a line tells.
  func isProse(_ paragraph: SourceParagraph) -> Bool {
    let range = text.trimmedAtEnd(paragraph.content)
    guard range.count > 60, !isBracketed(range),
      text[range].suffix(4).contains(where: { $0 == 0x2E || $0 == 0x3F || $0 == 0x21 || $0 == 0x3A }
      ),
      classifier.kind(of: lines[paragraph.lines.lowerBound].content) == nil,
      classifier.kindAmongTurns(of: range) == nil
    else { return false }
    let words = text.string(range).split { $0.isWhitespace }
    let small = words.count { $0.utf8.first.map(isLowerCaseASCII) ?? false }
    return words.count >= 9 && small * 5 >= words.count * 2
  }

  /// Whether a paragraph before the first turn is a heading: a line in capitals that names neither
  /// a place nor people.
  func isHeading(_ paragraph: SourceParagraph) -> Bool {
    let range = text.trimmedAtEnd(paragraph.content)
    guard paragraph.lines.count == 1, (5...70).contains(range.count),
      text[range].allSatisfy({
        isUpperCaseASCII($0) || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "&")
      }),
      classifier.kind(of: range) == nil
    else { return false }
    return !text.string(range).split(separator: " ").contains {
      vocabulary.isTitle(String($0)) || classifier.isPlaceWord($0)
    }
  }

  private func isBracketed(_ range: Range<Int>) -> Bool {
    guard let first = text[range].first else { return false }
    return first == UInt8(ascii: "(") || first == UInt8(ascii: "[")
  }
}
