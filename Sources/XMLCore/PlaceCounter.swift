import Glibc

/// Counts lines and columns, as ``LineTable`` does: lines end with LF, CR LF or CR.
struct PlaceCounter {
  /// The bytes counted.
  private(set) var offset = 0
  /// The place behind them.
  private(set) var position = XMLPosition(line: 1, column: 1)
  private var isAfterReturn = false

  /// Counts `bytes`, which follow those counted before; no CR is among any of them.
  mutating func advance(overLinesOf bytes: UnsafeBufferPointer<UInt8>) {
    guard var start = bytes.baseAddress, !bytes.isEmpty else { return }
    offset += bytes.count
    let end = start + bytes.count
    while let feed = memchr(start, 0x0A, end - start) {
      position.line += 1
      position.column = 1
      start = UnsafePointer(feed.assumingMemoryBound(to: UInt8.self)) + 1
      if start == end { return }
    }
    position.column += Self.scalars(UnsafeRawBufferPointer(start: start, count: end - start))
  }

  /// Counts `bytes`, which follow those counted before.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    offset += bytes.count
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        if !isAfterReturn { position.line += 1 }
        position.column = 1
      } else if byte == UInt8(ascii: "\r") {
        position.line += 1
        position.column = 1
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
      isAfterReturn = byte == UInt8(ascii: "\r")
    }
  }

  /// The number of bytes that begin a scalar.
  private static func scalars(_ bytes: UnsafeRawBufferPointer) -> Int {
    let count = bytes.count
    var scalars = count
    var index = 0
    while index + 8 <= count {
      // One lane for each byte of a word; a lane must not overflow.
      let stop = min(count - 7, index + 8 * 255)
      var lanes: UInt64 = 0
      while index < stop {
        lanes &+= continuations(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      scalars -= sum(lanes)
    }
    guard index < count else { return scalars }
    if count >= 8 {
      let last = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      return scalars - sum(continuations(last >> UInt64(64 - 8 * (count - index))))
    }
    while index < count {
      if bytes[index] & 0xC0 == 0x80 { scalars -= 1 }
      index += 1
    }
    return scalars
  }

  /// 1 in each byte that is a continuation byte of UTF-8 in `word`.
  private static func continuations(_ word: UInt64) -> UInt64 {
    (word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101
  }

  /// The sum of the bytes of `lanes`.
  private static func sum(_ lanes: UInt64) -> Int {
    let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ ((lanes >> 8) & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}
