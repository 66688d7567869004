/// Bytes that are used again and again: what is cut off leaves its room to what comes next.
struct ByteRoom {
  private var room: [UInt8] = []
  /// How many bytes there are.
  private(set) var count = 0

  /// Adds bytes.
  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    if room.count &- count < bytes.count { grow(by: bytes.count) }
    room.withUnsafeMutableBufferPointer { room in
      room.baseAddress?.advanced(by: count).update(from: start, count: bytes.count)
    }
    count &+= bytes.count
  }

  private mutating func grow(by size: Int) {
    room += [UInt8](repeating: 0, count: max(size, room.count, 256))
  }

  /// Keeps the first `count` bytes.
  mutating func cut(to count: Int) { self.count = count }

  /// Lends all bytes.
  func withSpan<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try body(room.span.extracting(first: count))
  }

  /// The text of some of the bytes.
  func text(from start: Int, count: Int) -> String {
    room.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[start..<(start + count)]), as: UTF8.self)
    }
  }
}
