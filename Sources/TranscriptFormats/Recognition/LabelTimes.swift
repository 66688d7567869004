import Transcripts

/// The moments that the time codes of labels name, as a timeline.
struct LabelTimes {
  private let text: [UInt8]
  private let documentID: String
  /// All moments in seconds as printed, in the order of the document, and their numbers from 1.
  private var seconds: [String] = []
  private var numbers: [String: Int] = [:]

  /// Reads the time codes of the labels from the paragraph at `start` on.
  init(of labels: ParagraphLabels, from start: Int, in text: [UInt8], documentID: String) {
    self.text = text
    self.documentID = documentID
    labels.forEach(from: start) { label in
      guard let time = label.time, let second = second(time), numbers[second] == nil else { return }
      seconds.append(second)
      numbers[second] = seconds.count
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
    ElementID(rawValue: "\(documentID).t\(number)")
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
