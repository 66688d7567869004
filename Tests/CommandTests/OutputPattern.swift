/// Expected output, in which `…` stands for any text in a line and a line `...` for any lines.
struct OutputPattern {
  let lines: [Substring]

  init(_ expected: String) {
    lines = expected.split(separator: "\n", omittingEmptySubsequences: false)
  }

  func matches(_ output: String) -> Bool {
    Self.match(lines[...], output.split(separator: "\n", omittingEmptySubsequences: false)[...])
  }

  private static func match(
    _ expected: ArraySlice<Substring>, _ lines: ArraySlice<Substring>
  ) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    if first == "..." {
      return (lines.startIndex...lines.endIndex).contains {
        match(expected.dropFirst(), lines[$0...])
      }
    }
    guard let line = lines.first, matches(line, first) else { return false }
    return match(expected.dropFirst(), lines.dropFirst())
  }

  private static func matches(_ line: Substring, _ expected: Substring) -> Bool {
    let pieces = expected.split(separator: "…", omittingEmptySubsequences: false)
    guard pieces.count > 1, let head = pieces.first, let tail = pieces.last else {
      return line == expected
    }
    guard line.hasPrefix(head) else { return false }
    var rest = line.dropFirst(head.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(tail)
  }
}
