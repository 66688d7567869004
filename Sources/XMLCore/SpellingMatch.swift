import Glibc

/// Follows a document along another one, as long as the two differ in spelling only: in what
/// Canonical XML does not look at.
///
/// Both are looked at token by token. A start tag must have the same name and the same attributes, in
/// any order, quotation marks and white space; a run of text the same characters, however referred
/// to; comments, instructions, CDATA sections and the document type declaration must be the same. A
/// namespace declaration may be missing where it changes nothing. So if the one document is
/// well-formed, the other is, too, and a parser reports the same of both. What is not understood is
/// taken for a difference: that there is no match proves nothing.
package struct SpellingMatch {
  private let original: [UInt8]
  private var hasRoot = false
  /// How far the original has been followed.
  private var offset: Int
  private var hasBegun = false
  private var depth = 0
  /// The namespaces in scope, by where they are declared in the original.
  private var bindings: [(prefix: Range<Int>, uri: Range<Int>, depth: Int)] = []
  private var tag = XMLTagScan()
  private var otherTag = XMLTagScan()
  /// How many bytes of the other document have come.
  private var count = 0
  private var isSameSoFar = true

  /// Whether all that has come is the same but for its spelling.
  package private(set) var holds: Bool

  /// Begins to follow a document that is well-formed, or is found out to be so in the meantime.
  package init(of original: [UInt8]) {
    self.original = original
    let prolog = original.withUnsafeBufferPointer { XMLPrologScan($0) }
    offset = prolog.end
    holds = prolog.isPlain
  }

  /// Whether the documents are the same, byte by byte; asked when all has come.
  package var isSameBytes: Bool { isSameSoFar && count == original.count }

  /// Whether the documents are the same but for their spelling; asked when all has come.
  package var isComplete: Bool {
    if isSameBytes { return true }
    return holds && hasRoot && depth == 0 && original[offset...].allSatisfy(XMLTagScan.isSpace)
  }

  /// Follows the next piece of the other document, which ends behind a token or in a text.
  package mutating func follow(_ piece: Span<UInt8>) {
    original.withUnsafeBufferPointer { one in
      piece.withUnsafeBufferPointer { follow(one, $0) }
    }
  }

  private mutating func follow(_ one: Bytes, _ piece: Bytes) {
    let start = count
    count += piece.count
    if isSameSoFar {
      if count <= one.count, one.isSame(start..<count, as: piece, piece.indices) { return }
      isSameSoFar = false
      // What was the same so far has not been looked at.
      if start > 0 { holds = holds && advance(one, Bytes(rebasing: one[..<start])) }
    }
    holds = holds && advance(one, piece)
  }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private mutating func advance(_ one: Bytes, _ other: Bytes) -> Bool {
    var i = offset
    var j = 0
    defer { offset = i }
    if !hasBegun {
      hasBegun = true
      guard let end = XMLPrologScan.endOfPlainDeclaration(other) else { return false }
      j = end
    }
    while j < other.count {
      if depth == 0 {
        XMLTagScan.passSpace(one, &i)
        XMLTagScan.passSpace(other, &j)
        if j == other.count { return true }
      }
      if other[j] != UInt8(ascii: "<") {
        guard depth > 0, passText(one, &i, other, &j) else { return false }
        continue
      }
      guard i + 1 < one.count, j + 1 < other.count, one[i] == UInt8(ascii: "<") else {
        return false
      }
      let isSame =
        switch other[j + 1] {
        case UInt8(ascii: "/"): passEndTag(one, &i, other, &j)
        case UInt8(ascii: "!"): passDeclaration(one, &i, other, &j)
        case UInt8(ascii: "?"): passInstruction(one, &i, other, &j)
        default: passSameStartTag(one, &i, other, &j) || passStartTag(one, &i, other, &j)
        }
      if !isSame { return false }
    }
    return true
  }

  // MARK: - Text

  private func passText(_ one: Bytes, _ i: inout Int, _ other: Bytes, _ j: inout Int) -> Bool {
    let end = other.offset(of: UInt8(ascii: "<"), from: j) ?? other.count
    let isCut = end == other.count
    // A piece may end inside a run of text, but not inside a reference or a line end.
    if isCut, other[end - 1] == 0x0D || other.endsInReference(from: j) { return false }
    let count = end - j
    if count <= one.count - i, one.isSame(i..<(i + count), as: other, j),
      isCut || i + count < one.count && one[i + count] == UInt8(ascii: "<")
    {
      i += count
      j = end
      return true
    }
    let oneEnd = one.offset(of: UInt8(ascii: "<"), from: i) ?? one.count
    var first = DecodedBytes(one, in: i..<oneEnd, .text)
    var second = DecodedBytes(other, in: j..<end, .text)
    while true {
      guard let byte = second.next() else {
        guard !second.hasFailed, isCut || first.next() == nil && !first.hasFailed else {
          return false
        }
        guard !isCut || !first.isInsideCharacter else { return false }
        i = first.offset
        j = end
        return true
      }
      guard first.next() == byte else { return false }
    }
  }

  // MARK: - Tags

  /// Passes a start tag that is the same byte by byte and declares no namespace, eight bytes at a time;
  /// one that may be anything else is left to others.
  private mutating func passSameStartTag(
    _ one: Bytes, _ i: inout Int, _ other: Bytes, _ j: inout Int
  ) -> Bool {
    let first = UnsafeRawBufferPointer(Bytes(rebasing: one[i...]))
    let second = UnsafeRawBufferPointer(Bytes(rebasing: other[j...]))
    let last = min(first.count, second.count) - 8
    var index = 1
    var quotes = 0
    while index <= last {
      let word = second.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let close = ByteSearch.places(of: UInt8(ascii: ">"), in: word)
      // What stands behind the tag is not looked at.
      let inside = close == 0 ? ~0 : close ^ (close &- 1)
      let difference = word ^ first.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard difference & inside == 0,
        ByteSearch.places(of: UInt8(ascii: "'"), in: word) & inside == 0
      else { return false }
      quotes += (ByteSearch.places(of: UInt8(ascii: "\""), in: word) & inside).nonzeroBitCount
      var letters = ByteSearch.places(of: UInt8(ascii: "x"), in: word) & inside
      while letters != 0 {
        let place = index + letters.trailingZeroBitCount / 8
        if other.holds("xmlns", at: j + place) { return false }
        letters &= letters - 1
      }
      if close == 0 {
        index += 8
        continue
      }
      // Inside a value, it is no end.
      guard quotes % 2 == 0 else { return false }
      let length = index + close.trailingZeroBitCount / 8 + 1
      if second[length - 2] != UInt8(ascii: "/") { depth += 1 }
      hasRoot = true
      i += length
      j += length
      return true
    }
    return false
  }

  private mutating func passStartTag(
    _ one: Bytes, _ i: inout Int, _ other: Bytes, _ j: inout Int
  ) -> Bool {
    guard tag.scan(one, from: i), otherTag.scan(other, from: j),
      one.isSame(tag.name, as: other, otherTag.name), sameAttributes(one, other),
      sameNamespaces(one, other)
    else { return false }
    i = tag.end
    j = otherTag.end
    hasRoot = true
    if tag.isEmpty || otherTag.isEmpty {
      // The other one may have an end tag.
      if !tag.isEmpty { return XMLTagScan.passEndTag(one, &i, named: tag.name) }
      return otherTag.isEmpty || XMLTagScan.passEndTag(other, &j, named: otherTag.name)
    }
    depth += 1
    for declaration in tag.declarations {
      bindings.append((declaration.name, declaration.value, depth))
    }
    return true
  }

  private func sameAttributes(_ one: Bytes, _ other: Bytes) -> Bool {
    guard tag.attributes.count == otherTag.attributes.count else { return false }
    for (index, attribute) in tag.attributes.enumerated() {
      // Most are in the same order.
      let found =
        one.isSame(attribute.name, as: other, otherTag.attributes[index].name)
        ? index
        : otherTag.attributes.firstIndex { one.isSame(attribute.name, as: other, $0.name) }
      guard let found,
        Self.isSame(one, attribute.value, other, otherTag.attributes[found].value, .value)
      else { return false }
    }
    return true
  }

  /// Whether the same namespaces are declared, but for declarations that change nothing.
  private func sameNamespaces(_ one: Bytes, _ other: Bytes) -> Bool {
    if tag.declarations.isEmpty, otherTag.declarations.isEmpty { return true }
    for declaration in tag.declarations {
      let found = otherTag.declarations.first { one.isSame(declaration.name, as: other, $0.name) }
      guard
        found.map({ one.isSame(declaration.value, as: other, $0.value) })
          ?? isInScope(declaration, of: one, one)
      else { return false }
    }
    for (index, declaration) in otherTag.declarations.enumerated() {
      let isSecond = otherTag.declarations[..<index].contains {
        other.isSame(declaration.name, as: other, $0.name)
      }
      if isSecond { return false }
      let found = tag.declarations.contains { other.isSame(declaration.name, as: one, $0.name) }
      if !found, !isInScope(declaration, of: other, one) { return false }
    }
    return true
  }

  private func isInScope(
    _ declaration: XMLTagScan.Attribute, of bytes: Bytes, _ one: Bytes
  ) -> Bool {
    let binding = bindings.last { bytes.isSame(declaration.name, as: one, $0.prefix) }
    guard let binding else { return declaration.name.isEmpty && declaration.value.isEmpty }
    return bytes.isSame(declaration.value, as: one, binding.uri)
  }

  private mutating func passEndTag(
    _ one: Bytes, _ i: inout Int, _ other: Bytes, _ j: inout Int
  ) -> Bool {
    guard depth > 0 else { return false }
    depth -= 1
    while let last = bindings.last, last.depth > depth { bindings.removeLast() }
    if Self.passSameEndTag(one, &i, other, &j) { return true }
    let start = i + 2
    guard XMLTagScan.passEndTag(one, &i), let end = XMLTagScan.endOfName(one, start) else {
      return false
    }
    let otherStart = j + 2
    guard XMLTagScan.passEndTag(other, &j), let otherEnd = XMLTagScan.endOfName(other, otherStart)
    else { return false }
    return one.isSame(start..<end, as: other, otherStart..<otherEnd)
  }

  /// Passes an end tag that is the same byte by byte.
  @inline(__always)
  private static func passSameEndTag(
    _ one: Bytes, _ i: inout Int, _ other: Bytes, _ j: inout Int
  ) -> Bool {
    var length = 1
    let longest = min(one.count - i, other.count - j)
    while length < longest {
      let byte = other[j + length]
      guard byte == one[i + length] else { return false }
      length += 1
      if byte == UInt8(ascii: ">") {
        i += length
        j += length
        return true
      }
    }
    return false
  }

  // MARK: - Comments, sections, instructions, document type

  private func passDeclaration(
    _ one: Bytes, _ i: inout Int, _ other: Bytes, _ j: inout Int
  ) -> Bool {
    if other.holds("<!--", at: j) { return passSection("<!--", "-->", one, &i, other, &j) }
    if other.holds("<![CDATA[", at: j) {
      return depth > 0 && passSection("<![CDATA[", "]]>", one, &i, other, &j)
    }
    guard depth == 0, !hasRoot, let type = XMLDoctypeScan(one, from: i),
      let otherType = XMLDoctypeScan(other, from: j), type.isPlain(in: one),
      type.isSame(as: otherType, one, other)
    else { return false }
    i = type.end
    j = otherType.end
    return true
  }

  private func passSection(
    _ start: StaticString, _ end: StaticString, _ one: Bytes, _ i: inout Int, _ other: Bytes,
    _ j: inout Int
  ) -> Bool {
    let length = start.utf8CodeUnitCount
    guard one.holds(start, at: i), let last = one.offset(of: end, from: i + length),
      let otherLast = other.offset(of: end, from: j + length),
      Self.isSame(one, (i + length)..<last, other, (j + length)..<otherLast, .verbatim)
    else { return false }
    i = last + end.utf8CodeUnitCount
    j = otherLast + end.utf8CodeUnitCount
    return true
  }

  private func passInstruction(
    _ one: Bytes, _ i: inout Int, _ other: Bytes, _ j: inout Int
  ) -> Bool {
    guard one.holds("<?", at: i), let last = one.offset(of: "?>", from: i + 2),
      let otherLast = other.offset(of: "?>", from: j + 2)
    else { return false }
    let parts = XMLTagScan.instruction(one, (i + 2)..<last)
    let otherParts = XMLTagScan.instruction(other, (j + 2)..<otherLast)
    i = last + 2
    j = otherLast + 2
    return !parts.target.isEmpty && one.isSame(parts.target, as: other, otherParts.target)
      && Self.isSame(one, parts.data, other, otherParts.data, .verbatim)
  }

  /// Whether two stretches hold the same characters.
  private static func isSame(
    _ one: Bytes, _ range: Range<Int>, _ other: Bytes, _ otherRange: Range<Int>,
    _ place: DecodedBytes.Place
  ) -> Bool {
    if one.isSame(range, as: other, otherRange) { return true }
    var first = DecodedBytes(one, in: range, place)
    var second = DecodedBytes(other, in: otherRange, place)
    while let byte = first.next() {
      guard second.next() == byte else { return false }
    }
    return !first.hasFailed && second.next() == nil && !second.hasFailed
  }
}
