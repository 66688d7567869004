/// A value of `duration` (XML Schema part 2, §3.2.6): months and seconds do not convert.
struct DurationValue: Hashable, Sendable {
  private(set) var months: Int64 = 0
  private(set) var seconds: Int64 = 0
  private(set) var fraction: [UInt8] = []
  private(set) var isNegative = false

  init?(_ bytes: Span<UInt8>) {
    var offset = 0
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") {
      isNegative = true
      offset += 1
    }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "P") else { return nil }
    offset += 1
    var inTime = false
    // The place of the last designator in "YMD" or "HMS", for they come in this order.
    var stage = 0
    var parts = 0
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "T") {
        guard !inTime else { return nil }
        inTime = true
        stage = 0
        parts = 0
        offset += 1
        continue
      }
      guard let number = Self.number(bytes, &offset), offset < bytes.count else { return nil }
      var decimals: [UInt8] = []
      if inTime, bytes[offset] == UInt8(ascii: ".") {
        offset += 1
        while offset < bytes.count, bytes[offset] >= 0x30, bytes[offset] <= 0x39 {
          decimals.append(bytes[offset])
          offset += 1
        }
        guard !decimals.isEmpty, offset < bytes.count, bytes[offset] == UInt8(ascii: "S") else {
          return nil
        }
      }
      guard let next = add(number, designator: bytes[offset], inTime: inTime), next > stage else {
        return nil
      }
      while decimals.last == 0x30 { decimals.removeLast() }
      fraction = decimals
      stage = next
      parts += 1
      offset += 1
    }
    guard parts > 0 else { return nil }
    if months == 0, seconds == 0, fraction.isEmpty { isNegative = false }
  }

  private static func number(_ bytes: Span<UInt8>, _ offset: inout Int) -> Int64? {
    let start = offset
    var value: Int64 = 0
    while offset < bytes.count, bytes[offset] >= 0x30, bytes[offset] <= 0x39 {
      // Larger numbers are valid, and longer than anything that they are compared with.
      if value < 100_000_000_000 { value = value * 10 + Int64(bytes[offset] - 0x30) }
      offset += 1
    }
    return offset > start ? value : nil
  }

  /// Adds a part and returns its place in the order of parts.
  private mutating func add(_ number: Int64, designator: UInt8, inTime: Bool) -> Int? {
    switch (designator, inTime) {
    case (UInt8(ascii: "Y"), false):
      months += number * 12
      return 1
    case (UInt8(ascii: "M"), false):
      months += number
      return 2
    case (UInt8(ascii: "D"), false):
      seconds += number * 86400
      return 3
    case (UInt8(ascii: "H"), true):
      seconds += number * 3600
      return 1
    case (UInt8(ascii: "M"), true):
      seconds += number * 60
      return 2
    case (UInt8(ascii: "S"), true):
      seconds += number
      return 3
    default: return nil
    }
  }

  /// -1, 0 or 1; `nil` where months and days leave it open (§3.2.6.2): the durations are added to
  /// four dates that have the shortest and the longest months behind them.
  static func compare(_ first: Self, _ second: Self) -> Int? {
    var result: Int?
    for start in [(1696, 9), (1697, 2), (1903, 3), (1903, 7)] {
      let (one, two) = (first.end(from: start), second.end(from: start))
      let order: Int
      if one.0 != two.0 {
        order = one.0 < two.0 ? -1 : 1
      } else if one.1 == two.1 {
        order = 0
      } else {
        order = (one.1 < two.1) ? -1 : 1
      }
      if let known = result, known != order { return nil }
      result = order
    }
    return result
  }

  /// Seconds from the year 0, and the fraction as a part of one.
  private func end(from start: (year: Int, month: Int)) -> (Int64, Double) {
    let sign: Int64 = isNegative ? -1 : 1
    let month = Int64(start.year) * 12 + Int64(start.month - 1) + sign * months
    var year = month / 12
    var rest = month % 12
    if rest < 0 {
      year -= 1
      rest += 12
    }
    // Days from 0000-03-01, so that the leap day comes last.
    let shifted = rest < 2 ? year - 1 : year
    let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((rest + 10) % 12) + 2) / 5
    let days = era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    var part = 0.0
    for digit in fraction.reversed() { part = (part + Double(digit - 0x30)) / 10 }
    return (days * 86400 + sign * seconds, Double(sign) * part)
  }
}
