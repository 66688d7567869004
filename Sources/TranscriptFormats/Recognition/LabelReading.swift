/// The paragraphs of a document and the labels that open them, decided in two passes: the first
/// collects evidence, the second decides.
struct LabelReading {
  /// A candidate whose reading is not beyond doubt.
  struct Doubt {
    var candidate: LabelCandidate
    /// The index of its line.
    var line: Int
    /// Why it was not read as a label; `nil` where it was.
    var objection: String?
  }

  private(set) var paragraphs: [SourceParagraph]
  /// The label of each paragraph that has one.
  private(set) var labels: ParagraphLabels
  private(set) var evidence: LabelEvidence
  private(set) var doubts: [Doubt] = []

  private let text: [UInt8]
  private let lines: [Line]
  private let scanner: LabelScanner

  init(
    text: [UInt8], lines: [Line], classifier: LineClassifier, vocabulary: LabelVocabulary,
    markup: SourceMarkup = SourceMarkup()
  ) {
    self.text = text
    self.lines = lines
    let scanner = LabelScanner(text: text, vocabulary: vocabulary)
    self.scanner = scanner
    paragraphs = ParagraphScanner(text: text, lines: lines)
      .paragraphs(from: 0) { line in
        switch scanner.candidate(at: line.contentStart, end: line.end)?.form {
        case .capitals, .mixed, .letter, .court, .fullStop: true
        case .mixedFullStop, .bare, .marked, nil: false
        }
      }
    evidence = LabelEvidence(text: text, vocabulary: vocabulary)
    labels = ParagraphLabels(of: paragraphs) { paragraph in
      let line = lines[paragraph.lines.lowerBound]
      let candidate = scanner.candidate(
        at: paragraph.content.lowerBound, end: line.end, markup: markup)
      let isFurniture = candidate?.form == .bare && classifier.kind(of: line.content) != nil
      return isFurniture ? nil : candidate
    }
    evidence.add(paragraphs: paragraphs.count)
    for index in labels.indices {
      guard let label = labels[index] else { continue }
      let talks = speaks(after: label, at: index)
      labels.update(at: index) { evidence.add(&$0, talks: talks) }
    }
    evidence.conclude()
    decide()
    mergeRejected()
    dropFieldsOfHead()
    partAtInnerLabels()
  }

  /// Gives the first paragraph a label that the markup of the source implies.
  mutating func labelFirst(_ label: SourceMarkup.Label) {
    var candidate = scanner.candidate(marked: label)
    evidence.add(&candidate, talks: true)
    labels.set(candidate, at: 0)
  }

  /// The index of the paragraph with the first label.
  var first: Int? {
    let index = labels.nextLabelled(from: 0)
    return index < labels.indices.upperBound ? index : nil
  }

  // MARK: Deciding

  private mutating func decide() {
    for index in labels.indices {
      guard let candidate = labels[index] else { continue }
      let objection = evidence.objection(to: candidate)
      let isDoubtful =
        objection == nil
        ? candidate.form == .mixed && evidence.isWeak(candidate) : evidence.isNearMiss(candidate)
      if isDoubtful {
        doubts.append(
          Doubt(
            candidate: candidate, line: paragraphs[index].lines.lowerBound, objection: objection))
      }
      if objection != nil { labels.remove(at: index) }
    }
  }

  /// Puts paragraphs together again that were parted by a label which is none.
  private mutating func mergeRejected() {
    guard
      paragraphs.indices.contains(where: { paragraphs[$0].isParted && !labels.hasLabel(at: $0) })
    else { return }
    var merged: [SourceParagraph] = []
    var kept = ParagraphLabels(reserving: paragraphs.count)
    for index in paragraphs.indices {
      let paragraph = paragraphs[index]
      if paragraph.isParted, !labels.hasLabel(at: index), let last = merged.indices.last,
        !text[paragraph.content].starts(with: "BY ".utf8)
      {
        merged[last].content = merged[last].content.lowerBound..<paragraph.content.upperBound
        merged[last].lines = merged[last].lines.lowerBound..<paragraph.lines.upperBound
      } else {
        merged.append(paragraph)
        kept.append(labels[index])
      }
    }
    paragraphs = merged
    labels = kept
  }

  /// Parts paragraphs that hold further labels: two turns on one line.
  private mutating func partAtInnerLabels() {
    guard let first else { return }
    let inner = InnerLabels(text: text, scanner: scanner, labels: labels)
    guard inner.areThere else { return }
    let (paragraphs, labels) = (paragraphs, labels)
    let stretches = (first..<paragraphs.count).mapStretches { range in
      var found: [(index: Int, labels: [LabelCandidate])] = []
      for index in range {
        let start = labels[index]?.label.upperBound ?? paragraphs[index].content.lowerBound
        let end = paragraphs[index].content.upperBound
        guard start < end else { continue }
        let inside = inner.labels(in: start..<end)
        if !inside.isEmpty { found.append((index, inside)) }
      }
      return found
    }
    let found = Dictionary(uniqueKeysWithValues: stretches.joined().map { ($0.index, $0.labels) })
    if found.isEmpty { return }
    var parted: [SourceParagraph] = []
    var kept = ParagraphLabels(reserving: paragraphs.count)
    for index in paragraphs.indices {
      var rest = paragraphs[index]
      kept.append(labels[index])
      for var next in found[index] ?? [] {
        let start = next.label.lowerBound
        let line = rest.lines.last { lines[$0].start <= start } ?? rest.lines.lowerBound
        parted.append(
          SourceParagraph(
            content: text.trimmedAtEnd(rest.content.lowerBound..<start),
            lines: rest.lines.lowerBound..<line + 1, isParted: rest.isParted))
        evidence.add(&next, talks: true)
        kept.append(next)
        rest.content = start..<rest.content.upperBound
        rest.lines = line..<rest.lines.upperBound
      }
      parted.append(rest)
    }
    self.paragraphs = parted
    self.labels = kept
  }

  /// Takes labels before all others for fields of the head, where no talk follows.
  ///
  /// For example: `President:
  /// Mr. Ndong (Equatorial Guinea)`, `Interviewer: Kate Ivory`, `SUBJECTS: Harbours; housing.`
  private mutating func dropFieldsOfHead() {
    let found = labels.indices.filter { labels.hasLabel(at: $0) }
    guard found.count >= 3 else { return }
    for index in found.prefix(8) {
      guard let label = labels[index], label.form != .letter, !label.isCertain,
        isField(label, at: index) || (evidence.isWeak(label) && isHeading(label))
      else { return }
      labels.remove(at: index)
    }
  }

  /// Whether the words after a label are a name and no sentence.
  private func isField(_ label: LabelCandidate, at index: Int) -> Bool {
    let rest = rest(after: label, at: index)
    guard let first = text[rest].first, first != UInt8(ascii: "("), first != UInt8(ascii: "["),
      rest.count <= 90, !endsLikeTalk(rest) || text[rest.upperBound - 1] == UInt8(ascii: ")")
    else { return false }
    return text.string(rest).split { $0 == " " || $0 == "," || $0 == "(" || $0 == "-" || $0 == "–" }
      .allSatisfy { word in
        guard let first = word.utf8.first else { return true }
        return !isLowerCaseASCII(first) || word.utf8.count <= 3
      }
  }

  /// Whether a label is one word in capitals, as keys of a head are.
  private func isHeading(_ label: LabelCandidate) -> Bool {
    label.form == .capitals && !text[label.core].contains(UInt8(ascii: " "))
      && label.core.count > 3
  }

  // MARK: Talk

  /// Whether what follows a candidate reads like speech.
  private func speaks(after label: LabelCandidate, at index: Int) -> Bool {
    let rest = rest(after: label, at: index)
    guard rest.isEmpty else {
      return beginsLikeTalk(rest, isMixed: label.form == .mixed) && endsLikeTalk(rest)
    }
    // A label on a line of its own: what follows is the next paragraph.
    guard index + 1 < paragraphs.count else { return false }
    if labels[index + 1]?.form == .bare { return false }
    return endsLikeTalk(text.trimmedAtEnd(paragraphs[index + 1].content))
  }

  private func rest(after label: LabelCandidate, at index: Int) -> Range<Int> {
    let end = paragraphs[index].content.upperBound
    var start = min(label.label.upperBound, end)
    while start < end {
      let length = text.lengthOfSpace(at: start)
      if length == 0 { break }
      start += length
    }
    return text.trimmedAtEnd(start..<end)
  }

  /// Whether words begin like talk; after a name in mixed case, prose would quote somebody.
  private func beginsLikeTalk(_ range: Range<Int>, isMixed: Bool) -> Bool {
    guard let byte = text[range].first else { return false }
    if isMixed, byte == UInt8(ascii: "\"") || text[range].starts(with: "“".utf8) { return false }
    return !isLowerCaseASCII(byte) && byte != UInt8(ascii: "$")
  }

  /// Whether words end like a sentence, with a mark, or broken off.
  private func endsLikeTalk(_ range: Range<Int>) -> Bool {
    guard let byte = text[range].last else { return false }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ")"),
      UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: ":"),
      UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "*"):
      return true
    default: return byte >= 0x80
    }
  }
}
