/// Finds labels inside a paragraph: two turns that share a line.
///
/// Only a name in capitals that opens paragraphs of the document elsewhere is one, with its colon and
/// behind the end of a sentence.
struct InnerLabels {
  private let text: [UInt8]
  private let scanner: LabelScanner
  /// The names of labels in capitals that open paragraphs.
  private let names: Set<String>
  private let colon = ByteFinder(":")

  /// The furthest that a label begins before its colon, in bytes.
  private static let reach = 80

  init(text: [UInt8], scanner: LabelScanner, labels: ParagraphLabels) {
    self.text = text
    self.scanner = scanner
    let names = labels.indices.mapStretches { stretch in
      var names: Set<String> = []
      // Most labels are printed as the last of their name was.
      var last: [Range<Int>?] = []
      labels.forEach(in: stretch) { label in
        guard label.form == .capitals, label.name == nil else { return }
        while last.count <= label.facts { last.append(nil) }
        if let last = last[label.facts], text.isSame(last, label.core) { return }
        last[label.facts] = label.core
        names.insert(text.string(label.core))
      }
      return names
    }
    self.names = names.reduce(into: []) { $0.formUnion($1) }
  }

  /// Whether any may be found at all.
  var areThere: Bool { !names.isEmpty }

  /// The labels in `range`, which does not begin with one.
  func labels(in range: Range<Int>) -> [LabelCandidate] {
    var found: [LabelCandidate] = []
    var index = range.lowerBound
    while true {
      let place = colon.first(in: text.span, from: index, to: range.upperBound)
      guard place < range.upperBound else { return found }
      index = place + 1
      guard place > range.lowerBound,
        isUpperCaseASCII(text[place - 1]) || text[place - 1] == UInt8(ascii: ")")
      else { continue }
      let floor = found.last?.label.upperBound ?? range.lowerBound
      if let label = label(endingAt: place, floor: floor, end: range.upperBound) {
        found.append(label)
      }
    }
  }

  /// The label whose colon stands at `place`: the longest that a name of the document is.
  private func label(endingAt place: Int, floor: Int, end: Int) -> LabelCandidate? {
    var start = place
    if text[place - 1] == UInt8(ascii: ")") {
      guard let open = text[max(floor, place - Self.reach)..<place].lastIndex(of: UInt8(ascii: "("))
      else { return nil }
      start = open
    }
    while start > max(floor, place - Self.reach), !isLowerCaseASCII(text[start - 1]) { start -= 1 }
    while start < place {
      if isOpening(start, floor), let label = scanner.candidate(at: start, end: end),
        label.form == .capitals, label.core.upperBound <= place, place < label.label.upperBound,
        names.contains(text.string(label.core))
      {
        return label
      }
      start += 1
    }
    return nil
  }

  /// Whether a sentence may have ended before `start`, with white space behind it.
  private func isOpening(_ start: Int, _ floor: Int) -> Bool {
    guard start > floor, isUpperCaseASCII(text[start]) else { return false }
    var before = start
    while before > floor, isASCIISpace(text[before - 1]) || text[before - 1] == 0xA0 {
      before -= text[before - 1] == 0xA0 ? 2 : 1
    }
    guard before < start, before > floor else { return false }
    switch text[before - 1] {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ")"),
      UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "-"):
      return true
    default: return text[before - 1] >= 0x80
    }
  }
}
