/// A decimal number of any precision: a sign and digits without superfluous zeros.
struct DecimalValue: Hashable, Sendable {
  private(set) var isNegative = false
  /// The digits before the point, without leading zeros.
  private(set) var whole: [UInt8] = []
  /// The digits behind the point, without trailing zeros.
  private(set) var fraction: [UInt8] = []

  /// Whether `bytes` are a decimal (XML Schema part 2, §3.2.3), or an integer where no point is
  /// allowed.
  static func isLexical(_ bytes: Span<UInt8>, allowsPoint: Bool) -> Bool {
    var offset = 0
    if offset < bytes.count,
      bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-")
    {
      offset += 1
    }
    var digits = 0
    var points = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
      } else if byte == UInt8(ascii: "."), allowsPoint, points == 0 {
        points = 1
      } else {
        return false
      }
      offset += 1
    }
    return digits > 0
  }

  init?(_ bytes: Span<UInt8>, allowsPoint: Bool = true) {
    guard Self.isLexical(bytes, allowsPoint: allowsPoint) else { return nil }
    var behindPoint = false
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        behindPoint = true
      } else if byte == UInt8(ascii: "-") {
        isNegative = true
      } else if byte != UInt8(ascii: "+") {
        if behindPoint {
          fraction.append(byte)
        } else if byte != 0x30 || !whole.isEmpty {
          whole.append(byte)
        }
      }
    }
    while fraction.last == 0x30 { fraction.removeLast() }
    if whole.isEmpty, fraction.isEmpty { isNegative = false }
  }

  /// The number of digits that `totalDigits` counts.
  var totalDigits: Int {
    if !whole.isEmpty { return whole.count + fraction.count }
    return fraction.count - (fraction.firstIndex { $0 != 0x30 } ?? fraction.count)
  }

  static func compare(_ first: Self, _ second: Self) -> Int {
    if first.isNegative != second.isNegative { return first.isNegative ? -1 : 1 }
    let order = compareMagnitudes(first, second)
    return first.isNegative ? -order : order
  }

  private static func compareMagnitudes(_ first: Self, _ second: Self) -> Int {
    if first.whole.count != second.whole.count {
      return first.whole.count < second.whole.count ? -1 : 1
    }
    for (one, two) in zip(first.whole, second.whole) where one != two { return one < two ? -1 : 1 }
    for (one, two) in zip(first.fraction, second.fraction) where one != two {
      return one < two ? -1 : 1
    }
    return first.fraction.count == second.fraction.count
      ? 0 : first.fraction.count < second.fraction.count ? -1 : 1
  }
}
