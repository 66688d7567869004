/// Finds dates as they are printed, and tells them as ISO 8601 does.
enum DateReader {
  /// A date found in a line.
  struct Found: Hashable, Sendable {
    /// `2020-01-31`.
    var iso: String
    /// The words that say so.
    var printed: String
    /// Whether the line says nothing else.
    var coversLine: Bool
    /// Whether it is the date of the text, and not of what the text tells about.
    var isOfPublication = false
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Whether there may be a date in a line: all of them have a year, which is a word with four digits.
  static func mayBeIn(_ line: some Sequence<UInt8>) -> Bool {
    var digits = 0
    for byte in line {
      if isDigit(byte) {
        digits += 1
        if digits == 4 { return true }
      } else if byte == 0x20 || byte == 0x09 || byte >= 0x80 {
        // A no-break space, and any other letter that could end a word.
        digits = byte == 0xA0 || byte < 0x80 ? 0 : digits
      }
    }
    return false
  }

  /// The first date in `line`: `May 28, 2009`, `28 May 2009`, `Jan. 31, 2020`, `2009-05-28`.
  static func date(in line: String) -> Found? {
    guard mayBeIn(line.utf8) else { return nil }
    let words = line.split(
      bytes: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") },
      characters: { $0 == " " || $0 == "\t" || $0 == "\u{A0}" })
    for index in words.indices {
      guard let (iso, length) = date(at: index, in: words) else { continue }
      let first = words[index].startIndex
      let last = words[index + length - 1]
      let strip: (Substring) -> Bool = { weekdays.contains($0.lowercased().filter(\.isLetter)) }
      let before = words[..<index].filter { !strip($0) }
      let isAlone = before.isEmpty && words[(index + length)...].allSatisfy(isTime)
      var printed = String(line[first..<last.endIndex])
      while let character = printed.last, !character.isNumber { printed.removeLast() }
      while let character = printed.first, !character.isLetter, !character.isNumber {
        printed.removeFirst()
      }
      return Found(iso: iso, printed: printed, coversLine: isAlone)
    }
    return nil
  }

  /// Whether a line names a day, be it in a form that leaves open which number is the month's.
  static func isIn(_ line: String) -> Bool {
    mayBeIn(line.utf8)
      && (date(in: line) != nil || line.split { $0.isWhitespace }.contains(where: isNumeric))
  }

  /// Whether a word is a date in numbers: `03/14/2023`, `14.3.2023`.
  private static func isNumeric(_ word: Substring) -> Bool {
    guard
      word.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") })
    else { return false }
    let parts = word.split(
      separator: word.contains("/") ? "/" : ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else { return false }
    return (1...2).contains(parts[0].count) && (1...2).contains(parts[1].count)
      && parts[2].count == 4
  }

  /// A date in numbers where it is plain which is the month's: the year is last, the day above 12 or
  /// parted by full stops.
  private static func numeric(_ word: Substring) -> String? {
    guard isNumeric(word) else { return nil }
    let numbers = word.split { $0 == "/" || $0 == "." }.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    if word.contains(".") || numbers[0] > 12 || numbers[0] == numbers[1] {
      return iso(numbers[2], numbers[1], numbers[0])
    }
    return numbers[1] > 12 ? iso(numbers[2], numbers[0], numbers[1]) : nil
  }

  /// Whether a word tells the time of day: `1:30`, `p.m.`, `EST`, `at`, `(local`.
  private static func isTime(_ word: Substring) -> Bool {
    let bare = word.lowercased().filter { $0.isLetter || $0.isNumber }
    if bare.isEmpty { return true }
    if bare.first?.isNumber ?? false {
      return bare.count <= 6 && bare.filter(\.isNumber).count <= 4
        && (bare.allSatisfy(\.isNumber) || bare.hasSuffix("am") || bare.hasSuffix("pm"))
    }
    return ["am", "pm", "at", "to", "noon", "local", "time", "hrs", "hours", "oclock"].contains(
      bare)
      || ((2...4).contains(bare.count) && bare.hasSuffix("t")
        && word.allSatisfy { !$0.isLowercase })
      || bare == "gmt" || bare == "utc"
  }

  private static func date(at index: Int, in words: [Substring]) -> (iso: String, length: Int)? {
    if words[index].utf8.contains(UInt8(ascii: "-")) {
      let parts = bare(words[index]).split(separator: "-")
      if parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
        let day = Int(parts[2])
      {
        return iso(year, month, day).map { ($0, 1) }
      }
    }
    if words[index].utf8.first.map(isDigit) ?? false, let iso = numeric(words[index]) {
      return (iso, 1)
    }
    // The year is the third word, and a number of four digits.
    guard index + 2 < words.count, words[index + 2].utf8.count(where: isDigit) == 4 else {
      return nil
    }
    let bare = bare(words[index])
    let second = words[index + 1].filter { $0.isLetter || $0.isNumber }
    let third = words[index + 2].filter { $0.isNumber }
    guard third.count == 4, let year = Int(third) else { return nil }
    if let month = month(bare), let day = day(second) {
      return iso(year, month, day).map { ($0, 3) }
    }
    if let day = day(bare), let month = month(second) {
      return iso(year, month, day).map { ($0, 3) }
    }
    return nil
  }

  /// A word without its punctuation.
  private static func bare(_ word: Substring) -> String {
    if word.utf8.allSatisfy({ isLowerCaseASCII($0 | 0x20) || isDigit($0) }) { return String(word) }
    return word.filter { $0.isLetter || $0.isNumber || $0 == "-" }
  }

  private static func month(_ word: String) -> Int? {
    let lower = word.lowercased()
    guard lower.count >= 3 else { return nil }
    return months.firstIndex { $0 == lower || ($0.hasPrefix(lower) && lower.count <= 4) }
      .map { $0 + 1 }
  }

  private static func day(_ word: String) -> Int? {
    let digits = word.prefix { $0.isNumber }
    let rest = word.dropFirst(digits.count).lowercased()
    guard rest.isEmpty || ["st", "nd", "rd", "th"].contains(rest) else { return nil }
    return Int(digits)
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int) -> String? {
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[month - 1]).contains(day), year > 0 else {
      return nil
    }
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
