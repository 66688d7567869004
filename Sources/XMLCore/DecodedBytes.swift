import Glibc

/// The characters that a stretch of markup stands for, as UTF-8, byte by byte: references resolved,
/// line ends normalised (XML 1.0 §2.11, §3.3.3, §4.1).
struct DecodedBytes {
  /// What the stretch is.
  enum Place {
    /// Character data.
    case text
    /// What stands between the quotation marks of an attribute of type CDATA.
    case value
    /// A comment, an instruction, a CDATA section: without references.
    case verbatim
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  private let end: Int
  private let place: Place
  /// What is left of a character that was referred to, the next byte lowest.
  private var pending: UInt32 = 0
  /// Where the next character stands.
  private(set) var offset: Int
  /// Whether there is something that cannot stand here.
  private(set) var hasFailed = false

  /// What a reference to an entity begins and ends with, which no document holds.
  private static let entityMark: UInt8 = 0xFF

  init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ place: Place) {
    self.bytes = bytes
    start = range.lowerBound
    offset = range.lowerBound
    end = range.upperBound
    self.place = place
  }

  /// Whether a character that was referred to has been given in part.
  var isInsideCharacter: Bool { pending != 0 }

  /// The next byte; `nil` at the end.
  mutating func next() -> UInt8? {
    if pending != 0 {
      defer { pending >>= 8 }
      return UInt8(truncatingIfNeeded: pending)
    }
    guard offset < end, !hasFailed else { return nil }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case 0x0D:
      if offset < end, bytes[offset] == 0x0A { offset += 1 }
      return place == .value ? 0x20 : 0x0A
    case 0x09, 0x0A: return place == .value ? 0x20 : byte
    case UInt8(ascii: "&"): return place == .verbatim ? byte : reference()
    case UInt8(ascii: "<"): return place == .value ? fail() : byte
    case UInt8(ascii: ">"):
      // The end of a CDATA section cannot stand in a text.
      let isSectionEnd =
        place == .text && offset - 3 >= start && bytes[offset - 2] == UInt8(ascii: "]")
        && bytes[offset - 3] == UInt8(ascii: "]")
      return isSectionEnd ? fail() : byte
    default: return byte
    }
  }

  private mutating func fail() -> UInt8? {
    hasFailed = true
    return nil
  }

  /// The first byte of what the reference stands for whose `&` has been passed.
  private mutating func reference() -> UInt8? {
    guard let stop = bytes.offset(of: UInt8(ascii: ";"), from: offset), stop < end else {
      return fail()
    }
    let name = offset..<stop
    if bytes[name.lowerBound] == UInt8(ascii: "#") {
      guard let scalar = scalar(in: name.dropFirst()), let first = give(scalar) else {
        return fail()
      }
      offset = stop + 1
      return first
    }
    for (entity, byte) in Self.predefined
    where name.count == entity.utf8CodeUnitCount && bytes.holds(entity, at: name.lowerBound) {
      offset = stop + 1
      return byte
    }
    // Any other entity has no text here; its name stands for it, byte by byte up to the `;`.
    return Self.entityMark
  }

  private static let predefined: [(StaticString, UInt8)] = [
    ("amp", UInt8(ascii: "&")), ("lt", UInt8(ascii: "<")), ("gt", UInt8(ascii: ">")),
    ("quot", UInt8(ascii: "\"")), ("apos", UInt8(ascii: "'")),
  ]

  /// The number of a character reference, behind its `#`.
  private func scalar(in digits: Range<Int>) -> Unicode.Scalar? {
    var digits = digits
    var base: UInt32 = 10
    if let first = digits.first, bytes[first] == UInt8(ascii: "x") {
      base = 16
      digits = digits.dropFirst()
    }
    if digits.isEmpty { return nil }
    var number: UInt32 = 0
    for index in digits {
      let digit: UInt32
      switch bytes[index] {
      case 0x30...0x39: digit = UInt32(bytes[index]) - 0x30
      case 0x41...0x46 where base == 16: digit = UInt32(bytes[index]) - 0x37
      case 0x61...0x66 where base == 16: digit = UInt32(bytes[index]) - 0x57
      default: return nil
      }
      number = number * base + digit
      if number > 0x10_FFFF { return nil }
    }
    return number == 0 ? nil : Unicode.Scalar(number)
  }

  /// Gives the first byte of a scalar, and keeps the others.
  private mutating func give(_ scalar: Unicode.Scalar) -> UInt8? {
    var first: UInt8?
    var shift: UInt32 = 0
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      if first == nil {
        first = byte
      } else {
        pending |= UInt32(byte) << shift
        shift += 8
      }
    }
    return first
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first such byte from `start` on.
  func offset(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The offset at which `text` begins first, from `start` on.
  func offset(of text: StaticString, from start: Int) -> Int? {
    var start = start
    while let found = offset(of: text.utf8Start.pointee, from: start) {
      if holds(text, at: found) { return found }
      start = found + 1
    }
    return nil
  }

  /// Whether `text` stands at `start`.
  func holds(_ text: StaticString, at start: Int) -> Bool {
    guard let base = baseAddress, start + text.utf8CodeUnitCount <= count else { return false }
    return memcmp(base + start, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Whether the bytes in `range` stand in `other` from `start` on, which has so many.
  func isSame(_ range: Range<Int>, as other: Self, _ start: Int) -> Bool {
    guard let one = baseAddress, let other = other.baseAddress else { return range.isEmpty }
    return memcmp(one + range.lowerBound, other + start, range.count) == 0
  }

  /// Whether the bytes in two ranges are the same.
  func isSame(_ range: Range<Int>, as other: Self, _ otherRange: Range<Int>) -> Bool {
    range.count == otherRange.count && isSame(range, as: other, otherRange.lowerBound)
  }

  /// Whether the end lies in a reference that began behind `start`.
  func endsInReference(from start: Int) -> Bool {
    let last = self[start...].last { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
    return last == UInt8(ascii: "&")
  }
}
