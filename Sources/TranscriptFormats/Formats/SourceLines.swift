public import Diagnostics

/// Which line of its file each part of a text stood on.
///
/// In plain text the lines are those of the file. A format with markup leaves lines out and joins
/// them, so it tells for each run of text where it stood.
public struct SourceLines: Hashable, Sendable {
  /// Where runs begin, ascending.
  private var offsets: [Int] = []
  /// The line of the file, counted from 1, that each begins on.
  private var lines: [Int] = []

  /// Creates the lines of a text that stands in the file as it is.
  public init() {}

  /// Whether the text has the lines of the file.
  public var areThoseOfFile: Bool { offsets.isEmpty }

  /// Notes that what follows `offset` stood on `line`; offsets must ascend.
  mutating func note(_ line: Int, at offset: Int) {
    if lines.last == line { return }
    if let last = offsets.last, last >= offset {
      lines[lines.count - 1] = line
    } else {
      offsets.append(offset)
      lines.append(line)
    }
  }

  /// The line of the byte at `offset`, where the text has not those of the file.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = offsets.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle] <= offset { low = middle } else { high = middle }
    }
    return lines[low]
  }
}

/// Finds the places of a text in its file; made once for many questions.
public struct SourcePlaces: Sendable {
  private let text: [UInt8]
  private let table: LineTable
  private let lines: SourceLines

  /// Creates the places of a text.
  public init(of text: SourceText) {
    self.text = text.utf8
    table = LineTable(of: text.utf8.span)
    lines = text.lines
  }

  /// The line of the file that the byte at `offset` of the text stood on, counted from 1.
  public func line(at offset: Int) -> Int {
    lines.areThoseOfFile ? table.line(at: offset) : lines.line(at: offset)
  }

  /// The place of the byte at `offset` of the text; without a column where there is markup between.
  public func location(at offset: Int, file: String) -> SourceLocation {
    let offset = min(offset, max(0, text.count - 1))
    return lines.areThoseOfFile
      ? table.location(at: offset, in: text.span, file: file)
      : SourceLocation(file: file, line: lines.line(at: offset))
  }
}

/// The lines of a text, by which the recogniser counts, as lines of the file.
struct TextLines {
  private let lines: [Line]
  private let origin: SourceLines

  init(of text: SourceText) {
    self.init(lines: text.lines.areThoseOfFile ? [] : scanLines(text.utf8), origin: text.lines)
  }

  init(lines: [Line], origin: SourceLines) {
    self.lines = lines
    self.origin = origin
  }

  /// The lines of the file that these lines of the text stood on.
  func inFile(_ range: LineRange) -> LineRange {
    if origin.areThoseOfFile { return range }
    return LineRange(inFile(range.first), lastInFile(range.last))
  }

  /// The line of the file that a line of the text begins on.
  func inFile(_ line: Int) -> Int {
    guard !origin.areThoseOfFile, line >= 1, line <= lines.count else { return line }
    return origin.line(at: lines[line - 1].contentStart)
  }

  private func lastInFile(_ line: Int) -> Int {
    guard line >= 1, line <= lines.count else { return line }
    let last = lines[line - 1]
    return origin.line(at: max(last.contentStart, last.end - 1))
  }
}
