/// The parts of links: labels, destinations, titles (§4.7, §6.3).
enum MarkdownLinks {
  /// The index of the bracket that closes the label which opens at `start`.
  static func labelEnd(at start: Int, in text: [UInt8], before end: Int) -> Int? {
    guard start < end, text[start] == UInt8(ascii: "[") else { return nil }
    var index = start + 1
    let limit = min(end, start + 1000)
    while index < limit {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"): return index
      default: index += 1
      }
    }
    return nil
  }

  /// The end of the destination at `start`; `start` itself where it is empty.
  static func destinationEnd(at start: Int, in text: [UInt8], before end: Int) -> Int? {
    var index = start
    if index < end, text[index] == UInt8(ascii: "<") {
      index += 1
      while index < end {
        switch text[index] {
        case UInt8(ascii: "\\"): index += 2
        case UInt8(ascii: "\n"), UInt8(ascii: "<"): return nil
        case UInt8(ascii: ">"): return index + 1
        default: index += 1
        }
      }
      return nil
    }
    var depth = 0
    while index < end {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("):
        depth += 1
        if depth > 32 { return nil }
      case UInt8(ascii: ")"):
        if depth == 0 { return index }
        depth -= 1
      case 0...0x20: return depth == 0 ? index : nil
      default: break
      }
      index += 1
    }
    return depth == 0 ? min(index, end) : nil
  }

  /// The end of the title at `start`.
  static func titleEnd(at start: Int, in text: [UInt8], before end: Int) -> Int? {
    guard start < end else { return nil }
    let closing: UInt8
    switch text[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = text[start]
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return nil
    }
    var index = start + 1
    while index < end {
      if text[index] == UInt8(ascii: "\\") {
        index += 2
      } else if text[index] == closing {
        return index + 1
      } else {
        index += 1
      }
    }
    return nil
  }

  /// The end of `(destination "title")`, which opens at `start`.
  static func inlineEnd(at start: Int, in text: [UInt8]) -> Int? {
    let end = text.count
    guard start < end, text[start] == UInt8(ascii: "(") else { return nil }
    let first = skipSpaces(start + 1, text, end)
    guard let destination = destinationEnd(at: first, in: text, before: end) else { return nil }
    var index = skipSpaces(destination, text, end)
    if index > destination, index < end, text[index] != UInt8(ascii: ")") {
      guard let title = titleEnd(at: index, in: text, before: end) else { return nil }
      index = skipSpaces(title, text, end)
    }
    return index < end && text[index] == UInt8(ascii: ")") ? index + 1 : nil
  }

  /// The first index from `start` on that is no white space.
  static func skipSpaces(_ start: Int, _ text: [UInt8], _ end: Int) -> Int {
    var index = start
    while index < end, isASCIISpace(text[index]) { index += 1 }
    return index
  }
}
