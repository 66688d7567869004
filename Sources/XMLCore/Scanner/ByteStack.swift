import Glibc

/// Bytes that are taken away at the end to which they were added.
///
/// Whoever holds it frees it.
struct ByteStack {
  private var bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity = 4096

  init() { bytes = .allocate(capacity: capacity) }

  func free() { bytes.deallocate() }

  /// All of them.
  var all: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

  @inline(__always)
  mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
    guard let source = more.baseAddress else { return }
    if count &+ more.count > capacity { grow(by: more.count) }
    (bytes + count).update(from: source, count: more.count)
    count &+= more.count
  }

  private mutating func grow(by more: Int) {
    capacity = 2 * (count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }

  /// Keeps the first `count` bytes.
  mutating func cut(to count: Int) { self.count = count }

  /// Whether the bytes from `start` on are these.
  @inline(__always)
  func holds(_ other: UnsafePointer<UInt8>, count: Int, at start: Int) -> Bool {
    memcmp(bytes + start, other, count) == 0
  }
}
