/// A part of a story that its lines set off from the others.
enum StoryBlock {
  case paragraph(ClosedRange<Int>)
  case photograph(PhotographBlock)
  case furniture(line: Int, type: String)
  case heading(line: Int)
  /// A line that tells about the document, with the type of the note it becomes.
  case note(line: Int, type: String)

  var lines: ClosedRange<Int> {
    switch self {
    case .paragraph(let lines): lines
    case .photograph(let block): block.lines
    case .furniture(let line, _), .heading(let line), .note(let line, _): line...line
    }
  }
}

/// Cuts the lines of a story into blocks.
struct StoryBlockScanner {
  let text: [UInt8]
  let lines: [Line]
  let furniture: [Int: String]
  let layout: StoryLayout
  private let headings: [Int: Int]
  private let rules: LineRules

  init(
    text: [UInt8], lines: [Line], furniture: [Int: String], layout: StoryLayout,
    conventions: Conventions, headings: [Int: Int] = [:]
  ) {
    self.text = text
    self.headings = headings
    self.lines = lines
    self.furniture = furniture
    self.layout = layout
    rules = conventions.lines
  }

  /// The blocks in `range`, in order; `photographs` are already found.
  func scan(_ range: Range<Int>, photographs: [PhotographBlock]) -> [StoryBlock] {
    var blocks: [StoryBlock] = []
    var waiting = photographs[...]
    var line = range.lowerBound
    while line < range.upperBound {
      if let block = waiting.first, block.lines.lowerBound == line {
        blocks.append(.photograph(block))
        waiting = waiting.dropFirst()
        line = block.lines.upperBound + 1
      } else if lines[line].isBlank {
        line += 1
      } else if let type = furniture[line] {
        blocks.append(.furniture(line: line, type: type))
        line += 1
      } else {
        let end = paragraphEnd(
          from: line, before: waiting.first?.lines.lowerBound ?? range.upperBound)
        blocks.append(block(line...end))
        line = end + 1
      }
    }
    findHeadings(in: &blocks)
    return blocks
  }

  private func paragraphEnd(from line: Int, before limit: Int) -> Int {
    var last = line
    guard layout.wraps else { return last }
    while last + 1 < limit, !lines[last + 1].isBlank, furniture[last + 1] == nil {
      // In a document without blank lines an indent opens a paragraph.
      if lines[last + 1].indent > lines[last].indent + 1, endsSentence(last) { break }
      last += 1
    }
    return last
  }

  private func endsSentence(_ line: Int) -> Bool {
    let last = text[lines[line].end - 1]
    return last == UInt8(ascii: ".") || last == UInt8(ascii: "\"") || last == UInt8(ascii: "?")
      || last == UInt8(ascii: "!") || last == 0x9D
  }

  private func block(_ range: ClosedRange<Int>) -> StoryBlock {
    guard range.count == 1 else { return .paragraph(range) }
    let line = range.lowerBound
    let content = lines[line].content
    guard content.count <= 300 else { return .paragraph(range) }
    if content.count <= 40, rules.endHashes.contains(LineRules.foldedHash(of: text[content])),
      rules.wholeEnds.contains(text.string(content).lowercased())
    {
      return .note(line: line, type: "end")
    }
    for (type, phrases) in rules.metaBeginnings {
      for phrase in phrases
      where phrase.first == text[content.lowerBound] && text[content].starts(with: phrase) {
        // `By 2019 the harbour was full.` is prose.
        let isProse = phrase.last == UInt8(ascii: " ") || isLetter(phrase.last ?? 0)
        if isProse, type != "editorial", content.count > 80 || endsSentence(line) { continue }
        return .note(line: line, type: type)
      }
    }
    return .paragraph(range)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  // A heading is short, stands alone, and has a paragraph after it.
  private func findHeadings(in blocks: inout [StoryBlock]) {
    for index in blocks.indices {
      guard case .paragraph(let range) = blocks[index], range.count == 1 else { continue }
      let line = range.lowerBound
      if headings[lines[line].contentStart] != nil {
        blocks[index] = .heading(line: line)
        continue
      }
      guard isAlone(line), HeadingShape(lines[line].content, in: text).isHeading else { continue }
      var next = index + 1
      while next < blocks.count {
        switch blocks[next] {
        case .furniture, .photograph, .note: next += 1; continue
        default: break
        }
        break
      }
      guard next < blocks.count, case .paragraph(let following) = blocks[next],
        !HeadingShape(content(following), in: text).isHeading
      else { continue }
      blocks[index] = .heading(line: line)
    }
  }

  private func content(_ range: ClosedRange<Int>) -> Range<Int> {
    lines[range.lowerBound].contentStart..<lines[range.upperBound].end
  }

  private func isAlone(_ line: Int) -> Bool {
    (line == 0 || lines[line - 1].isBlank || furniture[line - 1] != nil)
      && (line + 1 >= lines.count || lines[line + 1].isBlank || furniture[line + 1] != nil)
  }
}
