/// Octets written as text (XML Schema part 2, §3.2.15 and §3.2.16).
enum BinaryValues {
  static func hex(_ bytes: Span<UInt8>) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(bytes.count / 2)
    var index = 0
    while index < bytes.count {
      guard let high = digit(bytes[index]), let low = digit(bytes[index + 1]) else { return nil }
      octets.append(high << 4 | low)
      index += 2
    }
    return octets
  }

  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  static func base64(_ bytes: Span<UInt8>) -> [UInt8]? {
    var octets: [UInt8] = []
    octets.reserveCapacity(bytes.count * 3 / 4)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if WhiteSpace.contains(byte) { continue }
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = sextet(byte) else { return nil }
      bits = bits << 6 | value
      count += 1
      if count % 4 == 0 {
        octets.append(UInt8(truncatingIfNeeded: bits >> 16))
        octets.append(UInt8(truncatingIfNeeded: bits >> 8))
        octets.append(UInt8(truncatingIfNeeded: bits))
        bits = 0
      }
    }
    // The bits that the last octet does not use are zero in the canonical form, which is asked for.
    switch (count % 4, padding) {
    case (0, 0): return octets
    case (2, 2) where bits & 0xF == 0:
      octets.append(UInt8(truncatingIfNeeded: bits >> 4))
      return octets
    case (3, 1) where bits & 0x3 == 0:
      octets.append(UInt8(truncatingIfNeeded: bits >> 10))
      octets.append(UInt8(truncatingIfNeeded: bits >> 2))
      return octets
    default: return nil
    }
  }

  private static func sextet(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
