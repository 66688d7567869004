/// Takes a tag apart, as it stands in the document.
struct XMLTagScan {
  /// An attribute: where its name and its value lie.
  struct Attribute {
    /// The name as written; of a namespace declaration, the prefix.
    var name: Range<Int>
    /// What stands between the quotation marks.
    var value: Range<Int>
  }

  private(set) var name = 0..<0
  private(set) var attributes: [Attribute] = []
  private(set) var declarations: [Attribute] = []
  /// Whether the tag ends in `/>`.
  private(set) var isEmpty = false
  /// The offset behind the tag.
  private(set) var end = 0

  /// Takes the start tag apart that begins at `start`; whether it is one, and complete.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    attributes.removeAll(keepingCapacity: true)
    declarations.removeAll(keepingCapacity: true)
    guard var offset = Self.endOfName(bytes, start + 1), offset > start + 1 else { return false }
    name = (start + 1)..<offset
    while true {
      let before = offset
      Self.passSpace(bytes, &offset)
      guard offset < bytes.count else { return false }
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        isEmpty = false
        end = offset + 1
        return true
      case UInt8(ascii: "/"):
        isEmpty = true
        end = offset + 2
        return bytes.holds("/>", at: offset)
      default:
        guard offset > before, scanAttribute(bytes, &offset) else { return false }
      }
    }
  }

  private mutating func scanAttribute(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int
  ) -> Bool {
    let start = offset
    guard let end = Self.endOfName(bytes, start), end > start else { return false }
    offset = end
    Self.passSpace(bytes, &offset)
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { return false }
    offset += 1
    Self.passSpace(bytes, &offset)
    guard offset < bytes.count,
      bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'"),
      let close = bytes.offset(of: bytes[offset], from: offset + 1)
    else { return false }
    let value = (offset + 1)..<close
    offset = close + 1
    guard end - start >= 5, bytes.holds("xmlns", at: start) else {
      attributes.append(Attribute(name: start..<end, value: value))
      return true
    }
    if end - start == 5 {
      declarations.append(Attribute(name: end..<end, value: value))
    } else if bytes[start + 5] == UInt8(ascii: ":") {
      declarations.append(Attribute(name: (start + 6)..<end, value: value))
    } else {
      attributes.append(Attribute(name: start..<end, value: value))
    }
    return true
  }

  // MARK: - Parts

  /// Whether a byte is white space.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Passes white space.
  static func passSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) {
    while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
  }

  /// Where the name ends that begins at `start`; `nil` where nothing ends it.
  static func endOfName(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="):
        return offset
      case UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"): return nil
      default: offset += 1
      }
    }
    return nil
  }

  /// Passes an end tag; whether there is one.
  static func passEndTag(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> Bool {
    guard bytes.holds("</", at: offset), var end = endOfName(bytes, offset + 2) else {
      return false
    }
    passSpace(bytes, &end)
    guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return false }
    offset = end + 1
    return true
  }

  /// Passes the end tag of the name that stands at `name`; whether there is one.
  static func passEndTag(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, named name: Range<Int>
  ) -> Bool {
    let start = offset + 2
    guard passEndTag(bytes, &offset), let end = endOfName(bytes, start) else { return false }
    return bytes.isSame(start..<end, as: bytes, name)
  }

  /// Takes apart what stands between `<?` and `?>`.
  static func instruction(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (target: Range<Int>, data: Range<Int>) {
    let end = range.first { isSpace(bytes[$0]) } ?? range.upperBound
    let start = (end..<range.upperBound).first { !isSpace(bytes[$0]) } ?? range.upperBound
    return (range.lowerBound..<end, start..<range.upperBound)
  }
}

/// The byte order mark and the declaration of XML, with which a document may begin.
struct XMLPrologScan {
  /// The offset behind them.
  private(set) var end = 0
  /// Whether the document is XML 1.0 in UTF-8 or ASCII, as far as it says.
  private(set) var isPlain = true

  /// Where the declaration ends of a document that has none, or that which writers write; `nil` for
  /// any other.
  static func endOfPlainDeclaration(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    if bytes.holds(declaration, at: 0) { return declaration.utf8CodeUnitCount }
    if bytes.holds("<?xml", at: 0) || bytes.first ?? 0 >= 0x80 { return nil }
    return 0
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { end = 3 }
    if bytes.count > end, bytes[end] == 0 || bytes[end] >= 0x80 { isPlain = false }
    if bytes.count > end + 1, bytes[end + 1] == 0 { isPlain = false }
    guard bytes.holds("<?xml", at: end), end + 5 < bytes.count,
      XMLTagScan.isSpace(bytes[end + 5]), let close = bytes.offset(of: "?>", from: end)
    else { return }
    let declaration = String(decoding: bytes[end..<close], as: UTF8.self).lowercased()
    end = close + 2
    let values = declaration.split { $0 == "\"" || $0 == "'" }
    for (index, value) in values.enumerated() where index % 2 == 1 {
      let name = values[index - 1]
      if name.contains("version"), value != "1.0" { isPlain = false }
      if name.contains("encoding"), value != "utf-8", value != "us-ascii" { isPlain = false }
    }
  }
}

/// Takes a document type declaration apart.
struct XMLDoctypeScan {
  /// The parts: name, keyword, literals.
  private var parts: [Range<Int>] = []
  /// What stands between the brackets.
  private var subset: Range<Int>?
  /// The offset behind it.
  private(set) var end = 0

  init?(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    guard bytes.holds("<!DOCTYPE", at: start) else { return nil }
    var offset = start + 9
    while true {
      XMLTagScan.passSpace(bytes, &offset)
      guard offset < bytes.count else { return nil }
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        end = offset + 1
        return
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let close = bytes.offset(of: bytes[offset], from: offset + 1) else { return nil }
        parts.append((offset + 1)..<close)
        offset = close + 1
      case UInt8(ascii: "["):
        guard subset == nil, let close = Self.endOfSubset(bytes, offset + 1) else { return nil }
        subset = (offset + 1)..<close
        offset = close + 1
      default:
        let first = offset
        while offset < bytes.count, !XMLTagScan.isSpace(bytes[offset]),
          bytes[offset] != UInt8(ascii: ">"), bytes[offset] != UInt8(ascii: "[")
        {
          offset += 1
        }
        parts.append(first..<offset)
      }
    }
  }

  private static func endOfSubset(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "]"): return offset
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let close = bytes.offset(of: bytes[offset], from: offset + 1) else { return nil }
        offset = close + 1
      case UInt8(ascii: "<"):
        let end: StaticString? =
          bytes.holds("<!--", at: offset) ? "-->" : bytes.holds("<?", at: offset) ? "?>" : nil
        if let end {
          guard let close = bytes.offset(of: end, from: offset + 2) else { return nil }
          offset = close + end.utf8CodeUnitCount
        } else {
          offset += 1
        }
      default: offset += 1
      }
    }
    return nil
  }

  /// Whether it declares nothing that changes what the markup means: no attributes, and nothing by
  /// way of parameter entities.
  func isPlain(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let subset else { return true }
    let inside = UnsafeBufferPointer(rebasing: bytes[subset])
    if inside.offset(of: "<!ATTLIST", from: 0) != nil { return false }
    // Where a parameter entity is declared, white space follows; where it is referred to, its name.
    return inside.indices.allSatisfy { index in
      inside[index] != UInt8(ascii: "%")
        || index + 1 < inside.count && XMLTagScan.isSpace(inside[index + 1])
    }
  }

  /// Whether two say the same, in the same words.
  func isSame(
    as other: Self, _ bytes: UnsafeBufferPointer<UInt8>, _ otherBytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard parts.count == other.parts.count else { return false }
    for (part, otherPart) in zip(parts, other.parts)
    where !bytes.isSame(part, as: otherBytes, otherPart) { return false }
    switch (subset, other.subset) {
    case (nil, nil): return true
    case (let subset?, let otherSubset?):
      return bytes.isSame(subset, as: otherBytes, otherSubset)
    default: return false
    }
  }
}
