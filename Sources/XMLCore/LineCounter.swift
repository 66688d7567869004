/// Counts lines, as ``LineTable`` does: they end with LF, CR LF or CR.
struct LineCounter {
  /// The bytes counted.
  private(set) var offset = 0
  /// The line behind them.
  private(set) var line = 1
  private var isAfterReturn = false

  /// Counts `bytes`, which follow those counted before; `hasReturns` says that there may be CRs.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>, hasReturns: Bool) {
    offset += bytes.count
    guard hasReturns else {
      line += Self.feeds(in: UnsafeRawBufferPointer(bytes))
      return
    }
    for byte in bytes {
      if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !isAfterReturn) { line += 1 }
      isAfterReturn = byte == UInt8(ascii: "\r")
    }
  }

  /// The number of LFs.
  static func feeds(in bytes: UnsafeRawBufferPointer) -> Int {
    let feed = SIMD16<UInt8>(repeating: 0x0A)
    var feeds = 0
    var index = 0
    while index + 16 <= bytes.count {
      // One lane for each byte of a vector; a lane must not overflow.
      let stop = min(bytes.count - 15, index + 16 * 255)
      var lanes = SIMD16<UInt8>()
      while index < stop {
        let found = bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self) .== feed
        lanes &+= SIMD16<UInt8>(repeating: 0).replacing(with: 1, where: found)
        index += 16
      }
      let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
      feeds += sum(halves[0]) + sum(halves[1])
    }
    while index < bytes.count {
      if bytes[index] == 0x0A { feeds += 1 }
      index += 1
    }
    return feeds
  }

  /// The sum of the bytes of `lanes`.
  private static func sum(_ lanes: UInt64) -> Int {
    let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ ((lanes >> 8) & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}

/// Counts columns, in scalars.
enum Columns {
  /// The column behind `bytes`, the first of which is in column `start`.
  static func column(behind bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var line = bytes.count
    while line > 0, bytes[line - 1] != UInt8(ascii: "\n"), bytes[line - 1] != UInt8(ascii: "\r") {
      line -= 1
    }
    return (line > 0 ? 1 : start)
      + scalars(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[line...])))
  }

  /// The number of bytes that begin a scalar.
  private static func scalars(_ bytes: UnsafeRawBufferPointer) -> Int {
    let count = bytes.count
    var scalars = count
    var index = 0
    while index + 8 <= count {
      // The lowest bit of every continuation byte of UTF-8; their number is the sum of the bytes.
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let found = (word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101
      scalars &-= Int(truncatingIfNeeded: (found &* 0x0101_0101_0101_0101) >> 56)
      index += 8
    }
    while index < count {
      if bytes[index] & 0xC0 == 0x80 { scalars -= 1 }
      index += 1
    }
    return scalars
  }
}
