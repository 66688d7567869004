import Transcripts

/// The moments that the time codes of labels name, as a timeline.
struct LabelTimes {
  private let text: [UInt8]
  private let documentID: String
  /// All moments in seconds as printed, in the order of the document, and their numbers from 1.
  private var seconds: [String] = []
  private var numbers: [String: Int] = [:]

  /// Reads the time codes of the labels from the paragraph at `start` on, and those of marks.
  init(
    of labels: ParagraphLabels, from start: Int, in text: [UInt8], documentID: String,
    withMarks: Bool
  ) {
    self.text = text
    self.documentID = documentID
    var marked = withMarks ? Self.marked(in: text)[...] : []
    labels.forEach(from: start) { label in
      while let mark = marked.first, mark.lowerBound < label.label.lowerBound {
        add(marked.removeFirst())
      }
      if let time = label.time { add(time) }
    }
    for time in marked { add(time) }
  }

  private mutating func add(_ time: Range<Int>) {
    guard let second = second(time), numbers[second] == nil else { return }
    seconds.append(second)
    numbers[second] = seconds.count
  }

  /// The time codes that stand at the end of brackets: `[inaudible 00:25]`.
  private static func marked(in text: [UInt8]) -> [Range<Int>] {
    text.indices.mapStretches(of: 1 << 20) { marked(in: $0, of: text) }.flatMap(\.self)
  }

  private static func marked(in range: Range<Int>, of text: [UInt8]) -> [Range<Int>] {
    let closers = ByteFinder(")", "]", ")", "]")
    var found: [Range<Int>] = []
    var index = range.lowerBound
    while true {
      let close = closers.first(in: text.span, from: index, to: range.upperBound)
      if close == range.upperBound { return found }
      index = close + 1
      guard close >= 4, isDigit(text[close - 1]), isDigit(text[close - 2]) else { continue }
      var begin = close
      while begin > 0, isDigit(text[begin - 1]) || ":.".utf8.contains(text[begin - 1]) {
        begin -= 1
      }
      guard begin > 0, isDigit(text[begin]), text[begin..<close].contains(UInt8(ascii: ":")),
        isASCIISpace(text[begin - 1]) || text[begin - 1] == UInt8(ascii: "[")
          || text[begin - 1] == UInt8(ascii: "(")
      else { continue }
      found.append(begin..<close)
    }
  }

  /// The timeline, if any label has a time.
  var timeline: Node? {
    guard !seconds.isEmpty else { return nil }
    let origin = identifier(0)
    var points: [Node] = [.timePoint(TimePoint(id: origin))]
    for (index, second) in seconds.enumerated() {
      points.append(
        .timePoint(
          TimePoint(id: identifier(index + 1), interval: second, since: Pointers(to: origin))))
    }
    return .timeline(Timeline(unit: "s", origin: Pointers(to: origin), content: points))
  }

  /// The moment that a printed time code names.
  func pointer(to time: Range<Int>) -> Pointers? {
    second(time).flatMap { numbers[$0] }.map { Pointers(to: identifier($0)) }
  }

  private func identifier(_ number: Int) -> ElementID {
    ElementID(documentID, ".t", number)
  }

  /// Seconds of a time code, brackets set aside: `01:02:03.5` is `3723.5`.
  private func second(_ time: Range<Int>) -> String? {
    var whole = 0
    var part = 0
    var fraction: String?
    for byte in text[time] {
      switch byte {
      case UInt8(ascii: ":"):
        whole = (whole + part) * 60
        part = 0
      case UInt8(ascii: "."), UInt8(ascii: ","): fraction = ""
      case _ where isDigit(byte):
        if fraction == nil {
          part = part * 10 + Int(byte - UInt8(ascii: "0"))
        } else {
          fraction?.unicodeScalars.append(UnicodeScalar(byte))
        }
      default: break
      }
    }
    let total = String(whole + part)
    guard let fraction, !fraction.isEmpty else { return total }
    return "\(total).\(fraction)"
  }
}
