/// Markup in the making: UTF-8, with what cannot stand for itself escaped as Canonical XML does.
///
/// A value, so that its owner pays for no check of exclusive access when a byte is added.
package struct XMLMarkup {
  /// Room for markup, the first ``count`` bytes of which are taken.
  ///
  /// It is used again and again, so it stays in the cache, and what is added needs no new memory.
  @usableFromInline var room: [UInt8]
  /// How many bytes have been added and not been taken away.
  @usableFromInline package internal(set) var count = 0

  /// Creates empty markup with room for `capacity` bytes.
  package init(capacity: Int) {
    room = [UInt8](repeating: 0, count: max(capacity, 64))
  }

  /// What has been added and not been taken away.
  package var bytes: [UInt8] { Array(room[..<count]) }

  /// Takes away what has been added.
  package mutating func take() -> [UInt8] {
    defer { count = 0 }
    return bytes
  }

  /// Lends what has been added, and forgets it.
  package mutating func drain<Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    defer { count = 0 }
    try body(room.span.extracting(first: count))
  }

  // MARK: - As it is

  /// Adds a byte of markup.
  @inlinable
  package mutating func append(_ byte: UInt8) {
    if count == room.count { grow(by: 1) }
    room[count] = byte
    count &+= 1
  }

  /// Adds markup.
  package mutating func append(_ markup: String) {
    append(markup.utf8Span.span)
  }

  /// Adds markup.
  package mutating func append(_ markup: Span<UInt8>) {
    markup.withUnsafeBufferPointer { append($0) }
  }

  @inline(__always)
  private mutating func append(_ markup: UnsafeBufferPointer<UInt8>) {
    guard let start = markup.baseAddress, !markup.isEmpty else { return }
    if room.count &- count < markup.count { grow(by: markup.count) }
    room.withUnsafeMutableBufferPointer { room in
      room.baseAddress?.advanced(by: count).update(from: start, count: markup.count)
    }
    count &+= markup.count
  }

  @usableFromInline
  mutating func grow(by size: Int) {
    room += [UInt8](repeating: 0, count: max(size, room.count))
  }

  /// Adds a number that is not negative.
  package mutating func append(_ number: Int) {
    var rest = number
    var power = 1
    while power <= rest / 10 { power *= 10 }
    while power > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }

  // MARK: - Escaped

  /// Adds character data.
  package mutating func appendText(_ text: Span<UInt8>) {
    appendEscaped(text, .text)
  }

  /// Adds what stands between the quotation marks of an attribute.
  package mutating func appendValue(_ value: Span<UInt8>) {
    appendEscaped(value, .value)
  }

  private mutating func appendEscaped(_ text: Span<UInt8>, _ place: XMLEscapes) {
    text.withUnsafeBufferPointer { text in
      var start = 0
      while true {
        let end = place.firstSpecial(in: text, from: start)
        if start < end {
          append(UnsafeBufferPointer(rebasing: text[start..<end]))
        }
        if end == text.count { return }
        append(Self.reference(to: text[end]))
        start = end + 1
      }
    }
  }

  /// Adds character data, if all of it can stand for itself and is a character of XML.
  ///
  /// May refuse what would be fine: control characters, and what begins like U+FFFE.
  package mutating func appendPlainText(_ text: Span<UInt8>) -> Bool {
    guard PlainBytes.areText(text) else { return false }
    append(text)
    return true
  }

  /// Adds the value of an attribute, if all of it can stand for itself and is a character of XML.
  package mutating func appendPlainValue(_ value: Span<UInt8>) -> Bool {
    guard PlainBytes.areValue(value) else { return false }
    append(value)
    return true
  }

  /// Adds an attribute, if its value can stand for itself and is characters of XML; `start` is what
  /// comes before the value: ` who="`.
  package mutating func appendPlainAttribute(_ start: Span<UInt8>, _ value: Span<UInt8>) -> Bool {
    guard PlainBytes.areValue(value) else { return false }
    let size = start.count &+ value.count &+ 1
    if room.count &- count < size { grow(by: size) }
    room.withUnsafeMutableBufferPointer { room in
      guard let end = room.baseAddress?.advanced(by: count) else { return }
      start.withUnsafeBufferPointer { start in
        if let source = start.baseAddress { end.update(from: source, count: start.count) }
      }
      value.withUnsafeBufferPointer { value in
        if let source = value.baseAddress {
          (end + start.count).update(from: source, count: value.count)
        }
      }
      end[size - 1] = UInt8(ascii: "\"")
    }
    count &+= size
    return true
  }

  private static func reference(to byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case 0x09: "&#x9;"
    case 0x0A: "&#xA;"
    default: "&#xD;"
    }
  }
}

/// Which bytes cannot stand for themselves in one kind of place.
struct XMLEscapes {
  /// Bytes below 64, as a bit set.
  private let special: UInt64

  /// In character data: `&`, `<`, `>` and carriage return.
  static var text: Self { Self(special: bit("&") | bit("<") | bit(">") | bit("\r")) }
  /// In an attribute: `&`, `<`, `"` and white space other than space.
  static var value: Self {
    Self(special: bit("&") | bit("<") | bit("\"") | bit("\t") | bit("\n") | bit("\r"))
  }

  private static func bit(_ character: Unicode.Scalar) -> UInt64 {
    1 << UInt64(UInt8(ascii: character))
  }

  /// The first byte from `start` on that cannot stand for itself, or the end.
  func firstSpecial(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    // Eight bytes at a time, as long as none of them deserves a look.
    while index + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if Self.mayHoldSpecial(word), let found = firstSpecial(in: bytes, index..<(index + 8)) {
        return found
      }
      index += 8
    }
    return firstSpecial(in: bytes, index..<bytes.count) ?? bytes.count
  }

  private func firstSpecial(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    for index in range where bytes[index] < 64 && special >> UInt64(bytes[index]) & 1 != 0 {
      return index
    }
    return nil
  }

  /// Whether one of eight bytes is a control or one of `"`, `&`, `<` and `>`.
  ///
  /// A byte below 0x20 borrows from its highest bit; so does one that equals a character from that
  /// of its difference. `<` and `>` differ in one bit, as do `"` and `&`.
  private static func mayHoldSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let angles = (word | ones &* 0x02) ^ ones &* 0x3E
    let others = (word | ones &* 0x04) ^ ones &* 0x26
    let borrowed =
      (word &- ones &* 0x20) & ~word | (angles &- ones) & ~angles | (others &- ones) & ~others
    return borrowed & (ones &* 0x80) != 0
  }
}
