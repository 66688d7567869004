/// Elements that are used again and again: what is cut off leaves its room to what comes next.
///
/// It is nobody else's, so nothing is counted or checked when something is added.
struct Room<Element: BitwiseCopyable>: ~Copyable {
  private var start: UnsafeMutablePointer<Element>
  private var capacity = 64
  /// How many elements there are.
  private(set) var count = 0

  init() { start = .allocate(capacity: capacity) }

  deinit { start.deallocate() }

  /// Adds an element.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    (start + count).initialize(to: element)
    count &+= 1
  }

  /// Adds elements.
  @inline(__always)
  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    guard let source = elements.baseAddress else { return }
    if capacity &- count < elements.count { grow(by: elements.count) }
    (start + count).update(from: source, count: elements.count)
    count &+= elements.count
  }

  private mutating func grow(by size: Int) {
    capacity += max(size, capacity, 256)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  /// Keeps the first `count` elements.
  mutating func cut(to count: Int) { self.count = count }

  /// The element at `index`, which must be there.
  subscript(index: Int) -> Element {
    @inline(__always) get { start[index] }
    @inline(__always) set { start[index] = newValue }
  }

  /// Lends all elements.
  @inline(__always)
  func withSpan<Result>(_ body: (Span<Element>) throws -> Result) rethrows -> Result {
    try body(UnsafeBufferPointer(start: start, count: count).span)
  }

  /// Lends some of the elements.
  @inline(__always)
  func withSpan<Result>(
    from first: Int, count: Int, _ body: (Span<Element>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeBufferPointer(start: start + first, count: count).span)
  }
}

/// Bytes that are used again and again.
typealias ByteRoom = Room<UInt8>

extension Room<UInt8> {
  /// The text of some of the bytes.
  func text(from first: Int, count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: start + first, count: count), as: UTF8.self)
  }
}
