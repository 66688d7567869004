/// Times of captions: `00:01:02.345 --> 00:01:05.000`.
enum CaptionTime {
  /// When a cue begins and ends, in milliseconds.
  struct Timing: Hashable, Sendable {
    var start: Int
    var end: Int
  }

  /// The timing that a line is, settings behind it set aside; `nil` where it is none.
  ///
  /// WebVTT has a full stop before the milliseconds and may leave out the hours; SubRip has a comma.
  /// Both are taken in either format.
  static func timing(of line: ArraySlice<UInt8>) -> Timing? {
    guard let arrow = arrow(in: line) else { return nil }
    let before = line[..<arrow]
    let after = line[(arrow + 3)...].drop(while: isASCIISpace).prefix { !isASCIISpace($0) }
    guard let start = milliseconds(trimmed(before)), let end = milliseconds(after) else {
      return nil
    }
    return Timing(start: start, end: end)
  }

  /// Where `-->` stands in a line.
  static func arrow(in line: ArraySlice<UInt8>) -> Int? {
    var index = line.startIndex
    while index + 2 < line.endIndex {
      if line[index] == UInt8(ascii: "-"), line[index + 1] == UInt8(ascii: "-"),
        line[index + 2] == UInt8(ascii: ">")
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The time that `text` is: hours, if any, minutes, seconds and a fraction.
  static func milliseconds(_ text: ArraySlice<UInt8>) -> Int? {
    // Most of what might be a time begins otherwise.
    guard let first = text.first, isDigit(first) else { return nil }
    // Hours and minutes.
    var numbers = (count: 0, last: 0, minutes: 0)
    var digits = 0
    var number = 0
    var fraction: Int?
    for byte in text {
      switch byte {
      case UInt8(ascii: ":") where digits > 0 && fraction == nil && numbers.count < 2:
        numbers = (numbers.count + 1, number, numbers.minutes * 60 + number)
        (number, digits) = (0, 0)
      case UInt8(ascii: ".") where digits > 0 && fraction == nil,
        UInt8(ascii: ",") where digits > 0 && fraction == nil:
        fraction = number
        (number, digits) = (0, 0)
      case _ where isDigit(byte):
        // More than three digits of a fraction say nothing that a caption needs.
        if fraction == nil || digits < 3 {
          number = min(number * 10 + Int(byte - 0x30), 1_000_000)
          digits += 1
        }
      default: return nil
      }
    }
    guard digits > 0, numbers.count > 0 else { return nil }
    var thousandths = 0
    if let whole = fraction {
      thousandths = number
      for _ in digits..<3 { thousandths *= 10 }
      number = whole
    }
    guard number < 60, numbers.last < 60 else { return nil }
    return (numbers.minutes * 60 + number) * 1000 + thousandths
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.drop(while: isASCIISpace)
    guard let last = start.lastIndex(where: { !isASCIISpace($0) }) else { return start.prefix(0) }
    return start[...last]
  }

  /// A time as TEI's `interval` has it: seconds, without zeros at the end.
  static func seconds(_ milliseconds: Int) -> String {
    let whole = String(milliseconds / 1000)
    var fraction = milliseconds % 1000
    if fraction == 0 { return whole }
    var width = 3
    while fraction % 10 == 0 { (fraction, width) = (fraction / 10, width - 1) }
    let digits = String(fraction)
    return whole + "." + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
