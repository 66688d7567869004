/// How a document is spelled, where XML leaves a choice: what Canonical XML does not look at.
struct MarkupSpelling: Hashable {
  private var encodingMark: [UInt8] = []
  private var declaration: [UInt8] = []
  private var doctype: [UInt8] = []
  private var singleQuotes = 0
  private var emptyTags = 0
  private var spacesInTags = 0
  private var references = 0
  private var returns = 0
  private var attributeOrder: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Looks at a document; of one that is not in UTF-8 or another extension of ASCII, only at the mark
  /// that says so.
  init(of bytes: [UInt8]) {
    encodingMark = Array(bytes.prefix { $0 >= 0x80 || $0 == 0 }.prefix(4))
    var offset = encodingMark.count
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "<"): offset = passMarkup(bytes, offset)
      case UInt8(ascii: "&"):
        references += 1
        offset += 1
      case 0x0D:
        returns += 1
        offset += 1
      default: offset += 1
      }
    }
  }

  /// The offset behind the markup that begins at `start`.
  private mutating func passMarkup(_ bytes: [UInt8], _ start: Int) -> Int {
    let head = bytes[start...].prefix(9)
    if head.starts(with: "<!--".utf8) { return Self.end(of: "-->", bytes, start + 4) }
    if head.starts(with: "<![CDATA[".utf8) { return Self.end(of: "]]>", bytes, start + 9) }
    if head.starts(with: "<?".utf8) {
      let end = Self.end(of: "?>", bytes, start + 2)
      if head.starts(with: "<?xml ".utf8) { declaration = Array(bytes[start..<end]) }
      return end
    }
    if head.starts(with: "<!".utf8) {
      let end = Self.endOfDoctype(bytes, start)
      doctype = Array(bytes[start..<end])
      return end
    }
    return passTag(bytes, start)
  }

  private mutating func passTag(_ bytes: [UInt8], _ start: Int) -> Int {
    var offset = start + 1
    var quote: UInt8 = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if quote != 0 {
        if byte == quote { quote = 0 } else if byte == UInt8(ascii: "&") { references += 1 }
        continue
      }
      switch byte {
      case UInt8(ascii: ">"):
        if bytes[offset - 2] == UInt8(ascii: "/") { emptyTags += 1 }
        return offset
      case UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "'"):
        singleQuotes += 1
        quote = byte
      case 0x20, 0x09, 0x0A, 0x0D:
        // One space stands before each attribute, and belongs to it.
        spacesInTags += byte == 0x20 ? 1 : 0x100
      default: attributeOrder = (attributeOrder ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return offset
  }

  private static func end(of delimiter: String, _ bytes: [UInt8], _ start: Int) -> Int {
    let delimiter = Array(delimiter.utf8)
    var offset = start
    while offset + delimiter.count <= bytes.count {
      if bytes[offset...].starts(with: delimiter) { return offset + delimiter.count }
      offset += 1
    }
    return bytes.count
  }

  private static func endOfDoctype(_ bytes: [UInt8], _ start: Int) -> Int {
    var depth = 0
    var quote: UInt8 = 0
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if bytes[offset...].prefix(4).elementsEqual("<!--".utf8) {
        offset = end(of: "-->", bytes, offset + 4)
        continue
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "<"): depth += 1
        case UInt8(ascii: ">"):
          depth -= 1
          if depth == 0 { return offset + 1 }
        default: break
        }
      }
      offset += 1
    }
    return offset
  }

  /// Whether a character takes more than one byte.
  private var isWide: Bool {
    encodingMark.contains(0) || encodingMark.first == 0xFE || encodingMark.first == 0xFF
  }

  /// What two spellings do not share, in words.
  func differences(from other: MarkupSpelling) -> [String] {
    if isWide || other.isWide { return ["encoding"] }
    var differences: [String] = []
    /// Notes something that differs.
    func note<Value: Equatable>(_ words: String, _ path: KeyPath<MarkupSpelling, Value>) {
      if self[keyPath: path] != other[keyPath: path] { differences.append(words) }
    }
    note("byte order mark", \.encodingMark)
    note("XML declaration", \.declaration)
    note("document type declaration", \.doctype)
    note("attribute quoting", \.singleQuotes)
    note("white space in tags", \.spacesInTags)
    note("empty-element tags", \.emptyTags)
    note("references", \.references)
    note("line ends", \.returns)
    // Tags of other lengths have other bytes in them anyway.
    if differences.isEmpty || emptyTags == other.emptyTags {
      note("order or number of attributes", \.attributeOrder)
    }
    return differences
  }
}
