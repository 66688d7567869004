/// The datatypes of W3C XML Schema part 2 (second edition); `string` and `token` also serve as the
/// built-in library of RELAX NG.
enum BuiltInType: String, CaseIterable, Sendable {
  case string, normalizedString, token, language, nmtoken = "NMTOKEN", nmtokens = "NMTOKENS"
  case name = "Name"
  case ncName = "NCName"
  case id = "ID"
  case idref = "IDREF"
  case idrefs = "IDREFS"
  case entity = "ENTITY"
  case entities = "ENTITIES"
  case boolean, decimal, float, double, duration, dateTime, time, date
  case gYearMonth, gYear, gMonthDay, gDay, gMonth
  case hexBinary, base64Binary, anyURI
  case qName = "QName"
  case notation = "NOTATION"
  case integer, nonPositiveInteger, negativeInteger, long, int, short, byte
  case nonNegativeInteger, unsignedLong, unsignedInt, unsignedShort, unsignedByte, positiveInteger

  /// What is done with white space before anything else (§4.3.6).
  enum SpaceHandling: Sendable {
    case preserve, replace, collapse
  }

  var whiteSpace: SpaceHandling {
    switch self {
    case .string: .preserve
    case .normalizedString: .replace
    default: .collapse
    }
  }

  /// How values are made, measured and compared.
  enum Family: Sendable {
    case text, boolean, decimal, float, duration, calendar, binary, uri, qName, list
  }

  var family: Family {
    switch self {
    case .string, .normalizedString, .token, .language, .nmtoken, .name, .ncName, .id, .idref,
      .entity:
      .text
    case .nmtokens, .idrefs, .entities: .list
    case .boolean: .boolean
    case .float, .double: .float
    case .duration: .duration
    case .dateTime, .time, .date, .gYearMonth, .gYear, .gMonthDay, .gDay, .gMonth: .calendar
    case .hexBinary, .base64Binary: .binary
    case .anyURI: .uri
    case .qName, .notation: .qName
    default: .decimal
    }
  }

  /// The least and the greatest value of the integer types, as they are written.
  var integerBounds: (least: String?, greatest: String?) {
    switch self {
    case .nonPositiveInteger: (nil, "0")
    case .negativeInteger: (nil, "-1")
    case .long: ("-9223372036854775808", "9223372036854775807")
    case .int: ("-2147483648", "2147483647")
    case .short: ("-32768", "32767")
    case .byte: ("-128", "127")
    case .nonNegativeInteger: ("0", nil)
    case .unsignedLong: ("0", "18446744073709551615")
    case .unsignedInt: ("0", "4294967295")
    case .unsignedShort: ("0", "65535")
    case .unsignedByte: ("0", "255")
    case .positiveInteger: ("1", nil)
    default: (nil, nil)
    }
  }

  /// The ID-type of DTD compatibility (§5).
  var identity: IdentityType {
    switch self {
    case .id: .id
    case .idref: .idref
    case .idrefs: .idrefs
    default: .none
    }
  }
}

/// What an attribute does for ID/IDREF soundness (RELAX NG DTD compatibility, §5).
enum IdentityType: UInt8, Sendable {
  case none, id, idref, idrefs
}
