package import Diagnostics
import Transcripts
internal import XMLCore

/// Turns the bytes of a source into its text: detects the encoding, unifies line ends, replaces
/// what XML cannot hold.
package struct SourceDecoder {
  private let file: String
  private(set) package var diagnostics: [Diagnostic] = []

  /// Creates a decoder that reports places in `file`.
  package init(file: String) {
    self.file = file
  }

  /// The text of `bytes`, in `encoding` where that is given; `isHTML` where they may declare one.
  ///
  /// - Throws: `source-empty` where there is nothing but white space, `source-binary` where the
  ///   bytes are no text, `source-encoding-unknown` where nobody knows `encoding`.
  package mutating func decode(
    _ bytes: [UInt8], encoding given: String? = nil, isHTML: Bool = false
  ) throws(DiagnosticError) -> SourceText {
    let (decoded, encoding): ([UInt8], String)
    if let given {
      (decoded, encoding) = (
        try characters(of: bytes, in: given), SourceEncoding.registeredName(of: given)
      )
    } else {
      (decoded, encoding) = try characters(of: bytes, isHTML: isHTML)
    }
    let (text, lineEnds) = clean(decoded)
    guard text.contains(where: { !isASCIISpace($0) }) else {
      throw DiagnosticError(
        .sourceEmpty, "the file holds no text; a transcript is expected",
        at: SourceLocation(file: file))
    }
    return SourceText(utf8: text, encoding: encoding, lineEnds: lineEnds)
  }

  // MARK: Encoding

  private mutating func characters(
    of bytes: [UInt8], isHTML: Bool
  ) throws(DiagnosticError) -> (utf8: [UInt8], encoding: String) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return (utf8(Array(bytes.dropFirst(3))), "UTF-8")
    }
    // UTF-32 first: its little-endian mark begins like that of UTF-16.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
      return (utf32(bytes[4...], bigEndian: false), "UTF-32LE")
    }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return (utf32(bytes[4...], bigEndian: true), "UTF-32BE")
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return (utf16(bytes[2...], bigEndian: false), "UTF-16LE")
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return (utf16(bytes[2...], bigEndian: true), "UTF-16BE")
    }
    if let bigEndian = SourceEncoding.bigEndianOfUTF16(bytes) {
      let name = bigEndian ? "UTF-16BE" : "UTF-16LE"
      reportGuess("no byte order mark; read as \(name)")
      return (utf16(bytes[...], bigEndian: bigEndian), name)
    }
    if looksBinary(bytes) {
      throw DiagnosticError(
        .sourceBinary, "this is binary data; a transcript is expected, as plain text",
        at: SourceLocation(file: file))
    }
    let isUTF8 = bytes.isUTF8
    if isHTML, let declared = SourceEncoding.declared(inHTML: bytes),
      let kind = SourceEncoding.kind(of: declared), kind != .utf8
    {
      // A page that was saved anew as UTF-8 often goes on to say what it was.
      if case .utf16 = kind {
      } else if !isUTF8 || bytes.allSatisfy({ $0 < 0x80 }) && kind == .other {
        return (
          try characters(of: bytes, in: declared), SourceEncoding.registeredName(of: declared)
        )
      } else if bytes.contains(where: { $0 >= 0x80 }) {
        reportGuess("declares '\(declared)', but is UTF-8 and was read so")
      }
    }
    if isUTF8 { return (bytes, "UTF-8") }
    if isMostlyUTF8(bytes) { return (utf8(bytes), "UTF-8") }
    let guess = SingleByteEncoding.guess(for: bytes)
    reportGuess("not UTF-8; read as \(guess.name)")
    return (guess.utf8(of: bytes), guess.name)
  }

  /// The characters of `bytes` in an encoding that is given; a byte order mark is no character.
  private mutating func characters(
    of bytes: [UInt8], in name: String
  ) throws(DiagnosticError) -> [UInt8] {
    switch SourceEncoding.kind(of: name) {
    case .utf8:
      return utf8(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    case .utf16(let bigEndian):
      let mark =
        bytes.starts(with: [0xFF, 0xFE]) ? false : bytes.starts(with: [0xFE, 0xFF]) ? true : nil
      return utf16(
        mark == nil ? bytes[...] : bytes[2...], bigEndian: mark ?? bigEndian ?? false)
    case .utf32(let bigEndian):
      let mark =
        bytes.starts(with: [0xFF, 0xFE, 0, 0])
        ? false : bytes.starts(with: [0, 0, 0xFE, 0xFF]) ? true : nil
      return utf32(
        mark == nil ? bytes[...] : bytes[4...], bigEndian: mark ?? bigEndian ?? false)
    case .singleByte(let encoding): return encoding.utf8(of: bytes)
    case .other:
      let (text, replaced) = CharacterConverter.utf8(of: bytes, in: name) ?? ([], 0)
      if replaced > 0 {
        diagnostics.append(
          Diagnostic(
            .sourceNotInEncoding,
            "\(replaced) byte\(replaced == 1 ? " is" : "s are") no '\(name)' and became U+FFFD",
            at: SourceLocation(file: file)))
      }
      return text
    case nil:
      throw DiagnosticError(
        .sourceEncodingUnknown,
        "the encoding '\(name)' is not known; names are such as 'UTF-8', 'windows-1252', 'ISO-8859-2'",
        at: SourceLocation(file: file))
    }
  }

  private mutating func reportGuess(_ message: String) {
    diagnostics.append(
      Diagnostic(
        .sourceEncodingGuessed, "\(message); --encoding says otherwise",
        at: SourceLocation(file: file)))
  }

  /// `bytes` with whatever is no UTF-8 replaced by U+FFFD, and reported once.
  private mutating func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.isUTF8 { return bytes }
    let offset = firstInvalidUTF8(in: bytes)
    let lines = LineTable(of: bytes.span)
    diagnostics.append(
      Diagnostic(
        .sourceInvalidUTF8,
        "byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) is no UTF-8; it and any other became U+FFFD",
        at: lines.location(at: offset, in: bytes.span, file: file)))
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  private mutating func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var units = Self.units(of: bytes, width: 2, bigEndian: bigEndian)
      .map { UInt16($0) }
    let isBroken = bytes.count % 2 != 0
    // Half a unit is no character, but it was there: like any other damage it is U+FFFD.
    if isBroken { units.append(0xFFFD) }
    if isBroken || String(validating: units, as: UTF16.self) == nil { reportDamage("UTF-16") }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private mutating func utf32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var units = Self.units(of: bytes, width: 4, bigEndian: bigEndian)
    let isBroken = bytes.count % 4 != 0
    if isBroken { units.append(0xFFFD) }
    if isBroken || String(validating: units, as: UTF32.self) == nil { reportDamage("UTF-32") }
    return Array(String(decoding: units, as: UTF32.self).utf8)
  }

  /// The whole code units of `bytes`, each `width` bytes wide.
  private static func units(
    of bytes: ArraySlice<UInt8>, width: Int, bigEndian: Bool
  ) -> [UInt32] {
    var units: [UInt32] = []
    units.reserveCapacity(bytes.count / width + 1)
    var index = bytes.startIndex
    while index + width <= bytes.endIndex {
      var unit: UInt32 = 0
      for offset in 0..<width {
        unit = unit << 8 | UInt32(bytes[index + (bigEndian ? offset : width - 1 - offset)])
      }
      units.append(unit)
      index += width
    }
    return units
  }

  private mutating func reportDamage(_ encoding: String) {
    diagnostics.append(
      Diagnostic(
        .sourceInvalidUTF16, "some of this is no \(encoding); it became U+FFFD",
        at: SourceLocation(file: file)))
  }

  /// Whether at least three times as many longer scalars are well-formed as are not.
  private func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var good = 0
    var bad = 0
    var offset = 0
    while offset < bytes.count {
      let length = lengthOfScalar(in: bytes, at: offset)
      if length == 0 {
        bad += 1
        offset += 1
      } else {
        if length > 1 { good += 1 }
        offset += length
      }
    }
    return good >= 3 * bad
  }

  private func firstInvalidUTF8(in bytes: [UInt8]) -> Int {
    var offset = 0
    while offset < bytes.count {
      let length = lengthOfScalar(in: bytes, at: offset)
      if length == 0 { return offset }
      offset += length
    }
    return 0
  }

  /// The number of bytes of the well-formed scalar at `offset` (Unicode, table 3-7), or 0.
  private func lengthOfScalar(in bytes: [UInt8], at offset: Int) -> Int {
    let first = bytes[offset]
    if first < 0x80 { return 1 }
    func continues(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      offset + distance < bytes.count && range.contains(bytes[offset + distance])
    }
    switch first {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  /// Whether many of the first bytes are controls that no text holds.
  private func looksBinary(_ bytes: [UInt8]) -> Bool {
    let count = min(bytes.count, 8192)
    var controls = 0
    var offset = Self.endOfCommon(in: bytes.span, from: 0)
    while offset < count {
      let byte = bytes[offset]
      if byte < 0x20, !isASCIISpace(byte), byte != 0x1B { controls += 1 }
      offset = Self.endOfCommon(in: bytes.span, from: offset + 1)
    }
    return controls * 20 > count && controls > 4
  }

  // MARK: Line ends and forbidden characters

  /// The offset of the next byte that deserves a look, or the end: a control, or the first of
  /// those that U+FFFE and U+FFFF consist of.
  private static func endOfCommon(in bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      var offset = start
      while offset &+ 8 <= bytes.count {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let difference = word ^ ones &* 0xEF
        // A byte below 0x20 borrows from its highest bit, and so does one that equals 0xEF.
        let borrowed =
          ((word &- ones &* 0x20) & ~word | (difference &- ones) & ~difference) & (ones &* 0x80)
        if borrowed != 0 { return offset &+ borrowed.trailingZeroBitCount / 8 }
        offset &+= 8
      }
      while offset < bytes.count, bytes[offset] >= 0x20, bytes[offset] != 0xEF { offset &+= 1 }
      return offset
    }
  }

  /// `text` with line ends as line feeds, and nothing that XML 1.0 forbids (Char, production 2).
  private mutating func clean(
    _ text: [UInt8]
  ) -> (text: [UInt8], lineEnds: SourceDescription.LineEnds) {
    var result: [UInt8] = []
    var (feeds, returns, both, forbidden) = (0, 0, 0, 0)
    var firstForbidden: Int?
    var offset = 0
    var copied = 0
    func copy(upTo end: Int, _ replacement: [UInt8]) {
      if result.isEmpty { result.reserveCapacity(text.count + 64) }
      result.append(contentsOf: text[copied..<end])
      result.append(contentsOf: replacement)
    }
    let count = text.count
    while offset < count {
      let byte = text[offset]
      if byte >= 0x20 && byte != 0xEF {
        offset = Self.endOfCommon(in: text.span, from: offset + 1)
        continue
      }
      switch byte {
      case UInt8(ascii: "\n"): feeds += 1
      case UInt8(ascii: "\t"): break
      case UInt8(ascii: "\r"):
        copy(upTo: offset, [UInt8(ascii: "\n")])
        if offset + 1 < count, text[offset + 1] == UInt8(ascii: "\n") {
          both += 1
          offset += 1
        } else {
          returns += 1
        }
        copied = offset + 1
      case 0x0B, 0x0C:
        copy(upTo: offset, [UInt8(ascii: " ")])
        copied = offset + 1
      case 0xEF:
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
        guard offset + 2 < count, text[offset + 1] == 0xBF, text[offset + 2] >= 0xBE else { break }
        copy(upTo: offset, [0xEF, 0xBF, 0xBD])
        firstForbidden = firstForbidden ?? offset
        forbidden += 1
        offset += 2
        copied = offset + 1
      default:
        copy(upTo: offset, [0xEF, 0xBF, 0xBD])
        firstForbidden = firstForbidden ?? offset
        forbidden += 1
        copied = offset + 1
      }
      offset += 1
    }
    if let firstForbidden {
      let location = LineTable(of: text.span).location(
        at: firstForbidden, in: text.span, file: file)
      diagnostics.append(
        Diagnostic(
          .sourceForbiddenCharacter,
          "\(forbidden) character\(forbidden == 1 ? "" : "s") that XML 1.0 cannot hold became U+FFFD; this is the first",
          at: location))
    }
    let kinds = [(feeds, SourceDescription.LineEnds.lf), (both, .crlf), (returns, .cr)]
      .filter { $0.0 > 0 }
    let lineEnds = kinds.count > 1 ? .mixed : kinds.first?.1 ?? .none
    if copied == 0 { return (text, lineEnds) }
    result.append(contentsOf: text[copied...])
    return (result, lineEnds)
  }
}

extension DiagnosticKind {
  static let sourceEmpty = DiagnosticKind(
    "source-empty", .error, meaning: "The source holds nothing but white space.")
  static let sourceBinary = DiagnosticKind(
    "source-binary", .error,
    meaning: "The source is no text: it holds many control characters. Convert it to text first.")
  static let sourceEncodingGuessed = DiagnosticKind(
    "source-encoding-guessed", .note,
    meaning:
      "The source does not state its encoding, or wrongly, so it was guessed. Name it with --encoding."
  )
  static let sourceEncodingUnknown = DiagnosticKind(
    "source-encoding-unknown", .error,
    meaning: "The encoding that was asked for, or that the source declares, is not known here.")
  static let sourceNotInEncoding = DiagnosticKind(
    "source-not-in-encoding", .warning,
    meaning:
      "The source is not in the encoding that it was read in: what could not be decoded became U+FFFD."
  )
  static let sourceInvalidUTF8 = DiagnosticKind(
    "source-invalid-utf8", .warning,
    meaning: "The source is UTF-8 with damage: what could not be decoded became U+FFFD.")
  static let sourceInvalidUTF16 = DiagnosticKind(
    "source-invalid-utf16", .warning,
    meaning:
      "The source is UTF-16 or UTF-32 with damage: what could not be decoded became U+FFFD.")
  static let sourceForbiddenCharacter = DiagnosticKind(
    "source-forbidden-character", .warning,
    meaning: "XML 1.0 cannot hold most control characters; they became U+FFFD.",
    example: "a NUL byte")
}
