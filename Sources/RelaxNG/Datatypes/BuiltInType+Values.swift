extension BuiltInType {
  /// Whether `bytes`, with white space dealt with, are written as the type has it.
  func isLexical(_ bytes: Span<UInt8>, _ workspace: inout DatatypeWorkspace) -> Bool {
    switch self {
    case .string, .normalizedString, .token: return true
    case .language: return Self.isLanguage(bytes)
    case .nmtoken: return XMLNames.isNmtoken(bytes)
    case .name: return XMLNames.isName(bytes)
    case .ncName, .id, .idref: return XMLNames.isNCName(bytes)
    case .entity: return XMLNames.isNCName(bytes) && workspace.isEntity(bytes)
    case .nmtokens: return Self.everyToken(of: bytes) { XMLNames.isNmtoken($0) }
    case .idrefs: return Self.everyToken(of: bytes) { XMLNames.isNCName($0) }
    case .entities:
      return Self.everyToken(of: bytes) { XMLNames.isNCName($0) && workspace.isEntity($0) }
    case .decimal: return DecimalValue.isLexical(bytes, allowsPoint: true)
    case .anyURI: return Self.isPlainFragment(bytes) || URISyntax.isReference(bytes)
    default:
      if family == .decimal { return DecimalValue.isLexical(bytes, allowsPoint: false) }
      return value(bytes, &workspace) != nil
    }
  }

  /// Whether `bytes` are `#` and characters that mean nothing else in a URI: most pointers are.
  private static func isPlainFragment(_ bytes: Span<UInt8>) -> Bool {
    bytes.count > 1 && bytes[0] == UInt8(ascii: "#")
      && !ByteScan.holdsSpecial(bytes.extracting(1..<bytes.count))
  }

  /// The value of `bytes`, with white space dealt with; `nil` if they are not of the type.
  func value(_ bytes: Span<UInt8>, _ workspace: inout DatatypeWorkspace) -> TypedValue? {
    switch family {
    case .text, .uri, .list:
      return isLexical(bytes, &workspace) ? .text([UInt8](copying: bytes)) : nil
    case .boolean: return Self.boolean(bytes).map { .boolean($0) }
    case .decimal: return DecimalValue(bytes, allowsPoint: self == .decimal).map { .decimal($0) }
    case .float: return Self.float(bytes, isSingle: self == .float).map { .float($0) }
    case .duration: return DurationValue(bytes).map { .duration($0) }
    case .calendar: return CalendarValue(bytes, type: self).map { .calendar($0) }
    case .binary:
      let octets = self == .hexBinary ? BinaryValues.hex(bytes) : BinaryValues.base64(bytes)
      return octets.map { .octets($0) }
    case .qName:
      guard let colon = XMLNames.colon(in: bytes) else { return nil }
      let prefix = colon < 0 ? [] : [UInt8](copying: bytes.extracting(0..<colon))
      guard let namespace = workspace.namespace(of: String(decoding: prefix, as: UTF8.self)) else {
        return nil
      }
      return .name(
        namespace: namespace, local: [UInt8](copying: bytes.extracting((colon + 1)..<bytes.count)))
    }
  }

  /// What the length facets measure; `nil` where they say nothing.
  func measure(_ bytes: Span<UInt8>) -> Int? {
    switch family {
    case .text, .uri: return Scalars.count(bytes)
    case .binary:
      return (self == .hexBinary ? BinaryValues.hex(bytes) : BinaryValues.base64(bytes))?.count
    case .list:
      var count = 0
      var offset = 0
      while let token = WhiteSpace.nextToken(in: bytes, from: offset) {
        count += 1
        offset = token.upperBound
      }
      return count
    default: return nil
    }
  }

  private static func everyToken(of bytes: Span<UInt8>, _ test: (Span<UInt8>) -> Bool) -> Bool {
    var offset = 0
    var count = 0
    while let token = WhiteSpace.nextToken(in: bytes, from: offset) {
      if !test(bytes.extracting(token)) { return false }
      offset = token.upperBound
      count += 1
    }
    return count > 0
  }

  /// `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*` (§3.3.3).
  private static func isLanguage(_ bytes: Span<UInt8>) -> Bool {
    var length = 0
    var isFirst = true
    for index in 0..<bytes.count {
      let byte = bytes[index]
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      if byte == UInt8(ascii: "-") {
        if length == 0 { return false }
        length = 0
        isFirst = false
      } else if isLetter || (!isFirst && byte >= 0x30 && byte <= 0x39) {
        length += 1
        if length > 8 { return false }
      } else {
        return false
      }
    }
    return length > 0
  }

  private static func boolean(_ bytes: Span<UInt8>) -> Bool? {
    switch String(decoding: [UInt8](copying: bytes), as: UTF8.self) {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }

  private static func float(_ bytes: Span<UInt8>, isSingle: Bool) -> Double? {
    let text = String(decoding: [UInt8](copying: bytes), as: UTF8.self)
    switch text {
    case "INF": return .infinity
    case "-INF": return -.infinity
    case "NaN": return .nan
    default: break
    }
    // What follows is stricter than the library function, which also knows hexadecimals.
    var mantissa = bytes.count
    for index in 0..<bytes.count where bytes[index] | 0x20 == UInt8(ascii: "e") {
      mantissa = index
      break
    }
    guard DecimalValue.isLexical(bytes.extracting(0..<mantissa), allowsPoint: true) else {
      return nil
    }
    if mantissa < bytes.count {
      let exponent = bytes.extracting((mantissa + 1)..<bytes.count)
      guard DecimalValue.isLexical(exponent, allowsPoint: false) else { return nil }
    }
    return isSingle ? Float(text).map { Double($0) } : Double(text)
  }
}
