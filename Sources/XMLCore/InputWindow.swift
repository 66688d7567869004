/// The bytes that the parser was given and may still hold, as they stand in the document, and the
/// lines up to them.
///
/// Positions may be asked for in the order of the document only: lines behind are forgotten.
struct InputWindow {
  /// The bytes from ``start`` on; whoever holds the window frees them.
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  /// Where in the document they begin.
  private(set) var start = 0
  /// How many there are.
  private(set) var count = 0
  private var capacity: Int
  /// The column of the first byte.
  private var startColumn = 1
  /// The offset that a column was asked for last, and the column: all of a document may be one line,
  /// and something may be said of each element in it.
  private var last = (offset: 0, column: 1)
  private var lines = LineCounter()
  /// Whether a CR was among the bytes, in this window or before.
  private(set) var hasReturns = false

  init() {
    capacity = 1 << 14
    bytes = .allocate(capacity: capacity)
  }

  /// Behind the last byte.
  var end: Int { start + count }

  /// The bytes from `offset` on.
  func bytes(from offset: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + (offset - start), count: end - offset)
  }

  /// Adds what comes next in the document.
  mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
    guard let source = more.baseAddress else { return }
    if count + more.count > capacity {
      capacity = 2 * (count + more.count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: bytes, count: count)
      bytes.deallocate()
      bytes = larger
    }
    (bytes + count).update(from: source, count: more.count)
    count += more.count
  }

  /// Says that there are CRs, so that they are minded from here on.
  mutating func noteReturns() { hasReturns = true }

  /// Forgets the bytes before `offset`.
  mutating func drop(upTo offset: Int) {
    guard offset > start else { return }
    startColumn = place(at: offset).column
    let gone = min(offset, end) - start
    bytes.update(from: bytes + gone, count: count - gone)
    start += gone
    count -= gone
  }

  /// Where the byte at `offset` stands; the line is never before an earlier answer.
  mutating func place(at offset: Int) -> XMLPosition {
    let line = line(at: offset)
    let offset = min(max(offset, start), end)
    let known = start...offset ~= last.offset ? last : (offset: start, column: startColumn)
    let between = UnsafeBufferPointer(
      start: bytes + (known.offset - start), count: offset - known.offset)
    last = (offset, Columns.column(behind: between, from: known.column))
    return XMLPosition(line: line, column: last.column)
  }

  /// The line that the byte at `offset` stands in; never before an earlier answer.
  mutating func line(at offset: Int) -> Int {
    let from = lines.offset - start
    let to = min(offset, end) - start
    if from < to {
      lines.advance(
        over: UnsafeBufferPointer(start: bytes + from, count: to - from), hasReturns: hasReturns)
    }
    return lines.line
  }
}
