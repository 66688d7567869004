import Diagnostics

/// Reads tables of comma-separated values (RFC 4180), in UTF-8 with or without a byte order mark.
///
/// A field may stand in quotation marks, and then hold commas, line ends and doubled quotation marks.
/// Lines end in CR LF, LF or CR; lines that are empty are no records.
struct CommaSeparatedValues {
  /// A field, and where it begins.
  struct Field: Hashable, Sendable {
    var text: String
    var place: SourceLocation
  }

  private let bytes: [UInt8]
  private let file: String
  private let lines: LineTable
  private var offset = 0

  private static let quote = UInt8(ascii: "\"")

  private init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    lines = LineTable(of: bytes.span)
  }

  /// All records of a table, the header row first.
  ///
  /// - Throws: `participants-invalid` with the place.
  static func records(of bytes: [UInt8], file: String) throws(DiagnosticError) -> [[Field]] {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw DiagnosticError(
        .participantsInvalid, "is UTF-16; save it as UTF-8", at: SourceLocation(file: file))
    }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var reader = Self(isMarked ? Array(bytes.dropFirst(3)) : bytes, file: file)
    var records: [[Field]] = []
    while reader.offset < reader.bytes.count {
      let record = try reader.record()
      if record.contains(where: { !$0.text.isEmpty }) { records.append(record) }
    }
    return records
  }

  // MARK: The grammar of RFC 4180, §2

  private mutating func record() throws(DiagnosticError) -> [Field] {
    var fields = [try field()]
    while offset < bytes.count, bytes[offset] == UInt8(ascii: ",") {
      offset += 1
      fields.append(try field())
    }
    if offset < bytes.count {
      let isCarriageReturn = bytes[offset] == UInt8(ascii: "\r")
      offset += 1
      if isCarriageReturn, offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
    }
    return fields
  }

  private mutating func field() throws(DiagnosticError) -> Field {
    let start = offset
    if offset < bytes.count, bytes[offset] == Self.quote { return try quotedField() }
    while offset < bytes.count, !endsField(bytes[offset]) {
      if bytes[offset] == Self.quote {
        throw failure(
          "a quotation mark inside a field that has none around it; put the whole field between "
            + "quotation marks and write this one twice", at: offset)
      }
      offset += 1
    }
    return try make(Array(bytes[start..<offset]), from: start)
  }

  private mutating func quotedField() throws(DiagnosticError) -> Field {
    let start = offset
    var text: [UInt8] = []
    offset += 1
    while true {
      guard offset < bytes.count else {
        throw failure("the quotation mark that opens here is never closed", at: start)
      }
      let byte = bytes[offset]
      offset += 1
      if byte != Self.quote {
        text.append(byte)
      } else if offset < bytes.count, bytes[offset] == Self.quote {
        text.append(byte)
        offset += 1
      } else {
        break
      }
    }
    if offset < bytes.count, !endsField(bytes[offset]) {
      throw failure(
        "after the quotation mark that closes a field, a comma or the end of the line is expected; "
          + "a quotation mark inside a field is written twice", at: offset)
    }
    return try make(text, from: start)
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  // MARK: Fields

  /// A field, with white space folded: a name that was broken over two lines is one name.
  private func make(_ text: [UInt8], from start: Int) throws(DiagnosticError) -> Field {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw failure("this field is not UTF-8; save the file as UTF-8", at: start)
    }
    let isForbidden = string.unicodeScalars.contains { scalar in
      scalar.value < 0x20 && !isASCIISpace(UInt8(scalar.value))
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
    if isForbidden { throw failure("this field holds a character that XML cannot hold", at: start) }
    return Field(
      text: string.split { $0.isWhitespace }.joined(separator: " "), place: place(of: start))
  }

  private func place(of offset: Int) -> SourceLocation {
    lines.location(at: offset, in: bytes.span, file: file)
  }

  private func failure(_ message: String, at offset: Int) -> DiagnosticError {
    DiagnosticError(.participantsInvalid, message, at: place(of: offset))
  }
}

extension DiagnosticKind {
  static let participantsInvalid = DiagnosticKind(
    "participants-invalid", .error,
    meaning: """
      A participants file is no table of comma-separated values (RFC 4180, UTF-8), or does not say \
      clearly who is who: an unknown column, an identifier twice, an alias that two people share. \
      Nothing is read by a file that is in doubt, so that no two people are merged.
      """,
    example: "id,names,aliases\nweir,Anna Weir,CHAIR WEIR\nwier,Anna Wier,CHAIR WEIR")
}
