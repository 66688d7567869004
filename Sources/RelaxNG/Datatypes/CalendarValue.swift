/// A value of `dateTime` and its relatives (XML Schema part 2, §3.2.7 to §3.2.14).
struct CalendarValue: Hashable, Sendable {
  /// Seconds from the beginning of year 1, in UTC where there is a time zone.
  private(set) var seconds: Int64 = 0
  /// What is left of the seconds: digits without trailing zeros.
  private(set) var fraction: [UInt8] = []
  private(set) var hasZone = false

  private struct Cursor {
    let bytes: [UInt8]
    var offset = 0

    var isAtEnd: Bool { offset == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: scalar) else { return false }
      offset += 1
      return true
    }

    /// Exactly two digits.
    mutating func two() -> Int? {
      guard offset + 1 < bytes.count else { return nil }
      let (one, two) = (bytes[offset], bytes[offset + 1])
      guard one >= 0x30, one <= 0x39, two >= 0x30, two <= 0x39 else { return nil }
      offset += 2
      return Int(one - 0x30) * 10 + Int(two - 0x30)
    }

    /// At least four digits, no superfluous zero, not year 0.
    mutating func year() -> Int? {
      let isNegative = take("-")
      let start = offset
      var value = 0
      while offset < bytes.count, bytes[offset] >= 0x30, bytes[offset] <= 0x39 {
        // Beyond some ten billion years the calendar is not reckoned with, only the form.
        if value < 10_000_000_000 { value = value * 10 + Int(bytes[offset] - 0x30) }
        offset += 1
      }
      let digits = offset - start
      guard digits >= 4, digits == 4 || bytes[start] != 0x30, value != 0 else { return nil }
      return isNegative ? -value : value
    }
  }

  /// Reads a collapsed value of `type`, which is one of the calendar types; `nil` if it is none.
  init?(_ bytes: Span<UInt8>, type: BuiltInType) {
    var cursor = Cursor(bytes: [UInt8](copying: bytes))
    // Where a part is not said, a leap year and a month of 31 days, so that every day is possible.
    var (year, month, day) = (2000, 1, 1)
    switch type {
    case .dateTime, .date, .gYearMonth, .gYear:
      guard let read = cursor.year() else { return nil }
      year = read
    case .gMonthDay, .gMonth, .gDay:
      guard cursor.take("-"), cursor.take("-") else { return nil }
    default: break
    }
    switch type {
    case .dateTime, .date, .gYearMonth:
      guard cursor.take("-"), let read = cursor.two() else { return nil }
      month = read
    case .gMonthDay, .gMonth:
      guard let read = cursor.two() else { return nil }
      month = read
    default: break
    }
    switch type {
    case .dateTime, .date, .gMonthDay, .gDay:
      guard cursor.take("-"), let read = cursor.two() else { return nil }
      day = read
    default: break
    }
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day) else {
      return nil
    }
    var clock: Int64 = 0
    if type == .dateTime, !cursor.take("T") { return nil }
    if type == .dateTime || type == .time {
      guard let read = Self.clock(&cursor, fraction: &fraction) else { return nil }
      clock = read
    }
    guard let zone = Self.zone(&cursor, isThere: &hasZone), cursor.isAtEnd else { return nil }
    // Times are ordered as moments of one arbitrary day (§3.2.8).
    seconds = Self.day(year, month, day) * 86400 + clock - zone
  }

  private static func clock(_ cursor: inout Cursor, fraction: inout [UInt8]) -> Int64? {
    guard let hours = cursor.two(), cursor.take(":"), let minutes = cursor.two(), cursor.take(":"),
      let seconds = cursor.two(), hours <= 24, minutes <= 59, seconds <= 59
    else { return nil }
    if cursor.take(".") {
      let start = cursor.offset
      while cursor.offset < cursor.bytes.count, cursor.bytes[cursor.offset] >= 0x30,
        cursor.bytes[cursor.offset] <= 0x39
      {
        fraction.append(cursor.bytes[cursor.offset])
        cursor.offset += 1
      }
      guard cursor.offset > start else { return nil }
      while fraction.last == 0x30 { fraction.removeLast() }
    }
    // 24:00:00 is the first moment of the next day (§3.2.7, second edition).
    if hours == 24, minutes != 0 || seconds != 0 || !fraction.isEmpty { return nil }
    return Int64(hours * 3600 + minutes * 60 + seconds)
  }

  private static func zone(_ cursor: inout Cursor, isThere: inout Bool) -> Int64? {
    if cursor.isAtEnd { return 0 }
    isThere = true
    if cursor.take("Z") { return 0 }
    let isNegative = cursor.take("-")
    guard isNegative || cursor.take("+"), let hours = cursor.two(), cursor.take(":"),
      let minutes = cursor.two(), minutes <= 59, hours < 14 || (hours == 14 && minutes == 0)
    else { return nil }
    let offset = Int64(hours * 3600 + minutes * 60)
    return isNegative ? -offset : offset
  }

  private static func isLeap(_ year: Int) -> Bool {
    // There is no year 0: the year before 1 is -1, and a leap year.
    let astronomical = year < 0 ? year + 1 : year
    return astronomical % 4 == 0 && (astronomical % 100 != 0 || astronomical % 400 == 0)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  /// The number of days from 0001-01-01, in the calendar that has no year 0.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let astronomical = year < 0 ? year + 1 : year
    let before = astronomical - 1
    func floored(_ divisor: Int) -> Int {
      before >= 0 ? before / divisor : -((-before + divisor - 1) / divisor)
    }
    var result = before * 365 + floored(4) - floored(100) + floored(400)
    for earlier in 1..<max(month, 1) { result += days(in: earlier, of: year) }
    return Int64(result + day - 1)
  }

  /// -1, 0 or 1; `nil` where only one has a time zone and they lie too near each other (§3.2.7.4).
  static func compare(_ first: Self, _ second: Self) -> Int? {
    func plain(_ one: Self, _ two: Self, shift: Int64 = 0) -> Int {
      if one.seconds != two.seconds + shift { return one.seconds < two.seconds + shift ? -1 : 1 }
      if one.fraction == two.fraction { return 0 }
      return one.fraction.lexicographicallyPrecedes(two.fraction) ? -1 : 1
    }
    if first.hasZone == second.hasZone { return plain(first, second) }
    if !first.hasZone { return compare(second, first).map { -$0 } }
    if plain(first, second, shift: -14 * 3600) < 0 { return -1 }
    if plain(first, second, shift: 14 * 3600) > 0 { return 1 }
    return nil
  }
}
