import Diagnostics

/// Cuts a schema in the compact syntax into tokens (compact syntax, appendix A §2); comments are none,
/// but for a line of documentation.
struct CompactLexer {
  struct Token {
    enum Kind: Equatable {
      case identifier(String)
      case keyword(String)
      /// A name with a prefix.
      case qualified(prefix: String, local: String)
      /// `prefix:*`.
      case anyOf(prefix: String)
      case literal(String)
      /// An operator or bracket.
      case symbol(String)
      /// A comment that begins with `##`.
      case documentation
      case end
    }

    var kind: Kind
    var line: Int32
    var column: Int32
  }

  static let keywords: Set<String> = [
    "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar",
    "include",
    "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text",
    "token",
  ]

  private struct Scalar {
    var value: UInt32
    var line: Int32
    var column: Int32
    /// Whether it ends a line; an escaped line feed does not.
    var endsLine = false
  }

  private let file: String
  private var scalars: [Scalar] = []
  private var offset = 0

  static func tokens(of source: RelaxNGSource) throws(DiagnosticError) -> [Token] {
    var lexer = CompactLexer(file: source.file)
    try lexer.decode(source.bytes)
    var tokens: [Token] = []
    repeat { tokens.append(try lexer.next()) } while tokens[tokens.count - 1].kind != .end
    return tokens
  }

  private init(file: String) {
    self.file = file
  }

  /// §2.1 to §2.4: the encoding, the mark of byte order, line ends, and the escapes `\x{…}`, which may
  /// stand anywhere.
  private mutating func decode(_ bytes: [UInt8]) throws(DiagnosticError) {
    guard let text = Self.text(of: bytes) else {
      throw DiagnosticError(
        .syntax, "the schema is not in UTF-8", at: SourceLocation(file: file, line: 1, column: 1))
    }
    let raw = Array(text.unicodeScalars)
    scalars.reserveCapacity(raw.count)
    var (line, column): (Int32, Int32) = (1, 1)
    var index = raw.first == "\u{FEFF}" ? 1 : 0
    while index < raw.count {
      var value = raw[index].value
      var length = 1
      if value == 13 {
        if index + 1 < raw.count, raw[index + 1].value == 10 { length = 2 }
        value = 10
      } else if value == 0x5C, let open = Self.lengthOfEscapeOpening(raw, index) {
        guard let escape = Self.escape(raw, index + open) else {
          throw failure("an escape is written '\\x{…}', with a hexadecimal number", line, column)
        }
        value = escape.value
        length = open + escape.length
      }
      guard let scalar = Unicode.Scalar(value), Self.isCharacter(scalar) else {
        let number = String(value, radix: 16, uppercase: true)
        throw failure("U+\(number) is no character that XML allows", line, column)
      }
      let endsLine = value == 10 && length <= 2
      scalars.append(Scalar(value: value, line: line, column: column, endsLine: endsLine))
      if endsLine {
        line += 1
        column = 1
      } else {
        column += Int32(clamping: length)
      }
      index += length
    }
    scalars.append(Scalar(value: 0, line: line, column: column))
  }

  /// UTF-16 where a mark of byte order says so, else UTF-8; `nil` where the bytes are neither.
  private static func text(of bytes: [UInt8]) -> String? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else {
      return String(validating: bytes, as: UTF8.self)
    }
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: 0, to: bytes.count, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(validating: units, as: UTF16.self)
  }

  /// Production 2 of XML 1.0, `Char`.
  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// The length of `\x{`, where it stands at `start`; the `x` may be repeated.
  private static func lengthOfEscapeOpening(_ raw: [Unicode.Scalar], _ start: Int) -> Int? {
    var index = start + 1
    while index < raw.count, raw[index] == "x" { index += 1 }
    guard index > start + 1, index < raw.count, raw[index] == "{" else { return nil }
    return index + 1 - start
  }

  /// The number at `start` and its length with the closing brace.
  private static func escape(_ raw: [Unicode.Scalar], _ start: Int) -> (value: UInt32, length: Int)?
  {
    var index = start
    var value: UInt32 = 0
    while index < raw.count, raw[index].isASCII, let digit = Character(raw[index]).hexDigitValue {
      value = value > 0xFFFFFF ? value : value * 16 + UInt32(digit)
      index += 1
    }
    guard index > start, index < raw.count, raw[index] == "}" else { return nil }
    return (value, index - start + 1)
  }

  private func failure(_ message: String, _ line: Int32, _ column: Int32) -> DiagnosticError {
    DiagnosticError(
      .syntax, message, at: SourceLocation(file: file, line: Int(line), column: Int(column)))
  }

  private func failure(_ message: String) -> DiagnosticError {
    let place = scalars[min(offset, scalars.count - 1)]
    return failure(message, place.line, place.column)
  }

  private func peek(_ ahead: Int = 0) -> UInt32 {
    offset + ahead < scalars.count ? scalars[offset + ahead].value : 0
  }

  private mutating func next() throws(DiagnosticError) -> Token {
    while true {
      let value = peek()
      if value == 0x20 || value == 9 || value == 10 {
        offset += 1
      } else if value == 0x23, peek(1) != 0x23 {
        skipLine()
      } else {
        break
      }
    }
    let place = scalars[offset]
    func token(_ kind: Token.Kind) -> Token {
      Token(kind: kind, line: place.line, column: place.column)
    }
    if offset >= scalars.count - 1 { return token(.end) }
    let value = peek()
    switch Unicode.Scalar(value) ?? " " {
    case "#":
      skipLine()
      return token(.documentation)
    case "\"", "'": return token(.literal(try literal(value)))
    case "{", "}", "(", ")", "[", "]", ",", "?", "*", "+", "-", "~", "=":
      offset += 1
      return token(.symbol(String(Character(Unicode.Scalar(value) ?? " "))))
    case "|", "&":
      offset += 1
      let sign = value == 0x7C ? "|" : "&"
      if peek() == 0x3D {
        offset += 1
        return token(.symbol(sign + "="))
      }
      return token(.symbol(sign))
    case ">":
      if peek(1) == 0x3E {
        offset += 2
        return token(.symbol(">>"))
      }
      throw failure("'>' means nothing here")
    default: return token(try name())
    }
  }

  /// Passes over the rest of the line, which an escaped line feed ends as well.
  private mutating func skipLine() {
    while offset < scalars.count - 1, peek() != 10 { offset += 1 }
  }

  private mutating func literal(_ quote: UInt32) throws(DiagnosticError) -> String {
    let isLong = peek(1) == quote && peek(2) == quote
    let start = offset
    offset += isLong ? 3 : 1
    var text = String.UnicodeScalarView()
    while offset < scalars.count - 1 {
      let value = peek()
      if value == quote, !isLong || (peek(1) == quote && peek(2) == quote) {
        offset += isLong ? 3 : 1
        return String(text)
      }
      if scalars[offset].endsLine, !isLong { break }
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      offset += 1
    }
    offset = start
    throw failure("the text that begins here has no end")
  }

  private mutating func name() throws(DiagnosticError) -> Token.Kind {
    let isQuoted = peek() == 0x5C
    if isQuoted { offset += 1 }
    let first = try part()
    if peek() == 0x3A {
      if peek(1) == 0x2A, !isQuoted {
        offset += 2
        return .anyOf(prefix: first)
      }
      if XMLNames.isStart(peek(1)), peek(1) != 0x3A, !isQuoted {
        offset += 1
        return .qualified(prefix: first, local: try part())
      }
    }
    return !isQuoted && Self.keywords.contains(first) ? .keyword(first) : .identifier(first)
  }

  private mutating func part() throws(DiagnosticError) -> String {
    guard XMLNames.isStart(peek()), peek() != 0x3A else {
      let sign = Unicode.Scalar(peek()).map { String(Character($0)) } ?? "?"
      throw failure("'\(sign)' means nothing here")
    }
    var text = String.UnicodeScalarView()
    while XMLNames.isPart(peek()), peek() != 0x3A, let scalar = Unicode.Scalar(peek()) {
      text.append(scalar)
      offset += 1
    }
    return String(text)
  }
}
