/// Where the lines of a text begin, to tell lines and columns from byte offsets.
///
/// Lines end with LF, CR LF or CR.
public struct LineTable: Hashable, Sendable {
  private var starts: [Int]

  /// Finds the lines of `bytes`; one pass.
  public init(of bytes: Span<UInt8>) {
    starts = [0]
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(offset)
      } else if byte == UInt8(ascii: "\r"),
        offset == bytes.count || bytes[offset] != UInt8(ascii: "\n")
      {
        starts.append(offset)
      }
    }
  }

  /// The number of lines, counting the one that the last line end opens.
  public var count: Int { starts.count }

  /// The offset of the first byte of a line, counted from 1.
  public func start(ofLine line: Int) -> Int { starts[line - 1] }

  /// The line, counted from 1, that the byte at `offset` is in.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The location of the byte at `offset` of `bytes`, which the table was made of.
  public func location(at offset: Int, in bytes: Span<UInt8>, file: String) -> SourceLocation {
    let line = line(at: offset)
    var column = 1
    for index in start(ofLine: line)..<min(offset, bytes.count) where bytes[index] & 0xC0 != 0x80 {
      column += 1
    }
    return SourceLocation(file: file, line: line, column: column)
  }
}
