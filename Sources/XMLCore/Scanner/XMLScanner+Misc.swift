import Glibc

// What is neither a tag nor text.
extension XMLScanner {
  mutating func readComment() throws -> Progress {
    guard let dashes = find("--", from: at + 4), dashes + 2 < limit else { return .needsMore }
    guard base[dashes + 2] == UInt8(ascii: ">"), dashes - at <= limits.markupLength else {
      return .stop
    }
    let text = string(at + 4, dashes)
    go(to: dashes + 3)
    try sink.comment(text)
    return .on
  }

  mutating func readInstruction() throws -> Progress {
    guard let end = find("?>", from: at + 2) else { return .needsMore }
    var index = at + 2
    guard classes[Int(base[index])] & NameBytes.first != 0 else { return .stop }
    while classes[Int(base[index])] & NameBytes.later != 0 { index += 1 }
    let target = string(at + 2, index)
    guard index == end || classes[Int(base[index])] == NameBytes.space,
      end - at <= limits.markupLength, target.lowercased() != "xml",
      target.utf8.count < min(256, limits.nameLength)
    else { return .stop }
    while index < end, classes[Int(base[index])] == NameBytes.space { index += 1 }
    let data = string(index, end)
    go(to: end + 2)
    try sink.processingInstruction(target: target, data: data)
    return .on
  }

  mutating func readCDATA() throws -> Progress {
    guard let end = find("]]>", from: at + 9) else { return .needsMore }
    guard end - at <= limits.markupLength else { return .stop }
    let start = at + 9
    at = end + 3
    places.event.value = (windowStart + start, windowStart + start)
    try sink.startCDATA()
    if start < end {
      places.event.value.end = windowStart + end
      try sink.text(UnsafeBufferPointer(start: base + start, count: end - start).span)
    }
    try sink.endCDATA()
    return .on
  }

  /// Where `text` is found first from `start` on.
  private func find(_ text: StaticString, from start: Int) -> Int? {
    let count = text.utf8CodeUnitCount
    var index = start
    while index + count <= limit,
      let found = memchr(base + index, Int32(text.utf8Start[0]), limit - index - count + 1)
    {
      index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + index, text.utf8Start, count) == 0 { return index }
      index += 1
    }
    return nil
  }

  private func string(_ start: Int, _ end: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)
  }

  /// Goes behind what is being sent.
  private mutating func go(to end: Int) {
    at = end
    places.event.value.end = windowStart + end
  }
}

/// A reference to a character, or to one of the five entities that are always there.
struct PlainReference {
  /// Behind its semicolon.
  let end: Int
  private let scalar: Unicode.Scalar

  /// Longer ones are not plain.
  static let longest = 12

  /// The reference that begins with the `&` at `start`; `nil` where there is none that is plain.
  init?(in bytes: UnsafePointer<UInt8>, from start: Int, to limit: Int) {
    let text = UnsafeBufferPointer(start: bytes, count: min(limit, start + Self.longest))[start...]
    guard let semicolon = text.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = text[(start + 1)..<semicolon]
    let found: UInt32?
    if name.starts(with: "#x".utf8) {
      found = Self.number(name.dropFirst(2), radix: 16)
    } else if name.first == UInt8(ascii: "#") {
      found = Self.number(name.dropFirst(), radix: 10)
    } else {
      found = Self.predefined.first { name.elementsEqual($0.name.utf8) }?.scalar
    }
    guard let found, let scalar = Unicode.Scalar(found), Self.isAllowed(found) else { return nil }
    self.scalar = scalar
    end = semicolon + 1
  }

  /// Lends the UTF-8 of the character.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    var text = String(Character(scalar))
    return try text.withUTF8(body)
  }

  private static let predefined: [(name: String, scalar: UInt32)] = [
    ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27),
  ]

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: UInt32) -> UInt32?
  {
    if digits.isEmpty { return nil }
    var value: UInt32 = 0
    for byte in digits {
      let digit: UInt32
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte) - 0x30
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt32(byte) - 0x61 + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt32(byte) - 0x41 + 10
      default: return nil
      }
      guard digit < radix else { return nil }
      value = value * radix + digit
      if value > 0x10FFFF { return nil }
    }
    return value
  }

  /// XML 1.0, production 2.
  private static func isAllowed(_ scalar: UInt32) -> Bool {
    scalar >= 0x20 ? scalar != 0xFFFE && scalar != 0xFFFF : [0x09, 0x0A, 0x0D].contains(scalar)
  }
}

/// The XML declaration (XML 1.0, production 23).
struct XMLDeclaration {
  private var rest: Slice<UnsafeBufferPointer<UInt8>>

  /// Whether it says nothing unusual: version 1.0, perhaps an encoding, perhaps `standalone`.
  static func isPlain(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var declaration = XMLDeclaration(rest: text.dropFirst(5))
    guard declaration.value(of: "version")?.elementsEqual("1.0".utf8) == true else { return false }
    if let encoding = declaration.value(of: "encoding") {
      guard encoding.elementsEqual("UTF-8".utf8) || encoding.elementsEqual("utf-8".utf8) else {
        return false
      }
    }
    if let standalone = declaration.value(of: "standalone") {
      guard standalone.elementsEqual("yes".utf8) || standalone.elementsEqual("no".utf8) else {
        return false
      }
    }
    declaration.skipSpace()
    return declaration.rest.elementsEqual("?>".utf8)
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
  }

  /// The value that is given to `name` next.
  private mutating func value(of name: String) -> Slice<UnsafeBufferPointer<UInt8>>? {
    var ahead = self
    ahead.skipSpace()
    guard ahead.rest.startIndex > rest.startIndex, ahead.rest.starts(with: name.utf8) else {
      return nil
    }
    ahead.rest = ahead.rest.dropFirst(name.utf8.count)
    ahead.skipSpace()
    guard ahead.rest.popFirst() == UInt8(ascii: "=") else { return nil }
    ahead.skipSpace()
    guard let quote = ahead.rest.popFirst(), quote == 0x22 || quote == 0x27,
      let end = ahead.rest.firstIndex(of: quote)
    else { return nil }
    let value = ahead.rest[..<end]
    ahead.rest = ahead.rest[(end + 1)...]
    self = ahead
    return value
  }
}
