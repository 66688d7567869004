/// A number printed before a line.
struct LineNumber: Sendable {
  /// The index of the line.
  var line: Int
  /// Its digits.
  var range: Range<Int>
}

/// Sets the numbers aside that are printed before the lines of a page, as courts do: 1 to 25, then 1
/// again.
///
/// They are numbers of lines only where most lines have one and each follows from the one before;
/// `nil` where they are not.
func settingNumbersAside(
  _ lines: [Line], of text: [UInt8]
) -> (lines: [Line], numbers: [LineNumber])? {
  let filled = lines.count { !$0.isBlank }
  let candidates = lines.count { !$0.isBlank && isDigit(text[$0.contentStart]) }
  guard candidates >= 8, candidates * 10 >= filled * 6 else { return nil }
  var result = lines
  var numbers: [LineNumber] = []
  var previous = 0
  for index in lines.indices where !lines[index].isBlank {
    guard let (value, end) = lineNumber(lines[index], text) else { continue }
    if value == previous + 1 || value == 1 {
      var start = end
      while start < lines[index].end, isASCIISpace(text[start]) { start += 1 }
      numbers.append(LineNumber(line: index, range: lines[index].contentStart..<end))
      result[index].contentStart = start
    }
    previous = value
  }
  return numbers.count * 10 >= filled * 6 ? (result, numbers) : nil
}

/// The number that a line begins with, set off by white space or alone.
private func lineNumber(_ line: Line, _ text: [UInt8]) -> (value: Int, end: Int)? {
  var value = 0
  var end = line.contentStart
  while end < line.end, isDigit(text[end]), end - line.contentStart < 3 {
    value = value * 10 + Int(text[end] - UInt8(ascii: "0"))
    end += 1
  }
  guard end > line.contentStart, value > 0, value <= 60, end == line.end || isASCIISpace(text[end])
  else { return nil }
  return (value, end)
}
