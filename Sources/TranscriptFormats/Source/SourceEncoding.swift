internal import XMLCore

/// The encodings that sources are read in, by the names that people give them.
public enum SourceEncoding {
  /// Whether a source can be read in the encoding of this name.
  public static func isKnown(_ name: String) -> Bool {
    kind(of: name) != nil
  }

  /// How bytes in an encoding become text.
  enum Kind: Hashable, Sendable {
    case utf8
    /// The byte order is that of the mark, else little-endian as browsers have it.
    case utf16(bigEndian: Bool?)
    case utf32(bigEndian: Bool?)
    case singleByte(SingleByteEncoding)
    /// One that the C library knows.
    case other
  }

  /// The kind of the encoding of this name; `nil` where nobody knows it.
  static func kind(of name: String) -> Kind? {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch plain {
    case "utf8", "ascii", "usascii": return .utf8
    case "utf16": return .utf16(bigEndian: nil)
    case "utf16le": return .utf16(bigEndian: false)
    case "utf16be": return .utf16(bigEndian: true)
    case "utf32", "ucs4": return .utf32(bigEndian: nil)
    case "utf32le": return .utf32(bigEndian: false)
    case "utf32be": return .utf32(bigEndian: true)
    // What says that it is ISO-8859-1 mostly is not, and never the other way round.
    case "windows1252", "cp1252", "iso88591", "latin1", "l1", "ansi":
      return .singleByte(.windows1252)
    case "iso885915", "latin9": return .singleByte(.latin9)
    case "macintosh", "macroman", "mac": return .singleByte(.macRoman)
    default: return CharacterConverter.knows(name) ? .other : nil
    }
  }

  /// The name as the header states it.
  static func registeredName(of name: String) -> String {
    switch kind(of: name) {
    case .utf8: "UTF-8"
    case .utf16(nil): "UTF-16"
    case .utf16(let bigEndian?): bigEndian ? "UTF-16BE" : "UTF-16LE"
    case .utf32(nil): "UTF-32"
    case .utf32(let bigEndian?): bigEndian ? "UTF-32BE" : "UTF-32LE"
    case .singleByte(.windows1252):
      name.contains("1252") ? "windows-1252" : "ISO-8859-1"
    case .singleByte(let encoding): encoding.name
    case .other, nil: name.uppercased()
    }
  }

  /// Whether `bytes`, which have no mark, are UTF-16 in big-endian order; `nil` where they are no UTF-16.
  ///
  /// In UTF-16 one byte of many pairs is zero, always on the same side.
  static func bigEndianOfUTF16(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
    var zeros = (even: 0, odd: 0)
    let head = bytes.prefix(8192)
    for index in head.indices where head[index] == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let units = head.count / 2
    // Every space and line end counts, in whatever script the words are.
    let bigEndian: Bool
    if zeros.odd > 1, zeros.odd * 20 >= units, zeros.even * 50 <= zeros.odd {
      bigEndian = false
    } else if zeros.even > 1, zeros.even * 20 >= units, zeros.odd * 50 <= zeros.even {
      bigEndian = true
    } else {
      return nil
    }
    return isText(head, bigEndian: bigEndian) ? bigEndian : nil
  }

  /// Whether hardly any of the UTF-16 in `bytes` is what no text holds: controls, private characters.
  private static func isText(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> Bool {
    var strange = 0
    for index in stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      let unit = bigEndian ? first << 8 | second : second << 8 | first
      switch unit {
      case 0x09...0x0D: break
      case 0..<0x20, 0x7F..<0xA0, 0xE000..<0xF900, 0xFFFE...: strange += 1
      default: break
      }
    }
    return strange * 200 <= bytes.count
  }

  /// The encoding that an HTML document declares in its first bytes: by `meta`, or as XML does.
  static func declared(inHTML bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    if head.hasPrefix("<?xml"), let end = head.firstIndex(of: ">"),
      let name = value(of: "encoding", in: head[..<end])
    {
      return name
    }
    var rest = head[...]
    while let meta = rest.firstRange(of: "<meta") {
      rest = rest[meta.upperBound...]
      let tag = rest.prefix { $0 != ">" }
      if let name = value(of: "charset", in: tag) { return name }
    }
    return nil
  }

  private static func value(of key: String, in tag: Substring) -> String? {
    guard let found = tag.firstRange(of: key) else { return nil }
    let value = tag[found.upperBound...].drop { $0.isWhitespace }
    guard value.first == "=" else { return nil }
    let name = value.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
      .prefix { !$0.isWhitespace && !"\"';/>".contains($0) }
    return name.isEmpty ? nil : String(name)
  }
}
