import Transcripts

/// Builds content in the order of the source, so that nothing of it can be left out.
///
/// Whatever lies between two nodes becomes text of its own: mostly white space.
struct NodeAssembler {
  /// The text that is being taken apart.
  let text: [UInt8]
  /// The offset up to which it is accounted for.
  private(set) var position: Int
  /// What it became.
  private(set) var nodes: [Node] = []

  /// Creates an assembler that begins at `start`.
  init(_ text: [UInt8], from start: Int) {
    self.text = text
    position = start
  }

  /// Gives away what the text became so far, to begin anew at `start` with room for `count` nodes.
  mutating func take(beginningAt start: Int, reserving count: Int = 0) -> [Node] {
    position = start
    var taken: [Node] = []
    if count > 0 { taken.reserveCapacity(count) }
    swap(&taken, &nodes)
    return taken
  }

  /// Appends what lies before `offset` as text.
  mutating func fill(to offset: Int) {
    guard offset > position else { return }
    nodes.append(.text(text.string(position..<offset)))
    position = offset
  }

  /// Appends what lies before `offset`, where only elements may stand: ASCII white space as text,
  /// no-break and other spaces and numbers of lines as furniture.
  mutating func fillLayout(to offset: Int) {
    guard offset > position else { return }
    nodes += text.layout(in: position..<offset)
    position = offset
  }

  /// Appends a node that stands for the text up to `end`; what lies before `start` becomes text.
  mutating func append(_ node: Node, covering range: Range<Int>) {
    fill(to: range.lowerBound)
    nodes.append(node)
    position = range.upperBound
  }

  /// Appends several nodes that stand for the text in `range`.
  mutating func append(contentsOf nodes: [Node], covering range: Range<Int>) {
    fill(to: range.lowerBound)
    self.nodes += nodes
    position = range.upperBound
  }

  /// Appends a node that stands for no text.
  mutating func insert(_ node: Node) {
    nodes.append(node)
  }
}

extension [UInt8] {
  /// Whether the same bytes stand in two places.
  func isSame(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.count == second.count else { return false }
    let bytes = span
    for index in 0..<first.count
    where bytes[first.lowerBound + index] != bytes[second.lowerBound + index] {
      return false
    }
    return true
  }

  /// Whether ASCII characters stand at the beginning of `range`.
  func starts(_ range: Range<Int>, with characters: StaticString) -> Bool {
    let length = characters.utf8CodeUnitCount
    guard length <= range.count else { return false }
    return (0..<length).allSatisfy { self[range.lowerBound + $0] == characters.utf8Start[$0] }
  }

  /// Whether ASCII characters stand somewhere in `range`.
  func holds(_ characters: StaticString, in range: Range<Int>) -> Bool {
    let length = characters.utf8CodeUnitCount
    let first = ByteFinder(Unicode.Scalar(characters.utf8Start[0]))
    let last = range.upperBound - length
    var index = first.first(in: span, from: range.lowerBound, to: range.upperBound)
    while index <= last {
      let candidate = self[index..<index + length]
      if candidate.elementsEqual(UnsafeBufferPointer(start: characters.utf8Start, count: length)) {
        return true
      }
      index = first.first(in: span, from: index + 1, to: range.upperBound)
    }
    return false
  }

  /// What lies between elements: ASCII white space as text, no-break and other spaces and numbers of
  /// lines as furniture.
  func layout(in range: Range<Int>) -> [Node] {
    var nodes: [Node] = []
    var position = range.lowerBound
    while position < range.upperBound {
      var end = position
      while end < range.upperBound, isASCIISpace(self[end]) { end += 1 }
      if end > position { nodes.append(.text(string(position..<end))) }
      var last = end
      if end < range.upperBound, isDigit(self[end]) {
        while last < range.upperBound, isDigit(self[last]) { last += 1 }
        nodes.append(.furniture(Furniture(kind: .lineNum, content: [.text(string(end..<last))])))
      } else {
        var space = end
        while space < range.upperBound {
          let length = lengthOfSpace(at: space)
          if length == 0 { break }
          space += length
          if length > 1 { last = space }
        }
        if last > end {
          nodes.append(.furniture(Furniture(kind: .space, content: [.text(string(end..<last))])))
        }
      }
      if last == end {
        if end < range.upperBound { nodes.append(.text(string(end..<range.upperBound))) }
        break
      }
      position = last
    }
    return nodes
  }

  /// The characters in `range`; it must lie between scalars.
  func string(_ range: Range<Int>) -> String {
    // Texts are valid UTF-8, so a part of one is, too, unless it begins or ends within a scalar.
    if isScalarBoundary(range.lowerBound), isScalarBoundary(range.upperBound) {
      return String(copying: UTF8Span(unchecked: span.extracting(range)))
    }
    return span.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether no scalar has bytes on both sides of `index`.
  private func isScalarBoundary(_ index: Int) -> Bool {
    index >= count || self[index] & 0xC0 != 0x80
  }
}
