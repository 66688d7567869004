import TestSupport

/// Makes documents that are wrong, or perhaps still right, in one place: well-formed if the original is.
struct Mutator {
  enum Kind: CaseIterable {
    case attributeRemoved, attributeMisspelt, attributeAdded, valueBroken, idDoubled
    case elementRenamed, elementMisspelt, elementMoved, elementDuplicated, elementDeleted,
      textInserted
  }

  private struct Piece {
    enum Sort { case start, end, empty, other }
    var sort: Sort
    var range: Range<Int>
    var name: Range<Int>
  }

  private let bytes: [UInt8]
  private var pieces: [Piece] = []
  /// For each start tag, the piece that ends the element.
  private var ends: [Int: Int] = [:]
  private var elements: [Int] = []
  private var generator: SeededGenerator

  init(_ bytes: [UInt8], seed: UInt64) {
    self.bytes = bytes
    generator = SeededGenerator(seed: seed)
    scan()
  }

  private mutating func scan() {
    var offset = 0
    var open: [Int] = []
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "<") else {
        offset += 1
        continue
      }
      let start = offset
      if bytes[(start + 1)...].starts(with: Array("!--".utf8)) {
        offset = find("-->", from: start)
      } else if bytes[(start + 1)...].starts(with: Array("![CDATA[".utf8)) {
        offset = find("]]>", from: start)
      } else if bytes[start + 1] == UInt8(ascii: "?") {
        offset = find("?>", from: start)
      } else if bytes[start + 1] == UInt8(ascii: "!") {
        var depth = 0
        while offset < bytes.count {
          if bytes[offset] == UInt8(ascii: "[") { depth += 1 }
          if bytes[offset] == UInt8(ascii: "]") { depth -= 1 }
          offset += 1
          if depth == 0, bytes[offset - 1] == UInt8(ascii: ">") { break }
        }
      } else {
        var quote: UInt8 = 0
        while bytes[offset] != UInt8(ascii: ">") || quote != 0 {
          if quote != 0 {
            if bytes[offset] == quote { quote = 0 }
          } else if bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") {
            quote = bytes[offset]
          }
          offset += 1
        }
        offset += 1
        let isEnd = bytes[start + 1] == UInt8(ascii: "/")
        var nameEnd = start + (isEnd ? 2 : 1)
        let nameStart = nameEnd
        while ![0x20, 0x0A, 0x09, 0x0D, 0x3E, 0x2F].contains(bytes[nameEnd]) { nameEnd += 1 }
        let isEmpty = bytes[offset - 2] == UInt8(ascii: "/")
        let index = pieces.count
        pieces.append(
          Piece(
            sort: isEnd ? .end : isEmpty ? .empty : .start, range: start..<offset,
            name: nameStart..<nameEnd))
        if isEnd, let begin = open.popLast() {
          ends[begin] = index
        } else if isEmpty {
          ends[index] = index
          elements.append(index)
        } else if !isEnd {
          open.append(index)
          elements.append(index)
        }
      }
    }
  }

  private func find(_ text: String, from start: Int) -> Int {
    let wanted = Array(text.utf8)
    var offset = start
    while offset + wanted.count <= bytes.count {
      if Array(bytes[offset..<(offset + wanted.count)]) == wanted { return offset + wanted.count }
      offset += 1
    }
    return bytes.count
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private struct Attribute {
    var whole: Range<Int>
    var name: Range<Int>
    var value: Range<Int>
  }

  private func attributes(of piece: Piece) -> [Attribute] {
    var result: [Attribute] = []
    var offset = piece.name.upperBound
    while offset < piece.range.upperBound {
      while offset < piece.range.upperBound, [0x20, 0x0A, 0x09, 0x0D].contains(bytes[offset]) {
        offset += 1
      }
      let start = offset
      while offset < piece.range.upperBound, bytes[offset] != UInt8(ascii: "=") { offset += 1 }
      guard offset < piece.range.upperBound else { break }
      let name = start..<offset
      offset += 1
      while bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "'") { offset += 1 }
      let quote = bytes[offset]
      let valueStart = offset + 1
      offset = valueStart
      while bytes[offset] != quote { offset += 1 }
      let attribute = Attribute(whole: start..<(offset + 1), name: name, value: valueStart..<offset)
      offset += 1
      if !text(attribute.name).hasPrefix("xmlns") { result.append(attribute) }
    }
    return result
  }

  private func replacing(_ changes: [(Range<Int>, [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    var offset = 0
    for (range, new) in changes.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
      result += bytes[offset..<range.lowerBound]
      result += new
      offset = range.upperBound
    }
    return result + bytes[offset...]
  }

  /// The next mutation, and what it is; `nil` where the document has no place for it.
  mutating func mutate() -> (kind: Kind, bytes: [UInt8])? {
    let kind = Kind.allCases[Int.random(in: 0..<Kind.allCases.count, using: &generator)]
    guard let element = elements.dropFirst().randomElement(using: &generator),
      let end = ends[element]
    else {
      return nil
    }
    let piece = pieces[element]
    let whole = piece.range.lowerBound..<pieces[end].range.upperBound
    let others = elements.dropFirst().filter { ends[$0] != nil }
    switch kind {
    case .attributeRemoved:
      guard let attribute = attributes(of: piece).randomElement(using: &generator) else {
        return nil
      }
      return (kind, replacing([(attribute.whole, [])]))
    case .attributeMisspelt:
      guard let attribute = attributes(of: piece).randomElement(using: &generator) else {
        return nil
      }
      return (kind, replacing([(attribute.name, Array((text(attribute.name) + "x").utf8))]))
    case .attributeAdded:
      let names = ["rend", "type", "who", "n", "when", "ref", "quantity", "foo"]
      let name = names.randomElement(using: &generator) ?? "n"
      if attributes(of: piece).contains(where: { text($0.name) == name }) { return nil }
      let place = piece.name.upperBound..<piece.name.upperBound
      return (kind, replacing([(place, Array(" \(name)=\"a b\"".utf8))]))
    case .valueBroken:
      guard let attribute = attributes(of: piece).randomElement(using: &generator) else {
        return nil
      }
      let values = [
        "", " ", "not a value", "1", "http://a b%zz", "2021-02-30", "#", "-", "a,b", "\u{E9}",
      ]
      return (
        kind,
        replacing([(attribute.value, Array((values.randomElement(using: &generator) ?? "").utf8))])
      )
    case .idDoubled:
      let ids = elements.flatMap { attributes(of: pieces[$0]) }.filter { text($0.name) == "xml:id" }
      guard ids.count > 1, let one = ids.randomElement(using: &generator),
        let two = ids.randomElement(using: &generator), one.name != two.name
      else { return nil }
      return (kind, replacing([(one.value, Array(bytes[two.value]))]))
    case .elementRenamed, .elementMisspelt:
      guard let other = others.randomElement(using: &generator) else { return nil }
      let name = kind == .elementRenamed ? text(pieces[other].name) : text(piece.name) + "e"
      var changes = [(piece.name, Array(name.utf8))]
      if end != element { changes.append((pieces[end].name, Array(name.utf8))) }
      return (kind, replacing(changes))
    case .elementMoved:
      guard let other = others.randomElement(using: &generator) else { return nil }
      let place = pieces[other].range.lowerBound
      if place >= whole.lowerBound, place < whole.upperBound { return nil }
      return (kind, replacing([(whole, []), (place..<place, Array(bytes[whole]))]))
    case .elementDuplicated:
      if whole.count > 5000 { return nil }
      return (kind, replacing([(whole.upperBound..<whole.upperBound, Array(bytes[whole]))]))
    case .elementDeleted: return (kind, replacing([(whole, [])]))
    case .textInserted:
      let place = piece.range.upperBound..<piece.range.upperBound
      if piece.sort == .empty { return nil }
      return (kind, replacing([(place, Array(" some words ".utf8))]))
    }
  }
}
